"""The composer widget: reply or note, its channel, its files, its saved replies, and sending.

Promises that nothing typed is cleared before the desk says that it is kept, that a draft is written on every change,
and that a refusal is said in words beside the text. Refuses to post: it emits, the pane knows the conversation.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView, Thread
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
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import SEND_KEYS, option
from agent_desktop.model.timeline import LocalFile, Message, ReplyWay
from agent_desktop.ui.conversation.composer.attaching import Attaching
from agent_desktop.ui.conversation.composer.bar import ComposerBar
from agent_desktop.ui.conversation.composer.drafting import Drafting
from agent_desktop.ui.conversation.composer.editor import Editor
from agent_desktop.ui.conversation.composer.frame import paint_frame
from agent_desktop.ui.conversation.composer.menus import send_menu
from agent_desktop.ui.conversation.composer.offering import Offering
from agent_desktop.ui.conversation.composer.rules import (
    ComposerLook,
    composer_look,
    enter_key_sends,
)
from agent_desktop.ui.conversation.composer.top import ComposerTop
from agent_desktop.ui.conversation.composer.typingsign import TypingSign
from agent_desktop.ui.conversation.composer.ways import Ways
from agent_desktop.ui.kit.direction import popup_over_end
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ANSWER_MS = 3_000
"""How long drafts are held back for the desk's answer before they are written again."""


