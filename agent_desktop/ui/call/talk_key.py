"""Push to talk at the strip: which key is held for which calls.

Promises that the key counts only while somebody is talked to, and that letting it go mutes every call that heard the
agent. Refuses to decide when a fresh call is muted: the desk does.
"""

import sys

from agent_desktop.desk.api import DeskView
from agent_desktop.model.calls import CallState, MuteCall
from agent_desktop.model.intents import OperateCall
from agent_desktop.model.settings import PUSH_TO_TALK, TALK_KEY, TALK_KEY_DEFAULT, option
from agent_desktop.ui.call.push_to_talk import PushToTalk
from agent_desktop.ui.shell.keys import shown


class TalkKey:
    """For one desk and one window."""

    def __init__(self, desk: DeskView, key: PushToTalk) -> None:
        self._desk = desk
        self._key = key
        self._heard: frozenset[str] = frozenset()
        key.held.connect(self._talk)

    def follow(self) -> str:
        """Calls or settings changed. The cap of the key that is to be held; empty where one talks without."""
        read, lines = self._desk.setting, self._desk.calls()
        keys = read(TALK_KEY, TALK_KEY_DEFAULT) if option(read, PUSH_TO_TALK) == "on" else ""
        line = lines[0] if lines else None
        talks = line is not None and line.call.state is CallState.ACTIVE and not line.lost
        self._key.listen(keys if talks else "")
        return " ".join(shown(keys, mac=sys.platform == "darwin"))

    def _talk(self, held: bool) -> None:
        """The key is held, or was let go: of the calls that were talked to when it was pressed."""
        lines = self._desk.calls()
        if held and lines:
            first = lines[0].call
            together = {one.call.id for one in lines if one.call.joined and first.joined}
            self._heard = frozenset({first.id, *together})
        for one in lines:
            if one.call.id in self._heard:
                command = MuteCall(call_id=one.call.id, muted=not held)
                self._desk.post(OperateCall(command=command))
