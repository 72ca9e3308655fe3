"""Python's search for unreachable objects, and when it is in the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_search() -> Iterator[None]:
    """Read thousands of values that stay, without a search through them again and again.

    Half of the time of opening a large register went into it. It goes on after the block.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
