"""Guidance at the desk: acts and their answers, what is read along, hints, announcements, and words of leads."""

from msgspec.structs import replace

from agent_desktop.desk.errands import ReadReaders, ReadWhy
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.items import ReadersRead, WhyRead
from agent_desktop.model import supervising as sv
from agent_desktop.model.changes import GuidanceShown, Notice, NoticeKind
from agent_desktop.model.commands import SaveSetting
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import CommandDone, CommandFailed, LinkChanged, LinkState
from agent_desktop.model.guidance import AskReaders, AskWhy, Guide, ReadAlong, Readers
from agent_desktop.model.intents import OpenConversation, SendReply
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Restored
from agent_desktop.model.shifts import Shift, ShiftsPlanned
from agent_desktop.model.why import Why
from agent_desktop.model.work import Channel, InteractionState
from tests.desk.samples import ME, NOW, batch, live, manifest, snapshot
from tests.desk.script import Script, at_work, commands, kept, notices, told

REFUSED = Problem(code="refused", message="No.", remedy="Ask.")
HINT = sv.Hint(
    id="h1", conversation_id="v1", agent_id=ME.id, by_id="cleo", by_name="Cleo", text="Ask", at=NOW
)
SAID = sv.Announcement(
    id="n1", by_id="cleo", by_name="Cleo", text="Cake at three", at=NOW, until=NOW + 9_000
)
TAKE = sv.TakeOver(interaction_id="i1", reason="Mine")


def state(script: Script) -> Guidance:
    """What the window reads."""
    return script.view.guidance


def test_an_act_is_answered_under_its_id() -> None:
    script = Script().attach().take(Guide(ask_id="a", command=TAKE))
    assert commands(script) == [TAKE]
    assert state(script).asks["a"].pending
    script.take(CommandDone(command_id="a"))
    assert state(script).asks["a"].done
    assert told(script, GuidanceShown)
    script.take(Guide(ask_id="b", command=TAKE), CommandFailed(command_id="b", problem=REFUSED))
    assert state(script).asks["b"].problem == REFUSED
    assert notices(script) == []


def test_without_link_or_right_it_is_said_at_once_and_never_repeated() -> None:
    script = Script().attach().take(LinkChanged(state=LinkState.OFFLINE, since=NOW))
    script.take(Guide(ask_id="a", command=TAKE))
    problem = state(script).asks["a"].problem
    assert problem is not None
    assert problem.code == "offline"
    assert TAKE not in commands(script.take(live()))
    agent = at_work(Capability.SUPERVISOR, Capability.PULL)
    theirs: tuple[sv.Supervision, ...] = (TAKE, sv.LowerHand(agent_id="ann"))
    for n, command in enumerate(theirs):
        agent.take(Guide(ask_id=str(n), command=command))
        assert commands(agent) == []
        assert state(agent).asks[str(n)].problem is not None
    ours: tuple[sv.Supervision, ...] = (sv.RaiseHand(text="Please"), sv.LowerHand())
    for n, own in enumerate(ours):
        assert commands(agent.take(Guide(ask_id=f"own{n}", command=own))) == [own]


def test_an_answer_that_was_lost_is_no_refusal() -> None:
    script = Script().attach().take(Guide(ask_id="a", command=TAKE))
    unclear = Problem(code="unclear", message="x")
    script.take(CommandFailed(command_id="a", problem=unclear))
    problem = state(script).asks["a"].problem
    assert problem is not None
    assert "perhaps not" in problem.message


def test_what_is_read_along_is_what_is_shown() -> None:
    on = sv.FollowConversation(conversation_id="v9")
    off = sv.FollowConversation(conversation_id="v9", on=False)
    script = Script().attach().take(ReadAlong(conversation_id="v9"))
    assert script.view.open_conversation == "v9"
    assert commands(script) == [on]
    assert commands(script.take(OpenConversation(conversation_id="v9"))) == []  # it is on its way
    script.take(batch(sv.FollowChanged(conversation_id="v9", on=True)))
    assert state(script).reads_along
    script.take(OpenConversation(conversation_id="v2"))
    assert commands(script) == [off]
    assert not state(script).along
    script.take(batch(sv.FollowChanged(conversation_id="v9", on=False)))
    assert commands(script.take(live())) == []


