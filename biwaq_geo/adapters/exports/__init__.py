"""Files with units for others: Excel, CSV, GeoJSON, GeoPackage, shapefile."""
