"""What a scenario changes, as rows of the list beside its maps."""

import math
from collections.abc import Mapping
from typing import Any

from biwaq_geo.analysis.street_score import scored_sections
from biwaq_geo.domain.catalogue import SitePhase
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.unit_changes import Change
from biwaq_geo.reports.footfall_marks import PREFIX
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.reports.paper_scene import SCORE_MOST
from biwaq_geo.reports.scene_changes import SceneChanges
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.compare_table import Row
from biwaq_geo.ui.parts.unit_words import label


def scenario_rows(
    town: Town,
    scenario: Scenario,
    picture: ScenarioPicture,
    changes: SceneChanges,
    words: EditWords,
) -> list[Row]:
    """Return one row for each change that is marked on the maps."""
    rows = _Rows(town, scenario, picture, words)
    return [rows.row(str(key), Change(change)) for key, change in changes.marked["change"].items()]


class _Rows:
    def __init__(
        self, town: Town, scenario: Scenario, picture: ScenarioPicture, words: EditWords
    ) -> None:
        self.town, self.picture, self.words = town, picture, words
        self.units = {str(unit.unit_id): unit for unit in picture.before}
        self.after = {str(unit.unit_id): unit.state for unit in picture.after}
        self.sections = scored_sections(town.layer("sections"), picture.audits, day=picture.day)
        self.edits = {str(edit.edit_id): edit for edit in scenario.edits}

    def row(self, key: str, change: Change) -> Row:
        """Say the change of the feature with this id."""
        match change:
            case Change.IMPROVED:
                said = self._section(key)
            case Change.PHASE:
                said = self._part(key)
            case Change.BUSIER | Change.QUIETER:
                said = self._footfall(key.removeprefix(PREFIX))
            case Change.MEASURE:
                place = self.words.say(self.edits[key])
                said = place, MISSING, self.words.texts("compare.planned")
            case _:
                said = self._unit(key)
        return Row(key, change, *said)

    def _unit(self, key: str) -> tuple[str, str, str]:
        unit, texts = self.units[key], self.words.texts
        after = texts(f"state.{self.after[key]}")
        return label(unit, texts), texts(f"state.{unit.state}"), after

    def _section(self, key: str) -> tuple[str, str, str]:
        section, texts = self.sections.loc[key], self.words.texts
        score: Any = section["street_score"]
        before = math.nan if score is None else float(score)
        after = min(before + self.picture.section_points[key].expected, SCORE_MOST)

        def said(points: float) -> str:
            if math.isnan(points):
                return MISSING
            return texts("compare.points", points=texts.number(points))

        return str(section["name"]), said(before), said(after)

    def _footfall(self, key: str) -> tuple[str, str, str]:
        texts = self.words.texts
        row = next(one for one in self.picture.footfall if one.section == key)
        before, after = (
            texts("compare.index", index=texts.number(band.expected, digits=1))
            for band in (row.before, row.after)
        )
        return str(self.sections.loc[key]["name"]), before, after

    def _part(self, key: str) -> tuple[str, str, str]:
        part, texts = self.town.layer("sites").loc[key], self.words.texts
        phases = state.app().catalogues.site_phases
        before, after = str(part["phase"]), self.picture.phase_of_part[key]
        place = f"{part['site']}: {part['name']}"
        return place, _phase(before, phases, texts), _phase(after, phases, texts)


def _phase(key: str, phases: Mapping[str, SitePhase], texts: Texts) -> str:
    # a phase that no catalogue knows has no words but its key
    return texts.of(phases[key].title) if key in phases else key
