"""Routing rules at the centre: drafted, published, reverted to, and asked when an interaction begins."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import removals, rule_book
from agent_desktop.hub.routing.records import Ring
from agent_desktop.hub.server.voice_settings import keep_policy, kept_policy, told_policy
from agent_desktop.hub.storage import people, rules
from agent_desktop.hub.storage.routed import facts_of
from agent_desktop.hub.voice.policy import EntryPoint, Policy, ToQueue
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Customer
from agent_desktop.model.rules import AfterHours, Band, Fault, Hour, Overflow, Relaxed, Rule, Step
from agent_desktop.model.why import Placed
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.call_words import come
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.post import HANDLE, LAYLA, MAIL, PHONE, ROOM, TEXTS, Post
from tests.hub.centre.telephones import Telephones

DAY = 86_400_000
NEVER = Calendar(id="office", name="Office", hours=(OpenHours(weekday=0, opens=0, closes=60),))
"""Open in the first hour of Mondays; the floor's clock begins on a Tuesday."""
MONDAY = 1_700_438_400_000


def run(floor: Floor, *wished: Rule) -> int:
    """Publish these rules."""
    with floor.centre.request() as book:
        rule_book.draft_rules(book, wished)
    with floor.centre.request() as book:
        return rule_book.publish(book, "anna", "because")


def one(floor: Floor) -> str:
    """The only live interaction."""
    with floor.centre.request() as book:
        (found,) = book.live.interactions
        return found


def queue_of(floor: Floor, interaction_id: str) -> str:
    with floor.centre.request() as book:
        return book.live.interactions[interaction_id].shown.queue_id


def test_points_of_a_rule_may_take_away_all_that_the_queue_gives(floor: Floor) -> None:
    with floor.centre.request() as book:
        urgent = replace(book.live.queues["support"], priority=5)
    floor.centre.define_queue(urgent)
    run(floor, Rule(id="less", channels=(Channel.CHAT,), points=-5))
    floor.arrive("vera")
    key = one(floor)
    for _ in range(2):
        with floor.centre.request() as book:
            routed_as = book.engine.interaction(key)
            assert routed_as is not None
            assert routed_as.priority == 0
            placed = [one for one in facts_of(book.storage, key) if isinstance(one, Placed)]
        assert [one.priority for one in placed] == [0]
        floor.crash()


def test_a_rule_sends_work_to_another_queue_and_says_why(floor: Floor) -> None:
    version = run(floor, Rule(id="money", name="Money", words=("refund",), queue="billing"))
    assert version == 1
    floor.ready("anna")
    floor.ready("ben")
    floor.arrive("vera", "I want a REFUND!")
    offer = floor.offer("ben")
    assert queue_of(floor, offer.interaction_id) == "billing"
    with floor.centre.request() as book:
        plan = rules.plans_of(book.storage, [offer.interaction_id])[offer.interaction_id]
    (because,) = plan.because
    assert (plan.version, because.rule, because.facts[0].value) == (1, "money", "refund")
    floor.arrive("max", "Hello?")
    assert queue_of(floor, floor.offer("anna").interaction_id) == "support"


def test_rules_hold_for_calls_with_the_caller_s_number(lines: Telephones) -> None:
    run(lines.floor, Rule(id="de", countries=("DE",), queue="billing", points=7))
    first, second = lines.call_in(), lines.call_in(caller="+33123456789")
    with lines.floor.centre.request() as book:
        german, french = (book.live.interactions[key].shown for key in (first, second))
    assert (german.queue_id, german.priority) == ("billing", 7)
    assert french.queue_id == "support"


