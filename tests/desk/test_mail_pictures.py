"""A formatted mail's pictures at the desk: what came with it at once, the rest only when the agent asks."""

import pytest
from msgspec.structs import replace

from agent_desktop.desk import mail_pictures
from agent_desktop.desk.errands import FetchPicture, ReadFormatted, ReadPicture
from agent_desktop.desk.items import FormattedRead, PictureRead
from agent_desktop.desk.runner import Desk
from agent_desktop.model import intents as it
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.settings import MAIL_PICTURES
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW
from tests.desk.scenario import Window, run
from tests.desk.script import Script

HTML = Attachment(id="h", name="mail.html", media_type="text/html", size=20)
LOGO = Attachment(id="logo", name="logo.png", media_type="image/png", size=90)
FILE = Attachment(id="file", name="a.pdf", media_type="application/pdf", size=90)
SENDER = "Trusted <x@y.example> <Layla@Shop.example>"
PAGE = (
    '<p><img src="attachment:logo"><img alt="a" src="https://a.example/1?a=1&amp;b=2" width="3">'
    '<img src="https://a.example/1?a=1&amp;b=2"><img src="attachment:file"><img src="attachment:x">'
    '<img src="http://a.example/2"><img src="file:///etc/passwd"><img><a href="https://no.example">'
)
URL = "https://a.example/1?a=1&b=2"


def opened(page: str = PAGE, script: Script | None = None, pictures: bool = False) -> Script:
    """A script in which the formatted mail has just come."""
    script = script or Script()
    shown = it.ShowFormatted(attachment=HTML, files=(LOGO, FILE), sender=SENDER, pictures=pictures)
    script.take(shown)
    assert script.sends == [ReadFormatted(attachment=HTML, files=(LOGO, FILE))]
    return script.take(FormattedRead(attachment=HTML, files=(LOGO, FILE), html=page))


def test_what_came_with_the_mail_is_read_and_nothing_is_fetched_from_elsewhere() -> None:
    script = opened()
    own = ReadPicture(mail_id="h", source="attachment:logo", attachment=LOGO)
    assert script.sends == [own]
    shown = script.view.formatted
    assert shown is not None
    assert (shown.remote, shown.asked, shown.trusted, shown.coming) == (1, False, False, 1)
    script.take(PictureRead(mail_id="h", source="attachment:logo", data=b"PNG"))
    shown = script.view.formatted
    assert shown is not None
    assert [(one.source, one.data) for one in shown.pictures] == [("attachment:logo", b"PNG")]
    assert shown.coming == 0


def test_the_rest_comes_when_it_is_asked_for_and_only_once() -> None:
    script = opened()
    script.take(it.ShowPictures(attachment_id="h"))
    assert script.sends == [FetchPicture(mail_id="h", url=URL)]
    assert script.take(it.ShowPictures(attachment_id="h")).sends == []
    assert script.view.setting(MAIL_PICTURES, "") == ""
    assert script.take(it.ShowPictures(attachment_id="other")).sends == []


def test_asking_on_the_card_fetches_them_with_the_mail() -> None:
    script = opened(pictures=True)
    assert FetchPicture(mail_id="h", url=URL) in script.sends
    again = opened()
    again.take(it.ShowFormatted(attachment=HTML, pictures=True))
    assert again.sends == [FetchPicture(mail_id="h", url=URL)]


def test_asking_before_the_mail_is_there_is_not_forgotten() -> None:
    script = Script().take(it.ShowFormatted(attachment=HTML))
    script.take(it.ShowFormatted(attachment=HTML, pictures=True))
    assert script.sends == []
    script.take(FormattedRead(attachment=HTML, html=PAGE))
    assert script.sends == [FetchPicture(mail_id="h", url=URL)]


def test_a_sender_is_remembered_by_the_address_and_forgotten_again() -> None:
    script = opened()
    script.take(it.ShowPictures(attachment_id="h", always=True))
    assert script.view.setting(MAIL_PICTURES, "") == "layla@shop.example"
    script.take(it.ShowFormatted(attachment=replace(HTML, id="other"), sender="y@y.example"))
    script.take(FormattedRead(attachment=replace(HTML, id="other"), html=PAGE))
    assert script.sends == []
    opened(script=script)
    assert FetchPicture(mail_id="h", url=URL) in script.sends
    shown = script.view.formatted
    assert shown is not None
    assert shown.trusted
    script.take(it.ForgetPictures(sender="layla@shop.example"))
    assert script.view.setting(MAIL_PICTURES, "") == ""
    shown = script.view.formatted
    assert shown is not None
    assert not shown.trusted
    script.take(it.ShowFormatted(attachment=replace(HTML, id="other")))
    opened(script=script)
    assert FetchPicture(mail_id="h", url=URL) not in script.sends


