"""The log of the server: one line for each thing that happened, whatever somebody typed."""

import logging
from types import TracebackType

FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_CONTROL = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160), 0x2028, 0x2029)}
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class OneLine(logging.Formatter):
    """Writes control signs as their numbers, so that no text forges a line of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """Return the line without its trace."""
        record.message = record.message.translate(_CONTROL)
        return super().formatMessage(record)

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 -- logging's name
        """Return the trace, each line set in so that it is no line of the log."""
        return "\n".join(f"    | {line}" for line in super().formatException(ei).splitlines())


def begin_log() -> None:
    """Write what the application says of itself to the server's standard error."""
    log = logging.getLogger("biwaq_geo")
    if any(isinstance(one.formatter, OneLine) for one in log.handlers):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(FORM))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
