"""Pictures that were sent, on their way to the timeline."""

import pytest

from agent_desktop.desk.errands import ReadPicture
from agent_desktop.desk.items import PictureRead
from agent_desktop.desk.seen_pictures import KEPT, LARGEST
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import PictureShown
from agent_desktop.model.files import Check
from agent_desktop.model.intents import SeePicture
from tests.desk.script import Script, told


def picture(name: str, size: int = 10, check: Check = Check.NONE) -> Attachment:
    return Attachment(id=name, name=name, media_type="image/png", size=size, check=check)


def test_a_picture_is_fetched_once_and_told() -> None:
    one = picture("one")
    script = Script().take(SeePicture(attachment=one), SeePicture(attachment=one))
    assert script.sends == [ReadPicture(mail_id="", source="one", attachment=one)]
    assert script.view.picture("one") is None
    script.take(PictureRead(mail_id="", source="one", data=b"png"))
    assert told(script, PictureShown) == [PictureShown(attachment_id="one")]
    assert script.view.picture("one") == b"png"


def test_one_that_cannot_be_had_is_told_too_and_can_be_asked_for_again() -> None:
    script = Script().take(SeePicture(attachment=picture("one")))
    script.take(PictureRead(mail_id="", source="one"))
    assert told(script, PictureShown) == [PictureShown(attachment_id="one")]
    assert script.view.picture("one") == b""
    script.take(SeePicture(attachment=picture("one")))
    assert len(script.sends) == 1
    script.take(PictureRead(mail_id="", source="one", data=b"png"))
    assert told(script, PictureShown) == [PictureShown(attachment_id="one")]


def test_only_the_latest_are_held_and_what_nobody_asked_for_is_not() -> None:
    script = Script().take(PictureRead(mail_id="", source="stray", data=b"x"))
    assert script.view.picture("stray") is None
    for number in range(KEPT + 2):
        script.take(SeePicture(attachment=picture(f"p{number}")))
        script.take(PictureRead(mail_id="", source=f"p{number}", data=b"x"))
    held = [number for number in range(KEPT + 2) if script.view.picture(f"p{number}") is not None]
    assert held == list(range(2, KEPT + 2))


@pytest.mark.parametrize(
    "one",
    [
        picture("large", size=LARGEST + 1),
        picture("held", check=Check.HELD),
        picture("waiting", check=Check.WAITING),
    ],
)
def test_what_must_not_be_seen_is_not_asked_for(one: Attachment) -> None:
    assert Script().take(SeePicture(attachment=one)).sends == []
