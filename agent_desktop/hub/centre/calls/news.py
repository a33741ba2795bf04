"""What became of a call, carried into work, timeline and orders."""

from collections.abc import Callable
from typing import Any

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.voice.worker.centre import News

_HANDLERS: dict[type, Callable[[Book, Any], None]] = {}


def happened(book: Book, told: News) -> None:
    """Carry one piece of news."""
    handler = _HANDLERS.get(type(told))
    if handler is not None:
        handler(book, told)
