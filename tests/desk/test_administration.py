"""The team's settings at the desk: read, changed, refused, offline; and by whom."""

import pytest
from msgspec.structs import replace

from agent_desktop.desk.administration_state import OrderState, TopicState
from agent_desktop.desk.errands import CarryOut, ReadTopic
from agent_desktop.desk.items import OrderAnswered, SessionDetached, TopicRead
from agent_desktop.desk.runner import Desk
from agent_desktop.model.administration import (
    KeepMember,
    KeepQueue,
    Member,
    People,
    QueueRules,
    Queues,
    Topic,
)
from agent_desktop.model.changes import AdministrationShown
from agent_desktop.model.errors import NeedsSignIn, Problem, Unclear
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import Administer, LookInto
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.fake_team import FakeTeam
from tests.desk.samples import NOW, manifest
from tests.desk.scenario import Window, run
from tests.desk.script import Script

ADMINISTRATOR = replace(manifest(), administration=(Topic.PEOPLE, Topic.QUEUES))
QUEUE = QueueRules(id="billing", name="Billing")
ORDER = Administer(ask_id="ask", order=KeepQueue(queue=QUEUE))
NO = Problem(code="refused", message="No.", field="name")


def office() -> Script:
    return Script().attach(ADMINISTRATOR)


def topic(script: Script, which: Topic = Topic.QUEUES) -> TopicState:
    return script.view.administration.topic(which)


def asked(script: Script) -> OrderState:
    return script.view.administration.orders["ask"]


def test_a_topic_is_read_once_at_a_time() -> None:
    script = office().take(LookInto(topic=Topic.QUEUES))
    assert list(script.sends) == [ReadTopic(topic=Topic.QUEUES)]
    assert script.changes == (AdministrationShown(),)
    assert topic(script).reading
    assert not script.take(LookInto(topic=Topic.QUEUES)).sends
    script.take(TopicRead(topic=Topic.QUEUES, kept=Queues(queues=(QUEUE,))))
    assert topic(script) == TopicState(kept=Queues(queues=(QUEUE,)))
    assert not script.saves, "nothing of it is kept on this computer"


def test_what_was_typed_last_is_what_is_looked_for() -> None:
    """Words that were typed while an answer was on its way are asked for next; an order keeps to them."""
    script = office().take(LookInto(topic=Topic.QUEUES, words="a"))
    assert list(script.sends) == [ReadTopic(topic=Topic.QUEUES, words="a")]
    script.take(LookInto(topic=Topic.QUEUES, words="ab"), LookInto(topic=Topic.QUEUES, words="abc"))
    assert not script.sends
    kept = Queues(queues=(QUEUE,))
    script.take(TopicRead(topic=Topic.QUEUES, kept=kept, words="a"))
    assert list(script.sends) == [ReadTopic(topic=Topic.QUEUES, words="abc")]
    assert topic(script) == TopicState(kept=kept, reading=True, words="a", wanted="abc")
    script.take(TopicRead(topic=Topic.QUEUES, kept=kept, words="abc"))
    assert not script.sends
    assert topic(script) == TopicState(kept=kept, words="abc", wanted="abc")
    script.take(ORDER)
    assert list(script.sends) == [CarryOut(ask_id="ask", order=ORDER.order, words="abc")]


def test_what_was_known_is_still_shown_when_it_cannot_be_read_anew() -> None:
    script = office().take(TopicRead(topic=Topic.QUEUES, kept=Queues(queues=(QUEUE,))))
    script.take(TopicRead(topic=Topic.QUEUES, problem=NO))
    assert topic(script) == TopicState(kept=Queues(queues=(QUEUE,)), problem=NO)


def test_an_order_leaves_and_is_answered_after_what_it_changed() -> None:
    script = office().take(ORDER)
    assert list(script.sends) == [CarryOut(ask_id="ask", order=ORDER.order)]
    assert asked(script) == OrderState(topic=Topic.QUEUES)
    script.take(OrderAnswered(ask_id="ask"))
    assert asked(script).done
    script.take(OrderAnswered(ask_id="another one"))
    assert list(script.view.administration.orders) == ["ask"]


