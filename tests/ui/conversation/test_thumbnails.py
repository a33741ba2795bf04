"""Pictures in the timeline: asked for when they are painted, shown when they came, without anything that moves."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.changes import PictureShown, UploadsShown
from agent_desktop.model.files import Check
from agent_desktop.model.intents import SeePicture
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline import view
from agent_desktop.ui.conversation.timeline.file_looks import files_of
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_samples import sample_message

PHOTO = Attachment(id="photo", name="photo.png", media_type="image/png", size=400)


def png() -> bytes:
    image = QImage(300, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("channel", ["chat", "email"])
def test_a_picture_is_shown_where_it_was_sent(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot, channel: str
) -> None:
    message = sample_message("Look", seq=1, attachments=(PHOTO,))
    pane.timeline.show_items([replace(message, channel=Channel(channel))])
    qtbot.waitUntil(lambda: bool(desk.posted(SeePicture)))
    height = pane.timeline.laid(0).height
    assert desk.posted(SeePicture) == [SeePicture(attachment=PHOTO)]
    desk.pictures["photo"] = png()
    with qtbot.waitSignal(pane.thumbnails.changed, timeout=30_000):
        desk.publish(PictureShown(attachment_id="photo"))
    (box,) = pane.timeline.laid(0).files
    y = pane.timeline.scroller.y_of(0)
    assert y is not None
    middle = box.rect.translated(0, y).center().toPoint()

    def reddish() -> bool:
        shot = pane.timeline.viewport().grab().toImage()
        scale = shot.devicePixelRatio()
        color = QColor(shot.pixel(round(middle.x() * scale), round((middle.y() - 14) * scale)))
        return color.red() > 200 and color.green() < 60

    qtbot.waitUntil(reddish)
    assert pane.timeline.laid(0).height == height
    assert len(desk.posted(SeePicture)) == 1


def test_what_is_no_picture_says_so_in_its_place(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    pane.timeline.show_items([sample_message("Look", seq=1, attachments=(PHOTO,))])
    qtbot.waitUntil(lambda: bool(desk.posted(SeePicture)))
    assert pane.thumbnails.picture(PHOTO) is None, "it is on its way"
    before = pane.timeline.viewport().grab().toImage()
    desk.pictures["photo"] = b"\x89PNG\r\n\x1a\n is all that there is"
    with qtbot.waitSignal(pane.thumbnails.changed, timeout=30_000):
        desk.publish(PictureShown(attachment_id="photo"))
    broken = pane.thumbnails.picture(PHOTO)
    assert broken is not None
    assert broken.isNull()
    assert pane.timeline.viewport().grab().toImage() != before, "words stand there"
    assert len(desk.posted(SeePicture)) == 1


@pytest.mark.parametrize(
    "file",
    [
        replace(PHOTO, media_type="image/svg+xml"),
        replace(PHOTO, media_type="text/plain; charset=utf-8"),
        replace(PHOTO, size=50_000_000),
        replace(PHOTO, check=Check.HELD, finding="Evil"),
    ],
)
def test_what_is_no_picture_for_us_is_a_file(file: Attachment) -> None:
    (look,) = files_of(sample_message("x", seq=1, attachments=(file,)))
    assert not look.picture


def test_a_file_on_its_way_shows_how_far_it_is(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot
) -> None:
    file = LocalFile(id="mine", path="/nowhere/film.mp4", name="film.mp4", size=1_000)
    message = sample_message("", seq=0, mine=True, files=(file,), delivery=Delivery.SENDING)
    pane.timeline.show_items([message])

    def line() -> list[bool]:
        (box,) = pane.timeline.laid(0).files
        y = pane.timeline.scroller.y_of(0)
        assert y is not None
        shot = pane.timeline.viewport().grab().toImage()
        scale, wanted = shot.devicePixelRatio(), pane.theme.color("accent.text")
        row = round((box.rect.bottom() + y - 3) * scale)
        places = (box.rect.left() + box.rect.width() * part for part in (0.1, 0.4, 0.6, 0.9))
        return [QColor(shot.pixel(round(x * scale), row)) == wanted for x in places]

    qtbot.waitUntil(lambda: line() == [False] * 4)
    desk.uploads["mine"] = 500
    desk.publish(UploadsShown())
    qtbot.waitUntil(lambda: line() == [True, True, False, False])


def test_how_far_files_are_is_said_in_quarters_and_not_oftener(
    pane: ConversationPane, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = LocalFile(id="film", path="/nowhere/film.mp4", name="film.mp4", size=1_000)
    note = LocalFile(id="note", path="/nowhere/note.txt", name="note.txt", size=10)
    message = sample_message("", seq=0, mine=True, files=(film, note), delivery=Delivery.SENDING)
    pane.timeline.show_items([message])
    told: list[str] = []
    monkeypatch.setattr(view, "announce", lambda _widget, words: told.append(words))
    for there in range(0, 1_001, 10):
        desk.uploads["film"] = there
        desk.uploads["note"] = 10 if there > 500 else 0
        desk.publish(UploadsShown())
    assert told == ["film.mp4: 25% sent", "film.mp4: 50% sent", "film.mp4: 75% sent"]
    desk.uploads["film"] = 333
    child = QAccessible.queryAccessibleInterface(pane.timeline).child(0)
    assert child.text(QAccessible.Text.Description) == "film.mp4: 33% sent, note.txt: 100% sent"
