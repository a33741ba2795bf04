"""Who may do and hear what: every command and every event of the protocol, for everyone of two teams."""

from collections.abc import Callable
from typing import get_args

import msgspec
import pytest

from agent_desktop.hub.centre import alerting
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.model.alerts import AlertFigure, AlertRule, SeeAlert
from agent_desktop.model.backend_calls import (
    AddParty,
    CallTarget,
    CancelConsult,
    CompleteConsult,
    ConsultWith,
    DropParty,
    EndSupervision,
    HoldParties,
    InviteToCall,
    JoinConsult,
    LeaveCall,
    Listening,
    RecordCall,
    RecordWish,
    Supervise,
    SwapConsult,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.commands import (
    AddNote,
    AmendMessage,
    AnswerOffer,
    BackendCommand,
    CompleteWrapUp,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    PullInteraction,
    SendMessage,
    ShowTyping,
)
from agent_desktop.model.consulting import (
    AnswerConsult,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import JournalEvent, PassingEvent
from agent_desktop.model.people import PresenceState
from agent_desktop.model.rearranging import MergeConversations, SplitConversation, TakeMoveBack
from agent_desktop.model.supervising import (
    Announce,
    FollowConversation,
    GiveHint,
    LowerHand,
    RaiseHand,
    Reassign,
    SeeAnnouncement,
    SetPresence,
    TakeOver,
    TransferWork,
    WithdrawAnnouncement,
)
from agent_desktop.model.timeline import WishKind
from agent_desktop.model.work import Channel
from tests.hub.centre.call_words import come, take
from tests.hub.centre.floor import START
from tests.hub.centre.leading import entries, scopes, team
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.two_teams import OTHERS, House


def _sending(house: House) -> BackendCommand:
    conversation_id = house.work.conversation_id
    return SendMessage(
        client_id="s1", conversation_id=conversation_id, channel=Channel.CHAT, text="Hello"
    )


_BY_INTERACTION = (
    *(HoldParties, SwapConsult, CompleteConsult, CancelConsult, JoinConsult, LeaveCall),
    EndInteraction,
    EndSupervision,
    ExtendWrapUp,
    PullInteraction,
)


def _target(kind: type) -> Callable[[House], BackendCommand]:
    target = CallTarget(kind=TargetKind.QUEUE, value="billing")
    return lambda house: kind(interaction_id=house.work.id, target=target)


def _simple(kind: type, **more: object) -> Callable[[House], BackendCommand]:
    return lambda house: kind(interaction_id=house.work.id, **more)


def _talk(kind: type, **more: object) -> Callable[[House], BackendCommand]:
    return lambda house: kind(conversation_id=house.work.conversation_id, **more)


def _consulted(
    kind: Callable[..., BackendCommand], **more: object
) -> Callable[[House], BackendCommand]:
    """About the consult that Anna has with Cleo, who is on neither side of the teams."""

    def made(house: House) -> BackendCommand:
        house.ready("cleo")
        house.ask("anna", ConsultWork(interaction_id=house.work.id, agent_id="cleo"))
        house.listen()
        (one,) = house.centre.snapshot("cleo")[1].consults
        return kind(consult_id=one.id, **more)

    return made


OWN: dict[str, Callable[[House], BackendCommand]] = {
    "SendMessage": _sending,
    "AmendMessage": lambda house: AmendMessage(
        conversation_id=house.work.conversation_id,
        message_id=house.message,
        kind=WishKind.REACT,
        text="+",
    ),
    "AnswerOffer": _simple(AnswerOffer, epoch=9, accept=True),
    "CompleteWrapUp": _simple(CompleteWrapUp, disposition="solved"),
    "MarkRead": _talk(MarkRead, seq=1),
    "ShowTyping": _talk(ShowTyping, typing=True),
    "SplitConversation": lambda house: SplitConversation(
        conversation_id=house.work.conversation_id, item_id=house.message
    ),
    "MergeConversations": lambda house: MergeConversations(
        kept_id=house.work.conversation_id, merged_id=house.work.conversation_id
    ),
    "TakeMoveBack": _talk(TakeMoveBack),
    "InviteToCall": _talk(InviteToCall),
    "TransferTo": _target(TransferTo),
    "TransferWork": _simple(TransferWork, queue_id="billing"),
    "ConsultWith": _target(ConsultWith),
    "ConsultWork": _simple(ConsultWork, agent_id="cleo"),
    "AnswerConsult": _consulted(AnswerConsult, accept=True),
    "HandOverConsult": _consulted(HandOverConsult),
    "EndConsult": _consulted(EndConsult),
    "AddParty": _target(AddParty),
    "DropParty": _simple(DropParty, party_id="x"),
    "RecordCall": _simple(RecordCall, wish=RecordWish.START),
    **{
        kind.__name__: _simple(kind, **({"on": True} if kind is HoldParties else {}))
        for kind in _BY_INTERACTION
    },
}
"""Asks something of Anna's work: nobody else may, and nothing comes of it."""


def _alert(house: House) -> SeeAlert:
    """An alert of the queue that Anna's team alone serves."""
    rule = AlertRule(id="few", name="Few", figure=AlertFigure.READY, queues=("support",))
    with house.centre.request() as book:
        lines = {"raise_at": 100, "clear_at": 101, "raise_ms": 0}
        alerting.define(book, "olga", msgspec.structs.replace(rule, **lines))
    house.centre.board_round(-1, whole=True)
    house.centre.alert_round()
    (alert,) = house.centre.snapshot("lea")[1].alerts
    return SeeAlert(alert_id=alert.id)


LEADS: dict[str, Callable[[House], BackendCommand]] = {
    "TakeOver": _simple(TakeOver),
    "Reassign": lambda house: Reassign(interaction_ids=(house.work.id,), queue_id="billing"),
    "SetPresence": lambda _: SetPresence(
        agent_id="anna", state=PresenceState.MEETING, reason="Come"
    ),
    "GiveHint": _talk(GiveHint, text="Be kind"),
    "FollowConversation": _talk(FollowConversation),
    "LowerHand": lambda _: LowerHand(agent_id="anna"),
    "SeeAlert": lambda house: _alert(house),
    "Announce": lambda _: Announce(text="x", until=START + 60_000, team_id="east"),
    "WithdrawAnnouncement": lambda house: WithdrawAnnouncement(announcement_id=house.said.id),
}
"""For Anna's lead and for administrators."""

READS: dict[str, Callable[[House], BackendCommand]] = {
    "AddNote": lambda house: AddNote(
        client_id="n1", conversation_id=house.work.conversation_id, text="A note"
    ),
}
"""For who may read the conversation: the agent's team, its lead, administrators."""

ONESELF = {"ChoosePresence", "RaiseHand", "CallOut", "BeginConversation"}
"""Concerns only who asks: presence, hand, and work that they begin."""
MEMBERS: dict[str, Callable[[House], BackendCommand]] = {
    "SeeAnnouncement": lambda house: SeeAnnouncement(announcement_id=house.said.id),
}
"""For the members and leads of a team."""
THE_HOUSE = {"EditCustomer", "MergeCustomers", "PartCustomers", "TellApart", "RejectFact"}
"""Customers are the whole house's: every agent may have them on the telephone next."""
ANY_LEAD = {"AskAgain"}
"""Of the house's customers too, for whoever leads anybody (test_asking_again)."""
ELSEWHERE = {
    "Supervise": "test_calls_are_listened_to_by_the_own_lead",
    "WatchBoard": "asked of the server's boards, not of the centre",
}


def test_every_command_is_classified() -> None:
    known = [kind.__name__ for kind in get_args(BackendCommand)]
    classes = (OWN, LEADS, READS, MEMBERS, ONESELF, THE_HOUSE, ANY_LEAD, ELSEWHERE)
    said = [name for one in classes for name in one]
    assert sorted(said) == sorted(known), set(said) ^ set(known)


def refused(house: House, who: str, command: BackendCommand) -> None:
    """Nothing comes of it, and nobody who is not concerned hears a word."""
    before, published = house.centre.position, len(house.heard)
    silent = isinstance(command, (MarkRead, ShowTyping))
    try:
        house.ask(who, command)
    except DeskError:
        assert not silent
    else:
        assert silent, f"{who} did {type(command).__name__}"
    house.listen()
    assert house.centre.position == before
    assert not house.heard[published:]


@pytest.mark.parametrize("name", OWN)
def test_nobody_meddles_with_the_work_of_others(house: House, name: str) -> None:
    command = OWN[name](house)
    assert type(command).__name__ == name
    for who in OTHERS:
        refused(house, who, command)


@pytest.mark.parametrize("name", LEADS)
@pytest.mark.parametrize("leader", ["lea", "olga"])
def test_only_their_lead_and_administrators_act_on_agents(
    house: House, name: str, leader: str
) -> None:
    command = LEADS[name](house)
    assert type(command).__name__ == name
    for who in ("ben", "lou"):
        with pytest.raises(OutOfReach):
            house.ask(who, command)
    if name not in ("LowerHand",):  # her own hand
        with pytest.raises(OutOfReach):
            house.ask("anna", command)
    before, written = house.centre.position, len(entries(house))
    house.ask(leader, command)
    assert house.centre.position > before
    assert [(one.who, bool(one.subject)) for one in entries(house)[written:]] == [(leader, True)]


@pytest.mark.parametrize("name", READS)
def test_conversations_are_read_in_the_team(house: House, name: str) -> None:
    for who in ("ben", "lou"):
        refused(house, who, READS[name](house))
    for who in ("anna", "lea", "olga"):
        command = msgspec.structs.replace(READS[name](house), client_id=f"by-{who}")
        assert house.ask(who, command, f"by-{who}") is not None


@pytest.mark.parametrize("name", MEMBERS)
def test_what_a_team_is_told_is_the_teams(house: House, name: str) -> None:
    for who in ("ben", "lou", "olga"):
        refused(house, who, MEMBERS[name](house))
    for who in ("anna", "lea"):
        before = house.centre.position
        house.ask(who, MEMBERS[name](house))
        assert house.centre.position > before


def test_calls_are_listened_to_by_the_own_lead(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben")
    call = lines.call_in()
    take(lines, "anna")
    come(lines, "cleo")
    for lead in ("ben", "cleo"):
        scopes(floor, lead, "supervisor")
    team(floor, "east", ("anna",), ("ben",))
    team(floor, "west", ("ben",), ("cleo",))
    wish = Supervise(interaction_id=call, mode=Listening.MONITOR, token="t")
    with pytest.raises(OutOfReach):
        floor.ask("cleo", wish)
    assert call not in [one.id for one in floor.centre.snapshot("cleo")[1].interactions]
    assert call in [one.id for one in floor.centre.snapshot("ben")[1].interactions]
    floor.ask("ben", wish)
    lines.carry()
    lines.answered("ben")
    (shown,) = floor.centre.snapshot("ben")[1].calls
    assert shown.parties[-1].mode is Listening.MONITOR
    listened = [(one.who, one.act, one.whom) for one in entries(floor) if one.who == "ben"]
    assert ("ben", "supervise_call", "anna") in listened
    assert "supervision_began" in [act for _, act, _ in listened]


# --- what everybody hears

EVERYBODY = {
    *("PresenceChanged", "ColleagueChanged"),  # whom to transfer to, whom to call
    *("CustomersMerged", "CustomersParted"),  # customers are the whole house's
}
CONCERNED = {
    *("CustomerChanged", "ConversationChanged", "MessageReceived", "NoteAdded", "LineAdded"),
    *("DeliveryAdvanced", "InteractionChanged", "OfferMade", "OfferEnded", "QueueChanged"),
    *("CallUpdated", "CallClosed", "WorkTaken", "PresenceSetByLead", "HintGiven"),
    *("FollowChanged", "HandRaised", "HandLowered", "AnnouncementMade", "AnnouncementEnded"),
    *("AnnouncementSeen", "TypingShown", "CallRefused", "PartyUnreached", "Reassigned"),
    *("BoardChanged", "BoardListed", "AlertRaised", "AlertEnded", "ConsultChanged"),
    "ShiftsPlanned",
}


def test_every_event_is_classified() -> None:
    known = {kind.__name__ for kind in (*get_args(JournalEvent), *get_args(PassingEvent))}
    assert known == EVERYBODY | CONCERNED
    assert not EVERYBODY & CONCERNED


def test_the_other_team_hears_nothing_of_what_happens(house: House) -> None:
    """A whole chat with everything that leads can do in it; also what a desk would replay, and its snapshot."""
    at = house.work.conversation_id
    house.ask("lea", FollowConversation(conversation_id=at))
    house.send("anna", at, "Hello Vera")
    house.centre.say("vera", "m9", "My secret is 4712")
    house.centre.visitor_typing("vera", True)
    house.ask("anna", AddNote(client_id="n", conversation_id=at, text="Angry"), "n")
    house.ask("lea", GiveHint(conversation_id=at, text="Refund her"))
    house.ask("anna", RaiseHand(text="Help", interaction_id=house.work.id))
    house.ask("lea", LowerHand(agent_id="anna"))
    house.ask("lea", TakeOver(interaction_id=house.work.id))
    house.finish("lea", house.work.id)
    house.listen()
    for who in ("ben", "lou"):
        mine = house.centre.audiences(who)
        heard = [one for one in house.heard if one.audience in mine]
        assert {type(one.event).__name__ for one in heard} <= EVERYBODY | {"QueueChanged"} | {
            "AudiencesChanged"
        }
        snapshot = msgspec.json.encode(house.centre.snapshot(who)[1]).decode()
        for secret in (at, house.work.id, "Refund her", "For the east alone", "Help"):
            assert secret not in snapshot
            assert not [one for one in heard if secret in str(one.event)]
    assert at in msgspec.json.encode(house.centre.snapshot("lea")[1]).decode()
