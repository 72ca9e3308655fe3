"""Set-up, checks and the making of the built-in town; not part of the application."""
