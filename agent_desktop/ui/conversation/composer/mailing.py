"""The mail that is being written: what it answers or passes on, to whom, and what goes along below it.

Promises that a mail which passes something on says so above it and can be turned back into an answer; that its lines
then hold nobody who was not written there. Refuses to send: it says what a mail's head is.
"""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.commands import Draft
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.timeline import Message
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.answering import (
    answered,
    earlier,
    for_all,
    forward_subject,
    heading,
    reply_subject,
    wrote,
)
from agent_desktop.ui.conversation.composer.chips import FileChips
from agent_desktop.ui.conversation.composer.mail_fields import MailFields
from agent_desktop.ui.conversation.composer.people import Person
from agent_desktop.ui.conversation.composer.quote import QuoteFold
from agent_desktop.ui.conversation.composer.rules import ComposerLook
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Mailing(QObject):
    """See the module. `told` is called when the agent changed what the mail is."""

    def __init__(
        self, desk: DeskView, theme: Theme, fields: MailFields, told: Callable[[], None]
    ) -> None:
        super().__init__(fields)
        self._desk = desk
        self._told = told
        self._fields = fields
        self._conversation = ""
        self._way: ReplyWay | None = None
        self._thread: Thread | None = None
        self._answers = ""
        self.forwards = ""
        self._passes: tuple[str, ...] = ()
        self.quote = QuoteFold(theme)
        self.files = FileChips(theme)
        self.files.removed.connect(self._drop)
        self.strip = QWidget()
        words = tr("Forwarded to somebody else: the customer does not get this mail.")
        self._words = Label(theme, words, "caption", "text.primary", weight=600, wrap=True)
        self.turn_back = Button(theme, tr("Answer the customer"), "ghost", size="sm")
        self.turn_back.clicked.connect(lambda: self.answer())
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.turn_back)
        self.strip.hide()

    # -- what the mail is

    def restore(self, draft: Draft | None) -> None:
        """What a draft was about; without one an ordinary answer."""
        head = draft.mail if draft is not None else None
        self._answers = draft.answers if draft is not None else ""
        self.forwards = head.forwards if head is not None else ""
        self._passes = head.passes if head is not None else ()

    def show_lines(self, thread: Thread, way: ReplyWay, head: MailHead | None) -> None:
        """Another conversation or another way: its lines from the draft, or fresh ones."""
        self._thread, self._way = thread, way
        self._conversation = thread.conversation.id
        given = head or MailHead()
        before = thread.conversation
        # Where nobody has written yet, it is no answer.
        fresh = reply_subject(before.subject) if before.preview else before.subject
        subject = given.subject or fresh
        fixed = [] if self.forwards else [self._customer(thread, way)]
        self._fields.show_mail(fixed, replace(given, subject=subject))

    def _customer(self, thread: Thread, way: ReplyWay) -> Person:
        name = thread.customer.name if thread.customer else ""
        return Person("" if name == way.route.address else name, way.route.address)

    def answer(self, mail: Message | None = None, *, to_all: bool = False) -> None:
        """Answer this mail, or the newest one; `to_all`: everybody of it gets the answer."""
        if self._thread is None or self._way is None:
            return
        if mail is not None and mail.mail is not None and mail.mail.forwards:
            mail = None  # it went to somebody else, and is nothing for the customer to read
        self.forwards, self._passes = "", ()
        self._answers = mail.id if mail is not None else ""
        copies = for_all(mail, self._way) if mail is not None and to_all else None
        before = mail.mail.subject if mail is not None and mail.mail is not None else ""
        head = MailHead(subject=reply_subject(before or self._thread.conversation.subject))
        self._fields.show_mail([self._customer(self._thread, self._way)], head)
        if copies is not None:
            self._fields.put_people(to=copies.to, cc=copies.cc)
        self._told()

    def forward(self, mail: Message) -> None:
        """Pass this mail on, with its files, to whom the agent writes into the line."""
        if self._thread is None or self._way is None:
            return
        self._answers, self.forwards = "", mail.id
        self._passes = tuple(one.id for one in mail.attachments)
        before = mail.mail.subject if mail.mail is not None else ""
        subject = forward_subject(before or self._thread.conversation.subject)
        self._fields.show_mail([], MailHead(subject=subject))
        self._told()
        self._fields.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, head: MailHead, answers: str) -> None:
        """Write a mail again that was refused: to whom it went, and what it answered or passed on."""
        if self._thread is None or self._way is None:
            return
        self._answers, self.forwards, self._passes = answers, head.forwards, head.passes
        fixed = [] if head.forwards else [self._customer(self._thread, self._way)]
        self._fields.show_mail(fixed, head)
        self._told()

    def _drop(self, file_id: str) -> None:
        self._passes = tuple(one for one in self._passes if one != file_id)
        self._told()

    # -- what goes along

    def _original(self) -> Message | None:
        items = self._desk.items(self._conversation)
        named = self.forwards or self._answers
        return answered(items, self._way, named)

    def _intro(self) -> tuple[str, str]:
        """The lines above what goes along, and its words."""
        original = self._original()
        if original is not None:
            return (heading if self.forwards else wrote)(original), original.text
        if self.forwards or not earlier(self._desk.items(self._conversation)):
            return "", ""
        return tr("What was said so far:"), ""

    def show(self, *, shown: bool) -> None:
        """Follow the conversation; `shown` is whether a mail is written at all."""
        original = self._original() if shown and self.forwards else None
        self.quote.show_quote(*(self._intro() if shown else ("", "")))
        self.strip.setVisible(shown and bool(self.forwards))
        passed = original.attachments if original is not None else ()
        self.files.show_files(
            [
                LocalFile(id=one.id, path="", name=one.name, size=one.size)
                for one in passed
                if one.id in self._passes
            ]
        )

    def look(self, look: ComposerLook, *, shown: bool) -> ComposerLook:
        """How the composer stands while a mail is written."""
        if not shown or not self.forwards:
            return look
        addressed = bool(self._fields.to.people)
        ready = addressed and not look.reason and not look.complaint
        return changed(
            look,
            ready=ready,
            placeholder=tr("Words above the forwarded message"),
            send=tr("Forward"),
        )

    def fields(self) -> dict[str, Any]:
        """Of a `SendReply` or `WriteDraft`: the mail's head and what it answers."""
        head = self._fields.head()
        original = self._original()
        if self.forwards:
            head = replace(head, forwards=self.forwards, passes=self._passes)
        else:
            head = replace(head, to=head.to[1:])
        answers = original.id if original is not None and not self.forwards else ""
        return {"mail": replace(head, intro=self._intro()[0]), "answers": answers}
