"""The page of the audit trail."""

import re
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.hub import centre
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_audit import AuditLine, CheckTrail
from agent_desktop.ui.settings.audit_acts import ACTS
from tests.ui.settings.conftest import Office

LINES = (
    AuditLine(id="3", at=1_800_000_000_000, who="Lea", act="set_presence", whom="Ann"),
    AuditLine(id="2", at=1_800_000_000_000, act="sign_in_refused"),
    AuditLine(
        id="1",
        at=1_800_000_000_000,
        who="Olga",
        act="define_moons",
        subject="moons",
        detail='{"fields":["units"]}',
    ),
)


def test_entries_are_told_in_words_and_found_by_typing(office: Office) -> None:
    office.team.trail = list(LINES)
    page = office.open(Topic.AUDIT)
    presence, tried, costs = page.rows.entries
    assert presence.title == "Changed a presence"
    assert "Lea · Ann" in presence.detail
    assert (tried.title, tried.state, tried.level) == ("Tried to sign in", "Refused", "warn")
    assert "Nobody who is known" in tried.detail
    assert costs.title == "define moons"
    page.sieve.field.setText("ann")
    office.frames()
    assert [one.key for one in page.rows.entries] == ["3"]


def test_it_is_said_that_there_are_older_entries(office: Office) -> None:
    office.team.trail = list(LINES)
    office.team.older = True
    page = office.open(Topic.AUDIT)
    assert page.warning.accessibleName().startswith("These are the newest 3 entries.")


def test_there_are_words_for_every_act_of_our_hub() -> None:
    """For every route that is written down, and what the centre writes down itself."""
    routes = {
        one.name
        for one in OPERATIONS
        if one.method != "GET" and one.scopes and "agent" not in one.scopes
    }
    sources = (one.read_text("utf-8") for one in Path(centre.__file__).parent.rglob("*.py"))
    written = re.compile(r'trail\.add\(\s*[\w.]+,\s*[\w.]+,\s*"([a-z_]+)"')
    acts = {act for source in sources for act in written.findall(source)}
    assert acts >= {"announce", "give_hint", "lower_hand", "see_alert"}
    assert routes | acts <= set(ACTS)


def test_the_whole_trail_is_judged(office: Office) -> None:
    office.team.trail = list(LINES)
    page = office.open(Topic.AUDIT)
    page.open("1")
    page.form.submit()
    office.work()
    assert office.asked(CheckTrail) == [CheckTrail()]
    page.open("1")
    office.team.broken_at = 2
    page.form.submit()
    office.work()
    assert "from entry 2 on" in page.form.notice.words


def test_leads_read_what_concerns_their_teams_and_judge_nothing(office: Office) -> None:
    office.team.trail = list(LINES)
    office.desk.manifest = replace(office.desk.manifest, administration=(Topic.AUDIT,))
    page = office.open(Topic.AUDIT)
    assert [one.key for one in page.rows.entries] == ["3", "2", "1"]
    page.open("3")
    assert not page.form.bar.save.isEnabled()
    assert page.form.bar.save.toolTip() == "Administrators judge the whole trail."
    assert page.book.words().about.startswith("What you and your teams did")
