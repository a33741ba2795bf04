"""The call strip: with whom, how long, how it sounds, and everything that can be done with the call.

Promises that End is red and alone, that the timer never jumps in width, and that the strip stays wherever the agent
goes. Refuses to decide: every button is a wish of its own signal.
"""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.api import CallLine
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import CallState, Recording
from agent_desktop.ui.call.pieces import Levels, QualityBars, StripButton
from agent_desktop.ui.call.strip_parts import Caller, Divider, RecordingSign
from agent_desktop.ui.call.words import QualityWords, quality_words, state_since, state_words, who
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.panes import MEDIUM, NARROW
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

RAIL = 64
#: With so many bars or fewer, what the line sounds like matters more than the words of buttons.
_BAD = 2


class CallStrip(QWidget):
    """Shows the calls that it is given; the first is the one that its buttons are about."""

    mute_asked = Signal()
    hold_asked = Signal()
    keypad_asked = Signal()
    transfer_asked = Signal()
    add_asked = Signal()
    note_asked = Signal()
    record_asked = Signal()
    pause_asked = Signal()
    end_asked = Signal()
    other_asked = Signal(str)
    """The agent wants to talk to this call."""
    caller_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.lines: Sequence[CallLine] = ()
        self.talk_key = ""
        """The key that is held to talk, as its cap says; empty where it is talked without."""
        self._opened = False
        self._slide: QVariantAnimation | None = None
        self.setAccessibleName(tr("Call"))
        self.setFixedHeight(theme.tokens.size.call_strip)
        self.caller = Caller(theme)
        self.clock = Label(theme, "", "heading", "text.onCallStrip", tnum=True)
        self.state = Label(theme, "", "caption", "text.onCallStripMuted")
        self.held = Label(theme, "", "caption", "text.onCallStripHold", weight=600)
        self.levels = Levels(theme)
        self.bars = QualityBars(theme)
        self._told: QualityWords | None = None
        self.quality = Label(theme, "", "caption", "text.onCallStripMuted", tnum=True)
        self.others = [StripButton(theme, "pause", "", framed=True) for _ in range(2)]
        self.mute = StripButton(theme, "mic", tr("Mute"))
        self.hold = StripButton(theme, "pause", tr("Hold"))
        self.keypad = StripButton(theme, "grid-3x3", tr("Keypad"))
        self.transfer = StripButton(theme, "phone-forwarded", tr("Transfer"))
        self.add = StripButton(theme, "user-plus", tr("Add"))
        self.note = StripButton(theme, "notebook-pen", tr("Note"))
        self.recording = RecordingSign(theme)
        self.record = StripButton(theme, "circle-dot", tr("Record"))
        self.pause = StripButton(theme, "credit-card", tr("Pause for card"), framed=True)
        self.end = StripButton(theme, "phone", tr("End"), danger=True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(9)
        row.addWidget(self.caller)
        row.addWidget(Divider(self.theme))
        for piece in (self.clock, self.state, self.held, self.levels, self.bars, self.quality):
            row.addWidget(piece)
        for other in self.others:
            row.addWidget(other)
        row.addStretch(1)
        self._buttons = (self.mute, self.hold, self.keypad, self.transfer, self.add, self.note)
        self._actions = actions = QHBoxLayout()
        actions.setSpacing(4)
        for button in (*self._buttons, self.record):
            actions.addWidget(button)
        row.addLayout(actions)
        row.addWidget(Divider(self.theme))
        for last in (self.recording, self.pause, self.end):
            row.addWidget(last)

    def _wire(self) -> None:
        self.caller.clicked.connect(self.caller_asked)
        self.mute.clicked.connect(self.mute_asked)
        self.hold.clicked.connect(self.hold_asked)
        self.keypad.clicked.connect(self.keypad_asked)
        self.transfer.clicked.connect(self.transfer_asked)
        self.add.clicked.connect(self.add_asked)
        self.note.clicked.connect(self.note_asked)
        self.record.clicked.connect(self.record_asked)
        self.pause.clicked.connect(self.pause_asked)
        self.end.clicked.connect(self.end_asked)
        for at, other in enumerate(self.others):
            other.clicked.connect(lambda _=False, at=at: self._ask_other(at))

    def _ask_other(self, at: int) -> None:
        if at + 1 < len(self.lines):
            self.other_asked.emit(self.lines[at + 1].call.id)

    # -- what is shown ----------------------------------------------------------------

    @property
    def line(self) -> CallLine | None:
        """The call that the buttons are about."""
        return self.lines[0] if self.lines else None

    def show_calls(self, lines: Sequence[CallLine], now: Millis) -> None:
        """Show these calls, the one that is talked to first."""
        self.lines = lines
        line = self.line
        if line is None:
            return
        self.caller.show_line(line)
        self._show_state(line)
        self._name_buttons(line)
        self._show_part_in(line)
        self._enable_buttons(line)
        self._show_recording(line)
        if line.listening is not None:
            self.record.hide()
            self.pause.hide()
        self._show_quality(line)
        self._show_others(now)
        self._fit()
        self.tick(now)

    def _show_state(self, line: CallLine) -> None:
        call = line.call
        quiet = call.hold.local or call.muted or line.lost
        self.state.setText("" if quiet else state_words(line))
        waits = call.muted and self.talk_key and not (call.hold.local or line.lost)
        words = tr("Hold {key} to talk", key=self.talk_key) if waits else state_words(line)
        self.held.setText(words if quiet else "")
        self.state.setVisible(not quiet)
        self.held.setVisible(quiet)

    def _name_buttons(self, line: CallLine) -> None:
        """What the buttons do depends on how the call stands, and on a second one."""
        call = line.call
        self.mute.show_words(
            tr("Unmute") if call.muted else tr("Mute"),
            "mic-off" if call.muted else "mic",
            on=call.muted,
        )
        self.hold.show_words(
            tr("Resume") if call.hold.local else tr("Hold"),
            "play" if call.hold.local else "pause",
            on=call.hold.local,
        )
        talking = call.state is CallState.ACTIVE
        second = self.lines[1] if len(self.lines) > 1 else None
        both = second is not None and second.call.state is CallState.ACTIVE and talking
        asking = (second is not None and call.id in (second.consult_of, "")) or bool(
            line.consult_of
        )
        self.transfer.show_words(
            tr("Connect both") if asking and second is not None else tr("Transfer"),
            "phone-forwarded",
        )
        self.add.show_words(
            tr("Join") if both and not call.joined else tr("Add"),
            "merge" if both and not call.joined else "user-plus",
        )

    def _enable_buttons(self, line: CallLine) -> None:
        call = line.call
        usable = not (line.lost or line.leaving or line.connecting) and line.unreached is None
        talking = call.state is CallState.ACTIVE
        heard = call.state in (CallState.ACTIVE, CallState.EARLY)
        for button, can in (
            (self.mute, heard and line.listening is not Listening.MONITOR),
            (self.hold, talking),
            (self.keypad, heard),
            (self.transfer, talking),
            (self.add, talking),
            (self.record, talking),
            (self.pause, not line.pausing),
        ):
            button.setEnabled(usable and can)
        self.end.setEnabled(not line.lost or _listens(line))
        self.note.setEnabled(not line.connecting)

    def _show_part_in(self, line: CallLine) -> None:
        """What is different in a call that the backend carries: somebody is asked aside, or it is a colleague's."""
        if line.consulted is not None:
            self.transfer.show_words(tr("Connect both"), "phone-forwarded")
            self.add.show_words(tr("Join"), "merge")
        listens = _listens(line)
        self.end.show_words(tr("Leave") if listens else tr("End"), "phone")
        for button in self._buttons:
            button.setVisible(not listens or button is self.mute)

    def _show_recording(self, line: CallLine) -> None:
        """Where nothing may be recorded, nothing offers it."""
        recording = line.call.recording
        self.recording.show_state(recording)
        self.record.setVisible(recording is Recording.OFF and line.may_record)
        self.pause.setVisible(recording is not Recording.OFF)
        paused = recording is Recording.PAUSED
        words = tr("Go on recording") if paused else tr("Pause for card")
        self.pause.show_words(tr("Pausing…") if line.pausing else words, "credit-card", on=paused)

    def _show_quality(self, line: CallLine) -> None:
        told = quality_words(line.quality) if line.quality is not None else None
        before, self._told = self._told, told
        self.bars.setVisible(told is not None)
        if told is not None:
            self.bars.set_bars(told.bars)
            if before is None or told.words != before.words:
                self._fit()
            for piece in (self.bars, self.quality):
                piece.setToolTip(f"{told.words}\n{told.detail}")
                piece.setAccessibleName(told.words)

    def _show_others(self, now: Millis) -> None:
        """Who else there is, and for how long they have been waiting."""
        wide = self.width() + RAIL >= MEDIUM
        room = 96 if len(self.lines) > 2 else 200 if wide else 140
        for button, other in zip_longest(self.others, self.lines[1:3]):
            button.setVisible(other is not None)
            if other is None:
                continue
            called = who(other.record, other.name)
            name = self.theme.elided(called, "body", room, weight=500)
            held, since = other.call.hold.local, other.call.held_at
            waits = timer(now - since) if held and since is not None else ""
            button.show_words(name, "pause" if held else "phone", on=held, clock=waits)
            told = tr("Talk to {name}: {state}", name=called, state=state_words(other))
            button.setToolTip(told)
            button.setAccessibleName(told)

    def show_levels(self, loudness: float, quality_of: CallLine | None) -> None:
        """The newest loudness, from 0 to 1, and the call whose quality may have changed."""
        self.levels.add(loudness)
        if quality_of is not None:
            self._show_quality(quality_of)
            self._fit()

    def tick(self, now: Millis) -> None:
        """Move the timer on; once a second."""
        line = self.line
        if line is None:
            return
        since = line.call.held_at if line.call.hold.local else None
        self.clock.setText(timer(now - state_since(line.call), pad=True))
        if since is not None and not line.lost:
            self.held.setText(f"{state_words(line)} {timer(now - since)}")
        told = ", ".join(
            (who(line.record, line.name), state_words(line), timer(now - state_since(line.call)))
        )
        self.setAccessibleName(tr("Call: {words}", words=told))
        self._show_others(now)

    def set_keys(self, keys: dict[str, str]) -> None:
        """Shortcuts for the tooltips, by the name of the button."""
        for name in ("mute", "hold", "transfer", "pause"):
            button: StripButton = getattr(self, name)
            button.set_keys(keys.get(name, ""))

    # -- widths -------------------------------------------------------------------------

    def _fit(self) -> None:
        """Give way with the width of the window, and with the words of its language: what a good line sounds like
        first, then what only decorates, then the words of the buttons, and last what a bad line sounds like."""
        window, several = self.width() + RAIL, len(self.lines) > 1
        line = self.line
        told = self._told if line is not None and line.quality is not None else None
        active = line is not None and line.call.state is CallState.ACTIVE
        wide = window >= MEDIUM
        meters = active and window >= NARROW and not several
        whole, brief = (told.words, told.brief) if told is not None else ("", "")
        if told is not None and told.bars <= _BAD:
            choices = [
                (True, whole, meters),
                (True, whole, False),
                (False, whole, meters),
                (False, whole, False),
                (False, brief, False),
                (False, "", False),
            ]
            choices = choices if wide and not several else choices[2:]
        else:
            choices = [
                (True, whole, meters),
                (True, "", meters),
                (True, "", False),
                (False, "", False),
            ]
            choices = choices if wide and not several else choices[1:]
        layout = self.layout()
        for words, quality, levels in choices:
            self.quality.setText(quality)
            self.quality.setVisible(bool(quality))
            self.levels.setVisible(levels)
            for button in (*self._buttons, self.record):
                button.set_compact(not (words and wide) or button is self.note)
            self.pause.set_compact(window < MEDIUM or not words)
            self.others[1].set_compact(window < MEDIUM)
            if layout is None:
                break
            for stale in (self._actions, layout):  # what changes while it is seen tells them later
                stale.invalidate()
            if layout.sizeHint().width() <= self.width():
                break
        self._make_room(several=several, bad=told is not None and told.bars <= _BAD)

    def _make_room(self, *, several: bool, bad: bool) -> None:
        """Where two calls share a narrow strip, names come before how well the line is and that one talks."""
        layout, measured = self.layout(), self._told is not None
        told = bool(self.lines) and self.lines[0].quality is not None and measured
        for bars, state in ((True, True), (False, True), (False, False)):
            self.bars.setVisible(told and (bars or bad))
            self.state.setVisible(state and bool(self.state.text()))
            if layout is None or not several:
                break
            layout.invalidate()
            if layout.sizeHint().width() <= self.width():
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def open_or_close(self, opened: bool) -> None:
        """Slide in or out, above the thread; at once where less motion is asked for."""
        if opened is self._opened:
            return
        self._opened = opened
        if self._slide is not None:
            self._slide.stop()
        full, duration = self.theme.tokens.size.call_strip, self.theme.duration("strip")
        if not duration:
            self.setFixedHeight(full)
            self.setVisible(opened)
            return
        before = 1 if self.isHidden() else self.height()
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(duration)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.setStartValue(before)
        self._slide.setEndValue(full if opened else 1)
        self._slide.valueChanged.connect(self.setFixedHeight)
        self._slide.finished.connect(lambda: self.setVisible(self._opened))
        self.setFixedHeight(before)
        self.setVisible(True)
        self._slide.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.callStrip"))
        line = QRectF(0, self.height() - 1, self.width(), 1)
        p.fillRect(line, self.theme.color("border.callStrip"))
        p.end()


def _listens(line: CallLine) -> bool:
    """Whether it is a colleague's call, which can be left at any time."""
    return line.listening is not None or line.leaving
