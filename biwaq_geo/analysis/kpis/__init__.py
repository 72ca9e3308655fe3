"""Key figures of the register: one file for each family, one catalogue of all."""
