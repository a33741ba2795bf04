"""A public post whose reach grows moves forward while it waits, and nothing else does."""

from agent_desktop.hub.written.records import Spread
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
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
