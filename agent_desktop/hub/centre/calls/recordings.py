"""Files of recorded calls and messages, brought into their conversations."""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.timeline import Attachment


def recorded(book: Book, told: Recorded, attachment: Attachment | None) -> None:
    """A file is complete."""
