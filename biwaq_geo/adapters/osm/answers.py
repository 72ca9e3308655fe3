"""Whether a service answered with what was asked, before OSMnx reads it."""

import math
from collections.abc import Mapping
from numbers import Real
from typing import Any
from urllib.parse import urlsplit

import requests

from biwaq_geo.domain.errors import ServiceAnswerError

_FIRST_ERROR = 400
_LONGEST = 120
_SIDES = 4


def check_answer(response: requests.Response, *_: object, **__: object) -> None:
    """Look at an answer of Nominatim or Overpass, as a hook of requests.

    Raises
    ------
    ServiceAnswerError
        The service refuses, has given up half-way, or the answer is not of its form.
    """
    parts = urlsplit(response.url)
    fault = _fault(response, parts.path)
    if fault:
        # nobody else would: requests hands the answer to its hooks before reading it
        response.close()
        service = f"{parts.scheme}://{parts.netloc}"
        raise ServiceAnswerError(service=service, found=fault[:_LONGEST])


def _fault(response: requests.Response, path: str) -> str:
    if response.status_code >= _FIRST_ERROR:
        return f"HTTP {response.status_code}"
    if not path.endswith(("/search", "/interpreter")):
        return ""
    try:
        answer = response.json()
    except ValueError:
        return "no JSON"
    return _place_fault(answer) if path.endswith("/search") else _data_fault(answer)


def _place_fault(answer: Any) -> str:
    if not isinstance(answer, list):
        return "no list of places"
    return "" if all(map(_is_place, answer)) else "place without outline"


def _is_place(place: Any) -> bool:
    if not isinstance(place, dict) or not isinstance(place.get("geojson"), dict):
        return False
    box = place.get("boundingbox")
    if not isinstance(box, list) or len(box) != _SIDES:
        return False
    numbers = [*box, place.get("lat"), place.get("lon"), place.get("importance")]
    return "display_name" in place and all(map(_is_number, numbers))


def _is_number(value: object) -> bool:
    try:
        return math.isfinite(float(str(value)))
    except ValueError:
        return False


def _data_fault(answer: Any) -> str:
    if not isinstance(answer, dict) or not isinstance(answer.get("elements"), list):
        return "no elements"
    if "remark" in answer:
        # Overpass says so when it ran out of time or memory; the elements are a part
        return str(answer["remark"])
    if not all(_is_whole(element) for element in answer["elements"]):
        return "element without its parts"
    nodes = {e["id"] for e in answer["elements"] if e["type"] == "node"}
    ways = (e["nodes"] for e in answer["elements"] if e["type"] == "way")
    return "" if all(nodes.issuperset(refs) for refs in ways) else "way without its nodes"


def _is_whole(element: Any) -> bool:
    if not isinstance(element, Mapping) or not isinstance(element.get("id"), int):
        return False
    kind = element.get("type")
    if kind == "node":
        return isinstance(element.get("lat"), Real) and isinstance(element.get("lon"), Real)
    if kind == "way":
        return isinstance(element.get("nodes"), list)
    return kind == "relation" and isinstance(element.get("members"), list)
