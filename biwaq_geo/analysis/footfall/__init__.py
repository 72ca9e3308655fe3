"""Footfall: a gravity model on the walking network, calibrated with short counts."""
