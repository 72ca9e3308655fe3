"""The forms of point symbols: corners around (0, 0), y downwards, about radius 1.

Circle and ring have no corners; every other form has them here and nowhere else.
"""

import math
from collections.abc import Mapping, Sequence

from biwaq_geo.mapping.mapspec import Form

Corner = tuple[float, float]


def _regular(corners: int, *, turn: float = 0.0) -> Sequence[Corner]:
    angles = [turn + 2 * math.pi * i / corners for i in range(corners)]
    return [(math.sin(angle), -math.cos(angle)) for angle in angles]


_STAR = [
    ((0.5 if i % 2 else 1.15) * math.sin(math.pi * i / 5),
     -(0.5 if i % 2 else 1.15) * math.cos(math.pi * i / 5))
    for i in range(10)
]  # fmt: skip
_ARM = 0.35
_PLUS = [
    (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
    (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM),
]  # fmt: skip

CORNERS: Mapping[Form, Sequence[Corner]] = {
    Form.SQUARE: [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    Form.DIAMOND: [(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)],
    Form.TRIANGLE: [(0, -1.05), (1.05, 0.8), (-1.05, 0.8)],
    Form.TRIANGLE_DOWN: [(0, 1.05), (1.05, -0.8), (-1.05, -0.8)],
    Form.PENTAGON: _regular(5),
    Form.HEXAGON: _regular(6, turn=math.pi / 6),
    Form.STAR: _STAR,
    Form.BAR: [(-1.15, -0.5), (1.15, -0.5), (1.15, 0.5), (-1.15, 0.5)],
    Form.PLUS: _PLUS,
    # a plus turned by an eighth, drawn in so that it looks as large
    Form.CROSS: [((x - y) * 0.72, (x + y) * 0.72) for x, y in _PLUS],
}
