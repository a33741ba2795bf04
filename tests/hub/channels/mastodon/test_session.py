"""What Mastodon has of its own: circles of readers, changes, deletions, files, length, repeated attempts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.channels.mastodon.allowed import USUAL, limits_of
from agent_desktop.hub.channels.mastodon.html_text import plain
from agent_desktop.hub.channels.mastodon.session import MastodonSession
from agent_desktop.hub.channels.mastodon.translate import Whole, circle, translate
from agent_desktop.hub.written.records import (
    Arrived,
    Edited,
    NotNow,
    Outcome,
    Reacted,
    Rejected,
    Sent,
    Spread,
    TakenBack,
    Unclear,
)
from agent_desktop.model.timeline import WishKind
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.suite import session, texts
from tests.hub.channels.mastodon.peer import MastodonPeer
from tests.hub.channels.post import MemoryPost


@asynchronous
async def test_a_mention_says_who_where_and_for_whom(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        peer.mentions("before we were there")
        peer.files["a.png"] = b"\x89PNG\r\n\x1a\n" + bytes(99)
        async with session(peer, post):
            await post.stood("live")
            media = [{"type": "image", "url": f"{peer.front.url}/files/a.png", "description": None}]
            counts = {"reblogs_count": 30, "favourites_count": 12}
            key = peer.mentions(
                "<b>help</b>", visibility="public", media_attachments=media, **counts
            )
            peer.mentions("quietly", in_reply_to_id=key)
            public, direct = await post.first(Arrived, 2)
        assert (public.text, public.name, public.public) == ("<b>help</b>", "Layla", True)
        assert public.address.value == "layla@away.test"
        assert public.reach == 42
        assert post.attachment(public.attachments[0]).name == "a.png"
        assert post.bytes_of(public.attachments[0]) == peer.files["a.png"]
        assert (direct.text, direct.public, direct.answers) == ("quietly", False, (key,))


@asynchronous
async def test_an_answer_reaches_no_more_people_than_the_question(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            for circle_of in ("public", "unlisted", "private", "direct"):
                key = peer.mentions("?", visibility=circle_of, spoiler_text="cw")
                for public in (True, False):
                    letter = replace(peer.letter("answer"), answers=(key,), public=public)
                    assert isinstance(await running.send(letter), Sent)
            letter = replace(peer.letter("first word"), public=True)
            assert isinstance(await running.send(letter), Sent)
        assert [one["visibility"] for one in peer.asked] == [
            *("public", "direct", "unlisted", "direct", "private", "direct", "direct", "direct"),
            "direct",
        ]
        assert all(one["status"].startswith("@layla@away.test ") for one in peer.asked)
        assert all(one["spoiler_text"] == "cw" for one in peer.asked[:-1])
        assert "in_reply_to_id" not in peer.asked[-1]


@pytest.mark.parametrize("old", [False, True])
@asynchronous
async def test_changes_deletions_and_likes_are_noticed(tmp_path: Path, old: bool) -> None:
    async with MastodonPeer().open() as peer:
        peer.old = old
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            key = peer.mentions("frist", visibility="unlisted")
            other = peer.mentions("gone soon")
            await post.first(Arrived, 2)
            edit = {"content": "<p>first</p>", "edited_at": "2026-01-01T10:00:00.000Z"}
            peer.statuses[key].update(edit)
            (edited,) = await post.first(Edited)
            for reach in (120, 90):
                peer.statuses[key]["reblogs_count"] = reach
                peer.statuses[other]["reblogs_count"] = reach
            (spread,) = await post.first(Spread)
        # What the next session finds gone is what this one saw.
        del peer.statuses[other]
        async with session(peer, post) as running:
            (gone,) = await post.first(TakenBack)
            sent = await running.send(peer.letter("answer"))
            assert isinstance(sent, Sent)
            peer.notifies("favourite", sent.remote_ids[0])
            peer.notifies("favourite", key)
            liked, _ = await post.first(Reacted, 2)
        assert (spread.remote_id, spread.reach) == (key, 90)
        assert len(post.of(Spread)) == 1
        assert (edited.remote_id, edited.text) == (key, "first")
        assert gone.remote_id == other
        assert (liked.remote_id, liked.sign) == (sent.remote_ids[0], "★")
        assert len(post.of(Edited)) == 1


@pytest.mark.parametrize("old", [False, True])
@asynchronous
async def test_a_server_says_how_much_it_takes(tmp_path: Path, old: bool) -> None:
    async with MastodonPeer().open() as peer:
        peer.old = old
        post = MemoryPost(tmp_path)
        about = {"max_characters": 5000, "max_media_attachments": 6}
        media = {
            "supported_mime_types": ["image/png", "audio/OGG", "no type", 7, "image/png"],
            "image_size_limit": 10_000_000,
            "video_size_limit": 99_000_000,
        }
        peer.instance = {"configuration": {"statuses": about, "media_attachments": media}}
        async with session(peer, post):
            await post.stood("live")
        (limits,) = post.limits
        assert (limits.max_text, limits.max_files) == (5000, 6)
        assert limits.max_file_bytes == 10_000_000
        assert limits.media_types == ("image/png", "audio/ogg")


@pytest.mark.parametrize("said", [None, 0, -1, "many", 10**12, {}, True])
def test_a_length_that_is_none_is_the_usual_one(said: object) -> None:
    about = {"max_characters": said, "max_media_attachments": said}
    media = {"supported_mime_types": said, "image_size_limit": said}
    found = limits_of({"configuration": {"statuses": about, "media_attachments": media}})
    assert 0 < found.max_file_bytes <= 25 * 1024 * 1024
    assert replace(found, max_file_bytes=USUAL.max_file_bytes) == USUAL
    assert limits_of({"configuration": said}) == USUAL


@asynchronous
async def test_an_outage_of_many_mentions_is_made_up_for(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post):
            await post.stood("live")
        said = [str(number) for number in range(1000)]
        for text in said:
            peer.mentions(text)
        async with session(peer, post):
            await post.first(Arrived, 1000)
        assert texts(post) == said


async def refused(status: int, error: str, folder: Path) -> Outcome:
    """What becomes of a letter that the server refuses so."""
    async with MastodonPeer().open() as peer:
        post = MemoryPost(folder)
        async with session(peer, post) as running:
            await post.stood("live")
            peer.refusals.append((status, error))
            return await running.send(peer.letter("hello"))


@asynchronous
async def test_refusals_are_told_apart(tmp_path: Path) -> None:
    quick = await refused(429, "Too many requests", tmp_path)
    assert quick == NotNow(problem="The server answered 429: Too many requests", wait_ms=7000)
    assert isinstance(await refused(503, "", tmp_path), Unclear)
    final = await refused(422, "Validation failed: Text character limit of 500 exceeded", tmp_path)
    assert isinstance(final, Rejected)
    assert "500" in final.problem
    assert final.remedy


@asynchronous
async def test_files_go_along_and_a_second_attempt_is_the_same_post(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            photo = await post.keep_file("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
            letter = replace(peer.letter("look", "letter-1"), attachments=(photo,))
            first = await running.send(letter)
            assert await running.send(letter) == first
            assert await running.look(letter) == first
            assert isinstance(await running.look(peer.letter("never sent")), NotNow)
            assert isinstance(await running.look(peer.letter("look", "another")), NotNow)
            stranger = replace(letter, id="to another", to="x@away.test")
            assert isinstance(await running.look(stranger), NotNow)
        assert len(peer.ours) == 1
        assert peer.asked[0]["media_ids"] == ["media-1"]
        assert peer.uploads[0] == ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99))


@asynchronous
async def test_a_question_that_was_deleted_is_not_answered_in_public(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            letter = replace(peer.letter("answer"), answers=("999",), public=True)
            outcome = await running.send(letter)
            assert isinstance(outcome, Rejected)
            assert isinstance(await running.send(replace(letter, public=False)), Sent)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<p>a &amp; b &lt;c&gt;</p>", "a & b <c>"),
        (
            '<a href="x"><span class="invisible">https://</span><span>e.test/lo</span>'
            '<span class="invisible">ng</span></a>',
            "https://e.test/long",
        ),
        ("<script>alert(1)</script><p>x</p>", "x"),
        ("<p>open <b", "open <b"),
    ],
)
def test_markup_becomes_plain_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_what_nobody_may_see_is_never_public() -> None:
    letter = MastodonPeer().letter("x")
    assert circle(replace(letter, public=True), {"visibility": "odd"}) == "direct"
    assert circle(letter, {"visibility": "public"}) == "direct"


WORDS = st.sampled_from(["type", "status", "account", "id", "content", "acct", "media_attachments"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=6) | st.just("mention"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(inner=JSON)
def test_no_notification_raises(inner: object) -> None:
    us = Whole(id="1", user="hub", home="social.test")
    translate(inner, us, 1)
    status = {"id": "3", "account": {"acct": "a@b", "id": inner}, "content": inner}
    odd = {"created_at": inner, "edited_at": inner, "media_attachments": inner}
    translate({"type": "mention", "account": {"acct": "a"}, "status": status | odd}, us, 1)


@asynchronous
async def test_an_edit_changes_the_words_alone_and_what_is_gone_is_gone(tmp_path: Path) -> None:
    async with MastodonPeer().open() as peer:
        post = MemoryPost(tmp_path)
        async with session(peer, post) as running:
            await post.stood("live")
            assert isinstance(running, MastodonSession)
            sent = await running.send(peer.letter("helo"))
            assert isinstance(sent, Sent)
            (key,) = sent.remote_ids
            about = {"media_attachments": [{"id": "m1"}], "spoiler_text": "Lamps"}
            peer.statuses[key].update(about, sensitive=True)
            wish = replace(
                peer.letter("hello", "w1"), wish=WishKind.EDIT, remote_ids=sent.remote_ids
            )
            assert isinstance(await running.amend(wish), Sent)
            assert peer.statuses[key]["put"] == {
                "status": "@layla@away.test hello",
                "spoiler_text": "Lamps",
                "sensitive": True,
                "media_ids": ["m1"],
            }
            hers = peer.mentions("thanks")
            for sign in ("★", ""):
                react = replace(wish, wish=WishKind.REACT, text=sign, remote_ids=(hers,))
                assert isinstance(await running.amend(react), Sent)
                assert peer.statuses[hers]["favourited"] is bool(sign)
            gone = replace(wish, wish=WishKind.DELETE, text="")
            for _ in range(2):
                assert isinstance(await running.amend(gone), Sent)
            assert key not in peer.statuses
            late = await running.amend(wish)  # it is not there any more
            assert isinstance(late, Rejected)