def test_no_sender_is_nobody_to_be_trusted() -> None:
    script = Script().take(it.ShowFormatted(attachment=HTML))
    script.take(FormattedRead(attachment=HTML, html=PAGE))
    script.take(it.ShowPictures(attachment_id="h", always=True))
    assert script.view.setting(MAIL_PICTURES, "") == ""


def test_remembered_senders_are_bounded() -> None:
    script = opened()
    many = "\n".join(f"a{n}@x" for n in range(mail_pictures.MOST_SENDERS))
    script.take(it.ChangeSetting(name=MAIL_PICTURES, value=many))
    script.take(it.ShowPictures(attachment_id="h", always=True))
    kept = mail_pictures.senders(script.view.setting(MAIL_PICTURES, ""))
    assert len(kept) == mail_pictures.MOST_SENDERS
    assert kept[-1] == "layla@shop.example"
    assert "a0@x" not in kept


def test_what_is_too_much_and_what_comes_late_is_left_out() -> None:
    script = opened()
    big = b"x" * (mail_pictures.LARGEST + 1)
    script.take(PictureRead(mail_id="h", source="a", data=big))
    script.take(PictureRead(mail_id="other", source="b", data=b"late"))
    script.take(PictureRead(mail_id="h", source="c"))
    shown = script.view.formatted
    assert shown is not None
    assert shown.pictures == ()
    for _ in range(10):
        script.take(PictureRead(mail_id="h", source="d", data=big[1:]))
    shown = script.view.formatted
    assert shown is not None
    assert sum(len(one.data) for one in shown.pictures) <= mail_pictures.ALL_TOGETHER


@pytest.mark.parametrize(
    "page",
    [
        '<img src="https://a.example/x' + "y" * 3_000 + '">',
        '<img src="http://a.example/x">',
        '<img src="//a.example/x">',
        '<img src="data:image/png;base64,x">',
        '<img data-src="https://a.example/x">',
        "<p>src=&quot;https://a.example&quot;",
        "<img " * 20_000,
        '<img src="' * 20_000,
    ],
)
def test_what_is_no_picture_of_the_web_is_not_counted(page: str) -> None:
    assert mail_pictures.sources(page) == ((), ())


def test_no_more_pictures_than_bounded() -> None:
    page = "".join(f'<img src="https://a.example/{n}">' for n in range(500))
    assert len(mail_pictures.sources(page)[1]) == mail_pictures.MOST


class Web:
    """Pictures from elsewhere, in memory."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def picture(self, url: str) -> bytes:
        self.asked.append(url)
        return b"GIF"


def test_through_the_running_desk() -> None:
    async def scenario() -> None:
        session, web = FakeSession(), Web()
        session.files["h"] = PAGE.encode()
        session.files["logo"] = b"PNG"
        desk = await Desk.start(session, FakeStore(), lambda: NOW, pictures=web)
        window = Window(desk)
        desk.post(it.ShowFormatted(attachment=HTML, files=(LOGO,), sender=SENDER))
        await window.until(lambda: desk.formatted is not None and len(desk.formatted.pictures) == 1)
        assert web.asked == []
        desk.post(it.ShowPictures(attachment_id="h"))
        await window.until(lambda: desk.formatted is not None and len(desk.formatted.pictures) == 2)
        assert web.asked == [URL]
        await desk.stop()

    run(scenario)


def test_without_what_fetches_there_are_none() -> None:
    async def scenario() -> None:
        session = FakeSession()
        session.files["h"] = PAGE.encode()
        desk = await Desk.start(session, FakeStore(), lambda: NOW)
        window = Window(desk)
        desk.post(it.ShowFormatted(attachment=HTML, files=(LOGO,), sender=SENDER, pictures=True))
        done = lambda: (  # noqa: E731
            desk.formatted is not None and desk.formatted.asked and not desk.formatted.coming
        )
        await window.until(lambda: desk.formatted is not None and desk.formatted.html is not None)
        await window.until(done)
        assert desk.formatted is not None
        assert desk.formatted.pictures == ()
        await desk.stop()

    run(scenario)
