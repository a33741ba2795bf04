"""The page of servers that help sound: addresses line by line, secrets that go one way, and which one is silent."""

from msgspec.structs import replace
from PySide6.QtTest import QTest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_voice import Helping, KeepSoundHelper, SoundHelper
from agent_desktop.ui.settings.firewalls import helping_words
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


def test_which_server_is_silent_stands_in_the_list_and_in_its_open_form(office: Office) -> None:
    stun = SoundHelper(id="stun:a.example.org", uris=("stun:a.example.org",))
    office.team.helpers = {stun.id: replace(stun, helping=Helping(answers=True))}
    page = office.open(Topic.FIREWALLS)
    assert [(one.state, one.level) for one in page.rows.entries] == [("Answers", "success")]
    page.open(stun.id)
    office.type(page, "user", "everybody")
    silent = Helping(answers=False, words="stun:a.example.org does not answer.")
    office.team.helpers = {stun.id: replace(stun, helping=silent)}
    page.look()
    office.work()
    assert [one.level for one in page.rows.entries] == ["danger"]
    shown = page.form.rows["helping"].control().accessibleName()
    assert shown.startswith("stun:a.example.org does not answer. Behind some firewalls")
    assert page.form.changed, "what was typed stays"


def test_what_was_not_tried_is_not_said_to_be_of_no_use() -> None:
    assert helping_words(Helping()) == ("Not known yet", None)
    words, level = helping_words(Helping(answers=False))
    assert words.startswith("Has a problem")
    assert level == "danger"
