"""What networks prove of letters by themselves, and how long a customer's message may be answered."""

import pytest

from agent_desktop.hub.written.records import NotNow, Outcome, Proved, Receipt, Unclear
from agent_desktop.model.errors import Refused
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, HANDLE, MAIL, ROOM, TEXTS, Post, begun


@pytest.mark.parametrize(
    "told", [Unclear(problem="The link broke."), NotNow(problem="It was busy."), None]
)
def test_what_the_network_proves_is_sent_at_once_and_never_again(
    post: Post, told: Outcome | None
) -> None:
    begun(post)
    first, second = post.answer("One."), post.answer("Two.")
    letter = post.claim()
    if told is not None:
        post.floor.centre.settle_letter(letter.id, told)
    post.floor.crash()
    post.open_networks()
    delivered = Receipt(remote_id="<1>", delivery=Delivery.DELIVERED, at=post.floor.now)
    post.take(Proved(letter_id=second.id, remote_ids=("<2>",)))  # nobody tried that one
    assert post.now(second).delivery is Delivery.QUEUED
    post.take(Proved(letter_id=first.id, remote_ids=("<1>",)), entry=TEXTS)  # not by this way
    assert post.now(first).delivery is not Delivery.SENT
    post.take(Proved(letter_id=first.id, remote_ids=("<1>",)), delivered)
    assert (post.now(first).delivery, post.now(first).problem) == (Delivery.DELIVERED, "")
    # What the courier still finds out counts no more.
    post.floor.centre.settle_letter(first.id, NotNow(problem="It is not there."))
    post.floor.wait(2_000)
    assert post.claim().id == second.id
    assert post.floor.centre.claim_letter(MAIL).letter is None


def test_a_part_proves_a_letter_that_is_nothing_else(post: Post) -> None:
    begun(post)
    whole = post.answer("One.")
    post.floor.centre.settle_letter(post.claim().id, Unclear(problem="The link broke."))
    post.take(Proved(letter_id=whole.id, remote_ids=("w1",), part=0))
    assert post.now(whole).delivery is Delivery.SENT


def test_the_time_to_answer_runs_from_the_customers_message_however_much_was_said_since(
    post: Post,
) -> None:
    post.take(post.arrived("Hi.", address=HANDLE), entry=ROOM)
    post.floor.accept("anna")
    until = post.floor.now + DAY
    for number in range(60):
        post.answer(f"{number}", Channel.SOCIAL)
    (way,) = [one for one in post.only().reply_ways if one.route.entry_point_id == ROOM]
    assert way.until == until
    assert post.claim(ROOM).heard_at == post.floor.now
    post.floor.wait(DAY + 1)
    with pytest.raises(Refused, match="so long after"):
        post.answer("Too late.", Channel.SOCIAL)
