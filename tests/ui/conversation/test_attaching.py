"""Files of a reply: dropped, pasted, refused, removed, sent."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import SendReply, WriteDraft
from agent_desktop.ui.conversation.composer.composer import Composer
from tests.ui.conversation.hands import press, text
from tests.ui.fake_desk import EVERYTHING, FakeDesk

# -- files -------------------------------------------------------------------------------------


def test_files_are_dropped_pasted_removed_and_sent(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1")
    two.write_text("22")
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(one)), QUrl.fromLocalFile(str(two))])
    composer.editor.insertFromMimeData(source)
    qtbot.waitUntil(lambda: len(composer.files) == 2)
    assert [(file.name, file.size) for file in composer.files] == [("one.txt", 1), ("two.txt", 2)]
    composer.attaching.chips.removed.emit(composer.files[0].id)
    assert desk.posted(WriteDraft)[-1].files == composer.files
    press(qtbot, composer, Qt.Key.Key_Return)
    (sent,) = desk.posted(SendReply)
    assert (sent.text, [file.path for file in sent.files]) == ("", [str(two)])
    desk.turn()
    assert composer.files == ()
    assert composer.attaching.chips.isHidden()


def test_refused_files_say_why(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.manifest = msgspec.structs.replace(EVERYTHING, max_attachment_bytes=3, max_attachments=1)
    big, empty, fine, late = (tmp_path / name for name in ("big", "empty", "fine", "late"))
    big.write_text("1234")
    empty.write_text("")
    fine.write_text("12")
    late.write_text("12")
    missing = tmp_path / "missing"
    composer.attaching.attach([str(path) for path in (big, empty, tmp_path, missing, fine, late)])
    qtbot.waitUntil(lambda: bool(composer.files))
    assert [file.name for file in composer.files] == ["fine"]
    words = composer.words.text().split("\n")
    assert words[0] == (
        "big was not attached: it is 4 B, over the 3 B limit. Make it smaller, or send a link to it."
    )
    assert words[1] == "empty was not attached: it is empty."
    assert words[2].endswith("it cannot be read.")
    assert words[3] == "missing was not attached: it cannot be read."
    assert words[4] == (
        "late was not attached: a message takes 1 file. Send it in another message."
    )


def test_a_pasted_picture_becomes_a_file(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    source = QMimeData()
    source.setImageData(image)
    composer.editor.insertFromMimeData(source)
    qtbot.waitUntil(lambda: bool(composer.files))
    (file,) = composer.files
    assert Path(file.path).parent == tmp_path
    assert QImage(file.path).size() == image.size()
    assert file.name.endswith(".png")


def test_an_attached_picture_is_shown_small(
    composer: Composer, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(tmp_path / "photo.png"))
    (tmp_path / "broken.png").write_bytes(b"no picture")
    composer.attaching.attach([str(tmp_path / "broken.png"), str(tmp_path / "photo.png")])
    with qtbot.waitSignal(composer.attaching._decoder.ready, timeout=30_000):
        qtbot.waitUntil(lambda: len(composer.files) == 2)
    broken, photo = composer.attaching.chips._chips
    at = photo.rect().center().y()
    qtbot.waitUntil(lambda: photo.grab().toImage().pixelColor(14, at) == Qt.GlobalColor.red)
    assert broken.grab().toImage().pixelColor(14, at) != Qt.GlobalColor.red


def test_pasted_markup_arrives_as_characters(composer: Composer) -> None:
    source = QMimeData()
    source.setHtml("<b>bold</b><img src='https://evil.example/x.png'>")
    source.setText("bold")
    composer.editor.insertFromMimeData(source)
    assert text(composer) == "bold"
    assert not composer.editor.textCursor().charFormat().font().bold()


def test_a_file_measured_while_a_note_is_written_joins_the_reply(
    composer: Composer, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1")
    two.write_text("2")
    composer.attaching.attach([str(one)])
    qtbot.waitUntil(lambda: len(composer.files) == 1)
    desk.turn()
    composer.attaching.attach([str(two)])
    composer.set_note(True)
    qtbot.waitUntil(lambda: not composer.note)
    assert [file.name for file in composer.files] == ["one.txt", "two.txt"]
