"""The page of the audit trail."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.desk.trail_state import Judging, TrailState
from agent_desktop.hub import centre, server
from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditLine,
    AuditQuestion,
)
from agent_desktop.model.changes import AdministrationShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkState
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.looking import (
    JudgeTrail,
    LookAtTrail,
    LookFurtherInTrail,
    SaveTrail,
    StopSavingTrail,
)
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.settings.audit import AuditPage
from agent_desktop.ui.settings.audit_acts import ACTS
from agent_desktop.ui.settings.audit_words import detail_words, means_of, row, subject_words
from tests.desk.fake_trail import PEOPLE, QUEUES
from tests.ui.settings.conftest import Office

NOW = 1_800_000_000_000
LINES = (
    AuditLine(
        id="3",
        at=NOW,
        act="set_presence",
        who_id="lea",
        who="Lea Kurz",
        whom_id="ann",
        whom="Ann Lee",
        subject="agent/ann",
        subject_name="Ann Lee",
        detail='{"reason":"Lunch","when_free":true}',
    ),
    AuditLine(id="2", at=NOW, act="sign_in_refused"),
    AuditLine(
        id="1",
        at=NOW,
        act="take_over",
        who_id="olga",
        who="Olga",
        subject="interaction/i7",
        conversation_id="c7",
        detail='{"fields":["units"]}',
    ),
)
FOUND = TrailState(
    question=AuditQuestion(), came=True, lines=LINES, before=0, count=3, counted=True,
    people=PEOPLE, queues=QUEUES,
)  # fmt: skip


class Audit:
    """The page in a window, with what the desk knows set by hand."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.settings.open(Topic.AUDIT)
        office.desk.turn()
        page = office.settings.pages[Topic.AUDIT]
        assert isinstance(page, AuditPage)
        self.page = page

    def show(self, trail: TrailState) -> None:
        """The desk knows this."""
        desk = self.office.desk
        desk.administration = replace(desk.administration, trail=trail)
        desk.publish(AdministrationShown())
        self.office.frames()

    @property
    def titles(self) -> list[str]:
        """What stands in the list."""
        return [one.title for one in self.page.list.rows.rows]

    def asked(self) -> AuditQuestion | None:
        """What was asked last."""
        self.office.desk.turn()
        return self.office.desk.posted(LookAtTrail)[-1].question


@pytest.fixture
def audit(office: Office) -> Iterator[Audit]:
    made = Audit(office)
    made.show(FOUND)
    yield made
    if made.page.dialog is not None:
        made.page.dialog.reject()


def test_entries_are_told_in_words(audit: Audit) -> None:
    assert audit.titles == ["Changed a presence", "Tried to sign in", "Took work over"]
    presence, tried, taken = audit.page.list.rows.rows
    assert presence.detail == "Lea Kurz · Ann Lee"
    assert (tried.detail, tried.refused) == ("Nobody who is known", True)
    assert "Interaction i7" in taken.words
    assert audit.page.count.text() == "3 entries"


@pytest.mark.parametrize(
    ("subject", "name", "said"),
    [
        ("rules/publish", "", "Olga"),
        ("dispositions", "", "Olga"),
        ("dispositions/d1", "Solved", "Olga · Outcome Solved"),
        ("saved-replies/hello", "", "Olga · Saved reply hello"),
        ("entry-points/0123456789abcdef0123456", "", "Olga · Website …123456"),
        ("queues/support", "Support", "Olga · Queue Support"),
    ],
)
def test_a_row_tells_what_it_was_done_to_where_the_act_does_not(
    audit: Audit, subject: str, name: str, said: str
) -> None:
    line = AuditLine(id="1", at=NOW, act="x", who="Olga", subject=subject, subject_name=name)
    assert row(line, NOW).detail == said
    assert subject_words(line), "the entry itself leaves nothing out"


