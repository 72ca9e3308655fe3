"""Maps of others, asked by our server alone: known ones, allowed ones, and what they answer."""

from biwaq_geo.adapters.map_services.allowed import AllowedServices

__all__ = ["AllowedServices"]
