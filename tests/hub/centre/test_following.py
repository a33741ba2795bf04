"""Leads read conversations live and whisper in words; agents raise their hands; announcements find who was away."""

import pytest
from sqlalchemy import func, select

from agent_desktop.hub.centre import attendance
from agent_desktop.hub.centre.announcing import KEPT_MS
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.storage.supervising_tables import (
    announcements,
    announcements_seen,
    hands,
    hints,
)
from agent_desktop.model.commands import (
    AddNote,
    ChoosePresence,
    Cursor,
    ShowTyping,
)
from agent_desktop.model.errors import DeskError, Refused
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
    MessageReceived,
    NoteAdded,
    TypingShown,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import (
    Announce,
    AnnouncementEnded,
    AnnouncementMade,
    AnnouncementSeen,
    FollowChanged,
    FollowConversation,
    GiveHint,
    HandLowered,
    HandRaised,
    HintGiven,
    LowerHand,
    RaiseHand,
    SeeAnnouncement,
    TakeOver,
    WithdrawAnnouncement,
)
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import acts, entries, scopes, team, told


@pytest.fixture
def led(floor: Floor) -> Floor:
    """Anna has Vera's chat; Ben leads Anna's team, Cleo another one."""
    scopes(floor, "ben", "supervisor")
    scopes(floor, "cleo", "supervisor")
    team(floor, "east", ("anna",), ("ben",))
    team(floor, "west", ("ben",), ("cleo",))
    floor.ready("anna")
    floor.arrive("vera", "My secret is 4711")
    floor.accept("anna")
    for one in ("ben", "cleo"):
        floor.centre.connected(one)
        floor.ask(one, ChoosePresence(state=PresenceState.BUSY))
    floor.listen()
    return floor


def test_who_follows_sees_everything_at_once_and_as_it_happens(led: Floor) -> None:
    one = led.held("anna").conversation_id
    led.ask("ben", FollowConversation(conversation_id=one))
    news = [each.event for each in led.listen() if each.audience == "agent:ben"]
    kinds = [type(each) for each in news]
    assert kinds[0] is FollowChanged
    assert {CustomerChanged, ConversationChanged, InteractionChanged, MessageReceived} <= set(kinds)
    led.send("anna", one, "Hello Vera")
    led.centre.say("vera", "m2", "Are you there?")
    led.ask("anna", AddNote(client_id="n1", conversation_id=one, text="Angry"), "n1")
    led.ask("anna", ShowTyping(conversation_id=one, typing=True))
    led.centre.visitor_typing("vera", True)
    heard = [each.event for each in led.listen() if each.audience == "agent:ben"]
    texts = [each.message.text for each in heard if isinstance(each, MessageReceived)]
    assert texts == ["Hello Vera", "Are you there?"]
    assert [each.note.text for each in heard if isinstance(each, NoteAdded)] == ["Angry"]
    typed = [each.author.name for each in heard if isinstance(each, TypingShown)]
    assert typed == ["Anna", "Vera"]
    snapshot = led.centre.snapshot("ben")[1]
    assert snapshot.followed == (one,)
    assert [each.id for each in snapshot.conversations] == [one]

    led.ask("ben", FollowConversation(conversation_id=one, on=False))
    led.listen()
    led.send("anna", one, "More")
    assert not [each for each in led.listen() if each.audience == "agent:ben"]
    assert acts(led)[-2:] == [("ben", "follow", "anna"), ("ben", "unfollow", "anna")]


def test_who_follows_does_not_have_it(led: Floor) -> None:
    one = led.held("anna").conversation_id
    led.ask("ben", FollowConversation(conversation_id=one))
    with pytest.raises(Refused):
        led.send("ben", one, "I am not the agent")
    led.centre.say("vera", "m2", "Are you there?")
    assert led.centre.snapshot("anna")[1].conversations[0].unread == 2


def test_following_survives_the_hub_and_ends_when_the_lead_leaves(led: Floor) -> None:
    one = led.held("anna").conversation_id
    led.ask("ben", FollowConversation(conversation_id=one))
    led.crash()
    led.centre.say("vera", "m2", "Are you there?")
    assert [each.message.text for each in told(led, "ben", MessageReceived)] == ["Are you there?"]
    led.wait(attendance.GRACE_MS)  # Ben did not come back after the crash
    assert [each.on for each in told(led, "ben", FollowChanged)] == [False]
    led.centre.say("vera", "m3", "Hello?")
    assert not told(led, "ben", MessageReceived)


