"""What the virus scanner, or an administrator, says of files that are in conversations already.

Promises that the file's row, the messages that carry it and the audit change together, and that everybody who sees such
a message is told. Refuses to touch the bytes: that is for who keeps them.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.storage import files, threads
from agent_desktop.hub.storage.calls import note_audit
from agent_desktop.hub.storage.files import StoredFile
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import Refused
from agent_desktop.model.files import KEPT_BACK, Check
from agent_desktop.model.timeline import Message

_WHOLE = 1_000_000


def judge(book: Book, file_id: str, check: Check, finding: str = "", by: str = "") -> bool:
    """Say of a file what is known of it now; False when there is no such file. `by` is who decided, if it was a person.

    A file that is kept back for good cannot be judged again: only one that waits, or in which something was found.
    """
    file = files.stored_file(book.storage, file_id)
    if file is None or file.check not in (Check.WAITING, Check.HELD):
        return False
    if by:
        what = f"file_{check.value}"
        detail = f"{file.name}: {file.finding}"[:400]
        note_audit(book.storage, book.now, by, what, file_id, detail)
    files.change_check(book.storage, file_id, check, finding)
    if file.conversation_id is not None:
        _tell(book, file, check, finding)
    return True


def _tell(book: Book, file: StoredFile, check: Check, finding: str) -> None:
    assert file.conversation_id is not None
    thread = book.thread(file.conversation_id)

    def now(one: Attachment) -> Attachment:
        return replace(one, check=check, finding=finding) if one.id == file.id else one

    for item in threads.items_before(book.storage, file.conversation_id, None, _WHOLE):
        if isinstance(item, Message):
            attachments = tuple(now(one) for one in item.attachments)
            if attachments != item.attachments:
                changed = replace(item, attachments=attachments)
                book.change_message(thread, changed)
                chat_news.tell_items(book, thread, (changed,))


def check_sendable(book: Book, ids: tuple[str, ...]) -> None:
    """Raises Refused when one of these files is kept back: nothing bad leaves the house either."""
    for one in ids:
        file = files.stored_file(book.storage, one)
        if file is not None and file.check in KEPT_BACK:
            found = file.finding or file.check.value
            raise Refused(
                f"The file is held back by the virus scanner: {found}.",
                remedy="Write again without it, or ask an administrator.",
                field="attachments",
                value=file.name,
            )
