"""What people ask of the optimiser and what it answers."""
