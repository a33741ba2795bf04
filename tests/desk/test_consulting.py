"""Consults about written work at the desk: what goes on, what both sides are told, when it is given away."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import SaveSetting
from agent_desktop.model.consulting import (
    AnswerConsult,
    Consult,
    ConsultChanged,
    ConsultEnd,
    ConsultState,
    ConsultWork,
    HandOverConsult,
)
from agent_desktop.model.events import CommandDone, LinkChanged, LinkState
from agent_desktop.model.guidance import Guide
from agent_desktop.model.intents import SendReply
from agent_desktop.model.manifest import Capability
from agent_desktop.model.ports import Restored
from agent_desktop.model.work import Channel
from tests.desk.samples import ME, NOW, batch, snapshot
from tests.desk.script import Script, at_work, commands, kept, told

ASKED = Consult(
    id="k1",
    interaction_id="i1",
    conversation_id="v1",
    by_id=ME.id,
    by_name=ME.name,
    agent_id="ben",
    agent_name="Ben",
    at=NOW,
    until=NOW + 60_000,
)
JOINED = replace(ASKED, state=ConsultState.JOINED, until=None)


def over(one: Consult, why: ConsultEnd) -> ConsultChanged:
    """It ended."""
    return ConsultChanged(consult=replace(one, state=ConsultState.ENDED, ended=why, until=None))


def helping(one: Consult) -> Consult:
    """The same as who is asked sees it."""
    return replace(one, by_id="ben", by_name="Ben", agent_id=ME.id, agent_name=ME.name)


def known(script: Script) -> list[Consult]:
    return list(script.view.guidance.consults.values())


def test_who_asks_hears_that_somebody_joined_and_it_survives_the_window() -> None:
    script = at_work().take(batch(ConsultChanged(consult=ASKED)))
    assert known(script) == [ASKED]
    assert not told(script, Notice)
    script.take(batch(ConsultChanged(consult=JOINED)))
    (notice,) = told(script, Notice)
    assert (notice.kind, notice.detail) == (NoticeKind.CONSULT_JOINED, "Ben")
    saved = {one.name: one.value for one in kept(script, SaveSetting)}
    assert known(Script(Restored(settings=saved))) == [JOINED]
    script.take(batch(snapshot(consults=())))
    assert known(script) == []


@pytest.mark.parametrize(
    ("one", "why", "kind"),
    [
        (ASKED, ConsultEnd.DECLINED, NoticeKind.CONSULT_ENDED),
        (JOINED, ConsultEnd.CUSTOMER_LEFT, NoticeKind.CONSULT_ENDED),
        (JOINED, ConsultEnd.CANCELLED, None),
        (JOINED, ConsultEnd.HANDED_OVER, None),
        (helping(ASKED), ConsultEnd.DECLINED, None),
        (helping(ASKED), ConsultEnd.NO_ANSWER, NoticeKind.HELP_ENDED),
        (helping(JOINED), ConsultEnd.LEFT, None),
        (helping(JOINED), ConsultEnd.HANDED_OVER, NoticeKind.HELP_ENDED),
    ],
)
def test_its_end_is_told_once_to_who_did_not_end_it(
    one: Consult, why: ConsultEnd, kind: NoticeKind | None
) -> None:
    script = at_work().take(batch(ConsultChanged(consult=one)))
    script.take(batch(over(one, why)))
    assert known(script) == []
    found = [(each.kind, each.detail, each.reason) for each in told(script, Notice)]
    assert found == ([(kind, "Ben", why.value)] if kind else [])
    script.take(batch(over(one, why)))
    assert not told(script, Notice)


def test_consulting_needs_the_right_to_transfer() -> None:
    bare = at_work(Capability.TRANSFER)
    wishes = (
        ConsultWork(interaction_id="i1", agent_id="ben"),
        AnswerConsult(consult_id="k1", accept=True),
    )
    for wish in wishes:
        assert commands(bare.take(Guide(ask_id=type(wish).__name__, command=wish))) == []
    script = at_work()
    for wish in wishes:
        assert commands(script.take(Guide(ask_id=type(wish).__name__, command=wish))) == [wish]


def test_work_is_handed_over_only_when_what_was_written_is_out() -> None:
    script = at_work().take(batch(ConsultChanged(consult=JOINED)))
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW))
    script.take(
        SendReply(client_id="r1", conversation_id="v1", text="A moment", channel=Channel.CHAT)
    )
    script.take(LinkChanged(state=LinkState.LIVE, since=NOW))
    wish = HandOverConsult(consult_id="k1")
    script.take(Guide(ask_id="a", command=wish))
    problem = script.view.guidance.asks["a"].problem
    assert problem is not None
    assert "not been sent" in problem.message
    for row in tuple(script.core.state.outbox.values()):
        script.take(CommandDone(command_id=row.client_id))
    assert commands(script.take(Guide(ask_id="b", command=wish))) == [wish]
