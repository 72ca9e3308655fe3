"""Who gets in: accounts in a file of the state folder, and signed tokens for their sessions."""

from biwaq_geo.adapters.access.access import Access, access_to

__all__ = ["Access", "access_to"]