def test_a_lost_link_ends_no_reading_and_a_new_start_ends_old_ones() -> None:
    script = Script().attach().take(ReadAlong(conversation_id="v9"))
    ask_id = next(iter(state(script).asks))
    lost = Problem(code="offline", message="x")
    script.take(
        LinkChanged(state=LinkState.OFFLINE, since=NOW),
        CommandFailed(command_id=ask_id, problem=lost),
    )
    assert state(script).not_along == lost
    again = Script().attach()
    again.take(batch(snapshot(followed=("v3",))))
    assert commands(again) == [sv.FollowConversation(conversation_id="v3", on=False)]


def test_who_may_not_read_is_told_and_who_has_the_work_need_not() -> None:
    script = Script().attach().take(ReadAlong(conversation_id="v9"))
    ask_id = next(iter(state(script).asks))
    script.take(CommandFailed(command_id=ask_id, problem=REFUSED))
    assert (state(script).along, state(script).not_along) == ("", REFUSED)
    assert commands(script.take(live())) == []
    script.take(OpenConversation(conversation_id="v2"))
    assert state(script).not_along is None
    mine = at_work().take(ReadAlong(conversation_id="v1"))
    assert commands(mine) == []
    assert state(mine).along == ""
    agent = at_work(Capability.SUPERVISOR).take(ReadAlong(conversation_id="v9"))
    assert state(agent).not_along is not None


def test_hints_stand_at_their_conversation_once_and_over_a_restart() -> None:
    script = at_work()
    script.take(batch(sv.HintGiven(hint=HINT)))
    (notice,) = told(script, Notice)
    assert (notice.kind, notice.detail, notice.conversation_id) == (NoticeKind.HINT, "Cleo", "v1")
    saved = {one.name: one.value for one in kept(script, SaveSetting)}
    script.take(batch(sv.HintGiven(hint=HINT)))
    assert state(script).hints == {"v1": (HINT,)}
    assert Script(Restored(settings=saved)).view.guidance.hints == {"v1": (HINT,)}
    script.take(OpenConversation(conversation_id="v1"))
    second = replace(HINT, id="h2")
    script.take(batch(sv.HintGiven(hint=second)))
    assert notices(script) == []
    assert len(state(script).hints["v1"]) == 2
    script.take(batch(snapshot()))
    assert state(script).hints == {}


def test_announcements_are_read_once_and_their_author_hears_it() -> None:
    script = Script().attach().take(batch(sv.AnnouncementMade(announcement=SAID)))
    assert state(script).announcements == (SAID,)
    script.take(AskReaders())
    assert [one for one in script.sends if isinstance(one, ReadReaders)]
    assert state(script).readers.reading
    script.take(AskReaders())
    assert not script.sends
    script.take(ReadersRead(announced=(Readers(announcement=SAID, seen_by={}),)))
    seen = sv.AnnouncementSeen(announcement_id="n1", agent_id="ann", at=NOW)
    script.take(batch(seen))
    announced = state(script).readers.announced
    assert announced is not None
    assert announced[0].seen_by == {"ann": NOW}
    script.take(batch(sv.AnnouncementEnded(announcement_id="n1")))
    assert state(script).announcements == ()
    assert state(script).readers.announced == ()


