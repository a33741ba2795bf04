"""How the agent answers and talks, in the settings: calls that answer themselves, and push to talk.

Promises that each choice takes effect at once, and that a key which would get in the way of typing or of another action
is refused with the reason. Refuses to keep anything: what is wanted is asked of the desk.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.changes import Change, SettingShown
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.settings import (
    ANSWERING,
    PUSH_TO_TALK,
    TALK_KEY,
    TALK_KEY_DEFAULT,
    TELEPHONE,
    option,
)
from agent_desktop.model.telephone import (
    TelephoneAccount,
    read_accounts,
    read_answering,
    write_answering,
)
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.choices import CheckBox, SegmentedControl
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.keyfield import KeyField
from agent_desktop.ui.shell.keys import KeyTable, objection, parse, shown
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WAITS = (0, 3, 5, 10)


class HabitsPage(QWidget):
    """Follows the settings while it is seen. `keys` are the shortcuts that the talk key must leave alone."""

    def __init__(self, desk: DeskView, theme: Theme, keys: KeyTable) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self.theme = theme
        self._end: Callable[[], None] | None = None
        self._accounts: tuple[TelephoneAccount, ...] | None = None
        self.waits: dict[str, SegmentedControl] = {}
        self.push = CheckBox(theme, tr("On"))
        self.key = KeyField(theme, tr("Key to hold"))
        self.refusal = Label(theme, "", "caption", "status.dangerText", wrap=True)
        self.refusal.hide()
        self._answers = QGridLayout()
        self._lay_out()
        self.push.clicked.connect(lambda on: self._keep(PUSH_TO_TALK, "on" if on else "off"))
        self.key.caught.connect(self._choose_key)
        self.refresh()

    def _lay_out(self) -> None:
        theme = self.theme
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        for grid in (self._answers, rest := QGridLayout()):
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(8)
            grid.setColumnStretch(0, 1)
        push = QVBoxLayout()
        push.setSpacing(0)
        push.addWidget(Label(theme, tr("Push to talk")))
        about = tr("Customers hear you only while you hold the key, in this window.")
        push.addWidget(Label(theme, about, "caption", "text.secondary", wrap=True))
        rest.addLayout(push, 0, 0)
        rest.addWidget(self.push, 0, 1, end)
        rest.addWidget(Label(theme, tr("Key to hold")), 1, 0)
        rest.addWidget(self.key, 1, 1, end)
        self._about = Label(theme, "", "caption", "text.secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        column.setSpacing(8)
        column.addLayout(self._answers)
        column.addWidget(self._about)
        column.addLayout(rest)
        column.addWidget(self.refusal)

    def _rebuild(self, accounts: tuple[TelephoneAccount, ...]) -> None:
        """One row for each account."""
        while (item := self._answers.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.waits = {}
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        for row, account in enumerate(accounts):
            name = single_line(account.name or account.address, 60)
            words = tr("Calls to {name} answer themselves", name=name)
            options = [("off", tr("Off"), "", "")]
            for seconds in _WAITS:
                told = tr("At once") if not seconds else tr("{n} s", n=seconds)
                options.append((str(seconds), told, "", ""))
            control = SegmentedControl(self.theme, options, words)
            control.chosen.connect(partial(self._choose_wait, account.id))
            self.waits[account.id] = control
            label = Label(self.theme, words, elide=True)
            label.setToolTip(words)
            self._answers.addWidget(label, row, 0)
            self._answers.addWidget(control, row, 1, end)
        self._about.setText(
            tr("Only while you are Ready and on no other call. You hear a tone before.")
            if accounts
            else tr("Add a telephone account, and its calls can answer themselves.")
        )

    # -- what is asked

    def _keep(self, name: str, value: str) -> None:
        self._desk.post(ChangeSetting(name=name, value=value))

    def _choose_wait(self, account_id: str, key: str) -> None:
        seconds = read_answering(self._desk.setting(ANSWERING, ""))
        seconds.pop(account_id, None)
        if key != "off":
            seconds[account_id] = int(key)
        known = {one.id for one in self._accounts or ()}
        self._keep(ANSWERING, write_answering({k: v for k, v in seconds.items() if k in known}))

    def _choose_key(self, words: str) -> None:
        why = self._objection(words)
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        if not why:
            self._keep(TALK_KEY, parse(words))

    def _objection(self, words: str) -> str:
        """Why this is no key to hold, or nothing."""
        try:
            keys = parse(words)
        except ValueError:
            return tr("Choose one key, such as {key}.", key=TALK_KEY_DEFAULT)
        if "+" in keys:
            return tr("Choose one key, such as {key}.", key=TALK_KEY_DEFAULT)
        holder = self._keys.holder(keys)
        if holder is not None:
            return tr("“{title}” already has these keys.", title=tr(holder.title))
        return objection(keys)

    # -- following

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the desk while the page is seen."""
        super().showEvent(event)
        self._leave()
        self._end = self._desk.subscribe(self._listen)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no more."""
        super().hideEvent(event)
        self._leave()

    def _leave(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None

    def _listen(self, changes: Sequence[Change]) -> None:
        if any(isinstance(one, SettingShown) for one in changes):
            self.refresh()

    def refresh(self) -> None:
        """Show the kept values."""
        read = self._desk.setting
        accounts = read_accounts(read(TELEPHONE, ""))
        if accounts != self._accounts:
            self._accounts = accounts
            self._rebuild(accounts)
        seconds = read_answering(read(ANSWERING, ""))
        for account_id, control in self.waits.items():
            wait = seconds.get(account_id)
            near = "off" if wait is None else str(min(_WAITS, key=lambda one: abs(one - wait)))
            control.select(near)
        self.push.setChecked(option(read, PUSH_TO_TALK) == "on")
        self.key.set_caps(shown(read(TALK_KEY, TALK_KEY_DEFAULT), mac=sys.platform == "darwin"))
