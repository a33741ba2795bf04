"""Who else is in a call that the backend carries: a second row under the call strip.

Promises one chip for each of the others, with how far they are and whether they hear music, and what can be done with
that one alone; for a supervisor the colleague, and the three ways to be there. Refuses a row that says nothing
which the strip does not say.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.desk.api import CallLine
from agent_desktop.model.backend_calls import (
    CallOrder,
    CancelConsult,
    CompleteConsult,
    DropParty,
    HoldParties,
    JoinConsult,
    Listening,
    Party,
    PartyKind,
    PartyState,
    Supervise,
    SwapConsult,
)
from agent_desktop.ui.call.party_words import (
    customer_waits,
    mode_words,
    party_name,
    party_words,
)
from agent_desktop.ui.call.pieces import StripButton
from agent_desktop.ui.call.supervising import ICONS
from agent_desktop.ui.call.words import state_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

HIGH = 40
_NAME = 140


class PartyChip(QWidget):
    """One of the others."""

    def __init__(self, theme: Theme, party: Party, *, waits: bool = False, to: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.party = party
        name = party_name(party)
        words = party_words(party, waits=waits, to=to)
        quiet = party.held or waits
        speaks = party.mode in (Listening.WHISPER, Listening.BARGE)
        apart = quiet or speaks or party.state is not PartyState.UP
        color = "text.onCallStripHold" if apart else "text.onCallStripMuted"
        self.name = Label(
            theme,
            theme.elided(name, "body", _NAME, weight=500),
            "body",
            "text.onCallStrip",
            weight=500,
        )
        self.state = Label(theme, words, "caption", color)
        self.hold = StripButton(
            theme,
            "play" if quiet else "pause",
            tr("Talk to {name} again", name=name)
            if quiet
            else tr("Let {name} hear music", name=name),
        )
        self.drop = StripButton(theme, "x", tr("Let {name} go", name=name))
        self.setAccessibleName(f"{name}, {words}" if words else name)
        self.setToolTip(self.accessibleName())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.hold.sizeHint().height())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        for label in (self.name, self.state):
            row.addWidget(label)
        for button in (self.hold, self.drop):
            button.set_compact(True)
            row.addWidget(button)

    def offer(self, *, hold: bool, drop: bool) -> None:
        """What can be done with this one; the chip ends at its last button, or at its words."""
        self.hold.setVisible(hold)
        self.drop.setVisible(drop)
        row = self.layout()
        if row is not None:
            row.setContentsMargins(10, 0, 2 if hold or drop else 10, 0)

    def show_state(self, shown: bool) -> None:
        """Give way: the name and the colour of its buttons stay, the word is in the tooltip."""
        self.state.setVisible(shown and bool(self.state.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        p = paint.on(self)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint.fill(p, rect, self.theme.color("bg.callStripHover"), self.theme.tokens.radius.md)
        p.end()


class PartiesRow(QWidget):
    """Shows the others of one call. `ordered` carries what is asked of the backend."""

    ordered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.chips: list[PartyChip] = []
        self.ways: list[StripButton] = []
        self._shown: tuple[object, ...] = ()
        self.setFixedHeight(HIGH)
        self.setAccessibleName(tr("In this call"))
        self.title = Label(theme, "", "caption", "text.onCallStripMuted")
        self.seen = Label(theme, "", "caption", "text.onCallStripMuted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 10, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self._row.addWidget(self.seen)
        self.hide()

    def show_line(self, line: CallLine | None, *, linked: bool = True) -> None:
        """The call that the strip is about; None for none. Not `linked`: nothing can be asked of the backend now."""
        worth = line is not None and _worth_a_row(line)
        if line is None or not worth:
            self._shown = ()
            self.hide()
            return
        shown = (
            line.call.interaction_id,
            line.others,
            line.listening,
            line.supervised,
            line.call.muted,
            line.consulted,
            line.aside,
            line.name,
            line.lost,
            line.leaving,
            linked,
        )
        if shown != self._shown:
            focused = [at for at, one in enumerate(self._pressed()) if one.hasFocus()]
            self._shown = shown
            self._build(line, linked=linked)
            if focused and focused[0] < len(self._pressed()):
                self._pressed()[focused[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        self.show()
        self._fit()

    def _pressed(self) -> list[StripButton]:
        return [one for chip in self.chips for one in (chip.hold, chip.drop)] + self.ways

    def _build(self, line: CallLine, *, linked: bool) -> None:
        for old in (*self.chips, *self.ways):
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips, self.ways = [], []
        self.seen.setText("")
        if line.listening is not None:
            self._supervised(line, line.listening)
        else:
            self.title.setText(tr("In this call"))
            for party in line.others:
                self._add_chip(line, party)
            self._consultation(line)
        if line.lost or line.leaving or not linked:
            cut_off = tr("Not connected: what stands here may be old.")
            self.title.setText(state_words(line) if line.lost or line.leaving else cut_off)
            for button in self._pressed():
                button.setEnabled(False)
        for at, chip in enumerate(self.chips):
            self._row.insertWidget(1 + at, chip)
            chip.show()
        for button in self.ways:
            self._row.addWidget(button)
            button.show()

    def _add_chip(self, line: CallLine, party: Party) -> None:
        waits = _waits(line, party)
        led = line.supervised
        to = party_name(led) if led is not None and led in line.others else ""
        chip = PartyChip(self.theme, party, waits=waits, to=to)
        interaction_id = line.call.interaction_id
        there = party.state is PartyState.UP and party.kind is not PartyKind.SUPERVISOR
        talks = line.consulted is not None and waits
        held: CallOrder = HoldParties(
            interaction_id=interaction_id, on=not party.held, party_id=party.id
        )
        if talks:
            held = SwapConsult(interaction_id=interaction_id)
        here = party.aside is line.aside and not party.aside
        chip.hold.clicked.connect(self._order(held))
        gone: CallOrder = DropParty(interaction_id=interaction_id, party_id=party.id)
        if party == line.consulted:
            gone = CancelConsult(interaction_id=interaction_id)
        spoken = [one for one in line.others if one.kind is not PartyKind.SUPERVISOR]
        several = len(spoken) > 1
        chip.offer(
            hold=there and (talks or here) and several,
            drop=party.kind is not PartyKind.SUPERVISOR and several,
        )
        chip.drop.clicked.connect(self._order(gone))
        self.chips.append(chip)

    def _consultation(self, line: CallLine) -> None:
        """Somebody is asked aside: what becomes of it."""
        asked = line.consulted
        if asked is None:
            return
        interaction_id = line.call.interaction_id
        up = asked.state is PartyState.UP
        among = line.carried is not None and line.carried.internal
        back = tr("Back to the call") if among else tr("Back to the customer")
        for words, icon, order in (
            (tr("Connect both"), "phone-forwarded", CompleteConsult(interaction_id=interaction_id)),
            (tr("Join all"), "merge", JoinConsult(interaction_id=interaction_id)),
            (back, "undo-2", CancelConsult(interaction_id=interaction_id)),
        ):
            button = self._action(words, icon, self._order(order))
            button.setEnabled(up or isinstance(order, CancelConsult))

    def _supervised(self, line: CallLine, mode: Listening) -> None:
        """The three ways to be in a colleague's call; who else is there, where that is more than agent and customer."""
        self.title.setText(mode_words(line))
        unseen = line.carried is not None and line.carried.unseen and mode is Listening.MONITOR
        name = single_line(line.name, 40)
        self.seen.setText(
            tr("{name} does not see that you are there", name=name)
            if unseen
            else tr("{name} sees that you are there", name=name)
        )
        self.seen.setToolTip(tr("It also stands in the audit trail."))
        there = [one for one in line.others if one != line.supervised]
        if len(there) > 1 or any(one.held for one in there):
            for party in there:
                chip = PartyChip(
                    self.theme, party, waits=customer_waits(line) and _is_customer(party)
                )
                chip.offer(hold=False, drop=False)
                self.chips.append(chip)
        for one, words in (
            (Listening.MONITOR, tr("Listen")),
            (Listening.WHISPER, tr("Whisper")),
            (Listening.BARGE, tr("Barge in")),
        ):
            order = Supervise(interaction_id=line.call.interaction_id, mode=one)
            button = self._action(words, ICONS[one], self._order(order))
            button.show_words(words, ICONS[one], on=one is mode)

    def _action(self, words: str, icon: str, run: Callable[[], object]) -> StripButton:
        button = StripButton(self.theme, icon, words, framed=True)
        button.clicked.connect(run)
        self.ways.append(button)
        return button

    def _order(self, order: CallOrder) -> Callable[[], object]:
        return partial(self.ordered.emit, order)

    def _fit(self) -> None:
        """Give way with the width: first that we are seen, then the words of the actions, the last one's first, then
        those of the chips."""
        choices = [(worded, True) for worded in range(len(self.ways), -1, -1)]
        for seen, worded, states in (
            (True, len(self.ways), True),
            *((False, *one) for one in (*choices, (0, False))),
        ):
            self.seen.setVisible(seen and bool(self.seen.text()))
            for at, button in enumerate(self.ways):
                button.set_compact(at >= worded)
            for chip in self.chips:
                chip.show_state(states)
            if self._row.sizeHint().width() <= self.width():
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface of the strip, further down."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.callStrip"))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        p.fillRect(line, self.theme.color("border.callStrip"))
        p.end()


def _waits(line: CallLine, party: Party) -> bool:
    """Whether they hear music because we talk to somebody else: who consults is in one room, and they alone in the
    other."""
    if party.aside is line.aside or party.state is not PartyState.UP:
        return False
    if line.consulted is None and not line.aside:
        return False  # colleagues of ours are aside, and talk to each other
    there = [one for one in line.others if one.aside is party.aside and one.state is PartyState.UP]
    asked = line.consulted
    return len(there) == 1 and (asked is None or asked.state is PartyState.UP)


def _is_customer(party: Party) -> bool:
    return party.kind is PartyKind.CUSTOMER


def _worth_a_row(line: CallLine) -> bool:
    """Whether there is more to say than that agent and customer are in a call."""
    others: Sequence[Party] = line.others
    if line.listening is not None or len(others) > 1:
        return bool(others)
    return any(one.aside for one in others)
