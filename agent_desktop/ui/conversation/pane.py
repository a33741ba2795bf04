"""The thread pane: follows the open conversation of the desk and turns what the agent does there into intents.

Promises to show what the desk says and nothing else; that a link or file of a customer is touched only by a click of
the agent. Refuses the network and the disk: links go to `open_link`, files to an intent.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.changes import (
    Change,
    ConversationShown,
    DraftReplaced,
    LinkShown,
    Notice,
    PictureShown,
    SettingShown,
    SoundShown,
    TemplatesShown,
    ThreadChanged,
    UploadsShown,
)
from agent_desktop.model.intents import (
    Dial,
    EndWork,
    Intent,
    LoadOlder,
    SeenUpTo,
    TakeWaiting,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.conversation import rearranging
from agent_desktop.ui.conversation.acts import act_on
from agent_desktop.ui.conversation.amend_sheet import Amending
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.finding import Finding
from agent_desktop.ui.conversation.header import Header
from agent_desktop.ui.conversation.header_words import Step, header_look
from agent_desktop.ui.conversation.saving import Saving
from agent_desktop.ui.conversation.scenes import scene_of
from agent_desktop.ui.conversation.sounds import connect_sounds
from agent_desktop.ui.conversation.thumbnails import Thumbnails
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.choosing import copy_all
from agent_desktop.ui.conversation.timeline.plain import TEL
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.kit.direction import popup_under
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.labels import EmptyState
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class ConversationPane(QWidget):
    """See the module.

    `open_link(url)` is called with http and https addresses that the agent clicked; `pasted` is the folder for pasted
    pictures; `active` says whether somebody looks at the window; `zone` is None for this machine's. Shortcuts inside
    the pane are made unless `own_keys` is False; then call `begin_find`, `toggle_note`, `next_step`, `focus_composer`.
    """

    complete_asked = Signal(str)
    """The agent wants to complete this conversation: show the wrap-up."""
    formatted_asked = Signal(object, bool)
    """The agent wants to see this message, a mail, as it was formatted; True: with its pictures from elsewhere."""
    why_asked = Signal()

    def __init__(
        self,
        desk: DeskView,
        theme: Theme,
        *,
        open_link: Callable[[str], object],
        pasted: Path | None = None,
        active: Callable[[], bool] | None = None,
        zone: tzinfo | None = None,
        step_keys: str = "Ctrl+Shift+1",
        palette_keys: str = "Ctrl K",
        own_keys: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.theme = theme
        self._open_link = open_link
        self._zone = zone
        self.conversation_id = ""
        self.header = Header(theme, step_keys)
        self.timeline = Timeline(theme, active=active, sounds=desk.sound)
        self.composer = Composer(desk, theme, pasted or _pasted_folder())
        self.finding = Finding(theme, self.timeline, self.focus_composer)
        self.saving = Saving(self, self._post)
        self.thumbnails = Thumbnails(desk, self._post, self)
        self.timeline.pictures = self.thumbnails.picture
        self.timeline.uploaded = desk.uploaded
        self.amending = Amending(self.timeline, self, self._post)
        self.empty = EmptyState(theme, "")
        self.set_keys(step=step_keys, palette=palette_keys)
        self._lay_out()
        self._connect(own_keys)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._each_second)
        self._end = desk.subscribe(self._listen)
        theme.changed.connect(self._dress)
        self._dress()
        self._show(desk.open_conversation)

    def _lay_out(self) -> None:
        thread = QWidget()
        column = QVBoxLayout(thread)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.finding.bar)
        column.addWidget(self.timeline, 1)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 4, 16, 12)
        self.foot.addWidget(self.composer)
        column.addLayout(self.foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(thread)
        self.setMinimumWidth(self.theme.tokens.size.thread_min)
        self.setAccessibleName(tr("Conversation"))
        self.setAutoFillBackground(True)

    def _connect(self, own_keys: bool) -> None:
        self.header.stepped.connect(self._step)
        self.header.more_asked.connect(self._more)
        self.timeline.acted.connect(self._act)
        self.timeline.link_clicked.connect(self._follow_link)
        self.thumbnails.changed.connect(self.timeline.viewport().update)
        self.timeline.save_asked.connect(lambda files: self.saving.ask(files, self.conversation_id))
        self.timeline.older_wanted.connect(self._older)
        connect_sounds(self.timeline, self._post)
        self.timeline.seen.connect(self._seen)
        self.timeline.typed.connect(self.composer.editor.type_letters)
        self.timeline.left.connect(self.focus_composer)
        self.timeline.own_entry = self._from_here
        self.composer.wanted.connect(self._post)
        self.composer.left.connect(self._leave_composer)
        if own_keys:
            for keys, act in (
                ("Ctrl+F", self.begin_find),
                ("Ctrl+Shift+N", self.toggle_note),
                ("Ctrl+Shift+1", self.next_step),
            ):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.theme.color("bg.surface"))
        self.setPalette(palette)

    def set_keys(self, *, step: str, palette: str) -> None:
        """The keys that the header and the empty pane tell."""
        self.header.set_step_keys(step)
        if palette:
            self.empty.set_words(tr("Choose a conversation, or press {keys}.", keys=palette))
        else:
            self.empty.set_words(tr("Choose a conversation."))

    # -- following the desk -------------------------------------------------------------

    def _listen(self, changes: Sequence[Change]) -> None:
        about = items = False
        for change in changes:
            match change:
                case ConversationShown():
                    self._show(change.conversation_id)
                    about = items = False
                case ThreadChanged() if change.conversation_id == self.conversation_id:
                    about = about or change.about or change.reset or change.prepended > 0
                    items = True
                case DraftReplaced() if change.conversation_id == self.conversation_id:
                    if change.saved:
                        self.composer.draft_saved(change.note)
                    else:
                        self.composer.draft_replaced(change.note)
                case LinkShown() | SettingShown():
                    about = True
                case UploadsShown():
                    self.timeline.show_uploads()
                case PictureShown():
                    self.thumbnails.came(change.attachment_id)
                case SoundShown():
                    self.timeline.sound_changed(change.sound_id)
                case TemplatesShown():
                    self.composer.approving.refresh()
                case Notice():
                    self.composer.noticed(change.kind)
        if not self.conversation_id:
            return
        thread = self._desk.thread(self.conversation_id)
        if (thread is None) is (self._stack.currentIndex() == 1):
            self._show(self.conversation_id)
        elif thread is not None:
            # Items first: whether older ones must be asked for is a question about the new ones.
            if items:
                self.timeline.show_items(self._desk.items(self.conversation_id))
            if about:
                self._show_about(thread)

    def _show(self, conversation_id: str | None) -> None:
        self.finding.end()
        self.amending.close()
        thread = self._desk.thread(conversation_id) if conversation_id else None
        self.conversation_id = conversation_id or ""
        if thread is None or conversation_id is None:
            self.composer.approving.close()
            self._stack.setCurrentIndex(0)
            return
        self._stack.setCurrentIndex(1)
        self.thumbnails.begin()
        self._show_header(thread)
        self.composer.open(thread)
        self.timeline.open(
            self._desk.items(conversation_id), scene_of(self._desk, thread, self._zone)
        )
        self._show_margins(thread)

    def _show_about(self, thread: Thread) -> None:
        self._show_header(thread)
        self.composer.refresh(thread)
        self._show_margins(thread)

    def _show_header(self, thread: Thread) -> None:
        desk = self._desk
        self.header.show_look(header_look(thread, desk.manifest, desk.me.id, desk.now()))

    def _show_margins(self, thread: Thread) -> None:
        history = self._desk.manifest.can(Capability.HISTORY)
        self.timeline.set_scene(
            scene_of(self._desk, thread, self._zone),
            typing=single_line(thread.typing_name, 80),
            loading=thread.loading,
            complete=thread.complete or not history,
        )

    def follow_phone(self) -> None:
        """Numbers can be called now, or not any more."""
        thread = self._desk.thread(self.conversation_id) if self.conversation_id else None
        if thread is not None:
            self._show_margins(thread)

    def _each_second(self) -> None:
        thread = self._desk.thread(self.conversation_id) if self.conversation_id else None
        if thread is not None:
            self._show_header(thread)
            self.timeline.tick(self._desk.now())

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs while somebody can see it."""
        super().showEvent(event)
        self._each_second()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """The same."""
        super().hideEvent(event)
        self._tick.stop()

    def stop(self) -> None:
        """Follow the desk no longer; call before the pane is thrown away."""
        self._end()
        self._tick.stop()
        self.composer.attaching.finish()
        self.saving.finish()

    # -- what the agent asks -------------------------------------------------------------

    def _post(self, intent: Intent) -> None:
        self._desk.post(intent)

    def focus_composer(self) -> None:
        """Put the caret into the text."""
        self.composer.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_note(self) -> None:
        """Change between reply and note."""
        if self.conversation_id:
            self.composer.set_note(not self.composer.note)

    def next_step(self) -> None:
        """End the conversation, or complete its wrap-up, whatever comes next."""
        if self.conversation_id and self.header.step is not None:
            self._step(self.header.step)

    def _step(self, step: Step) -> None:
        thread = self._desk.thread(self.conversation_id)
        if thread is None or thread.interaction is None:
            return
        if step is Step.TAKE:
            self._post(TakeWaiting(interaction_id=thread.interaction.id))
        elif step is Step.END:
            self._post(EndWork(conversation_id=self.conversation_id))
        else:
            self.complete_asked.emit(self.conversation_id)

    def _act(self, act: Act, key: str) -> None:
        if act in (Act.FORMATTED, Act.PICTURES):
            stock = self.timeline.stock
            row = stock.row_of(key)
            if row is not None:
                self.formatted_asked.emit(stock.items[row], act is Act.PICTURES)
            return
        act_on(self._desk, self._post, self.composer, self.conversation_id, act, key)

    def _older(self) -> None:
        self._post(LoadOlder(conversation_id=self.conversation_id))

    def _seen(self, seq: int) -> None:
        self._post(SeenUpTo(conversation_id=self.conversation_id, seq=seq))

    def _follow_link(self, url: str) -> None:
        if url.lower().startswith(("http://", "https://")):
            self._open_link(url)
        elif url.startswith(TEL):
            number = url.removeprefix(TEL)
            self._post(Dial(number=number, conversation_id=self.conversation_id))

    def _leave_composer(self) -> None:
        if self.finding.bar.isVisible():
            self.finding.end()

    def _more(self) -> None:
        made = menu(self.theme, tr("More"), self)
        made.aboutToHide.connect(made.deleteLater)
        made.addAction(tr("Find in this conversation…"), self.begin_find)
        made.addAction(tr("Copy all loaded messages"), partial(copy_all, self.timeline))
        thread = self._desk.thread(self.conversation_id)
        if thread is not None and thread.interaction is not None:
            made.addAction(tr("Why here, why now"), self.why_asked.emit)
        entries = rearranging.whole(self._desk, self.conversation_id)
        if entries:
            made.addSeparator()
        for one in entries:
            made.addAction(one.words.replace("&", "&&"), partial(self._post, one.intent))
        popup_under(made, self.header.more, 2)

    def rearrange(self) -> None:
        """Open the menu in which two conversations become one, and become two again."""
        self._more()

    def _from_here(self, row: int) -> tuple[str, Callable[[], None]] | None:
        item = self.timeline.stock.items[row]
        found = rearranging.from_here(self._desk, self.conversation_id, item)
        return None if found is None else (found.words, partial(self._post, found.intent))

    def begin_find(self) -> None:
        """Open the find bar."""
        if self.conversation_id:
            self.finding.bar.begin()


def _pasted_folder() -> Path:
    place = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "pasted"
