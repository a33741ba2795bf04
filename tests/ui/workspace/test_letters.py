"""A formatted mail in the window: nothing of it loads or runs, whatever it says; words while there is none."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.shown_mail import FormattedMail, MailPicture
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.changes import FormattedShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import ForgetPictures, ShowFormatted, ShowPictures
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.kit.flattened import MOST, flattened
from agent_desktop.ui.kit.widgets.letterview import LetterView
from agent_desktop.ui.shell.lettersheet import LetterSheet
from tests.ui.fake_desk import (
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)
from tests.ui.workspace.conftest import Office

HTML = Attachment(id="h", name="mail.html", media_type="text/html", size=300)
MAIL = sample_message(
    "Thanks", channel=Channel.EMAIL, mail=MailHead(subject="Broken\nlamp", html=HTML)
)


@pytest.fixture
def sheet(office: Office, qtbot: QtBot) -> LetterSheet:
    """The sheet after a click on the chip of a mail."""
    office.desk.put_thread(
        sample_conversation(),
        [MAIL],
        customer=sample_customer(),
        interaction=sample_interaction(),
        complete=True,
    )
    office.desk.open("c1")
    office.frames()
    view = office.spaces.conversation.timeline
    y = view.scroller.y_of(0)
    assert y is not None
    zone = next(zone for zone in view.laid(0).zones if zone.act is Act.FORMATTED)
    at = zone.rect.center().toPoint() + QPoint(0, y)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    return office.shell.sheets.letter


def came(office: Office, html: str | None = None, problem: Problem | None = None) -> None:
    office.desk.formatted = FormattedMail(attachment_id="h", html=html, problem=problem)
    office.desk.publish(FormattedShown())
    QApplication.processEvents()


def test_it_waits_in_words_then_shows_and_escape_closes(
    office: Office, sheet: LetterSheet, qtbot: QtBot
) -> None:
    assert office.desk.posted(ShowFormatted) == [ShowFormatted(attachment=HTML)]
    assert sheet.isVisible()
    assert sheet.width() > 600
    assert sheet.title.text() == "Broken lamp"
    assert sheet.state.isVisible()
    assert sheet.state.text() == "The mail is being fetched…"
    came(office, "<p>Hello <b>you</b></p>")
    assert sheet.view.isVisible()
    assert sheet.view.toPlainText() == "Hello you"
    qtbot.keyClick(sheet.view, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_refusal_and_an_empty_mail_are_said(office: Office, sheet: LetterSheet) -> None:
    problem = Problem(code="offline", message="There is no link.", remedy="Try again later.")
    came(office, problem=problem)
    assert not sheet.view.isVisible()
    assert sheet.state.text() == "There is no link. Try again later."
    came(office, " ")
    assert "Save the original mail" in sheet.state.text()


def test_another_mails_answer_is_not_shown(office: Office, sheet: LetterSheet) -> None:
    office.desk.formatted = FormattedMail(attachment_id="x", html="<p>other")
    office.desk.publish(FormattedShown())
    assert sheet.state.text() == "The mail is being fetched…"
    assert sheet.view.toPlainText() == ""


# -- hostile pages


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody should speak to."""
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.setblocking(False)
        yield made


def hostile(port: int, picture: Path) -> str:
    base = f"http://127.0.0.1:{port}"
    return f"""<html><head><title>t</title><base href="{base}/">
        <link rel="stylesheet" href="{base}/a.css"><link rel="stylesheet" href="{picture}.css">
        <style>@import url({base}/b.css); p {{ background-image: url({base}/c.png) }}</style>
        <meta http-equiv="refresh" content="0; url={base}/d"></head>
        <body background="{base}/e.png"><script>fetch('{base}/f')</script>
        <p style="background-image: url({base}/g.png)" onclick="x()">seen</p>
        <img src="{base}/h.png"><img src="h2.png"><img src="//127.0.0.1:{port}/i.png">
        <img src="{picture}"><img src="file://{picture}"><img src="{picture.name}"><img src="">
        <img src="data:image/png;base64,iVBORw0KGgo="><img src="qrc:/a.png"><img src=":/a.png">
        <img src="\\\\127.0.0.1\\share\\a.png"><img src="attachment:h">
        <form action="{base}/j"><input name="a" value="typed"><button>go</button></form>
        <iframe src="{base}/k"></iframe><object data="{base}/l"></object>
        <a href="{base}/m">web</a><a href="file://{picture}">file</a>
        <a href="javascript:x()">script</a></body></html>"""


