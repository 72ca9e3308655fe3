"""A save that the database called off, because it crossed another one, is made once more."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from biwaq_geo.domain.errors import StoreCollisionError

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def again_after_collision(use_case: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
    """Run a use case with one transaction again, with the same values, if it collided.

    Nothing of the first attempt is stored: the database rolled it back. A second collision
    is told as a busy store.
    """

    @wraps(use_case)
    def attempted(*given: _Given.args, **named: _Given.kwargs) -> _Answer:
        try:
            return use_case(*given, **named)
        except StoreCollisionError:
            return use_case(*given, **named)

    return attempted
