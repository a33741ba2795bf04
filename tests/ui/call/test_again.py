"""The last number once more, by one key: of calls that went out, and only where there was one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.model.calls import Direction
from agent_desktop.model.intents import Dial
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import over

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_last_number_that_was_called_is_called_again(office: CallOffice) -> None:
    command = office.shell.book.commands["call.again"]
    came = over("k1", direction=Direction.INCOMING, number="+33 1 40 20 50 50")
    office.desk.call_records = [came]
    assert not command.available()
    went = over("k2", direction=Direction.OUTGOING, number="+33 6 12 48 90 17", conversation_id="")
    older = over("k3", direction=Direction.OUTGOING, number="200", conversation_id="")
    office.desk.call_records = [came, went, older]
    assert command.available()
    QTest.keyClick(office.shell, Qt.Key.Key_D, CTRL_SHIFT)
    (dialled,) = office.desk.posted(Dial)
    assert dialled.number.replace(" ", "") == "+33612489017"
