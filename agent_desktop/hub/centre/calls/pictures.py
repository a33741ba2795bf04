"""What calls look like: kept as long as they live, and told to whoever is in them."""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.voice.records import VoiceCall


def pictured(book: Book, call: VoiceCall) -> None:
    """A call has changed."""
    pictures = book.links.pictures
    before = pictures.get(call.id)
    pictures[call.id] = call
    book.undo.append(lambda: _put_back(pictures, call.id, before))


def _put_back(pictures: dict[str, VoiceCall], call: str, before: VoiceCall | None) -> None:
    if before is None:
        pictures.pop(call, None)
    else:
        pictures[call] = before
