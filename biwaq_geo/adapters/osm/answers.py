"""Whether a service answered with what was asked, before OSMnx reads it."""

from collections.abc import Mapping
from numbers import Real
from typing import Any
from urllib.parse import urlsplit

import requests

from biwaq_geo.domain.errors import ServiceAnswerError

_FIRST_ERROR = 400
_LONGEST = 120


def check_answer(response: requests.Response, *_: object, **__: object) -> None:
    """Look at an answer of Nominatim or Overpass, as a hook of requests.

    Raises
    ------
    ServiceAnswerError
        The service refuses, has given up half-way, or the answer is not of its form.
    """
    parts = urlsplit(response.url)
    service = f"{parts.scheme}://{parts.netloc}"
    if response.status_code >= _FIRST_ERROR:
        raise ServiceAnswerError(service=service, found=f"HTTP {response.status_code}")
    if parts.path.endswith(("/search", "/interpreter")):
        try:
            answer = response.json()
        except ValueError as error:
            raise ServiceAnswerError(service=service, found="no JSON") from error
        fault = _place_fault(answer) if parts.path.endswith("/search") else _data_fault(answer)
        if fault:
            raise ServiceAnswerError(service=service, found=fault[:_LONGEST])


def _place_fault(answer: Any) -> str:
    if not isinstance(answer, list):
        return "no list of places"
    needed = {"geojson", "boundingbox", "display_name", "lat", "lon"}
    whole = all(isinstance(place, dict) and needed <= place.keys() for place in answer)
    return "" if whole else "place without outline"


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
