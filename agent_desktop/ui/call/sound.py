"""Microphone, headset and ringer, in the settings: which to use, and whether they work.

Promises that devices which come and go are followed while the page is seen, and that no microphone listens unless the
agent asked for a check or a call goes on. Refuses to keep anything: what is wanted is asked of the desk.
"""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView, PhoneStatus
from agent_desktop.model.calls import (
    SoundCheck,
    StartEchoTest,
    StartRinging,
    StopEchoTest,
    StopRinging,
    WatchLevels,
)
from agent_desktop.model.changes import CallsChanged, Change, LevelsShown, SettingShown
from agent_desktop.model.devices import (
    DeviceChoice,
    DeviceKind,
    EchoPhase,
    Ringtone,
)
from agent_desktop.model.intents import ChangeSetting, CheckSound
from agent_desktop.model.settings import CLEAN_SOUND, SOUND, option
from agent_desktop.model.telephone import read_sound, write_sound
from agent_desktop.ui.call.device_words import device_options, missing_words
from agent_desktop.ui.call.hearing import Hearing, Verdict, echo_words, of_echo, verdict_words
from agent_desktop.ui.call.sound_parts import Meter, Sentence
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import CheckBox, SegmentedControl
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LOUDNESS = {"off": 0.0, "quiet": 0.25, "medium": 0.6, "loud": 1.0}
_LOOKS = {
    Verdict.LISTENING: ("mic", "text.secondary"),
    Verdict.NOTHING: ("triangle-alert", "status.warnText"),
    Verdict.FAINT: ("triangle-alert", "status.warnText"),
    Verdict.GOOD: ("circle-check", "status.successText"),
    Verdict.LOUD: ("triangle-alert", "status.warnText"),
}


