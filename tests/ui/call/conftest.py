"""A window with a softphone on a desk in memory."""

from collections.abc import Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import CallLine
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.intents import OperateCall
from agent_desktop.ui.call.calls import Calls
from agent_desktop.ui.call.strip import CallStrip
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.samples import PHONE
from tests.ui.workspace.conftest import Office


class CallOffice(Office):
    """`show` puts calls on the desk; `asked` is what was asked of them."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(theme, qtbot)
        self.desk.open("c1")
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)

    @property
    def calls(self) -> Calls:
        return self.spaces.calls

    @property
    def strip(self) -> CallStrip:
        return self.spaces.calls.strip

    def plug_in(self) -> None:
        """There is a softphone."""
        self.desk.phone = PHONE
        self.desk.publish(CallsChanged())
        self.frames()

    def show(self, *lines: CallLine) -> None:
        """These calls are live."""
        self.desk.call_lines = list(lines)
        self.desk.publish(CallsChanged())
        self.frames()

    def asked(self) -> Sequence[ca.CallCommand]:
        return [one.command for one in self.desk.posted(OperateCall)]


@pytest.fixture
def bare(theme: Theme, qtbot: QtBot) -> Iterator[CallOffice]:
    """Without a softphone."""
    made = CallOffice(theme, qtbot)
    made.desk.settings["motion.reduced"] = "on"
    made.shell.preferences.load()
    yield made
    made.spaces.leave()


@pytest.fixture
def office(bare: CallOffice) -> CallOffice:
    """With a softphone."""
    bare.plug_in()
    return bare
