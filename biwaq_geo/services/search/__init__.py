"""Search of a town: addresses, streets, units, services, places, sites and areas."""