def test_other_teams_are_not_followed_and_a_change_of_teams_ends_it(led: Floor) -> None:
    one = led.held("anna").conversation_id
    for wrong in (
        FollowConversation(conversation_id=one),
        GiveHint(conversation_id=one, text="Be kind"),
    ):
        with pytest.raises(OutOfReach):
            led.ask("cleo", wrong)
    led.ask("ben", FollowConversation(conversation_id=one))
    led.listen()
    team(led, "east", ("anna",), ("cleo",))
    heard = [each.event for each in led.listen() if each.audience == "agent:ben"]
    assert FollowChanged(conversation_id=one, on=False) in heard
    led.ask("cleo", FollowConversation(conversation_id=one))


def test_a_hint_reaches_the_agent_and_leads_and_never_the_customer(led: Floor) -> None:
    one = led.held("anna").conversation_id
    led.ask("ben", GiveHint(conversation_id=one, text="Offer a refund"))
    news = led.listen()
    hint = [each for each in news if isinstance(each.event, HintGiven)]
    assert {each.audience for each in hint} == {"agent:anna", "leads:east", "supervisors"}
    assert not [each for each in news if each.audience.startswith("visitor:")]
    assert "Offer a refund" not in str(led.centre.timeline(one))
    snapshot = led.centre.snapshot("anna")[1]
    assert [(each.by_name, each.text) for each in snapshot.hints] == [("Ben", "Offer a refund")]
    assert not led.centre.snapshot("cleo")[1].hints
    (entry,) = [each for each in entries(led) if each.act == "give_hint"]
    assert (entry.who, entry.whom, entry.detail) == ("ben", "anna", "")
    with led.centre.request() as book:
        assert book.storage.row(select(func.count()).select_from(hints))[0] == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_001])
def test_hints_that_say_nothing_or_too_much(led: Floor, text: str) -> None:
    one = led.held("anna").conversation_id
    with pytest.raises(Refused):
        led.ask("ben", GiveHint(conversation_id=one, text=text))


def test_no_hint_for_nobody(led: Floor) -> None:
    held = led.held("anna")
    led.finish("anna", held.id)
    with pytest.raises(Refused, match="No agent has"):
        led.ask("ben", GiveHint(conversation_id=held.conversation_id, text="Too late"))


def test_after_a_take_over_hints_go_to_the_new_agent(led: Floor) -> None:
    held = led.held("anna")
    led.ask("ben", TakeOver(interaction_id=held.id))
    scopes(led, "cleo", "supervisor", "admin")
    led.ask("cleo", GiveHint(conversation_id=held.conversation_id, text="Well done"))
    assert [each.hint.agent_id for each in told(led, "ben", HintGiven)] == ["ben"]


# --- hands


def test_a_hand_goes_up_to_the_own_lead_and_down_again(led: Floor) -> None:
    held = led.held("anna")
    led.ask("anna", RaiseHand(text="May I refund?", interaction_id=held.id))
    news = led.listen()
    raised = [each for each in news if isinstance(each.event, HandRaised)]
    assert {each.audience for each in raised} == {"agent:anna", "leads:east", "supervisors"}
    (hand,) = led.centre.snapshot("ben")[1].hands
    assert (hand.name, hand.text, hand.at) == ("Anna", "May I refund?", START)
    assert hand.conversation_id == held.conversation_id
    assert not led.centre.snapshot("cleo")[1].hands
    led.wait(5_000)
    led.ask("anna", RaiseHand(text="Please"))
    (hand,) = led.centre.snapshot("ben")[1].hands
    assert (hand.text, hand.at) == ("Please", START)  # still the same wait
    led.crash()
    assert led.centre.snapshot("ben")[1].hands == (hand,)
    with pytest.raises(OutOfReach):
        led.ask("cleo", LowerHand(agent_id="anna"))
    led.listen()
    led.ask("ben", LowerHand(agent_id="anna"))
    assert told(led, "anna", HandLowered) == [HandLowered(agent_id="anna", by_name="Ben")]
    assert ("ben", "lower_hand", "anna") in acts(led)
    led.ask("ben", LowerHand(agent_id="anna"))  # it is down
    assert len([one for one in acts(led) if one[1] == "lower_hand"]) == 1


def test_a_hand_is_down_when_its_agent_is_gone(led: Floor) -> None:
    led.ask("anna", RaiseHand())
    led.centre.disconnected("anna")
    led.wait(attendance.GRACE_MS)
    assert not led.centre.snapshot("ben")[1].hands
    with led.centre.request() as book:
        assert book.storage.row(select(func.count()).select_from(hands))[0] == 0


@pytest.mark.parametrize("wrong", [RaiseHand(text="x" * 201), RaiseHand(interaction_id="not-mine")])
def test_hands_that_make_no_sense(led: Floor, wrong: RaiseHand) -> None:
    with pytest.raises(Refused):
        led.ask("anna", wrong)


