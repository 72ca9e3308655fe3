"""In which encoding the bytes of a file are: what it says, else what a person is asked."""

import codecs
import re
from collections.abc import Sequence

from biwaq_geo.adapters.text_encoding import checked_encoding
from biwaq_geo.domain.errors import EncodingError
from biwaq_geo.services.import_units.raw_table import Question, Topic

CHOICES = ("utf-8", "cp1252", "cp850", "latin-1")
_SAMPLES = 3
_LONGEST_SAMPLE = 60
_HEAD_BYTES = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")


def marked_encoding(content: bytes) -> str | None:
    """Return the encoding that the first bytes tell, None where they tell nothing."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:_HEAD_BYTES]
    if b"\0" in head:
        # text of Europe in UTF-16 has its NULs in the upper bytes only
        return "utf-16-le" if 0 in head[1::2] else "utf-16-be"
    return None


def encoding_question(content: bytes, *, declared: str | None, file: str) -> Question | str:
    """Return the encoding if the texts bear out what is declared, else a question.

    Parameters
    ----------
    content
        Texts of the file, separated by line breaks.
    declared
        What a `.cpg` file says; None without one.
    """
    try:
        return checked_encoding(content, declared=declared, file=file)
    except EncodingError as doubt:
        likeliest = str(doubt.values["found"])
    pieces = _samples(content)
    choices = [likeliest, *(name for name in CHOICES if name != likeliest)]
    readings: dict[str, str] = {}
    for name in choices:
        # two encodings that give the same text are no choice
        if (text := _decoded(content, name)) is not None:
            readings.setdefault(text, name)
    fitting = list(readings.values())
    return Question(
        Topic.ENCODING,
        tuple(fitting or ["latin-1"]),
        {name: tuple(piece.decode(name, "replace") for piece in pieces) for name in fitting},
    )


def _samples(content: bytes) -> Sequence[bytes]:
    """Return up to three different words with their neighbours that go beyond ASCII."""
    found: dict[bytes, None] = {}
    for line in re.split(rb"[\r\n;,\t|]", content):
        if (first := _BEYOND_ASCII.search(line)) is None:
            continue
        start = max(first.start() - _LONGEST_SAMPLE // 2, 0)
        found[line[start : start + _LONGEST_SAMPLE].strip()] = None
        if len(found) == _SAMPLES:
            break
    return list(found)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
