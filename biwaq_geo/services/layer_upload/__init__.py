"""A file from outside becomes a layer of the town, after a person has seen what it holds."""