def test_a_refusal_stays_with_its_order() -> None:
    script = office().take(ORDER).take(OrderAnswered(ask_id="ask", problem=NO))
    assert asked(script) == OrderState(topic=Topic.QUEUES, problem=NO)


def test_without_a_link_nothing_is_sent_and_the_reason_is_told() -> None:
    away = LinkChanged(state=LinkState.OFFLINE, since=NOW)
    script = office().take(away).take(ORDER).take(LookInto(topic=Topic.PEOPLE))
    assert not script.sends
    order, people = asked(script), topic(script, Topic.PEOPLE)
    assert order.problem is not None
    assert people.problem is not None
    assert order.problem.code == people.problem.code == "offline"
    assert not order.done
    assert not people.reading


def test_who_is_no_administrator_neither_reads_nor_changes() -> None:
    script = Script().attach().take(LookInto(topic=Topic.PEOPLE)).take(ORDER)
    assert not script.sends
    assert script.view.administration.topics == {}
    assert asked(script).problem is not None


def test_what_an_account_may_no_longer_see_is_forgotten() -> None:
    script = office().take(TopicRead(topic=Topic.QUEUES, kept=Queues(queues=(QUEUE,))))
    script.take(SessionDetached())
    assert topic(script).kept is not None, "it can be read offline"
    script.attach()
    assert script.view.administration.topics == {}


def test_only_the_latest_orders_are_remembered() -> None:
    script = office()
    for number in range(30):
        script.take(Administer(ask_id=f"{number}", order=ORDER.order))
    assert next(iter(script.view.administration.orders)) == "10"


def test_a_password_is_in_no_state_and_no_representation() -> None:
    order = KeepMember(member=Member(id="ann", name="Ann"), password="only-once-please")
    script = office().take(Administer(ask_id="ask", order=order))
    assert "only-once-please" not in repr((script.sends, script.core.state.administration, order))


def administering(session: FakeSession, team: FakeTeam | None) -> FakeSession:
    session.administration = team
    return session


def test_the_runner_reads_anew_before_an_order_is_done() -> None:
    async def scenario() -> None:
        session = administering(FakeSession(ADMINISTRATOR), FakeTeam())
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()
        await window.until(lambda: desk.link.state is LinkState.LIVE)
        desk.post(LookInto(topic=Topic.PEOPLE))
        await window.until(lambda: desk.administration.topic(Topic.PEOPLE).kept is not None)
        desk.post(ORDER)
        seen: list[bool] = []

        def done() -> bool:
            order = desk.administration.orders.get("ask")
            if order is not None and order.done:
                kept = desk.administration.topic(Topic.QUEUES).kept
                seen.append(isinstance(kept, Queues) and QUEUE in kept.queues)
            return bool(seen)

        await window.until(done)
        assert seen == [True]
        people = desk.administration.topic(Topic.PEOPLE).kept
        assert isinstance(people, People)
        assert [one.name for one in people.members] == ["Olga"]
        await desk.stop()

    run(scenario)


@pytest.mark.parametrize("fault", [NeedsSignIn("Who are you?"), Unclear("Perhaps.")])
def test_what_a_port_raises_is_an_answer(fault: NeedsSignIn | Unclear) -> None:
    async def scenario() -> None:
        team = FakeTeam()
        session = administering(FakeSession(ADMINISTRATOR), team)
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        await session.go_live()
        await window.until(lambda: desk.link.state is LinkState.LIVE)
        team.fault = fault
        desk.post(ORDER)
        await window.until(
            lambda: (
                (one := desk.administration.orders.get("ask")) is not None
                and one.problem is not None
            )
        )
        problem = desk.administration.orders["ask"].problem
        assert problem is not None
        assert problem.code == fault.code
        state = desk.administration.topic(Topic.QUEUES)
        assert state.problem is not None
        assert not state.reading
        await desk.stop()

    run(scenario)