# --- announcements


def test_who_was_away_finds_an_announcement_on_return(led: Floor) -> None:
    position = led.centre.position
    led.centre.disconnected("anna")
    led.ask("ben", Announce(text="Lines are down", until=START + 3_600_000, team_id="east"))
    (made,) = told(led, "ben", AnnouncementMade)
    replay = led.centre.entries("anna", Cursor(epoch=led.centre.epoch, seq=position))
    assert AnnouncementMade(announcement=made.announcement) in [one.event for one in replay.entries]
    led.crash()
    led.centre.connected("anna")
    (shown,) = led.centre.snapshot("anna")[1].announcements
    assert (shown.text, shown.by_name, shown.seen) == ("Lines are down", "Ben", False)
    assert not led.centre.snapshot("cleo")[1].announcements
    led.listen()
    see = SeeAnnouncement(announcement_id=shown.id)
    led.ask("anna", see)
    led.ask("anna", see)
    (seen,) = told(led, "ben", AnnouncementSeen)
    assert (seen.agent_id, seen.announcement_id) == ("anna", shown.id)
    assert led.centre.snapshot("anna")[1].announcements[0].seen
    with led.centre.request() as book:
        assert book.storage.row(select(func.count()).select_from(announcements_seen))[0] == 1
    with pytest.raises(Refused):
        led.ask("cleo", see)
    led.wait(3_600_000)
    assert not led.centre.snapshot("anna")[1].announcements
    with pytest.raises(Refused):
        led.ask("anna", see)


def test_announcements_end_when_they_are_withdrawn(led: Floor) -> None:
    led.ask("ben", Announce(text="Lines are down", until=START + 3_600_000, team_id="east"))
    (made,) = told(led, "anna", AnnouncementMade)
    gone = WithdrawAnnouncement(announcement_id=made.announcement.id)
    with pytest.raises(OutOfReach):
        led.ask("cleo", gone)
    led.ask("ben", gone)
    assert len(told(led, "anna", AnnouncementEnded)) == 1
    assert not led.centre.snapshot("anna")[1].announcements
    assert [one[1] for one in acts(led)] == ["announce", "withdraw_announcement"]
    assert "Lines are down" not in str(entries(led))


def test_leads_see_for_ninety_days_what_was_announced(led: Floor) -> None:
    led.ask("ben", Announce(text="Lines are down", until=START + 3_600_000, team_id="east"))
    (made,) = told(led, "anna", AnnouncementMade)
    led.ask("anna", SeeAnnouncement(announcement_id=made.announcement.id))
    led.wait(60_000)
    led.ask("ben", WithdrawAnnouncement(announcement_id=made.announcement.id))
    led.crash()
    ((past, seen),) = led.centre.announced("ben")
    assert (past.text, past.until) == ("Lines are down", led.now), "it ended when it was withdrawn"
    assert list(seen) == ["anna"]
    assert not led.centre.announced("cleo"), "another team's"
    assert not led.centre.snapshot("anna")[1].announcements, "what has ended is told to nobody anew"
    scopes(led, "cleo", "admin")
    assert len(led.centre.announced("cleo")) == 1
    led.wait(KEPT_MS + 1)
    assert not led.centre.announced("ben")
    led.ask("ben", Announce(text="Up again", until=led.now + 1_000, team_id="east"))
    with led.centre.request() as book:
        for table in (announcements, announcements_seen):
            assert book.storage.row(select(func.count()).select_from(table))[0] == (
                1 if table is announcements else 0
            )


@pytest.mark.parametrize(
    "wrong",
    [
        Announce(text="", until=START + 1, team_id="east"),
        Announce(text="x" * 2_001, until=START + 1, team_id="east"),
        Announce(text="x", until=START, team_id="east"),
        Announce(text="x", until=START + 91 * 24 * 3_600_000, team_id="east"),
        Announce(text="x", until=START + 1_000),
        Announce(text="x", until=START + 1_000, team_id="west"),
        Announce(text="x", until=START + 1_000, team_id="none"),
    ],
)
def test_announcements_that_are_refused(led: Floor, wrong: Announce) -> None:
    with pytest.raises(DeskError):
        led.ask("ben", wrong)
    assert not acts(led)


def test_everyone_is_told_by_who_leads_everyone(led: Floor) -> None:
    scopes(led, "ben", "admin")
    led.ask("ben", Announce(text="Cake!", until=START + 1_000))
    for one in ("anna", "ben", "cleo"):
        assert [each.text for each in led.centre.snapshot(one)[1].announcements] == ["Cake!"]