def test_who_calls_a_closed_house_keeps_the_place_and_is_called_when_it_opens(
    lines: Telephones,
) -> None:
    floor = lines.floor
    hold = Rule(
        id="night",
        calendar="office",
        hour=Hour.CLOSED,
        message="Until Monday.",
        after_hours=AfterHours.HOLD,
    )
    with floor.centre.request() as book:
        rule_book.define_calendar(book, NEVER)
    run(floor, hold)
    come(lines, "anna")
    call = lines.call_in()
    assert lines.playing[f"{call}/in"].prompts == (
        "spoken:closed:Until Monday.",
        "callback_confirmed",
    )
    lines.heard(f"{call}/in")
    assert lines.picture(call).stage == "kept"
    hidden = lines.call_in(caller="anonymous")
    assert lines.playing[f"{hidden}/in"].prompts == ("spoken:closed:Until Monday.",)
    lines.heard(f"{hidden}/in")
    with floor.centre.request() as book:
        assert [*book.live.interactions] == [call]
    floor.crash()
    lines.die()
    lines.begin()
    come(lines, "anna")
    assert floor.centre.snapshot("anna")[1].offers == ()
    lines.wait(MONDAY - floor.now)
    assert floor.offer("anna").arrived_at == START


def test_a_closed_house_ends_calls_with_words(lines: Telephones) -> None:
    run(lines.floor, Rule(id="no", after_hours=AfterHours.CLOSE, message="Write us a mail."))
    call = lines.call_in()
    assert lines.playing[f"{call}/in"].prompts == ("spoken:closed:Write us a mail.",)
    lines.heard(f"{call}/in")
    assert lines.switch.call(call) is None
    with lines.floor.centre.request() as book:
        assert not book.live.interactions


def test_what_rules_say_is_heard_by_who_calls_at_once_or_after_a_while(lines: Telephones) -> None:
    step = Overflow(step=Step.MESSAGE, target="It takes longer.", after_ms=10_000)
    run(lines.floor, Rule(id="busy", message="We are many.", overflow=(step,)))
    call = lines.call_in()
    leg = f"{call}/in"
    lines.heard(leg)  # "please wait"
    assert lines.playing[leg].prompts == ("spoken::We are many.",)
    lines.heard(leg)
    assert lines.playing[leg].loop
    lines.wait(10_000)
    assert lines.playing[leg].prompts == ("spoken::It takes longer.",)


def test_numbers_are_open_by_the_calendars_of_the_rules(floor: Floor) -> None:
    with floor.centre.request() as book:
        rule_book.define_calendar(book, NEVER)
    place = EntryPoint(id="main", numbers=("*",), then=ToQueue("support"), calendar="office")
    keep_policy(floor.centre, Policy(entry_points=(place,)))
    told = told_policy(floor.centre)
    assert told.calendars == (NEVER,)
    assert (told.is_open(place, START), told.is_open(place, MONDAY)) == (False, True)
    used = pytest.raises(Refused, match="Numbers are open by this calendar: main")
    with used, floor.centre.request() as book:
        rule_book.remove_calendar(book, "office")
    keep_policy(floor.centre, told)
    assert kept_policy(floor.centre).calendars == ()  # they are kept in one place alone


def test_what_runs_survives_a_crash_and_what_is_held_stays_held(floor: Floor) -> None:
    with floor.centre.request() as book:
        rule_book.define_calendar(book, NEVER)
    rule = Rule(
        id="closed",
        calendar="office",
        hour=Hour.CLOSED,
        after_hours=AfterHours.HOLD,
        message="We are back on Monday.",
    )
    run(floor, rule)
    floor.ready("anna")
    floor.arrive("vera")
    assert floor.centre.snapshot("anna")[1].offers == ()
    said = [item.text for item in floor.centre.chat_items("vera", 0) if item.text]
    assert said == ["Hello?", "We are back on Monday."]
    floor.crash()
    floor.ready("anna")
    with floor.centre.request() as book:
        assert book.live.running.version == 1
        assert book.live.running.rules == (rule,)
    floor.wait(MONDAY - 1 - floor.now)
    assert floor.centre.snapshot("anna")[1].offers == ()
    floor.wait(1)
    assert floor.offer("anna").interaction_id == one(floor)


