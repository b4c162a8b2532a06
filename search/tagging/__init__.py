"""What the workbench does by queries: tagging all hits of a search, and suggestions."""
