"""Who waits too long at the centre: steps of rules, what becomes of them, and that a crash repeats none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import ChatStateChanged
from agent_desktop.hub.routing.snapshot import InteractionState as Routed
from agent_desktop.hub.storage import routed
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.people import Address, PresenceState
from agent_desktop.model.rules import Overflow, Relaxed, Rule, Step
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Placed, Stepped
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_words import come, take
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.post import HANDLE, LAYLA, MAIL, PHONE, ROOM, TEXTS, Post
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_ruling import one, run


def wait_by(floor: Floor, *steps: Overflow, **more: object) -> str:
    """Vera chats under a rule with these steps; her interaction. Somebody elsewhere speaks German."""
    billing = AgentProfile(id="ben", name="Ben", queues=("billing",), skills={"German": 3})
    floor.centre.define_agent(billing)
    run(floor, Rule(id="all", overflow=steps, **more))  # type: ignore[arg-type]
    floor.arrive("vera")
    return one(floor)


def of(floor: Floor, interaction_id: str) -> Routed:
    with floor.centre.request() as book:
        found = book.engine.interaction(interaction_id)
        assert found is not None
        return found


def told(floor: Floor, visitor: str = "vera") -> list[str]:
    """What the visitor reads from the house."""
    items = floor.centre.chat_items(visitor, 0)
    return [item.text for item in items if item.text and not item.mine]


def test_words_are_said_once_whatever_crashes(floor: Floor) -> None:
    wait_by(floor, Overflow(step=Step.MESSAGE, target="We are coming.", after_ms=10_000))
    floor.wait(9_999)
    assert told(floor) == []
    floor.wait(1)
    assert told(floor) == ["We are coming."]
    floor.crash()
    floor.wait(120_000)
    assert told(floor) == ["We are coming."]


def test_a_step_that_was_due_while_the_hub_was_away_happens_when_agents_had_a_moment(
    floor: Floor,
) -> None:
    wait_by(floor, Overflow(step=Step.MESSAGE, target="We are coming.", after_ms=10_000))
    floor.now += 60_000
    floor.crash()
    assert told(floor) == []
    floor.wait(30_000)
    assert told(floor) == ["We are coming."]


def test_who_waits_in_another_queue_too_is_offered_there_also_after_a_crash(floor: Floor) -> None:
    key = wait_by(floor, Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=5_000))
    floor.wait(5_000)
    assert of(floor, key).also == ("billing",)
    floor.crash()
    assert of(floor, key).also == ("billing",)
    assert of(floor, key).queued_at == START
    floor.ready("ben")  # serves billing alone
    offer = floor.offer("ben")
    assert (offer.interaction_id, offer.arrived_at) == (key, START)
    floor.ask("ben", AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=True))
    with floor.centre.request() as book:
        assert book.live.interactions[key].shown.queue_id == "support"


def test_a_skill_that_was_dropped_stays_dropped_after_a_crash(floor: Floor) -> None:
    drop = Overflow(step=Step.DROP_SKILL, target="German", after_ms=5_000)
    key = wait_by(floor, drop, skills={"German": 3})
    floor.ready("anna")
    floor.wait(4_999)
    assert of(floor, key).state == "line"
    floor.crash()
    floor.wait(31_000)
    assert of(floor, key).dropped == ("German",)
    floor.crash()
    assert of(floor, key).dropped == ("German",)


def test_rings_count_from_the_arrival_over_a_crash(floor: Floor) -> None:
    relaxed = (
        Relaxed(skill="German", after_ms=60_000, level=1),
        Relaxed(skill="German", after_ms=90_000),
    )
    key = wait_by(floor, skills={"German": 3}, relaxed=relaxed)
    floor.wait(50_000)
    floor.crash()
    floor.ready("anna")
    floor.wait(39_999)
    assert of(floor, key).state == "line"
    floor.wait(1)
    assert of(floor, key).state == "offered"


def test_a_rule_closes_and_says_so(floor: Floor) -> None:
    key = wait_by(floor, Overflow(step=Step.CLOSE, after_ms=20_000))
    with floor.centre.request() as book:
        conversation = book.live.interactions[key].shown.conversation_id
    floor.wait(20_000)
    with floor.centre.request() as book:
        assert key not in book.live.interactions
        assert book.engine.interaction(key) is None
    assert floor.centre.chat_state("vera").phase == "ended"
    assert LineKind.OVERFLOWED in floor.lines(conversation)


def test_nothing_is_closed_that_an_agent_got_at_the_same_moment(floor: Floor) -> None:
    drop = Overflow(step=Step.DROP_SKILL, target="German", after_ms=20_000)
    close = Overflow(step=Step.CLOSE, after_ms=20_000)
    floor.ready("anna")
    key = wait_by(floor, drop, close, skills={"German": 3})
    floor.wait(20_000)
    assert of(floor, key).state == "offered"


@pytest.mark.parametrize("crashes", [False, True])
def test_what_was_due_while_an_agent_was_asked_happens_when_they_do_not_take_it(
    floor: Floor, crashes: bool
) -> None:
    drop = Overflow(step=Step.DROP_SKILL, target="German", after_ms=20_000)
    say = Overflow(step=Step.MESSAGE, target="Nobody is there.", after_ms=20_000)
    close = Overflow(step=Step.CLOSE, after_ms=20_000)
    floor.ready("anna")
    key = wait_by(floor, drop, say, close, skills={"German": 3})
    floor.wait(20_000)
    offer = floor.offer("anna")
    assert (offer.interaction_id, told(floor)) == (key, [])
    if crashes:
        floor.crash()
        floor.wait(60_000)
    else:
        decline = AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=False)
        floor.ask("anna", decline)
    assert told(floor) == ["Nobody is there."]
    with floor.centre.request() as book:
        assert key not in book.live.interactions
        assert [
            one.step for one in routed.facts_of(book.storage, key) if isinstance(one, Stepped)
        ] == [Step.DROP_SKILL, Step.MESSAGE, Step.CLOSE]


@pytest.mark.parametrize("step", [Step.CALLBACK, Step.VOICEMAIL])
def test_what_is_for_calls_leaves_a_chat_waiting(floor: Floor, step: Step) -> None:
    key = wait_by(floor, Overflow(step=step, after_ms=1_000))
    floor.wait(60_000)
    assert of(floor, key).state == "line"


def test_who_waits_is_told_how_long_it_may_take(floor: Floor) -> None:
    floor.arrive("vera")
    assert floor.centre.chat_state("vera").expected_ms is None  # nobody is there
    floor.ready("anna")  # two chats at once
    floor.accept("anna")
    for visitor in ("vic", "viv"):
        floor.arrive(visitor)
    floor.accept("anna")
    state = floor.centre.chat_state("viv")
    assert (state.position, state.expected_ms) == (1, 480_000 // 2)


def waits_told(floor: Floor) -> list[tuple[int | None, int | None]]:
    """The places and waits that Viv's page was sent, since it was looked at last."""
    viv = for_visitor("viv")
    events = (one.event for one in floor.listen() if one.audience == viv)
    states = [one.state for one in events if isinstance(one, ChatStateChanged)]
    return [(one.position, one.expected_ms) for one in states]


