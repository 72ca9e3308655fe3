"""What leaves on paper: maps at a scale and the council paper."""
