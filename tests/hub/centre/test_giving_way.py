"""Interruptible work at the centre: it is set aside for what is live, its agent sees it, and it comes back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.why import Move, Moved
from agent_desktop.model.work import Blending, Channel, Interaction
from tests.hub.centre.call_words import come, take, used
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import told
from tests.hub.centre.post import Post, begun
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_why import asked

TIGHT = AgentProfile(
    id="anna",
    name="Anna",
    queues=("support",),
    capacity={Channel.CHAT: 1, Channel.EMAIL: 1},
    units=40,
)
"""A chat (33) and a mail (10) do not fit together."""


def mail(post: Post) -> Interaction:
    """Anna's mail as her desk has it."""
    mine = post.floor.centre.snapshot("anna")[1].interactions
    (found,) = (one for one in mine if one.channel is Channel.EMAIL)
    return found


def moves(floor: Floor, key: str) -> list[Move]:
    return [one.move for one in asked(floor, key).facts if isinstance(one, Moved)]


def interrupted(post: Post) -> str:
    """Anna writes a mail, and a chat is offered to her."""
    post.floor.centre.define_agent(TIGHT)
    begun(post)
    key = mail(post).id
    assert not mail(post).aside
    post.floor.arrive("vera")
    return key


def test_a_mail_gives_way_to_a_chat_and_is_back_after_its_wrap_up(post: Post) -> None:
    floor, key = post.floor, interrupted(post)
    assert mail(post).aside
    assert used(floor, "anna") == 33
    chat = floor.accept("anna").interaction_id
    floor.crash()
    floor.ready("anna")
    assert mail(post).aside, "a crash does not hide it"
    assert used(floor, "anna") == 33
    told(floor, "anna", InteractionChanged)
    floor.finish("anna", chat)
    back = [one.interaction for one in told(floor, "anna", InteractionChanged)]
    assert [one.aside for one in back if one.id == key] == [False]
    assert not mail(post).aside
    assert used(floor, "anna") == 10
    assert moves(floor, key) == [Move.ASIDE, Move.TAKEN_UP]


def test_an_offer_that_is_lost_with_the_hub_gives_the_mail_back(post: Post) -> None:
    floor, key = post.floor, interrupted(post)
    floor.crash()
    with floor.centre.request() as book:
        assert not book.live.interactions[key].shown.aside
    assert moves(floor, key) == [Move.ASIDE, Move.TAKEN_UP]


def test_what_is_set_aside_leaves_the_hands_as_any_other_work(post: Post) -> None:
    floor, key = post.floor, interrupted(post)
    floor.accept("anna")
    floor.finish("anna", key)
    assert asked(floor, key).state.value == "done"
    assert used(floor, "anna") == 33


def test_an_offer_and_the_wrap_up_hold_units_too(post: Post) -> None:
    floor = post.floor
    floor.centre.define_agent(replace(TIGHT, capacity={Channel.CHAT: 2}))
    floor.arrive("vera")
    assert used(floor, "anna") == 33
    floor.arrive("vito")
    offer = floor.accept("anna")  # the only one: a second does not fit
    assert used(floor, "anna") == 33
    with floor.centre.request() as book:
        assert book.engine.waiting("support") == 1
    floor.wait(5_000)
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    assert used(floor, "anna") == 33, "the wrap-up holds them"
    with floor.centre.request() as book:
        assert book.engine.waiting("support") == 1


@pytest.mark.parametrize(
    ("blending", "called_while_writing", "written_while_called"),
    [
        (Blending.EXCLUSIVE, False, False),
        (Blending.CALLS, True, False),
        (Blending.FULL, True, True),
    ],
)
def test_what_comes_beside_a_call_is_each_agents_own_setting(
    lines: Telephones, blending: Blending, called_while_writing: bool, written_while_called: bool
) -> None:
    floor = lines.floor
    with floor.centre.request() as book:
        known = book.live.agents["anna"].profile
    capacity = {Channel.VOICE: 1, Channel.CHAT: 2}
    floor.centre.define_agent(replace(known, capacity=capacity, blending=blending))
    come(lines, "anna")
    floor.arrive("vera")
    chat = floor.accept("anna").interaction_id
    lines.call_in()
    called = [one.channel for one in floor.centre.snapshot("anna")[1].offers]
    assert called == ([Channel.VOICE] if called_while_writing else [])
    if not called_while_writing:
        floor.finish("anna", chat)
    take(lines, "anna")
    floor.arrive("vito")
    written = [one.channel for one in floor.centre.snapshot("anna")[1].offers]
    assert written == ([Channel.CHAT] if written_while_called else [])
