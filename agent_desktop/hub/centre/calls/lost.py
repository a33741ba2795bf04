"""What becomes of calls when the worker that carried them dies, and what the next one is told."""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import phones


def worker_lost(book: Book) -> None:
    """Every call and every telephone is gone."""
    for agent_id in tuple(book.links.phones):
        phones.here(book, agent_id, False)


def worker_ready(book: Book) -> None:
    """Tell the new worker what is kept."""