class Composer(QWidget):
    """See the module. `wanted` carries intents; `left` says that Escape leads out."""

    wanted = Signal(object)
    left = Signal()

    def __init__(
        self, desk: DeskView, theme: Theme, pasted: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.theme = theme
        self._conversation = ""
        self._thread: Thread | None = None
        self.note = False
        self._books: dict[bool, Drafting] = {False: Drafting(), True: Drafting()}
        self._again = False
        self._setting_text = self._said_complaint = False
        self.look: ComposerLook | None = None
        self.top = ComposerTop(theme)
        self.ways = Ways(desk, theme, self.top, self._changed)
        self.editor = Editor(theme)
        self.words = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.bar = ComposerBar(theme)
        self.attaching = Attaching(desk, theme, pasted, self)
        self.offering = Offering(self, self.editor, lambda: desk.saved_replies())
        self.replies = self.offering.list
        self._typing = TypingSign(self._post, self)
        self._answer = QTimer(self)
        self._answer.setSingleShot(True)
        self._answer.setInterval(_ANSWER_MS)
        self._answer.timeout.connect(self._no_answer)
        self._lay_out()
        self._connect()
        theme.changed.connect(self.update)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 8, 9, 9)
        column.setSpacing(4)
        column.addWidget(self.top)
        column.addWidget(self.ways.mail)
        text = QVBoxLayout()
        text.setContentsMargins(3, 2, 3, 0)
        text.setSpacing(4)
        text.addWidget(self.editor)
        text.addWidget(self.words)
        text.addWidget(self.attaching.chips)
        column.addLayout(text)
        column.addWidget(self.bar)
        self.words.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Composer"))
        self.setFocusProxy(self.editor)

    def _connect(self) -> None:
        self.top.kind.chosen.connect(lambda key: self.set_note(key == "note"))
        self.top.channel_asked.connect(lambda: self.ways.ask(self))
        self.ways.mail.changed.connect(self._changed)
        self.editor.textChanged.connect(self._changed)
        self.editor.send_asked.connect(self.send)
        self.editor.left.connect(self.left)
        self.editor.focused.connect(lambda _: self._focus_moved())
        self.editor.files_given.connect(self.attaching.attach)
        self.editor.picture_given.connect(self.attaching.paste)
        self.attaching.changed.connect(self._files_changed)
        self.attaching.refused.connect(self._say)
        self.bar.attach.clicked.connect(lambda: self.attaching.choose(self))
        self.bar.replies.clicked.connect(self.ask_replies)
        self.bar.send.clicked.connect(self.send)
        self.bar.send.menu_asked.connect(self._send_menu)

    # -- what is shown --------------------------------------------------------------

    def open(self, thread: Thread) -> None:
        """Write to another conversation: its drafts come back."""
        self._typing.stop()
        self._answer.stop()
        self.replies.hide()
        self._conversation = thread.conversation.id
        self._thread = thread
        self._again = False
        self._books = {False: Drafting(), True: Drafting()}
        for note in (False, True):
            draft = self._desk.draft(self._conversation, note)
            self._books[note].kept = draft.text if draft else ""
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
        self.ways.refresh(thread, writing=bool(self.editor.toPlainText()))
        self._update()

    def _can(self, capability: Capability) -> bool:
        return self._desk.manifest.can(capability)

    def _enter_sends(self) -> bool:
        return option(self._desk.setting, SEND_KEYS) == "enter"

    def _update(self) -> None:
        thread = self._thread
        if thread is None:
            return
        look = self.look = composer_look(
            thread,
            self._desk.manifest,
            live=self._desk.link.state is LinkState.LIVE,
            note=self.note,
            text=self.editor.toPlainText(),
            files=self.files,
            channel=self.ways.channel,
            wrong="" if self.note else self.ways.complaint(),
            enter_sends=self._enter_sends(),
        )
        self.top.show_kind(self.note, look.notes)
        self.ways.show_kind(self.note)
        self.editor.setPlaceholderText(look.reason or look.placeholder)
        self.editor.setReadOnly(bool(look.reason))
        self.editor.setAccessibleName(look.reason or look.placeholder)
        self.editor.enter_sends = enter_key_sends(self.note, self.ways.channel, self._enter_sends())
        self.editor.takes_files = look.files and not look.reason
        self.offering.allowed = look.replies and not look.reason
        self.bar.show_look(look, self.note)
        self.attaching.chips.show_files(self.files if look.files else ())
        takes = self._can(Capability.ATTACHMENTS) and not look.reason
        self.attaching.conversation_id = self._conversation if takes else ""
        if look.complaint:
            self._say(look.complaint)
        elif self._said_complaint:
            self._say("")
        self._said_complaint = bool(look.complaint)
        self.update()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

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
        self._put(book.kept if book.sent is None else book.sent)
        self._say("")
        self._say_when_saved()

    def _put(self, text: str) -> None:
        if text != self.editor.toPlainText():
            self._setting_text = True
            self.editor.set_text(text)
            self._setting_text = False

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
        self._write_draft()
        self._update()
        if not self.note and self._can(Capability.TYPING):
            self._typing.key(self._conversation, bool(self.editor.toPlainText().strip()))

    def _write_draft(self) -> None:
        book = self._books[self.note]
        if book.holding or not self._conversation:
            return
        book.kept = self.editor.toPlainText()
        self._post(
            WriteDraft(
                conversation_id=self._conversation,
                note=self.note,
                text=book.kept,
                files=() if self.note else self.files,
                **({} if self.note else self.ways.fields()),
            )
        )

    def _post(self, intent: Intent) -> None:
        self.wanted.emit(intent)

    # -- sending ------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is here; it stays until the desk has kept it."""
        look, book = self.look, self._books[self.note]
        text = self.editor.toPlainText()
        if book.sent is not None:
            self._again = text != book.sent
            return
        if look is None or not look.ready or book.returning:
            return
        self._typing.stop()
        book.sent = text
        self._answer.start()
        if self.note:
            self._post(WriteNote(client_id=new_id(), conversation_id=self._conversation, text=text))
        elif self.ways.current is not None:
            self._post(
                SendReply(
                    client_id=new_id(),
                    conversation_id=self._conversation,
                    text=text,
                    files=self.files,
                    **self.ways.fields(),
                )
            )

    def write_again(self, message: Message) -> None:
        """Put the words of a message before what is typed, to go by the same way."""
        self.set_note(False)
        typed = self.editor.toPlainText()
        self.ways.choose(ReplyWay(channel=message.channel, route=message.route))
        self.editor.set_text(f"{message.text}\n{typed}" if typed else message.text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def expect_return(self) -> None:
        """A reply is being taken back: what is typed meanwhile must not overwrite it."""
        for book in self._books.values():
            book.returning = True
        self._answer.start()

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
        if not any(one.holding for one in self._books.values()):
            self._answer.stop()

    def _replaced(self, draft: Draft | None) -> None:
        book = self._books[self.note]
        was_holding = book.holding
        shown = self.editor.toPlainText()
        text = book.replaced(shown, draft.text if draft else "")
        self.attaching.files = draft.files if draft and not self.note else ()
        if not self.note and self._thread is not None:
            self.ways.restore(draft)
            self.ways.refresh(self._thread, writing=bool(text))
        self._put(text)
        self._say("")
        self._say_when_saved()
        self._update()
        if was_holding and text != book.kept:
            self._write_draft()
        again, self._again = self._again, False
        if again and text.strip():
            self.send()

    def noticed(self, kind: NoticeKind) -> None:
        """The store is at fault: what was sent is still here, and can be sent again."""
        if kind is NoticeKind.STORE_FAULT and self._books[self.note].sent is not None:
            self._no_answer()
            self._say(tr("Not sent: this computer could not keep it. Your text is still here."))

    def _no_answer(self) -> None:
        for book in self._books.values():
            book.released()
        self._again = False
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
        made = send_menu(self.theme, self, self._enter_sends(), self._set_enter_sends)
        popup_over_end(made, self.bar.send, 4)

    def _set_enter_sends(self, on: bool) -> None:
        self._post(ChangeSetting(name=SEND_KEYS, value="enter" if on else "ctrl_enter"))

    def ask_replies(self) -> None:
        """Open the saved replies as if `::` had been typed."""
        self.offering.ask()

    def _focus_moved(self) -> None:
        if not self.editor.hasFocus():
            self.replies.hide()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame: amber for notes, a ring while typing."""
        paint_frame(self, self.theme, self.note, self.editor.hasFocus())
