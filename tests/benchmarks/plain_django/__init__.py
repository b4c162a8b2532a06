"""What one writes with Django's own full text search: a column with an index, and no more."""