def test_what_a_lead_did_is_said_with_who_and_why() -> None:
    script = at_work()
    script.take(
        batch(
            sv.WorkTaken(
                interaction_id="i1", conversation_id="v1", by_id="cleo", by_name="Cleo",
                agent_id="cleo", reason="She asked",
            ),
            sv.WorkTaken(
                interaction_id="i1", conversation_id="v1", by_id="cleo", by_name="Cleo",
                queue_id="billing",
            ),
            sv.PresenceSetByLead(
                by_id="cleo", by_name="Cleo", state=PresenceState.MEETING, reason="Come over"
            ),
            sv.PresenceSetByLead(
                by_id="cleo", by_name="Cleo", state=PresenceState.MEAL, reason="Eat",
                when_free=True,
            ),
            sv.HandLowered(agent_id=ME.id, by_name="Cleo"),
            sv.HandLowered(agent_id="ann", by_name="Cleo"),
            sv.Reassigned(moved=3, left=("i8", "i9")),
        )
    )  # fmt: skip
    found = told(script, Notice)
    assert [one.kind for one in found] == [
        NoticeKind.TAKEN_OVER,
        NoticeKind.SENT_ELSEWHERE,
        NoticeKind.PRESENCE_SET,
        NoticeKind.PRESENCE_NEXT,
        NoticeKind.HAND_SEEN,
        NoticeKind.MOVED,
    ]
    assert (found[0].detail, found[0].reason) == ("Cleo", "She asked")
    assert found[-1].counts == (3, 2)


def test_the_facts_are_those_that_were_asked_for_last() -> None:
    script = Script().attach().take(AskWhy(interaction_id="i1"), AskWhy(interaction_id="i2"))
    assert [one.interaction_id for one in script.sends if isinstance(one, ReadWhy)] == ["i1", "i2"]
    facts = Why(
        interaction_id="i2", state=InteractionState.QUEUED, arrived_at=NOW, queue_id="billing"
    )
    script.take(WhyRead(interaction_id="i1", why=facts))
    known = state(script).why
    assert known is not None
    assert known.why is None
    script.take(WhyRead(interaction_id="i2", why=facts))
    known = state(script).why
    assert known is not None
    assert known.why == facts
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW), AskWhy(interaction_id="i3"))
    known = state(script).why
    assert known is not None
    assert known.problem is not None


def test_another_agent_finds_nothing_of_the_last_one() -> None:
    script = Script().attach().take(batch(sv.AnnouncementMade(announcement=SAID)))
    saved = {one.name: one.value for one in kept(script, SaveSetting)}
    other = Script(Restored(settings=saved))
    assert other.view.guidance.announcements == (SAID,)
    other.attach(manifest())
    assert not other.view.guidance.announcements


def test_work_is_sent_on_only_when_what_was_written_is_out() -> None:
    script = at_work(Capability.SUPERVISOR).take(batch(snapshot(skills=("German",))))
    assert state(script).skills == ("German",)
    script = at_work()
    on = sv.TransferWork(interaction_id="i1", queue_id="billing")
    script.take(LinkChanged(state=LinkState.OFFLINE, since=NOW))
    reply = SendReply(client_id="r1", conversation_id="v1", text="A moment", channel=Channel.CHAT)
    script.take(reply)
    script.take(LinkChanged(state=LinkState.LIVE, since=NOW))
    script.take(Guide(ask_id="t", command=on))
    problem = state(script).asks["t"].problem
    assert problem is not None
    assert "not been sent" in problem.message
    assert on not in commands(script)
    for row in tuple(script.core.state.outbox.values()):
        script.take(CommandDone(command_id=row.client_id))
    assert commands(script.take(Guide(ask_id="u", command=on))) == [on]
    bare = at_work(Capability.TRANSFER).take(Guide(ask_id="v", command=on))
    assert commands(bare) == []
    assert state(bare).asks["v"].problem is not None


def test_own_shifts_are_known_and_survive_the_window() -> None:
    mine = Shift(id="s1", agent_id=ME.id, day="2026-06-03", starts_at=NOW, ends_at=NOW + 9)
    script = Script().attach().take(batch(ShiftsPlanned(shifts=(mine,))))
    assert state(script).shifts == (mine,)
    assert told(script, GuidanceShown)
    saved = {one.name: one.value for one in kept(script, SaveSetting)}
    assert state(Script(Restored(settings=saved))).shifts == (mine,)
    assert state(script.take(batch(snapshot(shifts=())))).shifts == ()
