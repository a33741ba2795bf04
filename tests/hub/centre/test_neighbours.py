"""What who works for a customer hears of the customer's other conversations."""

from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.commands import EditCustomer
from agent_desktop.model.events import ConversationChanged
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, HANDLE, ROOM, Post, begun, finished
from tests.hub.centre.test_rearranging import split_at

HOUR = 3_600_000


def told(post: Post, agent_id: str) -> dict[str, Conversation]:
    """The conversations of which an agent was told since the last time, each as it was told last."""
    post.floor.listen()
    news, post.floor.heard = post.floor.heard, []
    events = [one.event for one in news if one.audience == for_agent(agent_id)]
    changed = [one.conversation for one in events if isinstance(one, ConversationChanged)]
    return {one.id: one for one in changed}


def test_who_has_the_customer_hears_what_begins_beside_it_whose_it_is_and_that_it_ended(
    post: Post,
) -> None:
    floor = post.floor
    mail = begun(post)
    customer = floor.centre.timeline(mail.id).customer
    addresses = (*customer.addresses, HANDLE)
    floor.ask("anna", EditCustomer(customer_id=customer.id, addresses=addresses))
    for name, channel in (("anna", Channel.EMAIL), ("cleo", Channel.SOCIAL)):
        profile = AgentProfile(id=name, name=name, queues=("support",), capacity={channel: 5})
        floor.centre.define_agent(profile)
    floor.ready("cleo")
    floor.ready("ben")
    told(post, "anna")

    post.take(post.arrived("Where is it?", address=HANDLE, public=True), entry=ROOM)
    (beside,) = [one for one in post.conversations() if one.id != mail.id]
    assert told(post, "anna") == {beside.id: beside}
    floor.accept("cleo")
    assert told(post, "anna")[beside.id].agent_id == "cleo"
    floor.finish("cleo", floor.held("cleo").id)
    floor.listen()
    assert not [one for one in floor.heard if one.audience == for_agent("ben")]
    assert not told(post, "anna")[beside.id].open

    finished(post)
    told(post, "anna")
    post.take(post.arrived("And now?", address=HANDLE, public=True), entry=ROOM)
    assert told(post, "anna") == {}, "she has nothing of the customer any more"


def test_a_network_that_takes_free_text_again_does_so_in_every_open_view(post: Post) -> None:
    floor = post.floor
    post.take(post.arrived("The lamp.", address=HANDLE), entry=ROOM)
    floor.accept("anna")
    post.take(post.arrived("The chair.", address=HANDLE), entry=ROOM)
    old = post.only()
    split_at(post, old.id, "The chair.")
    floor.wait(30 * HOUR)
    told(post, "anna")
    post.take(post.arrived("Hello?", address=HANDLE), entry=ROOM)
    heard = told(post, "anna")
    assert len(heard) == 2
    for one in heard.values():
        assert [way.until for way in one.reply_ways] == [floor.now + DAY]
