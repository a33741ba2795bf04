"""Of several rooms with one customer, the one in which somebody wrote last is where they are answered."""

from pathlib import Path

from agent_desktop.hub.written.records import Sent
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import opened
from tests.hub.centre.post import HANDLE, ROOM, Post


def test_who_goes_on_in_another_room_is_answered_there(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        post = Post(floor)

        def answered(room: str) -> str:
            """The customer writes in a room; where the answer goes."""
            said = post.arrived("Hello?", address=HANDLE, thread=room)
            post.take(said, entry=ROOM)
            if floor.centre.snapshot("anna")[1].offers:
                floor.accept("anna")
            floor.wait(1_000)
            post.answer("Yes.", channel=Channel.SOCIAL)
            letter = post.claim(ROOM)
            floor.wait(1_000)
            floor.centre.settle_letter(letter.id, Sent(remote_ids=(letter.id,), thread=room))
            return letter.thread

        rooms = ["!z:here", "!a:here", "!m:here", "!z:here", "!a:here"]
        assert [answered(one) for one in rooms] == rooms
        post.answer("One more.", channel=Channel.SOCIAL)
        late = post.claim(ROOM)
        floor.wait(1_000)
        post.take(post.arrived("Here!", address=HANDLE, thread="!new:here"), entry=ROOM)
        floor.centre.settle_letter(late.id, Sent(remote_ids=(late.id,), thread="!a:here"))
        post.answer("There?", channel=Channel.SOCIAL)
        assert post.claim(ROOM).thread == "!new:here"
