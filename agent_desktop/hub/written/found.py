"""Reading JSON of others without trust: the object, the string, the number or the list that may be there."""

from collections.abc import Mapping
from typing import Any


def part(of: object, *names: str) -> Mapping[str, Any]:
    """The object below `of` by those names, empty where there is none."""
    for name in names:
        of = of.get(name) if isinstance(of, Mapping) else None
    return of if isinstance(of, Mapping) else {}


def word(of: Mapping[str, Any], name: str) -> str:
    """The string called `name` without NULs, empty where there is none."""
    value = of.get(name)
    return value.replace("\0", "") if isinstance(value, str) else ""


def number(of: Mapping[str, Any], name: str) -> int | None:
    """The whole number called `name`, also where it is written as a string."""
    value = of.get(name)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 18:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rows(of: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in the list called `name`."""
    value = of.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
