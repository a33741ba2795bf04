"""Facts of routing in words."""

from agent_desktop.model.why import Move, Moved, Offered, Placed, Why
from agent_desktop.model.work import InteractionState
from agent_desktop.ui.guidance.why_words import happened
from agent_desktop.ui.kit.format import moment
from tests.ui.fake_desk import NOON


def test_people_and_what_is_live_are_named_among_the_facts() -> None:
    def moved(move: Move, target: str = "") -> Moved:
        return Moved(at=NOON, move=move, by_id="ann", by_name="Ann", target=target)

    placed = Placed(
        at=NOON, queue_id="b", queue_name="Billing", strict=2, agents=("ann",),
        agent_names=("Ann",), reserved_until=NOON + 60_000,
    )  # fmt: skip
    taken_back = Offered(
        at=NOON, epoch=2, agent_id="ann", agent_name="Ann", outcome="rescinded", note="interrupted"
    )
    facts = (
        placed, taken_back,
        moved(Move.TRANSFERRED, "Returns"), moved(Move.RETURNED, "away"), moved(Move.CALLBACK),
        moved(Move.PULLED_BEYOND), moved(Move.ASIDE), moved(Move.TAKEN_UP),
        moved(Move.HANDED_OVER, "Ben"), moved(Move.PULLED), moved(Move.RETURNED),
    )  # fmt: skip
    why = Why(
        interaction_id="i",
        state=InteractionState.ACTIVE,
        arrived_at=NOON,
        queue_id="b",
        facts=facts,
    )
    told = [(one.what, one.more) for one in happened(why, NOON)]
    until = moment(NOON + 60_000, NOON)
    assert told[0][1] == f"class 2: before all of a lower one · first for Ann, until {until}"
    assert told[1:] == [
        ("The offer to Ann was taken back", "something live came first"),
        ("Ann transferred it to Returns", ""),
        ("It came back from Ann", "their desk was away for too long"),
        ("The customer asked to be called back and keeps the place", ""),
        ("Ann took it by hand", "beyond their capacity"),
        ("Ann set it aside for something live", ""),
        ("Ann took it up again", ""),
        ("Ben got it from Ann", ""),
        ("Ann took it by hand", ""),
        ("It came back from Ann", "the call did not come about"),
    ]


def test_an_accepted_offer_has_the_time_of_its_acceptance() -> None:
    asked, taken = 1_000_000, 1_000_000 + 5 * 60_000
    accepted = Offered(
        at=asked, epoch=1, agent_id="a-1", agent_name="Ada", ended_at=taken, outcome="accepted"
    )
    why = Why(
        interaction_id="i-1",
        state=InteractionState.ACTIVE,
        arrived_at=asked,
        queue_id="q-1",
        facts=(accepted,),
    )
    (line,) = happened(why, taken)
    assert line.what == "Ada accepted"
    assert line.when == moment(taken, taken) != moment(asked, taken)
