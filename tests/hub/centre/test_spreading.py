"""A public post whose reach grows moves forward while it waits, and nothing else does."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.reach import ReachRule, check_reach, reach_rule
from agent_desktop.hub.written.records import Sent, Spread, TakenBack
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.hub.centre.post import HANDLE, ROOM, Post


def waiting(post: Post) -> dict[str, int]:
    """The priority of all work, by what was said."""
    works = post.floor.centre.snapshot("anna")[1].interactions
    return {one.preview: one.priority for one in works}


def test_what_many_see_is_offered_first(post: Post) -> None:
    post.floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    post.take(post.arrived("A mail, first."))
    post.floor.wait(1_000)
    public = post.arrived("For all to read.", address=HANDLE, public=True, reach=99)
    post.take(public, entry=ROOM)
    assert waiting(post) == {"A mail, first.": 0, "For all to read.": 0}
    post.take(Spread(remote_id=public.remote_id, reach=250), entry=ROOM)
    assert waiting(post)["For all to read."] == 2
    post.take(Spread(remote_id=public.remote_id, reach=100), entry=ROOM)
    assert waiting(post)["For all to read."] == 2
    post.take(Spread(remote_id=public.remote_id, reach=10**9), entry=ROOM)
    assert waiting(post) == {"A mail, first.": 0, "For all to read.": 60}
    post.floor.crash()
    post.floor.centre.connected("anna")
    post.floor.ask("anna", ChoosePresence(state=PresenceState.READY))
    offers = post.floor.centre.snapshot("anna")[1].offers
    assert offers[0].channel is Channel.SOCIAL


def test_what_is_private_unknown_or_taken_stays_where_it_is(post: Post) -> None:
    private = post.arrived("In private.", address=HANDLE)
    post.take(private, Spread(remote_id=private.remote_id, reach=900), entry=ROOM)
    post.take(Spread(remote_id="nobody knows", reach=900), entry=ROOM)
    assert waiting(post) == {"In private.": 0}
    public = post.arrived("For all.", address=HANDLE, public=True)
    post.take(public, Spread(remote_id=public.remote_id, reach=900), entry=ROOM)
    assert set(waiting(post).values()) == {0}


def test_the_entry_point_says_how_much_reach_counts_and_it_is_told_at_the_post(post: Post) -> None:
    post.floor.ask("anna", ChoosePresence(state=PresenceState.BREAK))
    settings = {"reach_step": "10", "reach_most": "5"}
    post.floor.centre.define_network(
        KeptNetwork(entry_point_id=ROOM, network="matrix", settings=settings)
    )
    public = post.arrived("For all.", address=HANDLE, public=True, reach=25)
    post.take(public, entry=ROOM)
    before = post.floor.centre.snapshot("anna")[1].interactions[0]
    assert before.priority == 2
    post.floor.listen()
    post.floor.wait(5_000)
    post.take(Spread(remote_id=public.remote_id, reach=49), entry=ROOM)
    told = [type(one.event).__name__ for one in post.floor.listen()]
    assert "InteractionChanged" in told
    after = post.floor.centre.snapshot("anna")[1].interactions[0]
    assert (after.priority, after.arrived_at) == (4, before.arrived_at)
    post.take(Spread(remote_id=public.remote_id, reach=40), entry=ROOM)  # late
    (shown,) = post.messages(post.only().id)
    assert (shown.reach, shown.public) == (49, True)
    post.take(Spread(remote_id=public.remote_id, reach=9_999), entry=ROOM)
    assert post.floor.centre.snapshot("anna")[1].interactions[0].priority == 5
    post.take(TakenBack(remote_id=public.remote_id, at=post.floor.now), entry=ROOM)
    assert post.messages(post.only().id)[0].deleted


@pytest.mark.parametrize("text", ["many", "-1", "99999", "1.5", "²"])
def test_a_rule_is_checked_when_it_is_written_and_mended_when_it_is_read(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_reach({"reach_step": text})
    assert refused.value.problem.field == "reach_step"
    assert reach_rule({"reach_step": text, "reach_most": "7"}) == ReachRule(step=100, most=7)
    check_reach({"reach_step": "0", "reach_most": ""})
    assert reach_rule({"reach_step": "0"}).points(10**9) == 0


def test_a_public_question_is_answered_in_private_unless_the_agent_wants_everybody_to_read(
    post: Post,
) -> None:
    limits = Limits(max_text=500, public=True)
    post.floor.centre.define_limits(ROOM, limits)
    post.take(post.arrived("For all.", address=HANDLE, public=True), entry=ROOM)
    post.floor.accept("anna")
    private, public = [way.route for way in post.only().reply_ways]
    assert (private.public, public.public) == (False, True)
    assert replace(private, public=True) == public

    def sent(message: Message) -> bool:
        letter = post.claim(ROOM)
        post.floor.centre.settle_letter(letter.id, Sent(remote_ids=(letter.id,)))
        assert letter.public is message.public
        return letter.public

    assert not sent(post.answer(channel=Channel.SOCIAL))
    assert sent(post.answer(channel=Channel.SOCIAL, route=public))
    assert not sent(post.answer(channel=Channel.SOCIAL, route=private))
    assert [way.route.public for way in post.only().reply_ways] == [False, True]


def test_who_asked_in_private_is_never_answered_in_public(post: Post) -> None:
    post.floor.centre.define_limits(ROOM, Limits(max_text=500, public=True))
    post.take(post.arrived("Psst.", address=HANDLE), entry=ROOM)
    post.floor.accept("anna")
    (way,) = post.only().reply_ways
    with pytest.raises(Refused, match="cannot be written to by this way"):
        post.answer(channel=Channel.SOCIAL, route=replace(way.route, public=True))
