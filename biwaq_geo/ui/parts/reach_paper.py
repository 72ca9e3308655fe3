"""The map of what is reached on foot, as one page of PDF."""

from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.mapping.query import REACH
from biwaq_geo.mapping.reach_layer import reach_layer
from biwaq_geo.reports.one_page import Paper
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.services.reach import Reach
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.paper_file import demo_mark, paper_file


def paper_button(town: Town, found: Reach, note: str, texts: Texts) -> None:
    """Offer the rings on paper.

    Parameters
    ----------
    note
        What is reached by whom, written below the title.
    """
    if found.rings.empty:
        return
    day = state.app().today()
    west, south, east, north = found.rings.total_bounds

    def drawn() -> bytes:
        listed, _ = state.layers()
        base = [one for one in listed if one.base]
        others = [one for one in listed if not one.base]
        view = View(
            extent=(float(west), float(south), float(east), float(north)),
            wide=bool(east - west > north - south),
            layers=(*base, reach_layer(REACH_BANDS), *others),
            visible=frozenset(one.key for one in listed if one.visible) | {REACH},
            units=town.store.units(),
            day=day,
            own={REACH: found.rings},
            note=note,
        )
        return view_sheet(town, view, paper=Paper.A4, texts=texts)

    paper_file(
        texts("reach.paper"),
        drawn,
        file_name=f"{texts('nav.reach')}{demo_mark(town)}-{day.isoformat()}",
        key="reach_paper",
    )
