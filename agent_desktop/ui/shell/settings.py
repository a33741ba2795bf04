"""The settings workspace: looks, writing, keys, what is kept on this computer, and about.

Promises that each change is told at once by name and value, and that a refused shortcut says why. Refuses to keep
anything: values are read and kept by the caller.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.model.settings import KEYS, LOOKS, MAIL_PICTURES, MOTION, SEND_KEYS, UNDO, option
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.choices import CheckBox, SegmentedControl
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.keyfield import KeyField
from agent_desktop.ui.shell.keys import KeyTable, shown
from agent_desktop.ui.shell.picture_senders import PictureSenders
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_COLUMN = 680


class _Group(QWidget):
    """A titled card of rows. `free` is what the rows themselves leave free at their sides."""

    def __init__(self, theme: Theme, title: str, free: int = 0) -> None:
        super().__init__()
        self.theme = theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16 - free, 12, 16 - free, 14)
        whole.setSpacing(8)
        head = Label(theme, title, "bodyStrong")
        head.setContentsMargins(free, 0, free, 0)
        whole.addWidget(head)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        whole.addLayout(self.rows)

    def add(self, words: str, control: QWidget, about: str = "") -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(self.theme, words))
        if about:
            texts.addWidget(Label(self.theme, about, "caption", "text.secondary", wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(row)

    def add_alone(self, button: QWidget, about: str) -> QWidget:
        """A row of a button and what it does."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(button)
        words = Label(self.theme, about, "caption", "text.secondary", wrap=True)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addWidget(made)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        paint.card(p, self.theme, QRectF(self.rect()))
        p.end()


