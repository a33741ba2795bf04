"""WhatsApp's message templates: which can be sent from here, and the message that one becomes; pure.

Only templates whose places are in their body are offered: those with pictures, or with places in a head or a button,
need more than an agent's words. Source: WhatsApp Business Management API, "Message templates"; Cloud API, "Template
messages".
"""

from collections.abc import Iterator, Mapping
from typing import Any

from agent_desktop.hub.written.found import part, rows, word
from agent_desktop.model.templates import Filled, Template


def offered(page: Mapping[str, Any]) -> Iterator[Template]:
    """The templates on a page of the list that are approved and need only words."""
    for one in rows(page, "data"):
        parts = {word(each, "type").upper(): each for each in rows(one, "components")}
        head = parts.get("HEADER", {})
        plain = not head or (
            word(head, "format").upper() == "TEXT" and "{{" not in word(head, "text")
        )
        buttons = rows(parts.get("BUTTONS", {}), "buttons")
        if word(one, "status").upper() == "APPROVED" and plain and not any(map(_asks, buttons)):
            yield Template(
                name=word(one, "name"),
                language=word(one, "language"),
                text=word(parts.get("BODY", {}), "text"),
                head=word(head, "text"),
                foot=word(parts.get("FOOTER", {}), "text"),
            )


def _asks(button: Mapping[str, Any]) -> bool:
    """Whether a button needs something that an agent would have to give."""
    return "{{" in word(button, "url") or word(button, "type").upper() in (
        "COPY_CODE",
        "OTP",
        "FLOW",
    )


def after(page: Mapping[str, Any]) -> str:
    """Where the next page of the list begins, empty after the last."""
    return (
        word(part(page, "paging", "cursors"), "after") if part(page, "paging").get("next") else ""
    )


def content_of(filled: Filled) -> dict[str, Any]:
    """The template as a message's content: numbered places in their order, others by their names."""
    numbered = all(place.isdecimal() for place in filled.values)
    places = sorted(filled.values, key=int) if numbered else list(filled.values)
    values = [
        {"type": "text", "text": filled.values[place]}
        | ({} if numbered else {"parameter_name": place})
        for place in places
    ]
    content: dict[str, Any] = {"name": filled.name, "language": {"code": filled.language}}
    return content | ({"components": [{"type": "body", "parameters": values}]} if values else {})
