"""Templates: texts that a network has approved, which may be sent when it takes no free text any more.

Promises that what a template becomes is known before it is sent. Refuses values that are missing or empty, which
networks refuse too.
"""

import re
from collections.abc import Mapping
from typing import Final, Protocol, runtime_checkable

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
    """The template that a letter is, and what stands in its places. The letter's text is what comes of it."""

    name: str
    language: str
    values: dict[str, str] = {}


@runtime_checkable
class Templated(Protocol):
    """A session whose network has templates."""

    async def templates(self) -> tuple[Template, ...]:
        """Those that may be sent. Raises Offline, Refused."""


def text_of(template: Template, values: Mapping[str, str]) -> str:
    """What the customer will read. Raises Refused, naming the place without a value."""
    for place in template.places:
        if not values.get(place, "").strip():
            raise Refused(
                "The template has a place without a value.",
                remedy="Fill in all its places.",
                field=place,
            )
    body = _PLACE.sub(lambda found: values[found[1]], template.text)
    return "\n\n".join(filter(None, (template.head, body, template.foot)))
