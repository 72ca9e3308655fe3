"""Photos: cleaned in a process of their own, kept under the hash of their bytes."""
