"""The application with long work that ends only when somebody cancels it, for `streamlit run`.

No module to import.
"""

import sys
from pathlib import Path

from streamlit.starlette import App

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from biwaq_geo.services.optimising import proving, running  # noqa: E402
from biwaq_geo.services.ranking_run import RankingRun  # noqa: E402
from biwaq_geo.ui.server import lifespan, middleware, routes, unexpected  # noqa: E402

# even a first answer that is surely the best is searched on for, and nothing comes of it
proving.GAP = -1.0
running.JOB = "tests.browser.held_job"

heard = RankingRun._heard


def held(run: RankingRun, share: float) -> None:
    """Wait at a comparison until the ranking is cancelled; what follows is its own."""
    if share:
        run.share = share
        run._ended.wait()
    heard(run, share)


RankingRun._heard = held  # type: ignore[method-assign]
app = App(
    str(ROOT / "biwaq_geo" / "ui" / "main.py"),
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=unexpected,
)
