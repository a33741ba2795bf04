"""The agent's side of calls, seated in the shell and kept in step with the desk.

Promises that nothing about calls is made or shown before there is a softphone.
"""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import Qt

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import SeeMissedCalls
from agent_desktop.ui.call.acts import CallActs
from agent_desktop.ui.call.commands import call_commands, found
from agent_desktop.ui.call.history import PAGE
from agent_desktop.ui.call.mailboxes import new_messages
from agent_desktop.ui.call.push_to_talk import PushToTalk
from agent_desktop.ui.call.queues import found_queues
from agent_desktop.ui.call.supervising import found_calls, invite_command
from agent_desktop.ui.call.talk_key import TalkKey
from agent_desktop.ui.call.words import who
from agent_desktop.ui.shell.rail import Workspace
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class Calls(CallActs):
    """Follows the desk's calls. `show` opens a conversation."""

    def __init__(self, desk: DeskView, shell: ShellWindow, show: Callable[[str], object]) -> None:
        super().__init__(desk, shell, show)
        self._seated = self._there = False

    @cached_property
    def talk(self) -> TalkKey:
        """The key that is held to talk."""
        return TalkKey(self.desk, PushToTalk(self.shell))

    # -- following

    def seat(self) -> None:
        """There is a softphone: take the places in the shell. Done once."""
        if self._seated:
            return
        self._seated = True
        shell = self.shell
        shell.set_call_strip(self.place)
        self.strip.hide()
        self.place.add_row(self.parties)
        shell.add_commands([invite_command(self.desk)])
        shell.add_palette_source(partial(found_calls, self.desk))
        shell.add_palette_source(partial(found_queues, self.desk))
        shell.add_workspace_page(PAGE, self.page)
        shell.add_commands(call_commands(self))
        shell.add_palette_source(partial(found, self))
        shell.ticked.connect(self.tick)
        shell.hints_changed.connect(self._show_keys)
        shell.workspace_shown.connect(self._workspace_shown)
        self._show_keys()

    def workspaces(self) -> list[Workspace]:
        """The place in the rail, while there is a softphone."""
        if self.desk.phone is None:
            return []
        new = self.desk.missed_calls() + new_messages(self.desk.phone)
        return [Workspace(PAGE, tr("Calls"), "phone-outgoing", new)]

    def refresh(self) -> bool:
        """Calls or the softphone changed. True when it came or went: then numbers elsewhere can be pressed, or not."""
        desk = self.desk
        phone = desk.phone
        changed = (phone is not None) is not self._there
        self._there = phone is not None
        self.shell.status.set_phone(phone)
        if phone is None and not self._seated:
            return changed
        self.seat()
        lines = desk.calls() if phone is not None else ()
        self.strip.talk_key = self.talk.follow()
        self.strip.show_calls(lines, desk.now())
        self.strip.open_or_close(bool(lines))
        linked = desk.link.state is LinkState.LIVE
        self.parties.show_line(lines[0] if lines else None, linked=linked)
        goes_on = next((one for one in lines if one.still_recording), None)
        self.dialling.refresh_team()
        self.place.show_still_recording(who(goes_on.record, goes_on.name) if goes_on else "")
        if "keypad" in self.__dict__:
            self.keypad.set_masked(self._shielded())
        if not lines:
            for popup in self._popups():
                popup.close_popup()
        if self.shell.workspace == PAGE:
            if phone is None:
                self.shell.show_workspace("inbox")
            else:
                self._show_history()
        return changed

    def refresh_team(self) -> None:
        """Somebody's presence changed."""
        self.dialling.refresh_team()

    def refresh_levels(self) -> None:
        """Loudness or quality changed."""
        phone = self.desk.phone
        if phone is None or not self._seated:
            return
        self.shell.status.set_microphone(phone.microphone)
        lines = self.desk.calls()
        if lines and self.strip.lines:
            self.strip.show_levels(phone.speaker, lines[0])

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        if not self.strip.isHidden():
            self.strip.tick(now)
        self.place.tick(now)

    def _show_keys(self) -> None:
        names = ("mute", "hold", "transfer", "pause")
        self.strip.set_keys({name: self.shell.hint(f"call.{name}") for name in names})

    def _workspace_shown(self, name: str) -> None:
        if name == PAGE:
            self._show_history()
            self.page.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_history(self) -> None:
        """Missed calls that stand on the screen are seen; the count stays until the agent comes back."""
        self.page.refresh()
        if self.desk.missed_calls():
            self.desk.post(SeeMissedCalls())
