"""The public pages of the archive but for its front door and its search, a module a family."""
