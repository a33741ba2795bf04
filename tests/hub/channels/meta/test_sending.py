"""What is asked of the Graph API for a letter, and what its refusals become."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.meta.errors import Kind, meaning
from agent_desktop.hub.written.records import NotNow, Outcome, Rejected, Sent, Unclear
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session
from tests.hub.channels.meta.peer import ADDRESS, CUSTOMER, MetaPeer, pieces
from tests.hub.channels.post import MemoryPost

PNG = b"\x89PNG\r\n\x1a\n" + bytes(99)


async def outcome_of(
    name: str, folder: Path, *refusals: dict[str, Any], automatic: bool = False
) -> tuple[Outcome, MetaPeer, MemoryPost]:
    """What becomes of a letter that is refused so often."""
    async with MetaPeer(name).open() as peer:
        post = MemoryPost(folder)
        async with session(peer, post) as running:
            await post.stood("live")
            peer.refusals += refusals
            letter = replace(peer.letter("hello", "letter-1"), automatic=automatic)
            return await running.send(letter), peer, post


@pytest.mark.parametrize("code", [130429, 131056, 4, 2])
def test_who_is_too_quick_tries_later(code: int, tmp_path: Path) -> None:
    @asynchronous
    async def scene() -> None:
        outcome, _, _ = await outcome_of("whatsapp", tmp_path, {"code": code})
        assert isinstance(outcome, NotNow)

    scene()


@pytest.mark.parametrize("code", [131047, 131026, 131051, 131042, 132001, 100, 10, 200, 99999])
def test_a_refusal_is_final_in_words_and_with_a_remedy(code: int, tmp_path: Path) -> None:
    @asynchronous
    async def scene() -> None:
        outcome, peer, _ = await outcome_of("whatsapp", tmp_path, {"code": code, "message": "no"})
        assert isinstance(outcome, Rejected)
        assert outcome.problem
        assert outcome.remedy
        assert not peer.taken

    scene()


@asynchronous
async def test_a_fault_of_metas_leaves_it_unclear(tmp_path: Path) -> None:
    outcome, _, _ = await outcome_of("whatsapp", tmp_path, {"code": 131000, "status": 500})
    assert isinstance(outcome, Unclear)


@asynchronous
async def test_a_token_that_ends_stops_everything(tmp_path: Path) -> None:
    outcome, _, post = await outcome_of("whatsapp", tmp_path, {"code": 190, "status": 401})
    assert isinstance(outcome, NotNow)
    assert post.standings[-1].code == "refused"
    assert "access token" in post.standings[-1].words


@asynchronous
async def test_after_a_day_a_person_answers_by_the_tag(tmp_path: Path) -> None:
    window = {"code": 10, "error_subcode": 2018278}
    outcome, peer, _ = await outcome_of("messenger", tmp_path, window)
    assert isinstance(outcome, Sent)
    (taken,) = peer.taken
    assert (taken["messaging_type"], taken["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    outcome, _, _ = await outcome_of("messenger", tmp_path, dict(window), dict(window))
    assert isinstance(outcome, Rejected)
    assert "too long ago" in outcome.problem
    outcome, peer, _ = await outcome_of("messenger", tmp_path, dict(window), automatic=True)
    assert isinstance(outcome, Rejected), "no machine may pass for a person"
    assert peer.taken == []


@asynchronous
async def test_files_go_along_and_what_was_taken_is_not_sent_again(tmp_path: Path) -> None:
    async with MetaPeer("whatsapp").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            photo = await post.keep_file("réçu.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
            paper = await post.keep_file("paper.bin", b"paper")
            letter = replace(peer.letter("look", "letter-1"), attachments=(photo, paper))
            peer.refusals += [{"code": 131016, "status": 503}]
            assert isinstance(await running.send(letter), NotNow)
            assert not peer.taken
            peer.files["x"] = b""
            first = await running.send(letter)
        # The hub forgot what became of it; the next session does not send it again.
        async with session(peer, post) as running:
            await post.stood("live", 2)
            assert await running.look(letter) == first
        assert isinstance(first, Sent)
        assert len(first.remote_ids) == 3
        text, image, document = peer.taken
        assert text["text"]["body"] == "look"
        assert image["type"] == "image"
        assert document["document"]["filename"] == "paper.bin"
        assert peer.uploads == [
            ("réçu.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
            ("paper.bin", b"paper"),
        ]


@asynchronous
async def test_messenger_takes_files(tmp_path: Path) -> None:
    async with MetaPeer("messenger").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            paper = await post.keep_file("paper.bin", b"paper")
            letter = replace(peer.letter("look"), attachments=(paper,))
            assert isinstance(await running.send(letter), Sent)
        assert peer.taken[1]["message"]["attachment"]["type"] == "file"
        assert peer.taken[1]["recipient"] == {"id": CUSTOMER}
        assert peer.uploads == [("paper.bin", b"paper")]


@asynchronous
async def test_instagram_fetches_pictures_by_urls_that_nobody_guesses(tmp_path: Path) -> None:
    async with MetaPeer("instagram").open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            picture = await post.keep_file("a.png", PNG)
            letter = replace(peer.letter("look"), attachments=(picture,))
            sent = await running.send(letter)
            assert isinstance(sent, Sent)
            assert len(sent.remote_ids) == 2
            about = peer.taken[1]["message"]["attachment"]
            assert about["type"] == "image"
            rest = about["payload"]["url"].removeprefix(f"{ADDRESS}/")
            assert peer.session is not None
            answer = peer.session.answer
            status, headers, body = await answer("GET", rest, "", {}, pieces(b""))
            assert (status, headers["content-type"], body) == (200, "image/png", PNG)
            wrong = rest[:-1] + ("0" if rest[-1] != "0" else "1")
            for guess in (wrong, "file/x/", "file/../x/y"):
                status, _, body = await answer("GET", guess, "", {}, pieces(b""))
                assert (status, body) == (403, b"")


def test_what_nobody_knows_is_final_with_its_number() -> None:
    about = meaning({"code": 424242, "message": "odd"})
    assert about.kind is Kind.FINAL
    assert "424242" in about.words
    assert meaning({}, 500).kind is Kind.UNKNOWN