class Settings(QWidget):
    """The workspace. `changed` tells name and value; `keys_changed` that shortcuts must be made anew."""

    changed = Signal(str, str)
    keys_changed = Signal()

    def __init__(self, theme: Theme, keys: KeyTable, read: Callable[[str, str], str]) -> None:
        super().__init__()
        self.theme = theme
        self._keys = keys
        self._fields: dict[str, tuple[Label, KeyField, IconButton]] = {}
        self._registered: frozenset[str] = frozenset()
        self._doing: list[tuple[Command, QWidget]] = []
        self._storage = Label(theme, "", color="text.secondary", wrap=True)
        self._about = Label(theme, tr("Agent Desktop"), color="text.secondary", wrap=True)
        self.looks = SegmentedControl(
            theme,
            [
                ("system", tr("Like the system"), "monitor", ""),
                ("light", tr("Light"), "sun", ""),
                ("dark", tr("Dark"), "moon", ""),
            ],
            tr("Looks"),
        )
        self.send_keys = SegmentedControl(
            theme,
            [("enter", tr("Enter"), "", ""), ("ctrl_enter", tr("Ctrl Enter"), "", "")],
            tr("Keys that send"),
        )
        self.undo = CheckBox(theme, tr("On"))
        self.motion = SegmentedControl(
            theme,
            [
                ("system", tr("Like the system"), "monitor", ""),
                ("on", tr("On"), "", ""),
                ("off", tr("Off"), "", ""),
            ],
            tr("Less motion"),
        )
        self.senders = PictureSenders(theme)
        self._lay_out()
        self.load(read)
        self.looks.chosen.connect(lambda key: self.changed.emit(LOOKS, key))
        self.send_keys.chosen.connect(lambda key: self.changed.emit(SEND_KEYS, key))
        self.undo.clicked.connect(lambda on: self.changed.emit(UNDO, "on" if on else "off"))
        self.motion.chosen.connect(lambda key: self.changed.emit(MOTION, key))
        self.senders.changed.connect(lambda kept: self.changed.emit(MAIL_PICTURES, kept))

    def load(self, read: Callable[[str, str], str]) -> None:
        """Show the kept values."""
        self.looks.select(option(read, LOOKS))
        self.send_keys.select(option(read, SEND_KEYS))
        self.undo.setChecked(option(read, UNDO) == "on")
        self.motion.select(option(read, MOTION))
        self.senders.show_kept(read(MAIL_PICTURES, ""))
        self._show_keys()

    def set_registered(self, names: Iterable[str]) -> None:
        """Show keys of these commands only: a shortcut that does nothing is not offered."""
        self._registered = frozenset(names)
        self._show_keys()

    def set_groups(self, groups: Sequence[tuple[str, Sequence[Command]]]) -> None:
        """More groups, before the last one: a title, and commands as buttons, shown while they can run."""
        while (item := self._more.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._doing = []
        for title, commands in groups:
            group = _Group(self.theme, title)
            for command in commands:
                button = Button(self.theme, command.title, icon=command.icon)
                button.clicked.connect(partial(self._do, command))
                self._doing.append((command, group.add_alone(button, command.detail)))
            self._more.addWidget(group)
        self.refresh()

    def add_part(self, title: str, widget: QWidget) -> None:
        """A group with a widget of its own, before the keys. The widget leaves `RING_ROOM` free at its sides."""
        group = _Group(self.theme, title, RING_ROOM)
        group.rows.addWidget(widget)
        self._parts.addWidget(group)

    def _do(self, command: Command) -> None:
        if command.available():
            command.run()
        self.refresh()

    def refresh(self) -> None:
        """What can be done may have changed."""
        for command, row in self._doing:
            row.setVisible(command.available())

    def showEvent(self, event: QShowEvent) -> None:
        """The same."""
        super().showEvent(event)
        self.refresh()

    def set_storage(self, words: str) -> None:
        """What is kept on this computer, and how it is protected."""
        self._storage.setText(words)

    def set_about(self, words: str) -> None:
        """Version and licences."""
        self._about.setText(words)

    def _lay_out(self) -> None:
        theme = self.theme
        looks = _Group(theme, tr("Looks"))
        looks.add(tr("Colours"), self.looks)
        looks.add(
            tr("Less motion"),
            self.motion,
            tr("Nothing slides or fades; the ring of an offer still steps once a second."),
        )
        writing = _Group(theme, tr("Writing"))
        writing.add(tr("Send with"), self.send_keys, tr("The other one makes a new line."))
        writing.add(
            tr("Five seconds to undo"), self.undo, tr("A sent reply waits before it leaves.")
        )
        reading = _Group(theme, tr("Pictures in mails"), RING_ROOM)
        reading.rows.addWidget(self.senders)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(12)
        self._more = QVBoxLayout()
        self._more.setSpacing(12)
        storage = _Group(theme, tr("On this computer"))
        storage.rows.addWidget(self._storage)
        about = _Group(theme, tr("About"))
        about.rows.addWidget(self._about)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        # The width is bounded for all groups together: a column asks a group that is bounded by itself how high it
        # would be at the column's own width, where its texts take fewer lines.
        bounded = QWidget()
        bounded.setMaximumWidth(_COLUMN)
        row = QHBoxLayout(inner)
        row.setContentsMargins(20, 4, 20, 20)
        row.addWidget(bounded, 1)
        row.addStretch(0)
        column = QVBoxLayout(bounded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        keys = self._key_group()
        for group in (looks, writing, reading, keys, storage):
            column.addWidget(group)
        column.insertLayout(column.indexOf(keys), self._parts)
        column.addLayout(self._more)
        column.addWidget(about)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        self.title = Label(theme, tr("Settings"), "title")
        self.title.setContentsMargins(20, 0, 20, 0)
        self.title.setFixedHeight(theme.tokens.size.thread_header)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.title)
        whole.addWidget(scroll, 1)

    # -- keys ---------------------------------------------------------------------

    def _key_group(self) -> QWidget:
        theme = self.theme
        group = _Group(theme, tr("Keys"))
        self._refusal = Label(theme, "", "caption", "status.dangerText", wrap=True)
        self._refusal.hide()
        group.rows.addWidget(
            Label(
                theme,
                tr("Press a shortcut to change it; Backspace takes it away."),
                "caption",
                "text.secondary",
            )
        )
        group.rows.addWidget(self._refusal)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(2, 28)
        for row, binding in enumerate(self._keys.bindings):
            field = KeyField(theme, tr(binding.title))
            reset = IconButton(
                theme, "rotate-ccw", tr("Back to the default"), side=28, icon_size=14
            )
            field.caught.connect(lambda keys, name=binding.name: self._rebind(name, keys))
            reset.clicked.connect(lambda _=False, name=binding.name: self._reset(name))
            title = Label(theme, tr(binding.title))
            grid.addWidget(title, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(reset, row, 2)
            self._fields[binding.name] = (title, field, reset)
        group.rows.addLayout(grid)
        return group

    def key_field(self, name: str) -> KeyField:
        """The field of an action. Raises KeyError when it is not in the table."""
        return self._fields[name][1]

    @property
    def refusal(self) -> str:
        """Why the last shortcut was refused; empty when it was taken."""
        return self._refusal.text() if not self._refusal.isHidden() else ""

    def _show_keys(self) -> None:
        for name, (title, field, reset) in self._fields.items():
            known = name in self._registered
            title.setVisible(known)
            field.setVisible(known)
            field.set_caps(shown(self._keys.keys(name), mac=sys.platform == "darwin"))
            reset.setVisible(known and not self._keys.is_default(name))

    def _rebind(self, name: str, keys: str) -> None:
        problem = self._keys.rebind(name, keys)
        self._refusal.setText(problem.words() if problem else "")
        self._refusal.setVisible(problem is not None)
        if problem is None:
            self._show_keys()
            self.changed.emit(KEYS, self._keys.dump())
            self.keys_changed.emit()

    def _reset(self, name: str) -> None:
        self._rebind(name, next(b.default for b in self._keys.bindings if b.name == name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.window"))
        p.end()
