"""Use cases, one file each, and the ports they need from outside."""
