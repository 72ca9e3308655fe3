"""Makes the built-in town from the plan in `data/plan`."""
