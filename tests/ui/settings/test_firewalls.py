"""The page of servers that help sound: addresses line by line, and secrets that go one way."""

from PySide6.QtTest import QTest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_voice import KeepSoundHelper, SoundHelper
from tests.ui.settings.conftest import Office

TURN = "turns:turn.example.org:443?transport=tcp"


def test_a_relay_is_added_with_its_secret(office: Office) -> None:
    page = office.open(Topic.FIREWALLS)
    page.begin_new()
    QTest.keyClicks(page.form.rows["uris"].control(), TURN)
    page.form.submit()
    office.work()
    assert "secret" in page.form.rows["uris"].notice.words
    office.type(page, "secret", "between us")
    page.form.submit()
    office.work()
    helper = SoundHelper(id=TURN, uris=(TURN,))
    assert office.asked(KeepSoundHelper)[-1] == KeepSoundHelper(helper=helper, secret="between us")
    assert [(one.title, one.detail) for one in page.rows.entries] == [
        (TURN, "passwords of one's own")
    ]
    page.open(TURN)
    assert page.form.rows["secret"].control().placeholderText() == "unchanged"  # type: ignore[attr-defined]
    assert page.form.secret("secret") is None
