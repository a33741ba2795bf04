"""The page of the virus scanner: its address, what it is like without it, and what a test found."""

from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_files import (
    KeepScanner,
    ScannerState,
    TryScanner,
    VirusScanner,
)
from agent_desktop.model.administration_voice import TrialStep
from agent_desktop.ui.settings.rows import ChoiceRow
from agent_desktop.ui.settings.scanner import state_words
from tests.desk.fake_rules import FakeHouse
from tests.ui.settings.conftest import Office

ADDRESS = "127.0.0.1:3310"


def test_a_scanner_is_named_and_a_wrong_address_is_refused_at_its_field(office: Office) -> None:
    page = office.open(Topic.SCANNER)
    assert [(one.detail, one.state) for one in page.rows.entries] == [
        ("Files are not checked.", "There is none")
    ]
    page.open("scanner")
    office.type(page, "address", "nowhere")
    page.form.submit()
    office.work()
    assert "no address" in page.form.rows["address"].notice.words
    office.type(page, "address", ADDRESS)
    choice = page.form.rows["when_down"]
    assert isinstance(choice, ChoiceRow)
    choice.choice._segments["pass"].click()
    page.form.submit()
    office.work()
    wish = VirusScanner(address=ADDRESS, when_down="pass")
    assert office.asked(KeepScanner)[-1] == KeepScanner(scanner=wish, before=VirusScanner())
    assert [one.detail for one in page.rows.entries] == [ADDRESS]


def test_a_test_says_what_each_step_found_and_keeps_nothing(office: Office) -> None:
    office.team.steps = (
        TrialStep(step="connect", result="good", words="It was reached."),
        TrialStep(step="options", result="good", words="It answers."),
        TrialStep(step="detect", result="failed", words="It found nothing.", remedy="Update."),
    )
    page = office.open(Topic.SCANNER)
    page.open("scanner")
    office.type(page, "address", ADDRESS)
    page.form.try_out()
    assert "two minutes" in page.form.bar.saying.text()
    office.work()
    assert office.asked(TryScanner) == [TryScanner(scanner=VirusScanner(address=ADDRESS))]
    assert page.form.steps.accessibleName() == "It found nothing. Update."
    assert page.form.changed
    assert not office.asked(KeepScanner)


def test_the_open_form_follows_how_the_scanner_is(office: Office) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.scanner = VirusScanner(address=ADDRESS, state=ScannerState(answers=True))
    page = office.open(Topic.SCANNER)
    page.open("scanner")
    fact = page.form.rows["state"].control()
    assert fact.accessibleName() == "Answers."
    silent = ScannerState(answers=False, words="It gave no answer: Connection refused.", waiting=2)
    office.team.scanner = replace(office.team.scanner, state=silent)
    page.look()
    office.work()
    assert fact.accessibleName() == (
        "Does not answer. It gave no answer: Connection refused. It is asked again every half minute. "
        "2 files wait for it."
    )
    assert page.rows.entries[0].level == "danger"


def test_no_scanner_is_no_fault() -> None:
    assert state_words(ScannerState()) == ("There is none. Files are not checked.", None)
