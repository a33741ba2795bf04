"""What Telegram has of its own: files, edits, reactions, contacts, blocks, refusals, and webhooks with their secret."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.channels.telegram.network import NETWORK
from agent_desktop.hub.channels.telegram.session import TelegramSession
from agent_desktop.hub.channels.telegram.translate import place_of, translate
from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    Edited,
    Letter,
    NotNow,
    Outcome,
    Reacted,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.timeline import WishKind
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import running_session
from tests.hub.channels.post import MemoryPost
from tests.peers.telegram import CUSTOMER, TOKEN, BotApi

PERSON = {"id": CUSTOMER, "first_name": "Layla", "is_bot": False}
CHAT = {"id": CUSTOMER, "type": "private"}
HEAD = {"from": PERSON, "chat": CHAT, "date": 1_700_000_000}


def letter(text: str, key: str = "letter-1", **more: Any) -> Letter:
    """A letter to the customer."""
    return replace(
        Letter(
            id=key,
            entry_point_id="entry-point",
            conversation_id="conversation",
            to=str(CUSTOMER),
            text=text,
            written_at=1,
        ),
        **more,
    )


@contextlib.asynccontextmanager
async def opened(
    folder: Path, post: MemoryPost | None = None, address: str = ""
) -> AsyncIterator[tuple[BotApi, MemoryPost, TelegramSession]]:
    """A live session before a Bot API that has no emulator behind it."""
    async with BotApi("http://127.0.0.1:9").open() as api:
        post = post or MemoryPost(folder)
        about = {"news": "webhook" if address else "polling", "server": api.front.url}
        session = NETWORK.open({**about, "address": address}, {"token": TOKEN}, post)
        assert isinstance(session, TelegramSession)
        async with running_session(session):
            await post.stood("live")
            yield api, post, session


@asynchronous
async def test_whatever_a_customer_sends_has_words_or_a_file(tmp_path: Path) -> None:
    async with opened(tmp_path) as (api, post, _):
        api.files["large"] = b"\xff\xd8\xff\xe0" + bytes(99)
        sizes = [{"file_id": "small", "width": 10}, {"file_id": "large", "width": 100}]
        contact = {"phone_number": "+48600100200", "first_name": "Layla", "user_id": CUSTOMER}
        place = {"latitude": 52.2, "longitude": 21.0}
        kinds: list[dict[str, Any]] = [
            {"photo": sizes, "caption": "look"},
            {"document": {"file_id": "too big", "file_name": "../../film.mp4"}},
            {"contact": contact},
            {"contact": {**contact, "user_id": 1}},
            {"location": place},
            {"poll": {"id": "1"}},
            {"new_chat_members": [PERSON]},
            {"text": "from a bot", "from": {**PERSON, "is_bot": True}},
            {"text": "answer", "reply_to_message": {**HEAD, "message_id": 1}},
        ]
        for number, about in enumerate(kinds, 1):
            await api.tell(message={**HEAD, "message_id": number, **about})
        photo, film, own, other, where, poll, answer = await post.first(Arrived, 7)
        assert photo.text == "look"
        assert post.bytes_of(photo.attachments[0]) == api.files["large"]
        assert not film.attachments
        (gap,) = film.gaps
        assert (gap.code, gap.name) == (GapCode.FILE, "film.mp4")
        assert gap.why
        assert own.revealed["phone"] == "+48600100200"
        assert "phone" not in other.revealed
        assert where.text == "https://www.openstreetmap.org/?mlat=52.2&mlon=21#map=17/52.2/21"
        assert (poll.text, [one.code for one in poll.gaps]) == ("", [GapCode.KIND])
        assert answer.answers == (f"{CUSTOMER}:1",)
        assert (answer.name, answer.thread) == ("Layla", str(CUSTOMER))


@asynchronous
async def test_edits_reactions_and_blocks(tmp_path: Path) -> None:
    async with opened(tmp_path) as (api, post, _):
        await api.tell(
            edited_message={**HEAD, "message_id": 7, "edit_date": 1_700_000_005, "text": "new"}
        )
        signs = [{"type": "emoji", "emoji": "👍"}]
        about = {"chat": CHAT, "message_id": 7, "user": PERSON, "date": 1_700_000_006}
        await api.tell(message_reaction={**about, "new_reaction": signs})
        await api.tell(message_reaction={**about, "new_reaction": []})
        for status in ("kicked", "member"):
            member = {"from": PERSON, "chat": CHAT, "date": 1_700_000_007}
            await api.tell(my_chat_member={**member, "new_chat_member": {"status": status}})
        stopped, started = await post.first(Consent, 2)
        (edited,) = post.of(Edited)
        assert (edited.remote_id, edited.text) == (f"{CUSTOMER}:7", "new")
        assert [one.sign for one in post.of(Reacted)] == ["👍", ""]
        assert (stopped.given, started.given) == (False, True)
        assert stopped.address.value == str(CUSTOMER)


@asynchronous
async def test_what_agents_change_is_changed_there_and_once_more_is_no_fault(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (api, _, running):
        ours = (f"{CUSTOMER}:8", f"{CUSTOMER}:9")
        asked = letter("new", remote_ids=ours, thread=str(CUSTOMER))
        for _ in range(2):
            for wish in (WishKind.EDIT, WishKind.DELETE):
                done = await running.amend(replace(asked, wish=wish))
                assert isinstance(done, Sent)
        for sign in ("👍", ""):
            react = replace(asked, text=sign, wish=WishKind.REACT, remote_ids=ours[:1])
            assert isinstance(await running.amend(react), Sent)
        await running.types(str(CUSTOMER), "", True)
        await running.types(str(CUSTOMER), "", False)
        place = {"chat_id": str(CUSTOMER)}
        assert api.amended == [
            ("editMessageText", {**place, "message_id": 8, "text": "new"}),
            ("deleteMessage", {**place, "message_id": 8}),
            ("deleteMessage", {**place, "message_id": 9}),
            (
                "setMessageReaction",
                {**place, "message_id": 8, "reaction": [{"type": "emoji", "emoji": "👍"}]},
            ),
            ("setMessageReaction", {**place, "message_id": 8, "reaction": []}),
            ("sendChatAction", {**place, "action": "typing"}),
        ]


@asynchronous
async def test_files_are_sent_once_however_often_the_rest_is_tried(tmp_path: Path) -> None:
    post = MemoryPost(tmp_path)
    photo = await post.keep_file("réçu.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
    paper = await post.keep_file("paper.bin", b"paper")
    both = letter("", attachments=(photo, paper))
    quick = {
        "error_code": 429,
        "description": "Too Many Requests",
        "parameters": {"retry_after": 9},
    }
    async with opened(tmp_path, post) as (api, _, session):
        api.refusals += [quick]
        first = await session.send(both)
        assert isinstance(first, NotNow)
        assert first.wait_ms == 9000
        assert isinstance(await session.look(both), Unclear)
        sent = await session.send(both)
        assert isinstance(sent, Sent)
        assert api.uploads == [
            ("photo", "réçu.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
            ("document", "paper.bin", b"paper"),
        ]
        assert await session.look(both) == sent
        assert await session.send(both) == sent
        assert len(api.uploads) == 2


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: message is too long"),
    ],
)
def test_a_refusal_is_final_in_words_and_with_a_remedy(
    code: int, description: str, tmp_path: Path
) -> None:
    @asynchronous
    async def scene() -> None:
        outcome = await refused(tmp_path, code, description)
        assert isinstance(outcome, Rejected)
        assert outcome.problem
        assert outcome.remedy

    scene()


@asynchronous
async def test_a_fault_of_telegrams_leaves_it_unclear(tmp_path: Path) -> None:
    assert isinstance(await refused(tmp_path, 502, "Bad Gateway"), Unclear)


async def refused(folder: Path, code: int, description: str) -> Outcome:
    """What becomes of a letter that is refused so."""
    async with opened(folder) as (api, _, session):
        api.refusals += [{"error_code": code, "description": description}]
        return await session.send(letter("hello"))


@asynchronous
async def test_a_webhook_knows_its_secret_and_refuses_what_is_not_kept(tmp_path: Path) -> None:
    address = "https://hub.example/networks/entry-point"
    async with opened(tmp_path, address=address) as (api, post, session):
        assert api.webhook["url"] == f"{address}/"
        secret = api.webhook["secret_token"]
        assert TOKEN not in secret
        update = {"update_id": 1, "message": {**HEAD, "message_id": 1, "text": "hello"}}

        async def hook(said: str, body: bytes, method: str = "POST") -> int:
            async def pieces() -> AsyncIterator[bytes]:
                yield body

            headers = {"x-telegram-bot-api-secret-token": said}
            status, _, _ = await session.answer(method, "", "", headers, pieces())
            return status

        body = msgspec.json.encode(update)
        assert [await hook(said, body) for said in ("", "other", "é")] == [403] * 3
        assert await hook(secret, body, "GET") == 403
        assert await hook(secret, b"{") == 400
        assert await hook(secret, bytes(2 << 20)) == 413
        post.refusing = True
        assert await hook(secret, body) == 503
        await post.stood("waiting")
        assert not post.news
        post.refusing = False
        assert [await hook(secret, body) for _ in range(2)] == [200, 200]
        assert [one.text for one in post.of(Arrived)] == ["hello"]


def test_an_answer_names_only_what_was_not_said_last() -> None:
    asked, later = f"{CUSTOMER}:1", f"{CUSTOMER}:2"
    answer = letter("yes", answers=(asked,))
    assert place_of(answer, later)["reply_parameters"]["message_id"] == 1
    assert place_of(answer)["reply_parameters"]["message_id"] == 1
    assert "reply_parameters" not in place_of(answer, asked)
    assert "reply_parameters" not in place_of(letter("yes", answers=("99:1",)))


WORDS = st.sampled_from(
    ["message", "edited_message", "from", "chat", "id", "text", "photo", "contact", "new_reaction"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(inner=JSON)
def test_no_update_raises(inner: object) -> None:
    translate(inner, 1)
    for kind in ("message", "edited_message", "message_reaction", "my_chat_member"):
        about = {"message_id": 1, "chat": CHAT, "from": PERSON, "user": PERSON}
        odd = {"date": inner, "photo": inner, "document": inner, "contact": inner, "text": inner}
        translate({kind: about | odd | {"new_reaction": inner, "new_chat_member": inner}}, 1)
