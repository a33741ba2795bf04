"""Which windows are payment pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.desk.payment_pages import PaymentPages, read_pages
from agent_desktop.model import changes as ch
from agent_desktop.model.payments import DEFAULT_PAGES
from agent_desktop.model.ports import Restored
from tests.desk.fake_store import FakeStore
from tests.desk.samples import batch, snapshot
from tests.desk.script import Script


def known(title: str, program: str = "", *, pages: str | None = None) -> bool:
    return PaymentPages(read_pages(pages)).match(title, program)


@pytest.mark.parametrize(
    "title",
    [
        "Payment – Example Shop – Chromium",
        "Zahlungen | Warenwirtschaft",
        "PAY  NOW",
        "Sichere Zahlungsseite",
        "Zur Kasse - Firefox",
        "Stripe Dashboard",
        "Virtual Terminal: new sale",
    ],
)
def test_well_known_pages_are_known(title: str) -> None:
    assert known(title)


@pytest.mark.parametrize(
    "title", ["", "Inbox", "Krankenkasse", "Repayments", "Stripes and dots", "Business card"]
)
def test_parts_of_words_are_not(title: str) -> None:
    assert not known(title)


def test_programs_are_known_too() -> None:
    assert known("", "Kassenbuch.exe", pages="kassenbuch.exe")
    assert not known("Invoice", "chromium")


def test_case_accents_and_stars() -> None:
    assert known("PRÉLÈVEMENT bancaire", pages="prelevement")
    assert known("Shop 17: till 4 open", pages="shop*till")
    assert known("paytool v3", pages="pay*")
    assert not known("prepaytool", pages="pay*")
    assert known("prepaytool", pages="*pay*")
    assert not known("till at the shop", pages="shop*till")
    assert not known("a.b", pages="a?b")


def test_what_is_kept_is_read_as_lines() -> None:
    assert read_pages(None) == DEFAULT_PAGES
    assert read_pages("") == ()
    assert read_pages(" Till \n\n*\n till\nTill\n  Two   words ") == ("Till", "till", "Two words")
    assert len(read_pages("\n".join(map(str, range(1_000))))) == 200


@given(st.text("ab* ", max_size=8), st.text("ab c", max_size=14))
def test_stars_stand_for_anything(page: str, title: str) -> None:
    (pattern,) = read_pages(page) or ("",)
    if pattern:
        parts = [re.escape(one) for one in pattern.split("*")]
        begins = r"(?<!\w)" if parts[0] else ""
        ends = r"(?!\w)" if parts[-1] else ""
        plain = " ".join(title.split())
        expected = re.search(begins + ".*".join(parts) + ends, plain) is not None
        assert PaymentPages([pattern]).match(title, "") is (expected and bool(plain))


def test_the_teams_pages_are_told_and_outlive_the_link() -> None:
    script = Script().attach()
    store = FakeStore()
    script.take(batch(snapshot(payment_pages=("till *",))))
    assert ch.TeamShown() in script.changes
    for save in script.saves:
        store.keep(save)
    assert Script(Restored(settings=store.settings)).view.payment_pages == ("till *",)
    script.take(batch(snapshot()))
    assert script.view.payment_pages == ()
