"""BIWAQ Geo: the map room of a small town that wants its streets to live again."""
