"""Pure functions on frames: rates, walking reach, scenarios, money."""