def test_a_page_hears_of_another_wait_though_its_place_stays(floor: Floor) -> None:
    floor.ready("anna")
    floor.ready("cleo")  # four chats at once
    for visitor in ("v1", "v2", "v3", "v4", "viv"):
        floor.arrive(visitor)
    for agent in ("anna", "cleo"):
        for offer in floor.centre.snapshot(agent)[1].offers:
            key, epoch = offer.interaction_id, offer.epoch
            floor.ask(agent, AnswerOffer(interaction_id=key, epoch=epoch, accept=True))
    assert waits_told(floor)[-1] == (1, 480_000 // 4)
    floor.ask("cleo", ChoosePresence(state=PresenceState.BREAK))
    assert waits_told(floor) == [(1, 480_000 // 2)]
    floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    assert waits_told(floor) == [(1, None)], "nobody can tell"
    floor.ready("ben")  # serves another queue
    assert waits_told(floor) == []
    floor.ready("anna")
    assert waits_told(floor) == [(1, 480_000 // 2)]


@pytest.mark.parametrize(
    ("entry", "address", "language", "said"),
    [
        (MAIL, LAYLA, "de", "You are number 2. It takes 4 Minuten."),
        (TEXTS, PHONE, "fr-FR", "You are number 2. It takes 2 minutes."),
        (ROOM, HANDLE, "", "You are number 2. It takes 2 min."),
    ],
)
def test_who_writes_elsewhere_is_told_the_place_and_the_wait(
    post: Post, entry: str, address: Address, language: str, said: str
) -> None:
    floor = post.floor
    run(floor, Rule(id="all", message="You are number {place}. It takes {wait}."))
    waiting: list[object] = []
    for n in range(8):  # Anna's hands and one more
        other = replace(
            address, value=address.value.replace("ayla", f"ea{n}").replace("17", f"2{n}")
        )
        post.take(post.arrived(address=other, name=f"Lea {n}"), entry=entry)
        for offer in floor.centre.snapshot("anna")[1].offers:
            key, epoch = offer.interaction_id, offer.epoch
            floor.ask("anna", AnswerOffer(interaction_id=key, epoch=epoch, accept=True))
        waiting += [
            one for one in floor.centre.snapshot("anna")[1].interactions if not one.agent_id
        ]
        if waiting:
            break
    assert waiting
    with floor.centre.request() as book:
        made = customers.create(
            book.storage, "Layla", (normal(address),), book.now, language=language
        )
        book.live.customers[made.id] = made
    post.take(post.arrived(address=address), entry=entry)
    (thread,) = floor.centre.conversations(made.id).conversations
    told = [one.text for one in post.messages(thread.id) if not one.incoming]
    assert told == [said]


def test_who_calls_hears_the_wait_in_the_language_of_the_number(lines: Telephones) -> None:
    step = Overflow(step=Step.MESSAGE, target="Noch {wait}.", after_ms=10_000)
    run(lines.floor, Rule(id="busy", message="Wait {wait}! Welcome.", overflow=(step,)))
    first = lines.call_in()
    leg = f"{first}/in"
    lines.heard(leg)
    assert lines.playing[leg].prompts == ("spoken::Welcome.",), "nobody is there"
    lines.heard(leg)
    lines.wait(10_000)
    assert lines.playing[leg].loop, "there is nothing to say"
    come(lines, "anna")
    take(lines, "anna")
    second = lines.call_in(caller="+49301112224")
    leg = f"{second}/in"
    lines.heard(leg)
    assert lines.playing[leg].prompts == ("spoken::Wait 3 minutes! Welcome.",)


def test_facts_are_kept_in_order(floor: Floor) -> None:
    key = wait_by(floor, Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=5_000), points=3)
    floor.wait(5_000)
    with floor.centre.request() as book:
        placed, stepped = routed.facts_of(book.storage, key)
    assert isinstance(placed, Placed)
    assert (placed.at, placed.queue_id, placed.priority, placed.value) == (START, "support", 3, 0)
    assert stepped == Stepped(
        at=START + 5_000, index=0, step=Step.ADD_QUEUE, target="billing", waited_ms=5_000
    )


def test_why_an_agent_declined_is_kept(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.offer("anna")
    note = "I know  this\ncustomer privately."
    answer = AnswerOffer(
        interaction_id=offer.interaction_id, epoch=offer.epoch, accept=False, reason=note
    )
    floor.ask("anna", answer)
    with floor.centre.request() as book:
        first = routed.offers_of(book.storage, offer.interaction_id)[0]
        state = book.live.interactions[offer.interaction_id].shown.state
    assert (first.outcome, first.note) == ("declined", "I know this customer privately.")
    assert state in (InteractionState.QUEUED, InteractionState.OFFERED)
