"""The icon in the system's tray, where the system has one: its menu, and word of work while the window is hidden.

Promises that nothing is hidden which could not be brought back: without a tray there is no way to hide the window, and
a tray that goes away brings it back. A click on the word of a ringing call answers it. Refuses to make anything where
there is no tray, though one that comes later is found.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from agent_desktop.desk.api import DeskView
from agent_desktop.model.changes import (
    CallsChanged,
    Change,
    LinkShown,
    OffersChanged,
    PresenceShown,
)
from agent_desktop.model.intents import DeclineOffer, SetPresence
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, Offer
from agent_desktop.ui.kit.marks import PRESENCE_TONES
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.presence import CHOOSABLE, mark_icon, presence_word
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.tray.standing import standing_icon, standing_of
from agent_desktop.ui.words import tr

_FRAME_MS = 16
_LOOK_EVERY_S = 5
_TOLD = (CallsChanged, LinkShown, OffersChanged, PresenceShown)
_STAYS_MS = 20_000


class Tray(QObject):
    """For one desk and one window. `accept` takes an offer's interaction; `show` brings the window to the front, `quit`
    ends the program; `available` says whether the system has a tray now."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        *,
        accept: Callable[[str], object],
        show: Callable[[], object],
        quit: Callable[[], object],
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._accept, self._show, self._available = accept, show, available
        self.icon: QSystemTrayIcon | None = None
        self._hidden = False
        self._seconds = 0
        self._told: set[tuple[str, int]] = set()
        self._newest: Offer | None = None
        self._build(quit)
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(_FRAME_MS)
        self._frame.timeout.connect(self.refresh)
        self._end = desk.subscribe(self._listen)
        shell.ticked.connect(self._tick)
        shell.theme.changed.connect(self.refresh)
        self._look()

    def _build(self, quit: Callable[[], object]) -> None:
        """The actions are made once: panels that show the menu in their own way only follow changes."""
        self.menu = QMenu(self._shell)
        self.menu.setFont(self._shell.theme.font("body"))
        self.menu.aboutToShow.connect(self.refresh)
        self.window = self._action(self.menu, self._show_or_hide)
        self.menu.addSeparator()
        self.answer = self._action(self.menu, self._answer)
        self.decline = self._action(self.menu, self._decline)
        self.mute = self._action(self.menu, partial(self._shell.run, "call.mute"))
        self.end = self._action(self.menu, partial(self._shell.run, "call.end"))
        self.presence = self.menu.addMenu(tr("Presence"))
        self.states = {
            state: self._action(self.presence, partial(self._choose, state)) for state in CHOOSABLE
        }
        for state, action in self.states.items():
            action.setText(presence_word(state))
            action.setCheckable(True)
        self.menu.addSeparator()
        self.quit = self._action(self.menu, quit)
        self.quit.setText(tr("Quit"))

    def _action(self, menu: QMenu, run: Callable[[], object]) -> QAction:
        made = menu.addAction("")
        made.triggered.connect(lambda _=False: run())
        return made

    # -- following

    def _listen(self, changes: Sequence[Change]) -> None:
        if any(isinstance(one, _TOLD) for one in changes) and not self._frame.isActive():
            self._frame.start()

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds % _LOOK_EVERY_S == 0:
            self._look()

    def _look(self) -> None:
        """Trays come and go with the system's panel."""
        there = self._available()
        if there and self.icon is None:
            self.icon = icon = QSystemTrayIcon(self)
            icon.setContextMenu(self.menu)
            icon.activated.connect(self._activated)
            icon.messageClicked.connect(self._message_clicked)
            self.refresh()
            icon.show()
        elif not there and self.icon is not None:
            self._drop()
            if self._hidden:
                self._bring()

    def _drop(self) -> None:
        icon, self.icon = self.icon, None
        if icon is not None:
            icon.hide()
            icon.deleteLater()

    def leave(self) -> None:
        """Stop following; the window is about to close or to be another one's."""
        self._end()
        self._frame.stop()
        self._drop()
        self.deleteLater()

    def refresh(self) -> None:
        """The desk, or the looks, changed."""
        if self.icon is None:
            return
        desk, theme = self._desk, self._shell.theme
        standing = standing_of(desk)
        self.icon.setIcon(standing_icon(theme, standing))
        self.icon.setToolTip(f"{tr('Agent Desktop')}: {standing.words}")
        self.window.setText(tr("Hide window") if self._seen else tr("Show window"))
        ringing, lines = self._ringing, desk.calls()
        name = _name(ringing) if ringing is not None else ""
        self.answer.setText(tr("Answer {name}", name=name))
        self.decline.setText(tr("Decline {name}", name=name))
        for action in (self.answer, self.decline):
            action.setVisible(ringing is not None)
        muted = bool(lines) and lines[0].call.muted
        self.mute.setText(tr("Unmute") if muted else tr("Mute"))
        self.end.setText(tr("Hang up"))
        for action in (self.mute, self.end):
            action.setVisible(bool(lines))
        can = desk.manifest.can(Capability.PRESENCE)
        self.presence.menuAction().setVisible(can)
        for state, action in self.states.items():
            action.setIcon(mark_icon(theme, PRESENCE_TONES[state]))
            action.setChecked(state is desk.presence.state)
        self._tell_offers()

    @property
    def _seen(self) -> bool:
        """Whether the window is on screen, if perhaps behind others."""
        return self._shell.isVisible() and not self._shell.isMinimized()

    @property
    def _ringing(self) -> Offer | None:
        """The most urgent call."""
        return next((one for one in self._desk.offers() if one.channel is Channel.VOICE), None)

    def _tell_offers(self) -> None:
        """While the window is hidden, say once of each offer that it is there."""
        offers = {(one.interaction_id, one.epoch): one for one in self._desk.offers()}
        fresh = [one for key, one in offers.items() if key not in self._told]
        self._told = set(offers)
        if not fresh or self._seen or self.icon is None:
            return
        self._newest = one = fresh[0]
        name, queue = _name(one), single_line(one.queue_name, 60)
        if one.channel is Channel.VOICE:
            title = tr("{name} calls", name=name)
            words = tr("Click here to answer.")
        else:
            title = tr("{name} waits for you", name=name)
            words = tr("Click here to see it.")
        body = f"{queue}\n{words}" if queue else words
        self.icon.showMessage(title, body, QIcon(self.icon.icon()), _STAYS_MS)

    def notify(self, title: str, words: str) -> None:
        """The system tells something by itself, also while the window is seen."""
        if self.icon is not None:
            self.icon.showMessage(title, words, QIcon(self.icon.icon()), _STAYS_MS)

    # -- what the agent does

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._show_or_hide()

    def _show_or_hide(self) -> None:
        if self._seen:
            self._hidden = True
            self._shell.hide()
        else:
            self._bring()
        self.refresh()

    def _bring(self) -> None:
        self._hidden = False
        self._show()

    def _message_clicked(self) -> None:
        """Answer the call that the message told of, if it still rings; show what else there is."""
        told, self._newest = self._newest, None
        self._bring()
        keys = {(one.interaction_id, one.epoch) for one in self._desk.offers()}
        rings = told is not None and (told.interaction_id, told.epoch) in keys
        if told is not None and rings and told.channel is Channel.VOICE:
            self._accept(told.interaction_id)

    def _answer(self) -> None:
        if self._ringing is not None:
            self._bring()
            self._accept(self._ringing.interaction_id)

    def _decline(self) -> None:
        if self._ringing is not None:
            self._desk.post(DeclineOffer(interaction_id=self._ringing.interaction_id))

    def _choose(self, state: PresenceState) -> None:
        self._desk.post(SetPresence(state=state))
        self.refresh()


def _name(offer: Offer) -> str:
    return single_line(offer.customer_name, 60) or tr("Visitor")
