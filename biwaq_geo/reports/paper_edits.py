"""The edits of a scenario in plain words, with what they cost and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shapely import LineString, Polygon

from biwaq_geo.domain.catalogue import Catalogues, Cost, Evidence
from biwaq_geo.domain.comparison import Comparison, EditCost, Measured
from biwaq_geo.domain.scenarios import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Place,
    Scenario,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
)
from biwaq_geo.reports.paper_sources import Sources
from biwaq_geo.services.drawing import measured
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.figures import band_figures, figure_name, unit_word

Cell = tuple[str, str]
"""A figure and, small below it, its band."""


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit as the paper lists it.

    Attributes
    ----------
    cost
        What the comparison says; None where it has none for this edit.
    """

    number: int
    text: str
    one_off: Cell
    yearly: Cell
    grant: Cell
    evidence: str
    cost: EditCost | None


def edit_rows(
    scenario: Scenario,
    comparison: Comparison,
    *,
    words: "EditWords",
    catalogues: Catalogues,
    sources: Sources,
) -> list[EditRow]:
    """List the edits in the order of the scenario, numbered from 1."""
    costs = {cost.edit_id: cost for cost in comparison.costs}
    return [
        _row(
            number,
            words.say(edit),
            cost=costs.get(str(edit.edit_id)),
            evidence=_evidence(edit, catalogues, sources),
            texts=words.texts,
        )
        for number, edit in enumerate(scenario.edits, start=1)
    ]


def _row(number: int, text: str, *, cost: EditCost | None, evidence: str, texts: Texts) -> EditRow:
    unknown = (texts("paper.not_known"), "")

    def cell(band_of: str) -> Cell:
        band = getattr(cost, band_of) if cost else None
        return unknown if band is None else band_figures(band, Measured.EUR, texts)

    granted = cost is not None and cost.one_off is not None and cost.grant.high > 0
    return EditRow(
        number=number,
        text=text,
        one_off=cell("one_off"),
        yearly=cell("yearly"),
        grant=cell("grant") if granted else (MISSING, ""),
        evidence=evidence,
        cost=cost,
    )


def costs_of(edit: ScenarioEdit, catalogues: Catalogues) -> tuple[Cost | None, Cost | None]:
    """Return one-off and yearly cost of the catalogue entry that the edit names."""
    match edit:
        case UseUnit() if use := catalogues.interim_uses.get(edit.use_key):
            return use.setup, use.yearly
        case ImproveStreet() if measure := catalogues.measures.get(edit.measure_key):
            return measure.cost, measure.yearly
        case SetSitePhase() if phase := catalogues.site_phases.get(edit.phase_key):
            return phase.cost, phase.yearly
    return None, None


def _evidence(edit: ScenarioEdit, catalogues: Catalogues, sources: Sources) -> str:
    found: list[Evidence] = [c.evidence for c in costs_of(edit, catalogues) if c is not None]
    cited = dict.fromkeys(sources.cite(evidence) for evidence in found)
    return "; ".join(cited) or MISSING


