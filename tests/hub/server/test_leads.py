"""What leads do, over real sockets: the customer, the agent and the lead each see what is theirs."""

from agent_desktop.hub.protocol import Answer, ChatItems, ChatStateChanged, Refusal
from agent_desktop.model.base import Tagged, new_id, wall_clock
from agent_desktop.model.commands import ChoosePresence, SendMessage
from agent_desktop.model.events import MessageReceived, OfferEnded, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import (
    Announce,
    AnnouncementMade,
    FollowConversation,
    GiveHint,
    HintGiven,
    PresenceSetByLead,
    SeeAnnouncement,
    SetPresence,
    TakeOver,
    WithdrawAnnouncement,
    WorkTaken,
)
from agent_desktop.model.work import Channel, OfferOutcome
from tests.hub.server.conftest import Team
from tests.hub.server.desk import Desk, Visitor, make_agent


def write(desk: Desk, conversation_id: str, text: str) -> Answer | Refusal:
    """Answer the customer."""
    return desk.perform(
        SendMessage(
            client_id=new_id(), conversation_id=conversation_id, channel=Channel.CHAT, text=text
        )
    )


def test_a_lead_reads_along_whispers_and_takes_over(team: Team) -> None:
    lead = make_agent(team.url, team.owner, "lea", scopes=["agent", "supervisor"], queues=[])
    with (
        Desk.open(team.live, team.ann) as ann,
        Desk.open(team.live, lead) as lea,
        Visitor(team.url) as visitor,
    ):
        lea.perform(ChoosePresence(state=PresenceState.BUSY))
        ann.ready()
        visitor.introduce("Is anybody there?")
        offer = ann.accept().offer
        at = offer.conversation_id
        assert isinstance(lea.perform(FollowConversation(conversation_id=at)), Answer)
        assert isinstance(write(ann, at, "Yes, Ann"), Answer)
        lea.event(MessageReceived, lambda event: event.message.text == "Yes, Ann")
        assert isinstance(lea.perform(GiveHint(conversation_id=at, text="Offer a refund")), Answer)
        assert ann.event(HintGiven).hint.text == "Offer a refund"
        visitor.until_text("Yes, Ann")

        wish = TakeOver(interaction_id=offer.interaction_id, reason="It is about me")
        assert isinstance(lea.perform(wish, "take-1"), Answer)
        assert isinstance(lea.perform(wish, "take-1"), Answer)  # an answer that was lost
        taken = ann.event(WorkTaken)
        assert (taken.by_name, taken.reason) == ("Lea", "It is about me")
        assert isinstance(write(ann, at, "Me again"), Refusal)
        assert isinstance(write(lea, at, "Lea here"), Answer)
        lines: list[str] = []
        while "Lea here" not in visitor.texts:
            told = visitor.until(Tagged)
            if isinstance(told, ChatItems):
                lines += [one.line for one in told.items if one.line]
            elif isinstance(told, ChatStateChanged):
                assert told.state.phase == "with_agent"
        assert "ended" not in lines
        assert "Offer a refund" not in visitor.texts
        assert "Me again" not in visitor.texts


def test_presence_changed_while_an_offer_rings(team: Team) -> None:
    lead = make_agent(team.url, team.owner, "lou", scopes=["agent", "supervisor"], queues=[])
    with (
        Desk.open(team.live, team.ben) as ben,
        Desk.open(team.live, lead) as lou,
        Visitor(team.url) as visitor,
    ):
        ben.ready()
        visitor.introduce()
        ringing = ben.event(OfferMade).offer
        wish = SetPresence(agent_id="ben", state=PresenceState.MEETING, reason="Come over")
        assert isinstance(lou.perform(wish), Answer)
        ended = ben.event(OfferEnded)
        assert (ended.interaction_id, ended.outcome) == (
            ringing.interaction_id,
            OfferOutcome.RESCINDED,
        )
        told = ben.event(PresenceSetByLead)
        assert (told.by_name, told.state, told.reason) == (
            "Lou",
            PresenceState.MEETING,
            "Come over",
        )


def test_an_announcement_finds_who_was_away(team: Team) -> None:
    lead = make_agent(team.url, team.owner, "lyn", scopes=["agent", "supervisor"], queues=[])
    with Desk.open(team.live, team.ann) as ann:
        since = ann.cursor
    with Desk.open(team.live, lead) as lyn:
        said = Announce(text="Lines are down", until=wall_clock() + 600_000)
        assert isinstance(lyn.perform(said), Answer)
        made = lyn.event(AnnouncementMade).announcement
        with Desk.open(team.live, team.ann, since) as ann:
            found = ann.event(AnnouncementMade).announcement
            assert (found.text, found.by_name, found.seen) == ("Lines are down", "Lyn", False)
            assert isinstance(ann.perform(SeeAnnouncement(announcement_id=found.id)), Answer)
        assert isinstance(lyn.perform(WithdrawAnnouncement(announcement_id=made.id)), Answer)