def test_there_are_words_for_every_act_of_our_hub() -> None:
    """For every route that is written down, and what the centre and the server write down themselves."""
    routes = {
        one.name
        for one in OPERATIONS
        if one.method != "GET" and one.scopes and "agent" not in one.scopes
    }
    sources = (one.read_text("utf-8") for one in Path(centre.__file__).parent.rglob("*.py"))
    written = re.compile(r'trail\.add\(\s*[\w.]+,\s*[\w.]+,\s*"([a-z_]+)"')
    acts = {act for source in sources for act in written.findall(source)}
    assert acts >= {"announce", "give_hint", "lower_hand", "see_alert"}
    noted = re.compile(r'note\(\s*(?:[\w.]+,\s*)?(?:[\w.]+|""),\s*"([a-z_]+)"')
    servers = (one.read_text("utf-8") for one in Path(server.__file__).parent.rglob("*.py"))
    said = {act for source in servers for act in noted.findall(source)}
    assert said >= {"sign_in", "export_report", "read_conversation", "set_password", "look_behind"}
    assert routes | acts | said <= set(ACTS)


def test_words_who_what_and_when_are_asked_of_the_backend(audit: Audit) -> None:
    page = audit.page
    QTest.keyClicks(page.asking.words, "presence  ann")
    page.asking.who.setText("lea")
    page.asking.about.setText("Queue Support")
    audit.office.desk.intents.clear()
    page.asking._pause.timeout.emit()
    asked = audit.asked()
    assert asked is not None
    assert (asked.words, asked.who, asked.about) == ("presence ann", "lea", "queue/support")
    assert "set_presence" in asked.means[0]
    assert len(audit.office.desk.posted(LookAtTrail)) == 1, "once, when typing pauses"
    assert audit.titles == [], "what was found before is not what is looked for"
    assert page.empty.label.text() == "Looking through the trail…"
    page.asking.act.setText("Took work over")
    page.asking._pause.timeout.emit()
    again = audit.asked()
    assert again is not None
    assert again.act == "take_over"


def test_what_is_no_single_thing_is_marked_and_not_asked_for(audit: Audit) -> None:
    asking = audit.page.asking
    asking.who.setText("Lea")
    asking._pause.timeout.emit()
    asked = audit.asked()
    assert asked is not None
    assert (asked.who, bool(asking.who.property("invalid"))) == ("lea", False)
    asking.who.setText("Nobody like that")
    asking._pause.timeout.emit()
    assert (audit.asked(), asking.who.property("invalid")) == (asked, True)
    model = asking.who.list.model()
    audit.show(replace(FOUND, question=asked))
    assert asking.who.list.model() is model
    assert asking.who.text() == "Nobody like that", "what is typed stays"
    asking.clear()
    assert (asking.who.text(), asking.who.property("invalid")) == ("", False)


def test_days_are_those_of_the_person(audit: Audit) -> None:
    asking = audit.page.asking
    asking.when._choose("week")
    asked = audit.asked()
    assert asked is not None
    assert asked.since is not None
    begin = local(asked.since)
    assert (begin.hour, begin.minute, asked.until) == (0, 0, None)
    asking.when._choose("own")
    asking.first.setDate(asking.last.date().addDays(-2))
    asked = audit.asked()
    assert asked is not None
    assert asked.since is not None
    assert asked.until is not None
    length = local(asked.until) - local(asked.since)
    assert length.days == 3
    asking.first.setDate(asking.last.date())
    asking.last.setDate(asking.first.date().addDays(-9))
    assert asking.first.day == asking.last.day


def test_none_found_leads_to_a_clear_search(audit: Audit) -> None:
    page = audit.page
    page.asking.words.setText("nowhere")
    page.asking._pause.timeout.emit()
    asked = audit.asked()
    audit.show(replace(FOUND, question=asked, lines=(), count=0))
    assert page.empty.label.text() == "No act is like that."
    page.empty.button.click()
    assert audit.asked() == AuditQuestion()
    assert page.asking.words.text() == ""
    assert audit.titles == []
    audit.show(FOUND)
    assert len(audit.titles) == 3


def test_more_come_as_one_scrolls_and_it_says_how_far_back_was_looked(audit: Audit) -> None:
    desk = audit.office.desk
    short = replace(FOUND, before=900, reached=NOW, counted=False)
    desk.intents.clear()
    audit.show(short)
    desk.turn()
    assert desk.posted(LookFurtherInTrail), "the end of so few is in sight"
    assert audit.page.count.text().startswith("At least 3 entries · Looked back to ")
    for no in (
        replace(short, reading=True),
        replace(short, problem=Problem(code="x", message="X")),
    ):
        desk.intents.clear()
        audit.show(no)
        desk.turn()
        assert not desk.posted(LookFurtherInTrail)
    many = tuple(replace(LINES[1], id=str(2_000 - n)) for n in range(300))
    desk.intents.clear()
    audit.show(replace(short, lines=many, count=1_001))
    desk.turn()
    assert not desk.posted(LookFurtherInTrail)
    assert audit.page.count.text() == "More than 1000 entries"
    audit.page.list.verticalScrollBar().setValue(audit.page.list.verticalScrollBar().maximum())
    desk.turn()
    assert desk.posted(LookFurtherInTrail)


