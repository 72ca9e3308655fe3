"""What is true without a computer: units, scenarios, catalogues, privacy rules."""
