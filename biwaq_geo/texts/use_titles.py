"""Titles of interim uses in all languages."""

from collections.abc import Mapping

from biwaq_geo.domain.catalogue import InterimUse, Words
from biwaq_geo.texts import LANGUAGES, load

OTHER_USE = "other"
"""Stands for a use that the catalogue lacks."""


def titles_of(uses: Mapping[str, InterimUse]) -> Mapping[str, Words]:
    """Return the titles of the catalogue's uses by key and language, and that of another one."""
    other: Words = {language: load(language)("use.other") for language in LANGUAGES}
    return {**{key: use.title for key, use in uses.items()}, OTHER_USE: other}
