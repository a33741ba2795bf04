"""What the menus offer of splitting and merging, and what a timeline says of it."""

from msgspec.structs import replace

from agent_desktop.model.joining import WhyHere
from agent_desktop.model.manifest import Capability
from agent_desktop.model.rearranging import (
    MergeConversations,
    Rearrange,
    SplitConversation,
    TakeMoveBack,
)
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Conversation,
    LineKind,
    Message,
    SystemLine,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation import rearranging
from agent_desktop.ui.conversation.timeline.words import LINE_ICONS, line_words
from tests.ui.fake_desk import EVERYTHING, FakeDesk

CUSTOMER = Author(kind=AuthorKind.CUSTOMER, id="cu", name="Layla")
ANNA = Author(kind=AuthorKind.AGENT, id="anna", name="Anna")


def said(seq: int) -> Message:
    return Message(
        id=f"m{seq}",
        conversation_id="c1",
        channel=Channel.EMAIL,
        author=CUSTOMER,
        text=f"Text {seq}",
        sent_at=seq,
        seq=seq,
    )


def line(kind: LineKind, seq: int = 9, detail: str = "12", author: Author = ANNA) -> SystemLine:
    return SystemLine(
        id=f"l{seq}",
        conversation_id="c1",
        kind=kind,
        sent_at=seq,
        author=author,
        detail=detail,
        seq=seq,
    )


def talk(number: int, **about: object) -> Conversation:
    made = Conversation(
        id=f"c{number}", customer_id="cu", number=number, channel=Channel.EMAIL, opened_at=number
    )
    return replace(made, **about)


def desk_with(*items: Message | SystemLine, can: bool = True) -> FakeDesk:
    more = {Capability.REARRANGE}
    known = EVERYTHING.capabilities
    capabilities = known | more if can else known - more
    desk = FakeDesk(immediate=True, manifest=replace(EVERYTHING, capabilities=capabilities))
    desk.put_thread(talk(1), items=items)
    others = (
        talk(1),
        talk(2, subject="Chair & table"),
        talk(3, open=False),
        talk(4, preview="x" * 90),
    )
    desk.put_history("cu", others)
    return desk


def test_a_new_conversation_begins_with_any_message_but_the_first() -> None:
    items = (line(LineKind.STARTED, 1), said(2), said(3))
    desk = desk_with(*items)
    assert rearranging.from_here(desk, "c1", items[0]) is None
    assert rearranging.from_here(desk, "c1", items[1]) is None
    found = rearranging.from_here(desk, "c1", items[2])
    assert found is not None
    assert found.intent == Rearrange(command=SplitConversation(conversation_id="c1", item_id="m3"))
    assert rearranging.from_here(desk, "c1", replace(said(4), seq=0)) is None
    assert rearranging.from_here(desk_with(*items, can=False), "c1", items[2]) is None


def test_other_open_conversations_are_offered_and_the_last_move_can_be_taken_back() -> None:
    desk = desk_with(said(1))
    found = rearranging.whole(desk, "c1")
    assert [one.intent.command for one in found] == [
        MergeConversations(kept_id="c1", merged_id="c2"),
        MergeConversations(kept_id="c1", merged_id="c4"),
    ]
    assert found[0].words == "Merge #2 Chair & table into this conversation"
    assert len(found[1].words) < 80
    desk = desk_with(said(1), line(LineKind.MERGED_FROM))
    assert rearranging.whole(desk, "c1")[-1].words == "Take the merge back"
    desk = desk_with(said(1), line(LineKind.SPLIT_OFF), line(LineKind.COMPLETED, 10))
    assert rearranging.whole(desk, "c1")[-1].words == "Take the split back"
    assert rearranging.whole(desk, "c1")[-1].intent.command == TakeMoveBack(conversation_id="c1")
    desk = desk_with(said(1), line(LineKind.SPLIT_OFF), line(LineKind.MOVED_BACK, 10))
    assert all("Take" not in one.words for one in rearranging.whole(desk, "c1"))
    assert rearranging.whole(desk_with(said(1), can=False), "c1") == []


def test_every_move_and_every_reason_has_words() -> None:
    kinds = (
        LineKind.SPLIT_OFF,
        LineKind.SPLIT_FROM,
        LineKind.MERGED_INTO,
        LineKind.MERGED_FROM,
        LineKind.MOVED_BACK,
    )
    words = [line_words(line(kind), me, "Layla") for kind in kinds for me in ("anna", "ben")]
    assert len(set(words)) == 10
    assert all("12" in one for one in words)
    whys = [line_words(line(LineKind.JOINED, detail=one), "anna", "Layla") for one in WhyHere]
    assert len(set(whys)) == len(WhyHere)
    assert all(whys)
    assert all(kind in LINE_ICONS for kind in (*kinds, LineKind.JOINED))
    started = line(LineKind.STARTED, detail=WhyHere.NEW, author=CUSTOMER)
    assert line_words(started, "anna", "Layla").startswith("Layla started the conversation · new")
