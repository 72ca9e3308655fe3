"""Use cases: the key figures of a place on any day, and how they came about."""
