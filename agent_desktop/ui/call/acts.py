"""What an agent can do with calls: strip, popups and history of one window, and each press turned into an intent.

Promises that a press is about the call that the strip shows in that moment. Refuses to know how a call is carried out.
"""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Qt

from agent_desktop.desk.api import CallLine, DeskView
from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.intents import OperateCall, OrderCall, WriteCallNote
from agent_desktop.ui.call.dialling import Dialling
from agent_desktop.ui.call.history import CallHistory
from agent_desktop.ui.call.pads import KeypadPopup, NotePopup, NumberPopup
from agent_desktop.ui.call.parties import PartiesRow
from agent_desktop.ui.call.popup import Popup
from agent_desktop.ui.call.strip import CallStrip
from agent_desktop.ui.call.strip_place import StripPlace
from agent_desktop.ui.call.words import who
from agent_desktop.ui.shell.window import ShellWindow


class CallActs(QObject):
    """Of the calls of one window. `show` opens a conversation."""

    def __init__(self, desk: DeskView, shell: ShellWindow, show: Callable[[str], object]) -> None:
        super().__init__(shell)
        self.desk = desk
        self.shell = shell
        self._show = show

    # -- parts, made when they are first needed

    @cached_property
    def strip(self) -> CallStrip:
        """The strip above the thread."""
        made = CallStrip(self.shell.theme)
        made.hide()
        made.mute_asked.connect(self.mute)
        made.hold_asked.connect(self.hold)
        made.keypad_asked.connect(self.show_keypad)
        made.transfer_asked.connect(self.transfer)
        made.add_asked.connect(self.add)
        made.note_asked.connect(self.show_note)
        made.record_asked.connect(self.record)
        made.pause_asked.connect(self.pause)
        made.end_asked.connect(self.end)
        made.other_asked.connect(self.talk_to)
        made.caller_asked.connect(self.back)
        return made

    @cached_property
    def parties(self) -> PartiesRow:
        """Who else is in the call, where the backend carries it."""
        made = PartiesRow(self.shell.theme)
        made.ordered.connect(self._order)
        return made

    @cached_property
    def place(self) -> StripPlace:
        """The strip's place, with what must be known at once."""
        made = StripPlace(self.shell.theme, self.strip, self.pause_again)
        made.resized.connect(self._place_popups)
        # What floats below the strip moves with it, once the window has laid itself out.
        made.resized.connect(self.shell.place_overlays, Qt.ConnectionType.QueuedConnection)
        return made

    @cached_property
    def page(self) -> CallHistory:
        """The call history."""
        made = CallHistory(self.desk, self.shell.theme)
        made.opened.connect(self._show)
        made.call_asked.connect(self._call_back)
        made.mailboxes.called.connect(lambda number, account: self.call(number, "", account))
        return made

    @cached_property
    def keypad(self) -> KeypadPopup:
        """The keys of the running call."""
        made = KeypadPopup(self.shell.theme, self.shell)
        made.above = self.place
        made.pressed.connect(self._press)
        return made

    @cached_property
    def dialling(self) -> Dialling:
        """Whom to call."""
        return Dialling(self.desk, self.shell, self.place, self.strip, self.page)

    @property
    def number(self) -> NumberPopup:
        """Asks for a number."""
        return self.dialling.popup

    @cached_property
    def note(self) -> NotePopup:
        """The note of the call."""
        made = NotePopup(self.shell.theme, self.shell)
        made.above = self.place
        made.written.connect(self._noted)
        return made

    def _place_popups(self) -> None:
        for popup in (*self._popups(), *self.dialling.popups()):
            if popup.isVisible():
                popup.place()

    def _popups(self) -> list[Popup]:
        made = self.__dict__
        return [made[name] for name in ("keypad", "note") if name in made]

    # -- what the agent asks

    @property
    def line(self) -> CallLine | None:
        """The call that keys and buttons are about."""
        lines = self.desk.calls()
        return lines[0] if lines else None

    def _do(self, command: ca.CallCommand) -> None:
        self.desk.post(OperateCall(command=command))

    def _order(self, order: bc.CallOrder) -> None:
        self.desk.post(OrderCall(order=order))

    def mute(self) -> None:
        """Mute, or let the agent be heard again."""
        if self.line is not None:
            call = self.line.call
            self._do(ca.MuteCall(call_id=call.id, muted=not call.muted))

    def hold(self) -> None:
        """Hold, or talk again."""
        if self.line is not None:
            call = self.line.call
            kind = ca.ResumeCall if call.hold.local else ca.HoldCall
            self._do(kind(call_id=call.id))

    def talk_to(self, call_id: str) -> None:
        """Talk to another call; the one that is talked to is held."""
        line = self.line
        talking = line is not None and line.call.state is ca.CallState.ACTIVE
        if line is None or not talking or line.call.hold.local or line.call.id == call_id:
            self._do(ca.ResumeCall(call_id=call_id))
        else:
            self._do(ca.SwapCalls(hold_id=line.call.id, resume_id=call_id))

    def show_strip(self) -> None:
        """A call without a conversation was chosen in the work list: the strip is its place."""
        self.strip.hold.setFocus(Qt.FocusReason.OtherFocusReason)

    def swap(self) -> None:
        """Talk to the call that is held, or to who hears music while somebody is asked aside."""
        line, others = self.line, self.desk.calls()[1:]
        if line is not None and line.consulted is not None:
            self._order(bc.SwapConsult(interaction_id=line.call.interaction_id))
        elif others:
            self.talk_to(others[0].call.id)

    def end(self) -> None:
        """Hang up."""
        if self.line is not None and self.line.connecting:
            self._order(bc.LeaveCall(interaction_id=self.line.call.interaction_id))
        elif self.line is not None and (self.line.listening is not None or self.line.leaving):
            self._order(bc.EndSupervision(interaction_id=self.line.call.interaction_id))
        elif self.line is not None:
            self._do(ca.HangUp(call_id=self.line.call.id))

    def record(self) -> None:
        """Begin to record the call here."""
        if self.line is not None:
            self._do(ca.StartRecording(call_id=self.line.call.id))

    def pause(self) -> None:
        """Stop recording while card details are said, or go on."""
        if self.line is not None:
            call = self.line.call
            if call.recording is ca.Recording.PAUSED:
                self._do(ca.ResumeRecording(call_id=call.id))
            else:
                self._do(ca.PauseRecording(call_id=call.id))

    def pause_again(self) -> None:
        """Ask once more for the pause that failed."""
        for one in self.desk.calls():
            if one.still_recording:
                self._do(ca.PauseRecording(call_id=one.call.id))

    def _shielded(self) -> bool:
        """Whether what is pressed now is nobody's business, such as a card number."""
        line = self.line
        if line is None:
            return False
        return line.pausing or line.still_recording or line.call.recording is ca.Recording.PAUSED

    def _press(self, key: str) -> None:
        if self.line is not None:
            self._do(ca.SendDigits(call_id=self.line.call.id, digits=key))

    def show_keypad(self) -> None:
        """Open the keypad of the call."""
        if not self.keypad.isHidden():
            self.keypad.close_popup()
        elif self.line is not None:
            self.keypad.begin(self.strip.keypad, masked=self._shielded())

    def show_note(self) -> None:
        """Open the note of the call."""
        line = self.line
        if line is not None:
            name = who(line.record, line.name)
            self.note.begin(self.strip.note, line.call.id, name, line.record.note)

    def _noted(self, call_id: str, text: str) -> None:
        self.desk.post(WriteCallNote(call_id=call_id, text=text))

    def transfer(self) -> None:
        """Hand the call over: connect both where somebody was asked, else ask for the number."""
        line = self.line
        if line is None:
            return
        if line.consulted is not None:
            self._order(bc.CompleteConsult(interaction_id=line.call.interaction_id))
            return
        pair = self.pair()
        if pair is not None:
            self._do(ca.TransferConsult(call_id=pair[0], consult_id=pair[1]))
            return
        self.dialling.transfer(line)

    def pair(self) -> tuple[str, str] | None:
        """A call and the one that was made to ask about it."""
        lines = {one.call.id: one for one in self.desk.calls()}
        for one in lines.values():
            if one.consult_of in lines:
                return one.consult_of, one.call.id
        return None

    def add(self) -> None:
        """Let all calls hear each other; with one call, ask whom to call as well."""
        line = self.line
        if line is not None and line.consulted is not None:
            self._order(bc.JoinConsult(interaction_id=line.call.interaction_id))
            return
        active = [one for one in self.desk.calls() if one.call.state is ca.CallState.ACTIVE]
        if len(active) > 1 and not all(one.call.joined for one in active):
            self._do(ca.JoinCalls(call_ids=tuple(one.call.id for one in active)))
            return
        self.dialling.add(self.line)

    def show_dial(self, number: str = "") -> None:
        """Ask for a number to call."""
        self.dialling.show_dial(number)

    def call(self, number: str, conversation_id: str = "", account_id: str = "") -> None:
        """Call a number, in whatever dress it comes."""
        self.dialling.call(number, conversation_id, account_id)

    def _call_back(self, record: CallRecord | None) -> None:
        self.dialling.call_back(record)

    @property
    def last_called(self) -> CallRecord | None:
        """The last call to a number; None when there was none."""
        calls = (one for one in self.desk.call_history() if one.number)
        return next((one for one in calls if one.direction is ca.Direction.OUTGOING), None)

    def call_again(self) -> None:
        """Call that number once more."""
        if self.last_called is not None:
            self._call_back(self.last_called)

    def back(self) -> None:
        """Go back to the call: its conversation, and the strip."""
        line = self.line
        if line is None:
            return
        if line.record.conversation_id:
            self._show(line.record.conversation_id)
        self.strip.end.setFocus(Qt.FocusReason.ShortcutFocusReason)
