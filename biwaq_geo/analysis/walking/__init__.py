"""The walking network: costs of streets, shortest walks, and what lies within them."""
