"""Looking for entries of an audit trail: whatever is asked, the same as reading all of it, a stretch at a time."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.storage import trail_index
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail import AuditEntry, page_after
from agent_desktop.hub.storage.trail_index import build
from agent_desktop.hub.storage.trail_search import MOST_WAYS, Wanted, Word, matching_after, search
from tests.hub import databases

ACTS = ("define_queue", "set_presence", "supervise_call", "sign_in")
PEOPLE = ("", "ann", "ben", "sue")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """Sixty entries, as different as can be, in blocks of sixteen."""
    patch = pytest.MonkeyPatch()
    patch.setattr(trail_index, "BLOCK", 16)
    storage = Storage.open(databases.fresh(tmp_path_factory.mktemp("trail") / "hub.db"))
    with storage.transaction():
        writer = Trail(storage)
        for number in range(60):
            writer.add(
                1_000 + 10 * number - (300 if number % 7 == 3 else 0),  # a clock that is put back
                PEOPLE[1 + number % 3],
                ACTS[number % 4],
                ("queues/support", "agent/ann", "call/i1", "agents/ann/shifts/s", "queues/a_b")[
                    number % 5
                ],
                PEOPLE[number % 4],
                reason=("Mittagspause über Ärger", "100% sure", "")[number % 3],
            )
    yield storage
    patch.undo()
    storage.close()


def _begins(word: str, one: AuditEntry) -> bool:
    """Whether each part of the word is a word of the entry, the last one at least its beginning; signs are no words."""
    said = re.sub(r"[\W_]+", " ", _bare(" ".join((one.act, one.subject, one.detail))))
    *whole, last = re.sub(r"[\W_]+", " ", _bare(word)).split() or [""]
    return f" {last}" in f" {said}" and all(f" {part} " in f" {said} " for part in whole)


def _bare(text: str) -> str:
    return text.casefold().replace("ä", "a").replace("ü", "u")


def _holds(one: AuditEntry, wanted: Wanted) -> bool:
    """What the database is asked, once more in plain words."""
    same = all(
        not getattr(wanted, name) or getattr(one, name) == getattr(wanted, name)
        for name in ("who", "whom", "subject")
    )
    return (
        same
        and (not wanted.act or one.act == wanted.act or one.act.startswith(f"{wanted.act}_"))
        and all(_begins(word.text, one) for word in wanted.words)
        and (wanted.since is None or one.at >= wanted.since)
        and (wanted.until is None or one.at < wanted.until)
        and (wanted.people is None or bool({one.who, one.whom} & set(wanted.people)))
    )


_times = st.none() | st.integers(900, 1_700)
_wanted = st.builds(
    Wanted,
    who=st.sampled_from(PEOPLE),
    whom=st.sampled_from(PEOPLE),
    act=st.sampled_from(("", "supervise", "sign_in", "sup")),
    subject=st.sampled_from(("", "", "queues/support", "agent/ann")),
    words=st.lists(
        st.sampled_from(
            ["QUEUE", "ärger", "ARG", "ÜBER", "100%", "a_b", "%", "zzz", "shifts/", "pause"]
        ),
        max_size=2,
    ).map(lambda texts: tuple(Word(text=one) for one in texts)),
    since=_times,
    until=_times,
    people=st.none() | st.lists(st.sampled_from(PEOPLE[1:])).map(tuple),
)


@settings(deadline=None)  # a search is many questions
@given(_wanted, st.integers(5, 70), st.integers(3, 20), st.booleans())
def test_pages_together_are_all_that_is_wanted(
    kept: Storage, wanted: Wanted, stretch: int, limit: int, hurried: bool
) -> None:
    """However long a stretch and a page, and also where every question is cut short."""
    with kept.transaction():
        right = [one for one in reversed(page_after(kept, 0)) if _holds(one, wanted)]
        seen: list[AuditEntry] = []
        before: int | None = None
        while before != 0:
            found = search(
                kept, wanted, before, limit, stretch=stretch, enough=lambda: hurried, count=True
            )
            assert len(found.entries) <= limit
            assert found.counted <= (found.count == len(right) - len(seen))
            assert found.count <= len(right) - len(seen)
            assert hurried or len(found.entries) == min(limit, len(right) - len(seen))
            seen += found.entries
            before = found.before
        assert seen == right
        onward = [one.seq for one in matching_after(kept, wanted, 0, 60)]
        assert onward == [one.seq for one in reversed(right)]


def seqs(kept: Storage, **wanted: object) -> list[int]:
    """What is found, as numbers."""
    with kept.transaction():
        found = search(kept, Wanted(**wanted), None, 60, enough=lambda: False)  # type: ignore[arg-type]
    return [one.seq for one in found.entries]


def test_whatever_concerns_a_thing(kept: Storage) -> None:
    upon_ann = seqs(kept, about="agent/ann")
    assert set(upon_ann) >= {*seqs(kept, whom="ann"), *seqs(kept, subject="agent/ann")}
    assert set(upon_ann) >= set(seqs(kept, subject="agents/ann/shifts/s"))
    assert seqs(kept, about="queue/support") == seqs(kept, subject="queues/support")
    assert seqs(kept, about="interaction/i1") == seqs(kept, subject="call/i1")
    assert seqs(kept, about="queue/sup") == []


def test_a_word_stands_for_acts_people_and_things(kept: Storage) -> None:
    def of(**means: tuple[str, ...]) -> list[int]:
        return seqs(kept, words=(Word(text="nothing holds it", **means),))

    assert of() == []
    assert of(acts=("sign_in",)) == seqs(kept, act="sign_in")
    assert of(people=("sue",)) == sorted(
        {*seqs(kept, who="sue"), *seqs(kept, whom="sue")}, reverse=True
    )
    assert of(things=("queues/support",)) == seqs(kept, subject="queues/support")
    many = tuple(f"act{number}" for number in range(MOST_WAYS))
    assert of(acts=(*many, "sign_in")) == of(acts=("sign_in",))
    both = seqs(kept, words=(Word(text="100", acts=(*many, "sign_in")),))
    assert both == sorted({*of(acts=("sign_in",)), *seqs(kept, words=(Word(text="100"),))})[::-1]


def test_it_says_how_far_back_it_came(kept: Storage) -> None:
    nothing = Wanted(words=(Word(text="nowhere"),))
    with kept.transaction():
        cut = search(kept, nothing, None, 5, stretch=10, enough=lambda: True, count=True)
        (oldest,) = (one for one in page_after(kept, 0) if one.seq == 51)
        assert (cut.before, cut.reached, cut.counted) == (51, oldest.at, False)
        whole = search(kept, nothing, cut.before, 5, enough=lambda: False)
        assert (whole.before, whole.reached, whole.count) == (0, None, 0)


@pytest.mark.parametrize(
    ("reason", "word", "found"),
    [
        ("Straße gesperrt", "strasse", True),
        ("Ärger", "arg", True),
        ('said "no"\nÜber uns', "uber", True),
        ('said "no"\nÜber uns', "no", True),
        ("Mittagspause", "pause", False),
        ("東京都で会議", "京都", True),
        ("東京都で会議", "都京", False),
        ("o'neill & co: *'x", "o'neill", True),
        ("o'neill & co: *'x", "\"'*:&|!()", True),  # signs are passed over
        ("x" * 5_000, "x" * 5_000, True),
    ],
)
def test_case_accents_and_scripts(kept: Storage, reason: str, word: str, found: bool) -> None:
    with kept.transaction():
        kept.execute(text("SAVEPOINT here"))
        Trail(kept).add(2_000, "ann", "tell", "", "", reason=reason)
        wanted = Wanted(act="tell", words=(Word(text=word),))
        assert bool(search(kept, wanted, enough=lambda: False).entries) is found
        kept.execute(text("ROLLBACK TO here"))


def test_the_index_made_anew_finds_the_same(kept: Storage) -> None:
    words = ("mittag", "define", "support", "nowhere")
    before = [seqs(kept, words=(Word(text=one),)) for one in words]
    with kept.transaction():
        build(kept.database.connection)
    assert [seqs(kept, words=(Word(text=one),)) for one in words] == before
    assert [bool(found) for found in before] == [True, True, True, False]