def test_a_closed_house_can_end_it_at_once(floor: Floor) -> None:
    run(floor, Rule(id="no", after_hours=AfterHours.CLOSE, message="Write us a mail."))
    floor.ready("anna")
    floor.arrive("vera")
    assert floor.centre.snapshot("anna")[1].offers == ()
    with floor.centre.request() as book:
        assert not book.live.interactions
    assert floor.centre.chat_state("vera").phase == "ended"
    changed = [
        entry.event.interaction.state
        for entry in floor.listen()
        if hasattr(entry.event, "interaction")
    ]
    assert changed[-1] is InteractionState.CANCELLED


def test_the_highest_customers_are_told_from_the_others(floor: Floor) -> None:
    with floor.centre.request() as book:
        for number in range(20):
            kept = Customer(id=f"c{number}", name="x", lifetime_value=number * 100)
            people.keep_customer(book.storage, kept)
    with floor.centre.request() as book:
        assert rules.value_bounds(book.storage) == (1_900, 1_600)
    run(floor, Rule(id="top", bands=(Band.TOP,), queue="billing"))
    floor.arrive("vera")
    assert queue_of(floor, one(floor)) == "support"


def test_a_preferred_agent_is_asked_first(floor: Floor) -> None:
    run(floor, Rule(id="cleo", agents=("cleo",), reserve_ms=60_000))
    floor.ready("anna")
    floor.ready("cleo")
    for visitor in ("vera", "max"):
        floor.arrive(visitor)
    assert len(floor.centre.snapshot("cleo")[1].offers) == 2


def test_nothing_runs_that_is_wrong(floor: Floor) -> None:
    run(floor, Rule(id="a", queue="billing"))
    wrong = Rule(id="b", vip=True, queue="nowhere")
    with floor.centre.request() as book:
        rule_book.draft_rules(book, (wrong,))
    with floor.centre.request() as book:
        state = rule_book.state(book)
    assert [(one.line, one.fault, one.rule) for one in state.faults] == [
        (3, Fault.UNKNOWN_QUEUE, "b")
    ]
    with pytest.raises(Refused) as refused, floor.centre.request() as book:
        rule_book.publish(book, "anna", "")
    assert refused.value.problem.remedy == (
        "Look at the rule “b”, line 3: There is no queue “nowhere”."
    )
    floor.arrive("vera")
    assert queue_of(floor, one(floor)) == "billing"


def test_a_text_that_cannot_be_read_leaves_the_draft(floor: Floor) -> None:
    with floor.centre.request() as book:
        rule_book.draft_text(book, "rule a\n  to queue billing\n")
    with pytest.raises(Refused), floor.centre.request() as book:
        rule_book.draft_text(book, "rule a\n  fly away\n")
    with floor.centre.request() as book:
        assert rule_book.draft_of(book) == "rule a\n  to queue billing\n"
        assert [one.line for one in rule_book.judge(book, "rule a\n\n  fly").faults] == [3]


def test_versions_are_kept_and_one_of_before_can_run_again(floor: Floor) -> None:
    first = Rule(id="a", queue="billing")
    run(floor, first)
    floor.now += DAY
    run(floor, replace(first, queue="support"))
    with pytest.raises(Conflict), floor.centre.request() as book:
        rule_book.publish(book, "anna", "")
    with floor.centre.request() as book:
        rule_book.revert(book, 1)
    with floor.centre.request() as book:
        state = rule_book.state(book)
    assert (state.running, state.rules, state.changed) == (1, (first,), False)
    newest, oldest = state.versions
    assert (oldest.at, oldest.agent_name, oldest.note) == (START, "Anna", "because")
    assert newest.at == START + DAY
    with pytest.raises(Refused), floor.centre.request() as book:
        rule_book.revert(book, 9)


