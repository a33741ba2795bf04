"""The line of a conversation in the inbox, after what was said in it became something else.

Promises that a message which was taken back or changed is not what the inbox shows. Refuses to move the conversation:
nothing new was said.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book, preview_of
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.model.timeline import Message


def follow(book: Book, thread: LiveThread) -> None:
    """Show the newest message that still stands; nothing where none does."""
    last = next((one for one in book.said(thread) if not one.deleted), None)
    kept = thread.kept
    if last is None:
        shown = replace(kept.shown, preview="")
    else:
        shown = replace(kept.shown, preview=words_of(last), preview_from=last.author.kind)
    if shown == kept.shown:
        return
    book.put_thread(thread, replace(kept, shown=shown))
    current = book.live.current(thread)
    if current is not None and current.shown.agent_id is None:
        book.show_interaction(current, preview=shown.preview)
        book.tell_interaction(current)


def words_of(message: Message) -> str:
    """How a message stands in the inbox."""
    files = message.attachments[0].name if message.attachments else ""
    return preview_of(message.text) or preview_of(files) or ("…" if message.gaps else "")
