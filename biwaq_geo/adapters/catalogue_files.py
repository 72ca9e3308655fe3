"""The planners' catalogues: one TOML file each, read strictly, whole or not at all."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from biwaq_geo.adapters.catalogues import entries
from biwaq_geo.adapters.catalogues.effects import use_effect
from biwaq_geo.adapters.catalogues.rent import rent_model
from biwaq_geo.adapters.catalogues.street_audit import audit_item
from biwaq_geo.adapters.catalogues.supply import basic, bought_figure
from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.adapters.catalogues.walking import walk_profile
from biwaq_geo.domain.assumptions import RANGES
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.domain.footfall import FIGURES

T = TypeVar("T")

KEY = re.compile(r"[a-z][a-z0-9_]{1,40}")
DECLARED_TWICE = re.compile(r"Cannot (?:declare|overwrite) .*?'(?P<entry>\w+)'")


def read_catalogues(folder: Path) -> Catalogues:
    """Read the catalogues of a folder.

    Raises
    ------
    CatalogueFileError
        A file is missing or breaks a rule; with `file`, `entry`, `key`, `expected`, `found`.
    """
    return Catalogues(
        interim_uses=_read(folder / "interim_uses.toml", entries.interim_use),
        measures=_read(folder / "measures.toml", entries.measure),
        funding=_read(folder / "funding.toml", entries.funding_line),
        site_phases=_read(folder / "site_phases.toml", entries.site_phase),
        assumptions=_read(
            folder / "assumptions.toml", partial(entries.figure, ranges=RANGES), needed=RANGES
        ),
        walking=_read(folder / "walking.toml", walk_profile),
        rent_models=_read(folder / "rent_models.toml", rent_model),
        basic_supply=_read(folder / "basic_supply.toml", basic),
        bought_figures=_read(folder / "bought_figures.toml", bought_figure, may_be_empty=True),
        street_audit=_read(folder / "street_audit.toml", audit_item),
        footfall=_read(
            folder / "footfall.toml", partial(entries.figure, ranges=FIGURES), needed=FIGURES
        ),
        use_effects=_read(folder / "use_effects.toml", use_effect),
    )


def _read(
    path: Path,
    build: Callable[[str, Table], T],
    *,
    needed: Iterable[str] = (),
    may_be_empty: bool = False,
) -> Mapping[str, T]:
    made: dict[str, T] = {}
    parsed = _parsed(path)
    if not parsed and not may_be_empty:
        raise _file_error(path, expected="[…]", found="–")
    for key, values in parsed.items():
        if not KEY.fullmatch(key):
            raise _file_error(path, entry=key, expected="a–z, 0–9, _", found=key)
        if not isinstance(values, dict):
            raise _file_error(path, entry=key, expected=f"[{key}]", found=values)
        table = Table(values, file=path.name, entry=key)
        made[key] = build(key, table)
        table.close()
    for key in needed:
        if key not in made:
            raise _file_error(path, entry=key, expected=f"[{key}]", found="–")
    return made


def _parsed(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _file_error(path, expected=path.name, found=error.strerror) from error
    except UnicodeDecodeError as error:
        raise _file_error(path, expected="UTF-8", found=f"byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        twice = DECLARED_TWICE.search(str(error))
        entry = twice["entry"] if twice else "–"
        raise _file_error(path, entry=entry, expected="TOML", found=error) from error


def _file_error(
    path: Path, *, expected: str, found: object, entry: str = "–"
) -> CatalogueFileError:
    return CatalogueFileError(
        file=path.name, entry=entry, key="–", expected=expected, found=str(found)
    )
