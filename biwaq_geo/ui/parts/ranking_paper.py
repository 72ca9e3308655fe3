"""A ranking and how sure it is, to take along."""

from biwaq_geo.reports.ranking_sheet import Above, ranking_sheet
from biwaq_geo.services.ports import Town
from biwaq_geo.texts.robust_words import RobustWords
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.paper_file import demo_mark, paper_file

_NAMES = {
    "ranking": ("robust.ranking_paper", "robust.ranking_file_name"),
    "choice": ("robust.choice_paper", "robust.choice_file_name"),
}


def ranking_paper(town: Town, words: RobustWords, above: Above, *, of: str, key: str) -> None:
    """Offer the sheet; the file of a demonstration says so in its name.

    Parameters
    ----------
    of
        What it is of, `ranking` or `choice`.
    """
    label, name = (words.texts(key) for key in _NAMES[of])
    day = state.app().today()
    paper_file(
        label,
        lambda: ranking_sheet(town, words, above, day=day),
        file_name=f"{name}{demo_mark(town)}-{day.isoformat()}",
        key=key,
    )
