"""What the composer and the desk owe each other: two drafts, of the reply and of the note, and an answer that is due.

Promises that drafts are held back until the desk answered, and for a moment only: `silent` tells that it did not.
Refuses widgets and intents.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desktop.desk.api import DeskView
from agent_desktop.ui.conversation.composer.drafting import Drafting

_ANSWER_MS = 3_000
"""How long drafts are held back for the desk's answer before they are written again."""


class Keeping(QObject):
    """Index it by whether the note's book is meant. `again`: what was typed meanwhile is to be sent as well."""

    silent = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.again = False
        self._books = {False: Drafting(), True: Drafting()}
        self._answer = QTimer(self)
        self._answer.setSingleShot(True)
        self._answer.setInterval(_ANSWER_MS)
        self._answer.timeout.connect(self.silent)

    def __getitem__(self, note: bool) -> Drafting:
        return self._books[note]

    def open(self, desk: DeskView, conversation_id: str) -> None:
        """Another conversation: what the desk has of it."""
        self._answer.stop()
        self.again = False
        self._books = {False: Drafting(), True: Drafting()}
        for note, book in self._books.items():
            draft = desk.draft(conversation_id, note)
            book.kept = draft.text if draft else ""

    def wait(self) -> None:
        """An answer is due."""
        self._answer.start()

    def expect_return(self) -> None:
        """A reply is being taken back, into one of both."""
        for book in self._books.values():
            book.returning = True
        self.wait()

    def answered(self) -> None:
        """One came: wait on while the other book is held."""
        if not any(book.holding for book in self._books.values()):
            self._answer.stop()

    def release(self) -> None:
        """None came, or the store is at fault: drafts may be written again."""
        self.again = False
        for book in self._books.values():
            book.released()
