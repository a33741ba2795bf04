"""Places that customers share, as the address of a map that the agent may open. Pure.

Promises an address for coordinates on the earth, and nothing for anything else. Refuses to ask the map: only who opens
the address tells it where.
"""

import math
import re
from typing import Final

_GEO: Final = re.compile(
    r"geo:(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)(?:[,;?].*)?", re.IGNORECASE
)


def map_link(latitude: object, longitude: object) -> str:
    """The place at these degrees, as JSON has them; empty where they are none."""
    north, east = _degrees(latitude, 90), _degrees(longitude, 180)
    if north is None or east is None:
        return ""
    return f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}"


def map_link_of(uri: str) -> str:
    """The place of a `geo:` URI (RFC 5870); empty where it is none."""
    found = _GEO.fullmatch(uri.strip())
    return map_link(float(found[1]), float(found[2])) if found is not None else ""


def _degrees(value: object, most: int) -> str | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    if not math.isfinite(value) or abs(value) > most:
        return None
    return f"{value:.6f}".rstrip("0").rstrip(".")
