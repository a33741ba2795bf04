"""How consults about written work end, and that customers never see anything of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agent_desktop.hub.centre import attendance
from agent_desktop.model.commands import (
    AddNote,
    ChoosePresence,
    EndInteraction,
)
from agent_desktop.model.consulting import (
    AnswerConsult,
    Consult,
    ConsultChanged,
    ConsultEnd,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import TakeOver, TransferWork
from agent_desktop.model.work import Channel
from tests.hub.centre.consults import begin, consults, joined
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes, team, told
from tests.hub.centre.post import HANDLE, MAIL, PHONE, ROOM, TEXTS, Post

SECRET = "Say nothing of the recall"

# --- how it ends


def _disable(floor: Floor) -> None:
    with floor.centre.request() as book:
        attendance.shut_out(book, book.agent("ben"))


def _sign_out(floor: Floor) -> None:
    floor.ask("ben", ChoosePresence(state=PresenceState.OFFLINE))


def _lose_link(floor: Floor) -> None:
    floor.centre.disconnected("ben")
    floor.wait(attendance.GRACE_MS)


def _take_over(floor: Floor) -> None:
    scopes(floor, "cleo", "supervisor")
    floor.ask("cleo", TakeOver(interaction_id=floor.held("anna").id))


ENDS: dict[ConsultEnd, Callable[[Floor, Consult], object]] = {
    ConsultEnd.CANCELLED: lambda floor, one: floor.ask("anna", EndConsult(consult_id=one.id)),
    ConsultEnd.LEFT: lambda floor, one: floor.ask("ben", EndConsult(consult_id=one.id)),
    ConsultEnd.OVER: lambda floor, one: floor.ask(
        "anna", EndInteraction(interaction_id=one.interaction_id)
    ),
    ConsultEnd.CUSTOMER_LEFT: lambda floor, one: floor.centre.leave("vera"),
}


@pytest.mark.parametrize("crash", [False, True])
@pytest.mark.parametrize("why", ENDS)
def test_both_are_told_why_it_is_over(desk: Floor, why: ConsultEnd, crash: bool) -> None:
    one = joined(desk, agent_id="ben")
    if crash:
        desk.crash()
        for each in ("anna", "ben"):
            desk.centre.connected(each)
    desk.listen()
    ENDS[why](desk, one)
    news = [each for each in desk.listen() if isinstance(each.event, ConsultChanged)]
    assert {each.audience for each in news} == {"agent:anna", "agent:ben"}
    assert {each.event.consult.ended for each in news} == {why}  # type: ignore[union-attr]
    assert consults(desk) == ([], [])
    desk.centre.say("vera", "m9", "Anything new?")
    assert not told(desk, "ben", MessageReceived), "who is consulted no more reads no more"


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (_disable, ConsultEnd.GONE),
        (_sign_out, ConsultEnd.GONE),
        (_lose_link, ConsultEnd.GONE),
        (_take_over, ConsultEnd.MOVED),
        (
            lambda floor: floor.ask(
                "anna", TransferWork(interaction_id=floor.held("anna").id, queue_id="billing")
            ),
            ConsultEnd.MOVED,
        ),
    ],
)
@pytest.mark.parametrize("has_joined", [False, True])
def test_it_ends_when_the_work_or_the_colleague_goes(
    desk: Floor, act: Callable[[Floor], object], why: ConsultEnd, has_joined: bool
) -> None:
    (joined if has_joined else begin)(desk, agent_id="ben")
    desk.listen()
    act(desk)
    (over,) = told(desk, "anna", ConsultChanged)
    unheard = act is _lose_link and not has_joined  # the time to answer is over first
    assert over.consult.ended is (ConsultEnd.NO_ANSWER if unheard else why)
    assert consults(desk) == ([], [])


def test_both_may_lose_their_links_for_a_moment(desk: Floor) -> None:
    one = joined(desk, agent_id="ben")
    for each in ("anna", "ben"):
        desk.centre.disconnected(each)
    desk.wait(attendance.GRACE_MS - 1)
    with pytest.raises(Conflict, match="not at a desk"):
        desk.ask("anna", HandOverConsult(consult_id=one.id))
    for each in ("anna", "ben"):
        desk.centre.connected(each)
    assert consults(desk) == ([one], [one])
    desk.ask("anna", HandOverConsult(consult_id=one.id))
    assert desk.held("ben").id == one.interaction_id


def test_another_team_reads_it_only_as_long_as_it_is_consulted(desk: Floor) -> None:
    team(desk, "east", ("anna",))
    team(desk, "west", ("ben",))
    one = begin(desk, agent_id="ben")
    note = AddNote(client_id="n1", conversation_id=one.conversation_id, text="Mine")
    with pytest.raises(Refused, match="another team"):
        desk.ask("ben", note, "n1")
    desk.ask("ben", AnswerConsult(consult_id=one.id, accept=True))
    desk.ask("ben", note, "n1")
    desk.ask("ben", EndConsult(consult_id=one.id))
    with pytest.raises(Refused, match="another team"):
        desk.ask("ben", AddNote(client_id="n2", conversation_id=one.conversation_id, text="More"))


# --- customers never see it


def test_a_visitor_of_the_chat_page_sees_nothing_of_it(desk: Floor) -> None:
    before = desk.centre.chat_items("vera")
    desk.listen()
    one = joined(desk, agent_id="ben", question=SECRET)
    note = AddNote(client_id="n1", conversation_id=one.conversation_id, text=SECRET)
    desk.ask("ben", note, "n1")
    desk.ask("ben", EndConsult(consult_id=one.id))
    assert desk.centre.chat_items("vera") == before
    assert not [each for each in desk.listen() if each.audience.startswith("visitor:")]


@pytest.mark.parametrize(
    ("entry", "channel", "address"),
    [
        (MAIL, Channel.EMAIL, None),
        (TEXTS, Channel.SMS, PHONE),
        (ROOM, Channel.SOCIAL, HANDLE),
    ],
)
def test_nothing_of_it_goes_out_by_a_network(
    post: Post, entry: str, channel: Channel, address: object
) -> None:
    floor = post.floor
    floor.ready("ben")
    arrived = post.arrived() if address is None else post.arrived(address=address)
    post.take(arrived, entry=entry)
    floor.accept("anna")
    one = joined(floor, agent_id="ben", question=SECRET)
    assert one.channel is channel
    note = AddNote(client_id="n1", conversation_id=one.conversation_id, text=SECRET)
    floor.ask("ben", note, "n1")
    assert floor.centre.claim_letter(entry).letter is None
    post.answer("Yes.", channel)
    letter = post.claim(entry)
    assert SECRET not in str(letter)
    with pytest.raises(Refused, match="no room"):  # Ben takes chats only
        floor.ask("anna", HandOverConsult(consult_id=one.id))
    floor.ask("ben", EndConsult(consult_id=one.id))
