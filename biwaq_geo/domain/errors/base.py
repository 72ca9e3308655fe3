"""What every expected error has: a code and values, no prose."""


class BiwaqError(Exception):
    """Base of all expected errors."""

    code = "unexpected"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code} {values}" if values else self.code)
