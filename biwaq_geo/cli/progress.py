"""Progress of a long command as a bar on the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from biwaq_geo.texts import Texts


@contextmanager
def bar(t: Texts) -> Iterator[Callable[[float, str], None]]:
    """Yield a function that takes the share that is done (0 to 1) and the step's text key."""
    form = "{desc}: {percentage:3.0f} %|{bar}| {elapsed}"
    with tqdm(total=1.0, bar_format=form, leave=False) as shown:

        def progress(share: float, step: str) -> None:
            shown.set_description_str(t(step), refresh=False)
            shown.update(max(0.0, share - shown.n))
            shown.refresh()

        yield progress
