"""Answers that are kept as long as they are asked for of the very same records."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


_Made = Callable[Concatenate[tuple[T, ...], P], R]
_Kept = Callable[Concatenate[Iterable[T], P], R]


def kept_for_the_same(size: int) -> Callable[[_Made[T, P, R]], _Kept[T, P, R]]:
    """Keep the last `size` answers of a function of records that never change.

    The records, the function's first argument, are told apart by what they are and not by
    what they hold: comparing thousands of them costs more than most answers. All other
    arguments must be hashable. The answers are shared: nobody may change them.
    """

    def decorate(function: _Made[T, P, R]) -> _Kept[T, P, R]:
        kept: OrderedDict[Hashable, tuple[tuple[T, ...], R]] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def answered(records: Iterable[T], /, *args: P.args, **kwargs: P.kwargs) -> R:
            given = tuple(records)
            key = (tuple(map(id, given)), args, tuple(sorted(kwargs.items())))
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key][1]
            answer = function(given, *args, **kwargs)
            with lock:
                # the records are kept as well: their ids are theirs as long as they live
                kept[key] = (given, answer)
                while len(kept) > size:
                    kept.popitem(last=False)
            return answer

        return answered

    return decorate