class EditWords:
    """Says an edit in plain words; free text of the register stays text."""

    def __init__(
        self, town: Town, picture: ScenarioPicture, *, catalogues: Catalogues, texts: Texts
    ) -> None:
        self.texts = texts
        self._catalogues = catalogues
        self._units = {unit.unit_id: unit for unit in picture.before}
        self._epsg = town.profile.epsg
        self._sections = town.layer("sections")
        self._sites = town.layer("sites")

    def say(self, edit: ScenarioEdit) -> str:
        """Return one line about the edit; a dash stands for what no longer exists."""
        match edit:
            case UseUnit():
                return self._use(edit)
            case ImproveStreet():
                return self._measure(edit)
            case SetSitePhase():
                return self._phase(edit)
            case LetUnit() | MoveIn():
                return self._taken(edit)
            case MoveOut():
                return self.texts(
                    "scenario.line_move_out",
                    address=self._address(edit.unit_id),
                    start=self.texts.day(edit.start),
                )

    def _taken(self, edit: LetUnit | MoveIn) -> str:
        key = "scenario.line_let" if isinstance(edit, LetUnit) else "scenario.line_move_in"
        branch = self.texts(f"branch.{edit.branch}") if edit.branch else MISSING
        said = self.texts(
            key,
            address=self._address(edit.unit_id),
            branch=branch,
            start=self.texts.day(edit.start),
        )
        return f"{said} ({edit.holder})" if edit.holder else said

    def _address(self, unit_id: UUID) -> str:
        unit = self._units.get(unit_id)
        return (unit.address or self.texts("mark.no_address")) if unit else MISSING

    def _use(self, edit: UseUnit) -> str:
        use = self._catalogues.interim_uses.get(edit.use_key)
        said = self.texts(
            "scenario.line_use",
            use=self.texts.of(use.title) if use else MISSING,
            address=self._address(edit.unit_id),
            start=self.texts.day(edit.start),
            end=self.texts.day(edit.end),
        )
        rent = self._catalogues.rent_models.get(edit.rent_key or "")
        more = [*([self.texts.of(rent.title)] if rent else []), *filter(None, [edit.holder])]
        return f"{said} ({', '.join(more)})" if more else said

    def _measure(self, edit: ImproveStreet) -> str:
        measure = self._catalogues.measures.get(edit.measure_key)
        named = edit.section_id is not None and edit.section_id in self._sections.index
        section = str(self._sections.at[edit.section_id, "name"]) if named else MISSING
        whole = float(edit.quantity).is_integer()
        return self.texts(
            "scenario.line_measure",
            measure=self.texts.of(measure.title) if measure else MISSING,
            quantity=self.texts.number(edit.quantity, digits=0 if whole else 1),
            unit=unit_word(measure.per, edit.quantity, self.texts) if measure else "",
            place=self._front(edit, section, named=named),
        )

    def _front(self, edit: ImproveStreet, section: str, *, named: bool) -> str:
        if edit.unit_id is not None:
            return self._address(edit.unit_id)
        return self._place(edit.place) if edit.place and not named else section

    def _place(self, place: Place) -> str:
        drawn = measured(place, epsg=self._epsg)
        match place:
            case LineString():
                length = self.texts.number(drawn.length_m, unit="m")
                return self.texts("tools.drawn_line", length=length)
            case Polygon():
                area = self.texts.number(drawn.area_m2, unit="m²")
                return self.texts("tools.drawn_area", area=area)
        return self.texts("scenario.place_on_map")

    def _phase(self, edit: SetSitePhase) -> str:
        phase = self._catalogues.site_phases.get(edit.phase_key)
        named = edit.part_id in self._sites.index
        return self.texts(
            "scenario.line_phase",
            part=str(self._sites.at[edit.part_id, "name"]) if named else MISSING,
            phase=self.texts.of(phase.title) if phase else MISSING,
            start=self.texts.day(edit.start),
        )


def missing_lines(
    scenario: Scenario, comparison: Comparison, *, rows: Sequence[EditRow], texts: Texts
) -> list[str]:
    """Say what the figures do not hold: costs, indicators, edits that do not count."""
    lines: list[str] = []
    for key, name in (("paper.missing_cost", "one_off"), ("paper.missing_yearly", "yearly")):
        numbers = [str(r.number) for r in rows if r.cost is None or getattr(r.cost, name) is None]
        if numbers:
            lines.append(texts(key, numbers=", ".join(numbers)))
    lines += [
        texts("paper.missing_figure", label=figure_name(row, texts))
        for row in comparison.rows
        if row.after is None
    ]
    order = {str(edit.edit_id): n for n, edit in enumerate(scenario.edits, start=1)}
    lines += [
        texts(f"paper.obstacle_{item.obstacle}", number=order[item.edit_id])
        for item in comparison.obstructed
    ]
    if comparison.changed_units:
        lines.append(texts("paper.missing_changed", count=comparison.changed_units))
    return lines or [texts("paper.missing_nothing")]
