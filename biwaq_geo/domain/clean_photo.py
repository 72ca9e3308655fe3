"""A photo as it may be kept."""

from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A JPEG that holds an upright picture and nothing else.

    Attributes
    ----------
    data
        The bytes of the JPEG, in sRGB, without any metadata.
    width, height
        Pixels.
    sha256
        Of `data`, 64 lower-case hexadecimal digits.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", sha256(self.data).hexdigest())