def test_nothing_is_loaded_from_anywhere(
    office: Office,
    sheet: LetterSheet,
    listener: socket.socket,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    red = QImage(200, 200, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    picture = tmp_path / "trap.png"
    assert red.save(str(picture))
    (tmp_path / "trap.png.css").write_text("p { color: #ff0000 }")
    monkeypatch.chdir(tmp_path)
    asked: list[object] = []
    answer = LetterView.loadResource

    def trap(self: LetterView, kind: int, name: QUrl | str) -> object:
        given = answer(self, kind, name)
        asked.append(name)
        assert given == b" " or (isinstance(given, QImage) and given.width() == 1)
        return given

    monkeypatch.setattr(LetterView, "loadResource", trap)
    came(office, hostile(listener.getsockname()[1], picture))
    shot = sheet.view.grab().toImage()
    assert asked
    assert sheet.view.toPlainText().lstrip().startswith("seen")
    assert "fetch" not in sheet.view.toPlainText()
    reds = [
        (x, y)
        for x in range(0, shot.width(), 3)
        for y in range(0, shot.height(), 3)
        if shot.pixelColor(x, y).rgb() == red.pixelColor(0, 0).rgb()
    ]
    assert reds == []
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_trap_would_notice_a_picture_of_the_disk(qtbot: QtBot, tmp_path: Path) -> None:
    """The same picture in a plain document of Qt is read from the disk: what the view must prevent is real."""
    red = QImage(200, 200, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    red.save(str(tmp_path / "trap.png"))
    page = QTextDocument()
    page.setHtml(f'<img src="{tmp_path / "trap.png"}">')
    assert page.size().height() > 150


def test_links_are_told_by_a_click_and_only_of_the_web(office: Office, sheet: LetterSheet) -> None:
    came(office, '<a href="https://example.org/a?b=1">x</a>')
    assert office.links == []
    for address in ("file:///etc/passwd", "javascript:x()", "data:text/html,x", "a", "tel:1"):
        sheet.view.anchorClicked.emit(QUrl(address))
    assert office.links == []
    sheet.view.anchorClicked.emit(QUrl("https://example.org/a?b=1"))
    assert office.links == ["https://example.org/a?b=1"]
    assert sheet.view.toPlainText() == "x"
    sheet.view.highlighted.emit(QUrl("https://example.org/a"))
    assert sheet.foot.text() == "https://example.org/a"
    sheet.view.highlighted.emit(QUrl())
    assert "example" not in sheet.foot.text()


def test_a_page_of_the_disk_cannot_be_gone_to(office: Office, sheet: LetterSheet) -> None:
    came(office, "<p>mail")
    sheet.view.setSource(QUrl.fromLocalFile(__file__))
    assert sheet.view.toPlainText() == "mail"


# -- pages that would take for ever


def nested(tables: int, inner: str = "x") -> str:
    return "<table><tr><td>" * tables + inner + "</td></tr></table>" * tables


def test_deep_tables_give_way_to_blocks() -> None:
    assert flattened(nested(6)) == nested(6)
    assert flattened(nested(60)).count("<table>") == 6
    assert flattened(nested(7, "word " * 5_000)).count("<table>") < 7
    assert "word" in flattened(nested(7, "word " * 5_000))
    fooling = nested(40).replace("<td>", '<td title="</table></table>">')
    assert flattened(fooling).count("<table>") == flattened(nested(40)).count("<table>") < 9


def test_what_is_too_much_even_as_text_is_refused() -> None:
    assert flattened("x" * (MOST + 1)) == ""
    assert flattened("<b>" * 30_000) == ""
    assert flattened("x" * 100) == "x" * 100


def test_what_was_not_counted_is_not_a_tag() -> None:
    assert flattened("<table <table <p>x</p> a < b") == "&lt;table &lt;table <p>x</p> a &lt; b"
    assert flattened("<!doctype html><p>x<!-- b --></p>") == "<p>x</p>"


def test_no_cell_spans_others() -> None:
    assert "span" not in flattened('<table><td colspan="99999999" rowspan=7>x</table>')


@pytest.mark.parametrize(
    "page",
    [
        nested(400),
        nested(8, "<p>hello</p>" * 800),
        "<table>" + "<tr><td>a<td>b" * 600 + "</table>",
        "<ul><li>" * 400,
        "<blockquote>" * 400 + "x",
    ],
    ids=["deep", "deep and long", "many cells", "lists", "quotes"],
)
def test_every_page_is_shown(office: Office, sheet: LetterSheet, page: str) -> None:
    came(office, page)
    assert sheet.view.isVisible()


# -- pictures


def picture(width: int = 60) -> bytes:
    image = QImage(width, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def reds(sheet: LetterSheet) -> int:
    shot = sheet.view.grab().toImage()
    places = [(x, y) for x in range(0, shot.width(), 4) for y in range(0, shot.height(), 4)]
    return sum(shot.pixelColor(*at).name() == "#ff0000" for at in places)


def shows(office: Office, **fields: Any) -> None:
    office.desk.formatted = FormattedMail(attachment_id="h", **fields)
    office.desk.publish(FormattedShown())
    QApplication.processEvents()


URL = "https://a.example/x?a=1&b=2"
PICTURED = '<p>seen</p><img src="attachment:logo"><img src="https://a.example/x?a=1&amp;b=2">'


def test_what_came_with_the_mail_is_shown_and_the_rest_waits_for_a_click(
    office: Office, sheet: LetterSheet, qtbot: QtBot
) -> None:
    own = MailPicture(source="attachment:logo", data=picture())
    shows(office, html=PICTURED, sender="a@b.example", remote=1, pictures=(own,))
    qtbot.waitUntil(lambda: reds(sheet) > 50)
    alone = reds(sheet)
    bar = sheet.pictures
    assert bar.isVisible()
    assert "would see that you read it" in bar.words.text()
    assert not bar.never.isVisible()
    qtbot.mouseClick(bar.once, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.always, Qt.MouseButton.LeftButton)
    assert office.desk.posted(ShowPictures) == [
        ShowPictures(attachment_id="h"),
        ShowPictures(attachment_id="h", always=True),
    ]
    both = (own, MailPicture(source=URL, data=picture(200)))
    shows(
        office,
        html=PICTURED,
        sender="a@b.example",
        remote=1,
        asked=True,
        trusted=True,
        pictures=both,
    )
    qtbot.waitUntil(lambda: reds(sheet) > 2 * alone)
    assert "always shown" in bar.words.text()
    assert "loaded from elsewhere" in sheet.foot.text()
    qtbot.mouseClick(bar.never, Qt.MouseButton.LeftButton)
    assert office.desk.posted(ForgetPictures) == [ForgetPictures(sender="a@b.example")]


def test_the_bar_is_there_only_for_pictures_from_elsewhere(
    office: Office, sheet: LetterSheet
) -> None:
    shows(office, html="<p>x", remote=0)
    assert not sheet.pictures.isVisible()
    shows(office, html='<img src="https://a.example/x">', remote=1)
    assert sheet.pictures.isVisible()
    # A mail without a sender has nobody to be trusted.
    assert not sheet.pictures.always.isVisible()
    shows(office, html='<img src="https://a.example/x">', remote=1, asked=True, coming=1)
    assert "being fetched" in sheet.pictures.words.text()
    shows(office, problem=Problem(code="offline", message="There is no link."))
    assert not sheet.pictures.isVisible()


def test_the_card_offers_pictures_where_there_are_some(office: Office, sheet: LetterSheet) -> None:
    remote = MailHead(sender="A <a@b.example>", subject="x", html=HTML, remote=True)
    office.desk.append(sample_message("Hi", seq=2, channel=Channel.EMAIL, mail=remote))
    office.spaces.conversation.timeline.acted.emit(Act.PICTURES, "m2")
    assert office.desk.posted(ShowFormatted)[-1] == ShowFormatted(
        attachment=HTML, sender="A <a@b.example>", pictures=True
    )
    view = office.spaces.conversation.timeline
    assert Act.PICTURES in view.look(1).acts
    assert Act.PICTURES not in view.look(0).acts
