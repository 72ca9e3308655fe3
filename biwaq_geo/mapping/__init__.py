"""One map specification and the renderers that draw it."""
