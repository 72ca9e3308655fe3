"""The planners' catalogue files: tables checked key by key, entries built from them."""
