"""Choosing uses and measures under rules, with a bound that says how good the choice is."""
