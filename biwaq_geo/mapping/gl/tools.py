"""What the buttons over the work map say, and the view that a link asks for."""

from collections.abc import Mapping

from biwaq_geo.mapping.view_link import Camera
from biwaq_geo.texts import Texts


def tool_words(texts: Texts) -> Mapping[str, str]:
    """Return the words of `tools.mjs` and `own_position.mjs`."""
    return {
        "share": texts("map.share"),
        "shared": texts("map.shared"),
        "notShared": texts("map.not_shared"),
        "linkField": texts("map.link_field"),
        "print": texts("map.print"),
        "keepView": texts("views.keep"),
        "shut": texts("common.shut"),
        "findMe": texts("map.find_me"),
        "position": texts("map.position"),
        "positionDenied": texts("map.position_denied"),
        "noPosition": texts("map.no_position"),
        "notSecure": texts("map.not_secure"),
        "takePlace": texts("map.take_place"),
    }


def camera_state(camera: Camera, *, serial: str) -> dict[str, object]:
    """Return the view that the browser takes once for each serial."""
    return {
        "center": [camera.longitude, camera.latitude],
        "zoom": camera.zoom,
        "pitch": camera.pitch,
        "serial": serial,
    }