def test_what_rules_ask_for_cannot_be_taken_away(floor: Floor) -> None:
    with floor.centre.request() as book:
        rule_book.define_calendar(book, NEVER)
        rule_book.define_calendar(book, replace(NEVER, id="other", name="Other"))
    with pytest.raises(Refused, match="of this name"), floor.centre.request() as book:
        rule_book.define_calendar(book, replace(NEVER, id="third", name="other "))
    run(floor, Rule(id="a", name="Mine", calendar="office", queue="billing"))
    with pytest.raises(Refused, match="Mine"), floor.centre.request() as book:
        rule_book.remove_calendar(book, "office")
    with floor.centre.request() as book:
        rule_book.remove_calendar(book, "other")
    with pytest.raises(Refused, match="Routing rules that lead to it: Mine"):
        with floor.centre.request() as book:
            removals.remove_queue(book, "billing")


def test_a_queue_that_is_full_sends_nothing_on(floor: Floor) -> None:
    floor.furnish(max_waiting=1)
    run(floor, Rule(id="a", queue="billing"))
    floor.arrive("vera")
    floor.arrive("max")
    with floor.centre.request() as book:
        queues = [one.shown.queue_id for one in book.live.interactions.values()]
    assert queues == ["billing", "support"]


def test_a_plan_is_routing_s_and_survives_a_crash(floor: Floor) -> None:
    floor.centre.define_agent(replace(floor.centre.agents()[0], skills={"German": 5}))
    steps = (
        Overflow(step=Step.MESSAGE, target="Soon!", after_ms=1_000),
        Overflow(step=Step.ADD_QUEUE, target="billing", after_ms=60_000),
    )
    rule = Rule(
        id="a",
        skills={"German": 4},
        relaxed=(Relaxed(skill="German", after_ms=30_000, level=2),),
        agents=("cleo", "anna"),
        reserve_ms=5_000,
        strict=3,
        points=2,
        overflow=steps,
    )
    run(floor, rule)
    floor.arrive("vera")
    key = one(floor)
    for crashed in (False, True):
        if crashed:
            floor.now += 2_000
            floor.centre.tick()
            floor.crash()
        with floor.centre.request() as book:
            (found,) = book.engine.snapshot().interactions
        assert (found.id, found.strict, found.preferred_agents) == (key, 3, ("cleo", "anna"))
        assert found.rings == (Ring(30_000, "German", 2),)
        assert [step.step for step in found.overflow] == ["message", "add_queue"]
        assert (found.skills, found.priority) == ({"German": 4}, 2)
        assert found.sticky_until == START + 5_000
        assert found.done == ((0,) if crashed else ())


@pytest.mark.parametrize("entry", [MAIL, TEXTS, ROOM])
def test_a_changed_calendar_holds_for_the_next_message_of_every_network(
    post: Post, entry: str
) -> None:
    floor = post.floor
    always = tuple(OpenHours(weekday=day, opens=0, closes=1_440) for day in range(7))
    run_in = Rule(id="night", calendar="office", hour=Hour.CLOSED, queue="billing")
    like = {MAIL: LAYLA, TEXTS: PHONE, ROOM: HANDLE}[entry]
    with floor.centre.request() as book:
        rule_book.define_calendar(book, replace(NEVER, hours=always))
    run(floor, run_in)
    for number, (hours, queue_id) in enumerate(
        (
            (always, "support"),
            (NEVER.hours, "billing"),
            (always, "support"),
        )
    ):
        with floor.centre.request() as book:
            rule_book.define_calendar(book, replace(NEVER, hours=hours))
            before = set(book.live.interactions)
        address = replace(
            like, value=like.value.replace("1", str(number)).replace("a", "abc"[number])
        )
        post.take(post.arrived(address=address, name=f"L{number}"), entry=entry)
        with floor.centre.request() as book:
            (fresh,) = set(book.live.interactions) - before
        assert queue_of(floor, fresh) == queue_id
