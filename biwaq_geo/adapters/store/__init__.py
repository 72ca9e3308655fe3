"""The store: one mapping, opened by this package and nothing else."""
