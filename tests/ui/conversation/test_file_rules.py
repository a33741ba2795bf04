"""What a way takes of files, what is said of the rest, and that another way is asked anew."""

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.files import FileLimits
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.composer.file_rules import complaint, refusal, unfit
from tests.ui.fake_desk import EVERYTHING, FakeDesk

MEGABYTE = 1_000_000
MMS = ReplyWay(
    channel=Channel.SMS,
    route=Route(entry_point_id="mms", address="+48600100200"),
    name="Hotline",
    files=FileLimits(count=2, size=5 * MEGABYTE, kinds=("image/jpeg", "image/png")),
)
MAIL = ReplyWay(
    channel=Channel.EMAIL,
    name="Support",
    files=FileLimits(count=9, size=5 * MEGABYTE, total=6 * MEGABYTE),
)
SMS = ReplyWay(channel=Channel.SMS, name="Short", files=FileLimits(count=0, size=0))


def local(name: str, size: int, number: int = 0) -> LocalFile:
    return LocalFile(id=f"{name}-{number}", path=f"/nowhere/{name}", name=name, size=size)


@pytest.mark.parametrize(
    ("file", "already", "way", "words"),
    [
        (
            local("holiday.jpg", 6 * MEGABYTE),
            0,
            MMS,
            "holiday.jpg was not attached: it is 6 MB, over the 5 MB limit. "
            "Make it smaller, or send a link to it.",
        ),
        (
            local("offer.pdf", 1_000),
            0,
            MMS,
            "offer.pdf was not attached: this way takes only JPEG, PNG. "
            "Save it as one of these, or reply another way.",
        ),
        (
            local("two.png", 1_000),
            2,
            MMS,
            "two.png was not attached: a message takes 2 files. Send it in another message.",
        ),
        (
            local("one.png", 1_000),
            0,
            SMS,
            "one.png was not attached: Short takes no files. Reply another way to send it.",
        ),
        (local("gone.png", -1), 0, MMS, "gone.png was not attached: it cannot be read."),
        (local("empty.png", 0), 0, MMS, "empty.png was not attached: it is empty."),
        (local("HOLIDAY.JPG", 5 * MEGABYTE), 1, MMS, ""),
        (local("offer.pdf", 1_000), 0, None, ""),
    ],
)
def test_a_file_is_refused_with_name_size_limit_and_remedy(
    file: LocalFile, already: int, way: ReplyWay | None, words: str
) -> None:
    assert refusal(file, already, EVERYTHING, way) == words


def test_the_backends_limits_hold_for_every_way() -> None:
    small = msgspec.structs.replace(EVERYTHING, max_attachment_bytes=10, max_attachments=1)
    assert "over the 10 B limit" in refusal(local("a.png", 11), 0, small, MMS)
    assert unfit((local("a.png", 1), local("b.png", 1)), small, MMS) == {"b.png-0"}


def test_another_way_marks_what_it_does_not_take() -> None:
    files = (local("a.png", 1), local("b.pdf", 1), local("c.png", 1), local("d.png", 1))
    assert unfit(files, EVERYTHING, None) == frozenset()
    assert unfit(files, EVERYTHING, MMS) == {"b.pdf-0", "d.png-0"}
    assert unfit(files, EVERYTHING, SMS) == {file.id for file in files}
    assert complaint(files, EVERYTHING, None) == ""
    assert complaint(files, EVERYTHING, MMS) == (
        "b.pdf cannot be sent: this way takes only JPEG, PNG. Remove it, or reply another way."
    )
    assert complaint(files[2:] + files[:1], EVERYTHING, MMS) == (
        "1 file too many: Hotline takes 2 a message. Remove it, or send it in another message."
    )
    assert complaint(files, EVERYTHING, SMS) == (
        "Short takes no files. Remove them, or reply another way."
    )
    assert complaint((), EVERYTHING, SMS) == ""


def test_what_is_too_much_together_is_said_before_it_is_sent() -> None:
    large, small = local("large.pdf", 5 * MEGABYTE), local("small.pdf", MEGABYTE)
    other = local("other.pdf", 1)
    assert refusal(small, 1, EVERYTHING, MAIL, large.size) == ""
    assert refusal(other, 2, EVERYTHING, MAIL, large.size + small.size) == (
        "other.pdf was not attached: all files together would be over the 6 MB limit. "
        "Send it in another message."
    )
    assert unfit((large, small), EVERYTHING, MAIL) == frozenset()
    assert unfit((small, other, large), EVERYTHING, MAIL) == {large.id}
    assert complaint((large, small), EVERYTHING, MAIL) == ""
    assert complaint((small, large, small), EVERYTHING, MAIL) == (
        "The files are 7 MB together, and Support takes 6 MB a message. "
        "Send some of them in another message."
    )


def test_the_composer_asks_again_when_the_way_changes(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    offer = tmp_path / "offer.pdf"
    offer.write_text("1")
    composer.attaching.attach([str(offer)])
    qtbot.waitUntil(lambda: len(composer.files) == 1)
    assert composer.bar.send.isEnabled()
    ways = (msgspec.structs.replace(MMS, channel=Channel.CHAT),)
    thread = desk.thread(composer.attaching.conversation_id)
    assert thread is not None
    talk = msgspec.structs.replace(thread.conversation, reply_ways=ways)
    composer.refresh(msgspec.structs.replace(thread, conversation=talk))
    assert composer.words.text().startswith("offer.pdf cannot be sent")
    assert not composer.bar.send.isEnabled()
    assert composer.attaching.chips.wrong == {composer.files[0].id}
    composer.attaching.remove(composer.files[0].id)
    assert composer.words.text() == ""