class SoundPage(QWidget):
    """Follows the desk's telephone while it is seen."""

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self.theme = theme
        self._end: Callable[[], None] | None = None
        self._hearing: Hearing | None = None
        self._tested = False
        self.nothing = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.microphone = DropDown(theme, tr("Microphone"), compact=True)
        self.speaker = DropDown(theme, tr("Headset or speaker"), compact=True)
        self.ringer = DropDown(theme, tr("Rings on"), compact=True)
        self.missing = Sentence(theme)
        self.loudness = SegmentedControl(
            theme,
            [
                ("off", tr("Off"), "", ""),
                ("quiet", tr("Quiet"), "", ""),
                ("medium", tr("Medium"), "", ""),
                ("loud", tr("Loud"), "", ""),
            ],
            tr("Loudness of the ringing"),
        )
        self.ringtone = SegmentedControl(
            theme,
            [
                (Ringtone.CHIME.value, tr("Chime"), "", ""),
                (Ringtone.BELL.value, tr("Bell"), "", ""),
                (Ringtone.MARIMBA.value, tr("Marimba"), "", ""),
            ],
            tr("Ringtone"),
        )
        self.ring = Button(theme, tr("Test"), icon="volume-2")
        self.clean = CheckBox(theme, tr("On"))
        self.meter = Meter(theme)
        self.check = Button(theme, tr("Check the microphone"), icon="mic")
        self.echo = Button(theme, tr("Hear yourself"), icon="headset")
        self.sentence = Sentence(theme)
        self._body = QWidget()
        self._lay_out()
        self._wire()
        self.refresh()

    def _lay_out(self) -> None:
        theme = self.theme
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        ringing = QHBoxLayout()
        ringing.setSpacing(8)
        ringing.addWidget(self.ring)
        ringing.addWidget(self.loudness)
        clean = tr("Takes keyboards, fans and the echo of a speaker out of what customers hear.")
        rows: Sequence[tuple[str, str, QWidget | QHBoxLayout]] = (
            (tr("Microphone"), "", self.microphone),
            (tr("Headset or speaker"), "", self.speaker),
            (
                tr("Rings on"),
                tr("A speaker, so that you hear it without the headset."),
                self.ringer,
            ),
            (tr("Ringtone"), "", self.ringtone),
            (tr("Loudness of the ringing"), "", ringing),
            (tr("Less noise"), clean, self.clean),
        )
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
        for at, (words, about, control) in enumerate(rows):
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(Label(theme, words))
            if about:
                texts.addWidget(Label(theme, about, "caption", "text.secondary", wrap=True))
            grid.addLayout(texts, at, 0, Qt.AlignmentFlag.AlignVCenter)
            if isinstance(control, QWidget):
                grid.addWidget(control, at, 1, end)
            else:
                grid.addLayout(control, at, 1, end)
        grid.addWidget(self.missing, len(rows), 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.check)
        buttons.addWidget(self.echo)
        buttons.addWidget(self.meter, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(buttons, len(rows) + 1, 0, 1, 2)
        grid.addWidget(self.sentence, len(rows) + 2, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addWidget(self._body)

    def _wire(self) -> None:
        self.microphone.chosen.connect(lambda name: self._choose(microphone=name))
        self.speaker.chosen.connect(lambda name: self._choose(speaker=name))
        self.ringer.chosen.connect(lambda name: self._choose(ringer=name))
        self.ringtone.chosen.connect(lambda key: self._choose(ringtone=Ringtone(key)))
        self.loudness.chosen.connect(lambda key: self._choose(loudness=_LOUDNESS[key]))
        self.clean.clicked.connect(
            lambda on: self._desk.post(ChangeSetting(CLEAN_SOUND, "on" if on else "off"))
        )
        self.ring.clicked.connect(self._ring)
        self.check.clicked.connect(self._check)
        self.echo.clicked.connect(self._echo)

    # -- what is asked

    @property
    def _choice(self) -> DeviceChoice:
        return read_sound(self._desk.setting(SOUND, ""))

    def _choose(self, **what: str | float) -> None:
        choice = replace(self._choice, **what)
        self._desk.post(ChangeSetting(name=SOUND, value=write_sound(choice)))
        self._hearing = self._hearing and Hearing(self._desk.now())

    def _ask(self, check: SoundCheck) -> None:
        self._desk.post(CheckSound(check=check))

    def _ring(self) -> None:
        phone = self._desk.phone
        self._ask(StopRinging() if phone is not None and phone.ringing else StartRinging())

    def _check(self) -> None:
        phone = self._desk.phone
        self._tested = False
        if phone is not None and phone.echo is not EchoPhase.OFF:
            self._ask(StopEchoTest())
        self._ask(WatchLevels(on=not (phone is not None and phone.watched)))

    def _echo(self) -> None:
        phone = self._desk.phone
        quiet = phone is None or phone.echo is EchoPhase.OFF
        if phone is not None and phone.watched:
            self._ask(WatchLevels(on=False))
        self._tested = False
        self._ask(StartEchoTest() if quiet else StopEchoTest())

    # -- following

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the desk while the page is seen."""
        super().showEvent(event)
        self._leave()
        self._end = self._desk.subscribe(self._listen)
        self._tested = False
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing listens or sounds for a page that nobody sees."""
        super().hideEvent(event)
        self._leave()
        phone = self._desk.phone
        if phone is None:
            return
        if phone.watched:
            self._ask(WatchLevels(on=False))
        if phone.echo is not EchoPhase.OFF:
            self._ask(StopEchoTest())

    def _leave(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None

    def _listen(self, changes: Sequence[Change]) -> None:
        for change in changes:
            match change:
                case CallsChanged() | SettingShown():
                    self.refresh()
                    return
                case LevelsShown():
                    self._measure()

    def refresh(self) -> None:
        """The telephone or a setting changed."""
        phone = self._desk.phone
        there = phone is not None and phone.running
        self.nothing.setVisible(not there)
        self._body.setVisible(there)
        self.nothing.setText(
            tr("Add a telephone account; then microphone and headset are chosen and tried here.")
            if phone is None
            else tr("The telephone starts…")
        )
        if phone is None or not there:
            self._hearing = None
            return
        self._show_choice(phone)
        self._show_checks(phone)
        self._measure()

    def _show_choice(self, phone: PhoneStatus) -> None:
        choice = self._choice
        for control, kind, name in (
            (self.microphone, DeviceKind.INPUT, choice.microphone),
            (self.speaker, DeviceKind.OUTPUT, choice.speaker),
            (self.ringer, DeviceKind.OUTPUT, choice.ringer),
        ):
            control.show_options(device_options(phone.devices, kind, name), name)
        near = min(_LOUDNESS, key=lambda key: abs(_LOUDNESS[key] - choice.loudness))
        self.loudness.select(near)
        self.ringtone.select(choice.ringtone.value)
        self.clean.setChecked(option(self._desk.setting, CLEAN_SOUND) == "on")
        self.missing.say(missing_words(phone.in_use, choice), "plug", "status.warnText")

    def _show_checks(self, phone: PhoneStatus) -> None:
        calls = bool(self._desk.calls())
        self.ring.setText(tr("Stop") if phone.ringing else tr("Test"))
        self.ring.setEnabled(bool(phone.in_use.ringer) and not calls)
        self.check.setText(tr("Stop the check") if phone.watched else tr("Check the microphone"))
        self.check.setEnabled(bool(phone.in_use.microphone))
        testing = phone.echo is not EchoPhase.OFF
        self._tested |= testing
        self.echo.setText(tr("Stop the test") if testing else tr("Hear yourself"))
        both = bool(phone.in_use.microphone and phone.in_use.speaker)
        self.echo.setEnabled(both and not calls)
        self.echo.setToolTip(tr("Possible after the call.") if calls else "")
        if not phone.watched:
            self._hearing = None
        elif self._hearing is None:
            self._hearing = Hearing(self._desk.now())

    def _measure(self) -> None:
        phone = self._desk.phone
        if phone is None or not phone.running:
            return
        listens = phone.watched or phone.echo is EchoPhase.LISTENING or bool(self._desk.calls())
        self.meter.show_level(phone.microphone if listens else 0.0)
        if not phone.in_use.microphone:
            words = tr("No microphone is plugged in. A headset is taken as soon as it is there.")
            self.sentence.say(words, "plug", "status.warnText")
        elif self._hearing is not None:
            verdict = self._hearing.measured(phone.microphone, self._desk.now())
            self.sentence.say(verdict_words(verdict), *_LOOKS[verdict])
        else:
            running = phone.echo is not EchoPhase.OFF
            heard = phone.heard if self._tested and not running else None
            look = _LOOKS[Verdict.LISTENING if heard is None else of_echo(heard)]
            self.sentence.say(echo_words(phone.echo, heard), *look)
