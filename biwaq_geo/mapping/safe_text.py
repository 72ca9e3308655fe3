"""JSON that may stand inside a script, an HTML page and a template at once.

folium evaluates the strings it is given as Jinja templates and escapes nothing. Inside
the strings of this JSON none of the characters exists that HTML, JavaScript or Jinja
would act on; each is written as its Unicode escape.
"""

import json
import re

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ACTIVE = "<>&'`$%#{}=/"
_ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in _ACTIVE})


def safe_json(value: object) -> str:
    r"""Return the value as JSON in plain ASCII.

    >>> safe_json({"a": "{{7*7}}</script>"})
    '{"a":"\\u007b\\u007b7*7\\u007d\\u007d\\u003c\\u002fscript\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _STRING.sub(lambda found: found[0].translate(_ESCAPES), text)
