"""The composer widget: reply or note, its channel, its files, its saved replies, and sending.

Promises that nothing typed is cleared before the desk says that it is kept, that a draft is written on every change,
and that a refusal is said in words beside the text. Refuses to post: it emits, the pane knows the conversation.
"""

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.base import new_id
from agent_desktop.model.changes import NoticeKind
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import (
    ChangeSetting,
    Intent,
    SendReply,
    WriteDraft,
    WriteNote,
)
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import SEND_KEYS, option
from agent_desktop.model.timeline import Message
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.approving import Approving
from agent_desktop.ui.conversation.composer.face import ComposerFace
from agent_desktop.ui.conversation.composer.keeping import Keeping
from agent_desktop.ui.conversation.composer.mailing import Mailing
from agent_desktop.ui.conversation.composer.offering import Offering
from agent_desktop.ui.conversation.composer.rules import (
    ComposerLook,
    composer_look,
    enter_key_sends,
)
from agent_desktop.ui.conversation.composer.signature import SignatureView
from agent_desktop.ui.conversation.composer.typingsign import TypingSign
from agent_desktop.ui.conversation.composer.ways import Ways
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Composer(ComposerFace):
    """See the module. `wanted` carries intents; `left` says that Escape leads out."""

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self, desk: DeskView, theme: Theme, pasted: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, theme, pasted, parent)
        self._desk = desk
        self._conversation = ""
        self._thread: Thread | None = None
        self._books = Keeping(self)
        self._setting_text = self._said_complaint = False
        self.look: ComposerLook | None = None
        self.mailing = Mailing(desk, theme, self.mail, self._changed)
        self.notices.addWidget(self.mailing.strip)
        self.signature = SignatureView(desk, theme)
        self.below.addWidget(self.signature)
        self.below.addWidget(self.mailing.quote)
        self.below.addWidget(self.mailing.files)
        self.ways = Ways(desk, theme, self.top, self.mail, self.mailing, self._changed)
        self.offering = Offering(self, self.editor, lambda: desk.saved_replies())
        self.replies = self.offering.list
        self._typing = TypingSign(self._post, self)
        self.approving = Approving(desk, theme, self, self._post)
        self.notices.addWidget(self.approving.eyes)
        self.notices.addWidget(self.approving.strip)
        self._connect()

    def _connect(self) -> None:
        self.top.kind.chosen.connect(lambda key: self.set_note(key == "note"))
        self.top.channel_asked.connect(lambda: self.ways.ask(self))
        self._books.silent.connect(self._no_answer)
        self.mail.changed.connect(self._changed)
        self.editor.textChanged.connect(self._changed)
        self.editor.send_asked.connect(self.send)
        self.editor.left.connect(self.left)
        self.editor.focused.connect(lambda _: self._focus_moved())
        self.editor.files_given.connect(self.attaching.attach)
        self.editor.picture_given.connect(self.attaching.paste)
        self.attaching.changed.connect(self._files_changed)
        self.attaching.refused.connect(self.say)
        self.approving.changed.connect(self._update)
        self.bar.attach.clicked.connect(lambda: self.attaching.choose(self))
        self.bar.replies.clicked.connect(self.ask_replies)
        self.bar.send.clicked.connect(self.send)
        self.bar.send.menu_asked.connect(self._send_menu)

    # -- what is shown --------------------------------------------------------------

    def open(self, thread: Thread) -> None:
        """Write to another conversation: its drafts come back."""
        self._typing.stop()
        self.replies.hide()
        self._conversation = thread.conversation.id
        self._thread = thread
        self._books.open(self._desk, self._conversation)
        reply = self._desk.draft(self._conversation, False)
        written = reply is not None and bool(reply.text or reply.files)
        self.note = not written and bool(self._books[True].kept) and self._can(Capability.NOTES)
        self.ways.open(reply)
        self._restore()
        self.refresh(thread)

    def refresh(self, thread: Thread) -> None:
        """The thread, the link or the manifest changed."""
        if thread.conversation.id != self._conversation:
            self.open(thread)
            return
        self._thread = thread
        self.ways.refresh(thread, writing=bool(self.formatting.text()))
        self._update()

    def _can(self, capability: Capability) -> bool:
        return self._desk.manifest.can(capability)

    def _enter_sends(self) -> bool:
        return option(self._desk.setting, SEND_KEYS) == "enter"

    def _update(self) -> None:
        thread = self._thread
        if thread is None:
            return
        self.attaching.way = self.ways.current
        writing = not self.note and not thread.cannot_reply
        shut = self.approving.show_way(thread, self.ways.current if writing else None)
        look = self.look = composer_look(
            thread,
            self._desk.manifest,
            live=self._desk.link.state is LinkState.LIVE,
            note=self.note,
            text=self.formatting.text(),
            files=self.files,
            channel=self.ways.channel,
            wrong="" if self.note else self.ways.complaint() or self.attaching.complaint(),
            enter_sends=self._enter_sends(),
            shut=shut,
            way=None if self.note else self.ways.current,
        )
        mailed = not self.note and self.ways.channel is Channel.EMAIL
        look = self.look = self.mailing.look(look, shown=mailed)
        self.signature.show_thread(thread, shown=mailed)
        self.top.show_kind(self.note, look.notes)
        self.ways.show_kind(self.note)
        self._turn_formatting()
        self.editor.setPlaceholderText(look.reason or look.placeholder)
        self.editor.setReadOnly(bool(look.reason))
        self.editor.setAccessibleName(look.reason or look.placeholder)
        self.editor.enter_sends = enter_key_sends(self.note, self.ways.channel, self._enter_sends())
        self.editor.takes_files = look.files and not look.reason
        self.offering.allowed = look.replies and not look.reason
        self.bar.show_look(look, self.note)
        self.attaching.show(visible=look.files)
        takes = self._can(Capability.ATTACHMENTS) and not look.reason
        self.attaching.conversation_id = self._conversation if takes else ""
        if look.complaint:
            self.say(look.complaint)
        elif self._said_complaint:
            self.say("")
        self._said_complaint = bool(look.complaint)
        self.update()

    # -- reply and note -----------------------------------------------------------------

    def set_note(self, note: bool) -> None:
        """Write a note (or a reply); each keeps its own draft."""
        if note == self.note or (note and not self._can(Capability.NOTES)):
            return
        self._typing.stop()
        self.note = note
        self._restore()
        self._update()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        draft = self._desk.draft(self._conversation, self.note)
        book = self._books[self.note]
        if not book.holding:
            book.kept = draft.text if draft else ""
        self.attaching.files = draft.files if draft and not self.note else ()
        self._turn_formatting()
        self._put(book.kept if book.sent is None else book.sent, draft)
        self.say("")
        self._say_when_saved()

    def _put(self, text: str, draft: Draft | None) -> None:
        html = draft.mail.rich if draft and draft.mail and not self.note else ""
        if text != self.formatting.text() or (html and html != self.formatting.html()):
            self._setting_text = True
            self.formatting.put(text, html)
            self._setting_text = False

    def _turn_formatting(self) -> None:
        """Formatted text where the reply's way carries it; elsewhere the same words."""
        way = self.ways.current
        setting, self._setting_text = self._setting_text, True
        self.formatting.turn(not self.note and way is not None and way.rich)
        self._setting_text = setting

    def _reply_fields(self) -> dict[str, Any]:
        """By which way the reply goes, with its formatting."""
        fields = self.ways.fields()
        if html := self.formatting.html():
            fields["mail"] = replace(fields["mail"] or MailHead(), rich=html)
        return fields

    def draft_saved(self, note: bool) -> None:
        """The desk saved the draft of the reply, or of the note: say when."""
        if note is self.note:
            self._say_when_saved()

    def _say_when_saved(self) -> None:
        draft = self._desk.draft(self._conversation, self.note)
        if draft is None or not draft.saved_at:
            self.top.say("")
        else:
            self.top.say(tr("Draft saved {time}", time=time_of_day(draft.saved_at)))

    # -- typing -------------------------------------------------------------------------

    def _changed(self) -> None:
        if self._setting_text:
            return
        self._turn_formatting()
        self._write_draft()
        self._update()
        if not self.note and self._can(Capability.TYPING):
            route = self.ways.current.route if self.ways.current is not None else Route()
            self._typing.key(self._conversation, route, bool(self.formatting.text().strip()))

    def _write_draft(self) -> None:
        book = self._books[self.note]
        if book.holding or not self._conversation:
            return
        book.kept = self.formatting.text()
        self._post(
            WriteDraft(
                conversation_id=self._conversation,
                note=self.note,
                text=book.kept,
                files=() if self.note else self.files,
                **({} if self.note else self._reply_fields()),
            )
        )

    def _post(self, intent: Intent) -> None:
        self.wanted.emit(intent)

    # -- sending ------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is here; it stays until the desk has kept it."""
        look, book = self.look, self._books[self.note]
        text = self.formatting.text()
        if book.sent is not None:
            self._books.again = text != book.sent
            return
        if look is not None and look.shut:
            self.approving.open()
        if look is None or not look.ready or book.returning:
            return
        self._typing.stop()
        book.sent = text
        self._books.wait()
        if self.note:
            self._post(WriteNote(client_id=new_id(), conversation_id=self._conversation, text=text))
        elif self.ways.current is not None:
            self._post(
                SendReply(
                    client_id=new_id(),
                    conversation_id=self._conversation,
                    text=text,
                    files=self.files,
                    **self._reply_fields(),
                )
            )

    def answer(self, mail: Message, *, to_all: bool = False) -> None:
        """Answer this mail by its way; `to_all`: everybody of it."""
        self._turn_to(mail)
        self.mailing.answer(mail, to_all=to_all)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def forward(self, mail: Message) -> None:
        """Pass this mail on to somebody else."""
        self._turn_to(mail)
        self.mailing.forward(mail)

    def _turn_to(self, mail: Message) -> None:
        self.set_note(False)
        self.ways.choose(ReplyWay(channel=mail.channel, route=mail.route))

    def expect_return(self) -> None:
        """A reply is being taken back: what is typed meanwhile must not overwrite it."""
        self._books.expect_return()

    def draft_replaced(self, note: bool) -> None:
        """The desk replaced the draft of the reply, or of the note, of this conversation."""
        draft, book = self._desk.draft(self._conversation, note), self._books[note]
        came_back = book.returning and draft is not None
        if came_back:
            self._books[not note].returning = False
        if note is self.note:
            self._replaced(draft)
        else:
            book.replaced(book.kept, draft.text if draft else "")
            if came_back:
                # What was taken back belongs to the other side: show it there, and keep what is written here.
                self._write_draft()
                self.set_note(note)
        self._books.answered()

    def _replaced(self, draft: Draft | None) -> None:
        book = self._books[self.note]
        was_holding = book.holding
        shown = self.formatting.text()
        text = book.replaced(shown, draft.text if draft else "")
        self.attaching.files = draft.files if draft and not self.note else ()
        if not self.note and self._thread is not None:
            self.ways.restore(draft)
            self.ways.refresh(self._thread, writing=bool(text))
        self._turn_formatting()
        self._put(text, draft)
        self.say("")
        self._say_when_saved()
        self._update()
        if was_holding and text != book.kept:
            self._write_draft()
        again, self._books.again = self._books.again, False
        if again and text.strip():
            self.send()

    def noticed(self, kind: NoticeKind) -> None:
        """The store is at fault: what was sent is still here, and can be sent again."""
        if kind is NoticeKind.STORE_FAULT and self._books[self.note].sent is not None:
            self._no_answer()
            self.say(tr("Not sent: this computer could not keep it. Your text is still here."))

    def _no_answer(self) -> None:
        self._books.release()
        if self._conversation:
            self._write_draft()

    # -- files --------------------------------------------------------------------------

    @property
    def files(self) -> tuple[LocalFile, ...]:
        """The attached files."""
        return self.attaching.files

    def _files_changed(self) -> None:
        if self.note:
            # They were given to the reply, and measured while the agent turned to a note.
            late = self.attaching.files
            self.set_note(False)
            self.attaching.files = (*self.files, *late)
        self._write_draft()
        self._update()

    # -- looks ---------------------------------------------------------------------------

    def _send_menu(self) -> None:
        self.show_send_menu(self._enter_sends(), self._set_enter_sends)

    def _set_enter_sends(self, on: bool) -> None:
        self._post(ChangeSetting(name=SEND_KEYS, value="enter" if on else "ctrl_enter"))

    def ask_replies(self) -> None:
        """Open the saved replies as if `::` had been typed."""
        self.offering.ask()

    def _focus_moved(self) -> None:
        if not self.editor.hasFocus():
            self.replies.hide()
        self.update()
