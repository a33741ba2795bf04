"""More than fits: the window asks before it is taken."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.model import supervising as sv
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.theme.theme import Theme
from tests.ui.guidance.test_acts import GuidedOffice
from tests.ui.supervisor.boards import designed


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    made = GuidedOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def test_more_than_fits_is_taken_only_after_a_question_with_a_reason(lead: GuidedOffice) -> None:
    full = Problem(code="refused", message="Your hands are full.", field="beyond", value="i-Vera")
    lead.desk.publish(Notice(kind=NoticeKind.HANDS_FULL, detail="Vera", problem=full))
    assert lead.sheet.isVisible()
    assert lead.sheet.title.text() == "Your hands are full"
    assert "Vera" in lead.sheet.words.text()
    assert not lead.sheet.go.isEnabled(), "a reason is needed"
    assert not lead.acts()
    reason = lead.sheet.inputs["reason"]
    assert isinstance(reason, TextField)
    reason.setText("I know her")
    lead.sheet.go.click()
    assert lead.acts() == [sv.TakeOver(interaction_id="i-Vera", reason="I know her")]
    lead.answer()
    assert not lead.sheet.isVisible()
