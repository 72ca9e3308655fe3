"""Use cases: choose uses and measures for a town under a budget."""
