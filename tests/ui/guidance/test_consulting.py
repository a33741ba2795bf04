"""Consults about written work in the window: asked in a sheet, answered in a banner, seen above the composer."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.consulting import (
    AnswerConsult,
    Consult,
    ConsultEnd,
    ConsultState,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.why import Consulted, Why
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.guidance.why_words import happened
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.notices import notice_words
from tests.ui.fake_desk import ME, NOON
from tests.ui.guidance.test_acts import GuidedOffice
from tests.ui.guidance.test_transferring import choose, furnished

ASKED = Consult(
    id="k1",
    interaction_id="i1",
    conversation_id="c1",
    by_id=ME.id,
    by_name=ME.name,
    agent_id="mei",
    agent_name="Mei",
    at=NOON,
    until=NOON + 45_000,
    customer_name="Layla",
    queue_name="Support",
    question="May she have a refund?",
)
JOINED = replace(ASKED, state=ConsultState.JOINED, until=None)


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    """An agent with Layla's chat in hand; see `furnished`."""
    made = furnished(theme, qtbot)
    yield made
    made.spaces.leave()


def theirs(one: Consult) -> Consult:
    """Mei asks, and we are asked, about a conversation of hers."""
    return replace(
        one,
        by_id="mei",
        by_name="Mei",
        agent_id=ME.id,
        agent_name=ME.name,
        conversation_id="c2",
        interaction_id="i2",
    )


def show(office: GuidedOffice, *consults: Consult) -> None:
    """These go on now."""
    known = {one.id: one for one in consults}
    office.tell(replace(office.desk.guidance, consults=known))


def buttons(office: GuidedOffice) -> dict[str, object]:
    """What can be pressed in the banner."""
    banner = office.spaces.guiding.consulting.banner
    return {one.text(): one for one in banner._buttons}


def press(office: GuidedOffice, name: str) -> None:
    office.spaces.guiding.consulting.banner._buttons[list(buttons(office)).index(name)].click()


def test_the_sheet_asks_first_where_that_is_ticked(office: GuidedOffice) -> None:
    office.spaces.conversation.header.transfer.click()
    to, note, ask = (office.sheet.inputs[key] for key in ("to", "note", "ask"))
    assert isinstance(to, FindField)
    assert isinstance(note, TextArea)
    assert isinstance(ask, CheckBox)
    ask.setChecked(True)
    choose(office, "agent mei", "May she?")
    assert office.acts() == [ConsultWork(interaction_id="i1", agent_id="mei", question="May she?")]
    office.answer()
    assert not office.sheet.isVisible()
    assert not office.shell.findChildren(Toast), "the plate says it"


def test_who_asks_sees_who_is_asked_and_hands_over_when_they_joined(office: GuidedOffice) -> None:
    plate = office.spaces.guiding.consulting.plate
    assert plate.isHidden()
    show(office, ASKED)
    assert "Mei" in plate.title.text()
    assert plate.give.isHidden()
    show(office, JOINED)
    assert not plate.give.isHidden()
    assert not office.spaces.conversation.composer.note, "we still answer the customer"
    plate.give.click()
    assert office.acts()[-1] == HandOverConsult(consult_id="k1")
    plate.end.click()
    assert office.acts()[-1] == EndConsult(consult_id="k1")
    office.desk.open("c2")
    assert plate.isHidden()
    assert office.spaces.guiding.consulting.banner.isHidden()


def test_who_is_asked_joins_from_the_banner_and_is_there_with_a_note(office: GuidedOffice) -> None:
    banner = office.spaces.guiding.consulting.banner
    show(office, theirs(ASKED))
    assert "Mei" in banner.title.text()
    assert "Layla" in banner.title.text()
    assert banner.detail.text() == "May she have a refund?"
    assert banner.fact.text() == "0:45"
    office.shell.ticked.emit(NOON + 20_000)
    assert banner.fact.text() == "0:25"
    assert list(buttons(office)) == ["Join", "Decline"]
    press(office, "Join")
    assert office.acts() == [AnswerConsult(consult_id="k1", accept=True)]
    show(office, theirs(JOINED))
    assert OpenConversation(conversation_id="c2") in office.desk.posted(OpenConversation)
    office.desk.open("c2")
    show(office, theirs(JOINED))
    plate = office.spaces.guiding.consulting.plate
    assert not plate.isHidden()
    assert plate.give.isHidden()
    assert office.spaces.conversation.composer.note
    office.desk.open("c1")
    office.desk.open("c2")
    assert office.spaces.conversation.composer.note, "whenever one comes back to it"
    assert banner.isHidden()
    office.desk.open("c1")
    assert list(buttons(office)) == ["Open", "Leave"]
    press(office, "Leave")
    assert office.acts()[-1] == EndConsult(consult_id="k1")


def test_who_is_asked_declines_from_the_banner_or_the_palette(office: GuidedOffice) -> None:
    show(office, theirs(ASKED))
    press(office, "Decline")
    assert office.acts() == [AnswerConsult(consult_id="k1", accept=False)]
    can = {one.name for one in office.spaces.guiding.consulting.commands() if one.available()}
    assert can == {"consult.join", "consult.decline"}


@pytest.mark.parametrize("kind", [NoticeKind.CONSULT_ENDED, NoticeKind.HELP_ENDED])
@pytest.mark.parametrize("why", [one for one in ConsultEnd if one])
def test_every_end_has_its_words(kind: NoticeKind, why: ConsultEnd) -> None:
    said = notice_words(Notice(kind=kind, detail="Mei", reason=why.value)).sentence
    assert "Mei" in said


@pytest.mark.parametrize(
    ("joined", "ended", "words"),
    [
        (True, ConsultEnd.HANDED_OVER, "Ann consulted Mei, and handed it over"),
        (True, ConsultEnd.LEFT, "Ann consulted Mei"),
        (False, ConsultEnd.DECLINED, "Ann asked Mei, who did not join"),
    ],
)
def test_it_stands_in_why_here_why_now(joined: bool, ended: ConsultEnd, words: str) -> None:
    fact = Consulted(
        at=NOON,
        by_id="ann",
        agent_id="mei",
        joined=joined,
        ended_at=NOON,
        ended=ended,
        by_name="Ann",
        agent_name="Mei",
    )
    why = Why(
        interaction_id="i1",
        state=InteractionState.ACTIVE,
        arrived_at=NOON,
        queue_id="q1",
        facts=(fact,),
    )
    assert [one.what for one in happened(why, NOON)] == [words]