def test_a_lost_link_and_a_refusal_are_told(audit: Audit) -> None:
    problem = Problem(code="forbidden", message="This needs the scope admin.")
    audit.show(replace(FOUND, problem=problem))
    assert "This needs the scope admin." in audit.page.notice.words
    assert len(audit.titles) == 3
    audit.show(FOUND)
    assert audit.page.notice.words == ""
    audit.office.link(LinkState.OFFLINE)
    assert audit.page.notice.words.startswith("The link is down.")


def test_an_entry_tells_all_and_leads_on(audit: Audit) -> None:
    page = audit.page
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    entry = page.entry
    assert page.stack.currentWidget() is entry
    assert entry.facts["detail"].text() == "Why: Lunch\nWhen free: Yes"
    assert (entry.open_it.isVisible(), entry.by_person.text()) == (False, "What Lea Kurz did")
    entry.about_it.click()
    assert audit.asked() == AuditQuestion(about="agent/ann")
    assert page.asking.about.text() == "Ann Lee"
    audit.show(replace(FOUND, question=AuditQuestion(about="agent/ann")))
    page._open("1")
    entry.open_it.click()
    audit.office.desk.turn()
    assert audit.office.desk.posted(ReadAlong)[-1].conversation_id == "c7"
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is not entry


def test_details_that_nobody_can_take_apart_stand_as_they_are() -> None:
    for odd in ("[1]", "nothing", '"x"'):
        assert detail_words(odd) == odd
    assert detail_words("") == ""
    assert means_of("zzzz") == ((),)


def test_the_whole_trail_is_judged(audit: Audit) -> None:
    page = audit.page
    page.check.click()
    audit.office.desk.turn()
    assert audit.office.desk.posted(JudgeTrail)
    audit.show(replace(FOUND, judging=Judging(on=True)))
    assert not page.check.isEnabled()
    whole = AuditJudged(entries=1234, digest="ab12")
    audit.show(replace(FOUND, judging=Judging(judged=whole)))
    said = page.judgement.accessibleName()
    assert said == "The trail is whole up to entry 1234, digest ab12."
    broken = AuditJudged(entries=2, digest="ab", broken=3, why="its digest does not fit")
    audit.show(replace(FOUND, judging=Judging(judged=broken)))
    assert "breaks at entry 3: its digest does not fit" in page.judgement.accessibleName()
    problem = Problem(code="offline", message="No link.")
    audit.show(replace(FOUND, judging=Judging(problem=problem)))
    assert "No link." in page.judgement.accessibleName()


@pytest.mark.parametrize(
    ("name", "made_as"), [("a.csv", AuditFormat.CSV), ("a.jsonl", AuditFormat.LINES)]
)
def test_what_is_looked_for_is_saved(
    audit: Audit, name: str, made_as: AuditFormat, tmp_path: Path
) -> None:
    page = audit.page
    page.save.click()
    assert page.dialog is not None
    page.dialog.fileSelected.emit(str(tmp_path / name))
    audit.office.desk.turn()
    (wish,) = audit.office.desk.posted(SaveTrail)
    assert (wish.path, wish.format) == (str(tmp_path / name), made_as)
    assert wish.question == AuditQuestion()
    audit.show(replace(FOUND, saving=(wish.path,)))
    assert (page.save.isEnabled(), page.save.text()) == (False, "Saving…")
    assert page.stop.isVisible()
    page.stop.click()
    audit.office.desk.turn()
    assert audit.office.desk.posted(StopSavingTrail)
    audit.show(FOUND)
    assert (page.save.text(), page.stop.isVisible()) == ("Save…", False)


def test_leads_read_what_concerns_their_teams_and_judge_nothing(office: Office) -> None:
    office.desk.manifest = replace(office.desk.manifest, administration=(Topic.AUDIT,))
    audit = Audit(office)
    audit.show(FOUND)
    assert len(audit.titles) == 3
    assert audit.page.check.isHidden()
    assert audit.page._words.about.startswith("What you and your teams did")
