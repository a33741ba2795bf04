"""Files of customers on their way to the disk: whose name is not trusted, which are warned of, all at once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.files import Check
from agent_desktop.model.intents import SaveAttachment
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.file_looks import files_of, sounds_of
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_samples import sample_message


def file(name: str, number: int = 1, media_type: str = "x/y", **more: object) -> Attachment:
    return Attachment(id=f"f{number}", name=name, media_type=media_type, size=3, **more)  # type: ignore[arg-type]


def dialog_of(pane: ConversationPane) -> QFileDialog:
    found = pane.findChild(QFileDialog)
    assert found is not None
    return found


def test_saving_a_file_asks_where_without_trusting_its_name(
    pane: ConversationPane, desk: FakeDesk, tmp_path: Path
) -> None:
    wanted = file("../../../evil\u202efdp.txt")
    pane.timeline.save_asked.emit(wanted)
    dialog = dialog_of(pane)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["evilfdp.txt"]
    dialog.fileSelected.emit(f"{tmp_path}/evil.txt")
    dialog.close()
    (asked,) = desk.posted(SaveAttachment)
    assert (asked.attachment, asked.conversation_id) == (wanted, "c1")
    assert asked.path == f"{tmp_path}/evil.txt"


@pytest.mark.parametrize("anyway", [False, True])
def test_what_can_start_something_is_warned_of(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot, anyway: bool
) -> None:
    pane.timeline.save_asked.emit(file("invoice.pdf.exe"))
    box = pane.findChild(QMessageBox)
    assert box is not None
    assert "“invoice.pdf.exe”" in box.text()
    assert pane.findChild(QFileDialog) is None
    wanted = QMessageBox.ButtonRole.AcceptRole if anyway else QMessageBox.ButtonRole.RejectRole
    (button,) = [one for one in box.buttons() if box.buttonRole(one) is wanted]
    assert (box.defaultButton() is button) is not anyway
    button.click()
    assert (pane.findChild(QFileDialog) is not None) is anyway
    assert desk.posted(SaveAttachment) == []


def test_all_files_are_saved_and_none_is_overwritten(
    pane: ConversationPane, desk: FakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "A.txt").write_text("mine")
    pane.timeline.save_asked.emit([file("a.txt"), file("../a.txt", 2), file("b.txt", 3)])
    dialog = dialog_of(pane)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(lambda: len(desk.posted(SaveAttachment)) == 3)
    names = [Path(one.path).name for one in desk.posted(SaveAttachment)]
    assert names == ["a (2).txt", "a (3).txt", "b.txt"]
    assert {Path(one.path).parent for one in desk.posted(SaveAttachment)} == {tmp_path}


@pytest.mark.parametrize(
    ("check", "words", "there"),
    [
        (Check.NONE, "a.mp3 · 3 B", True),
        (Check.CLEAN, "a.mp3 · 3 B", True),
        (Check.UNCHECKED, "a.mp3 · 3 B · not checked for viruses", True),
        (Check.WAITING, "a.mp3 · 3 B · waits for the virus scanner", False),
        (Check.HELD, "a.mp3 · 3 B · held back: Evil.A", False),
        (Check.RELEASED, "a.mp3 · 3 B · released in spite of Evil.A", True),
        (Check.DELETED, "a.mp3 · 3 B · deleted by an administrator: Evil.A", False),
    ],
)
def test_what_the_scanner_says_is_shown_and_what_it_keeps_back_cannot_be_had(
    check: Check, words: str, there: bool
) -> None:
    finding = "Evil.A" if check not in (Check.NONE, Check.CLEAN) else ""
    one = file("a.mp3", check=check, finding=finding)
    (look,) = files_of(sample_message("x", seq=1, attachments=(one,)))
    assert (look.words, look.attachment is not None) == (words, there)
    sound = file("a.mp3", media_type="audio/mpeg", check=check, finding=finding)
    assert len(sounds_of((sound,), saving=True)) == (1 if there else 0)
    assert len(files_of(sample_message("x", seq=1, attachments=(sound,)))) == (0 if there else 1)


def test_what_can_start_programs_says_so_before_it_is_saved() -> None:
    risky = Attachment(id="a", name="invoice_pdf.exe", media_type="", size=2_000)
    plain = Attachment(id="b", name="invoice.pdf", media_type="application/pdf", size=2_000)
    theirs, calm = files_of(sample_message("x", attachments=(risky, plain)))
    assert (theirs.words, theirs.icon) == (
        "invoice_pdf.exe · 2 KB · can start programs",
        "triangle-alert",
    )
    assert theirs.tone
    assert not calm.tone
    long = Attachment(id="c", name=f"{'photo ' * 30}.pdf.exe", media_type="", size=2_000)
    (theirs,) = files_of(sample_message("x", attachments=(long,)))
    assert theirs.words.startswith("photo photo")
    assert theirs.words.split(" · ")[0].endswith(".pdf.exe"), (
        "no ending is hidden by what stands before"
    )
    assert len(theirs.words) < 90
    (ours,) = files_of(sample_message("x", mine=True, attachments=(risky,)))
    assert ours.words == "invoice_pdf.exe · 2 KB", "who sends it knows it"
