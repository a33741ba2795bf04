"""Templates: texts that a network has approved, which may be sent when it takes no free text any more.

Promises that what a template becomes is known before it is sent, and is the same on the desk and in the hub. Refuses
values that are missing or empty, which networks refuse too.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused

_PLACE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")


class Template(Record, frozen=True):
    """One in one language. `text` shows its places as {{1}} or {{name}}; `head` and `foot` stand around it."""

    name: str
    language: str
    text: str
    head: str = ""
    foot: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """What its places are called, each once, in order."""
        return tuple(dict.fromkeys(_PLACE.findall(self.text)))


class Filled(Record, frozen=True):
    """The template that a message is, and what stands in its places. The message's text is what comes of it."""

    name: str
    language: str
    values: dict[str, str] = {}


def preview(template: Template, values: Mapping[str, str]) -> str:
    """What the customer would read, as far as the places have values; the others stand as they are."""

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], "").strip() or found[0]

    return _whole(template, _PLACE.sub(value, template.text))


def text_of(template: Template, values: Mapping[str, str]) -> str:
    """What the customer will read. Raises Refused, naming the place without a value."""
    for place in template.places:
        if not values.get(place, "").strip():
            raise Refused(
                "The template has a place without a value.",
                remedy="Fill in all its places.",
                field=place,
            )
    return _whole(template, _PLACE.sub(lambda found: values[found[1]], template.text))


def _whole(template: Template, body: str) -> str:
    return "\n\n".join(filter(None, (template.head, body, template.foot)))


def template_of(templates: Iterable[Template], filled: Filled) -> Template | None:
    """The one that was filled; None when the network has it no more."""
    for one in templates:
        if (one.name, one.language) == (filled.name, filled.language):
            return one
    return None
