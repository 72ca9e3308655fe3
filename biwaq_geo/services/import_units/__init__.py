"""Use case: take units from a file, after a person has seen what becomes of every row."""
