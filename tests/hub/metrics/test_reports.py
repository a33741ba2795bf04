"""Reports as pure tables: what they say of what was read, and their German."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.centre.reports import CHANNELS
from agent_desktop.hub.metrics import issues, self_service
from agent_desktop.hub.metrics.definitions import definitions
from agent_desktop.hub.metrics.reports import captions, languages, of_rows, own
from agent_desktop.hub.metrics.reports.catalogue import REPORTS, OfFigures
from agent_desktop.hub.metrics.reports.german import GERMAN
from agent_desktop.hub.metrics.reports.making import Called, Table
from agent_desktop.model.behind import is_of_time
from agent_desktop.model.figures import Variant
from agent_desktop.model.reports import Column, Kind, Report

HOUR = 3_600_000
WHOLE = (0, HOUR)
ALSO = (*issues.DEFINITIONS, *self_service.DEFINITIONS)
CALLED = Called({"support": "Support"}, CHANNELS, {}, {}, {"sold": "Sold"}, {"sold": "Good"})
NUMBERS = (Kind.COUNT, Kind.SHARE, Kind.MS, Kind.TIMES)
METRICS = {one.name: one for one in (*definitions(Variant.IGNORE), *ALSO)}


def by_name(table: Table) -> list[dict[str, object]]:
    """The rows by the names of their columns."""
    names = [one.name for one in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


moves = st.tuples(*[st.integers(0, 50)] * 4)


@given(st.integers(0, 500), st.lists(moves, max_size=6))
def test_a_backlog_goes_on_where_the_last_interval_ended(
    start: int, found: list[tuple[int, int, int, int]]
) -> None:
    made = of_rows.backlog(
        list(range(len(found))), [WHOLE] * len(found), start, dict(enumerate(found)), "60"
    )
    at = start
    for row in by_name(made):
        assert row["open_at_start"] == at
        at += row["created"] + row["reopened"] - row["resolved"] - row["left"]  # type: ignore[operator]
        assert row["open_at_end"] == at
    assert made.total is not None
    assert made.total[1] == start
    assert made.total[-1] == at


@given(st.lists(st.integers(0, 400 * HOUR)))
def test_everything_open_is_in_one_band(ages: list[int]) -> None:
    now = 1_000 * HOUR
    made = of_rows.ageing([("support", "chat", now - one) for one in ages], WHOLE, now, CALLED)
    assert made.total is not None
    total = dict(zip((one.name for one in made.columns), made.total, strict=True))
    assert total["open"] == len(ages) == sum(total[name] for name, _, _ in own.BANDS)  # type: ignore[misc]
    assert total["oldest"] == max(ages, default=None)
    assert total["under_1_h"] == sum(one < HOUR for one in ages)


def test_channels_are_ranked_by_customers_not_by_contacts() -> None:
    made = of_rows.preferences([("voice", 3, 4), ("chat", 1, 12)], WHOLE, CALLED)
    first, second = by_name(made)
    assert (first["rank"], first["channel"], first["share_of_customers"]) == (1, "Calls", 0.75)
    assert (second["contacts"], second["share_of_contacts"]) == (12, 0.75)
    assert of_rows.preferences([], WHOLE, CALLED).rows == ()


def test_outcomes_have_means_of_their_own() -> None:
    made = of_rows.dispositions([("sold", 3, 600, 2, 9), ("gone", 1, 100, 0, 0)], WHOLE, CALLED)
    sold, gone = by_name(made)
    assert (sold["disposition"], sold["group"], sold["share"]) == ("Sold", "Good", 0.75)
    assert (sold["handle_time"], sold["rating"]) == (200, 4.5)
    assert (gone["disposition"], gone["rating"]) == ("gone", None)
    assert made.total == (None, None, 4, 1.0, 175, 2, 0.5, 4.5)


def said() -> Iterator[str]:
    """Every word that a report may show."""
    for one in REPORTS:
        yield from (one.title, one.words)
        for name in one.metrics if isinstance(one, OfFigures) else ():
            yield captions.METRICS[name]
    for variant in Variant:
        for metric in (*definitions(variant), *ALSO):
            column = captions.of_metric(metric)
            yield column.caption
            words, bracket, formula = column.words.partition(" (")
            yield words
            if bracket:
                yield formula.removesuffix(")")
    yield from captions.PARTS.values()
    yield from CHANNELS.values()
    yield from of_rows.STATES.values()
    tables = (
        of_rows.dispositions([], WHOLE, CALLED),
        of_rows.preferences([], WHOLE, CALLED),
        of_rows.backlog([], [], 0, {}, "day"),
        of_rows.ageing([], WHOLE, 0, CALLED),
        of_rows.journey([], WHOLE, CALLED),
    )
    for table in tables:
        for column in table.columns:
            yield column.caption
            if column.words:
                yield column.words


def test_every_number_says_what_it_means() -> None:
    tables = (
        of_rows.dispositions([], WHOLE, CALLED),
        of_rows.preferences([], WHOLE, CALLED),
        of_rows.backlog([], [], 0, {}, "day"),
        of_rows.ageing([], WHOLE, 0, CALLED),
    )
    columns = [one for table in tables for one in table.columns if one.kind in NUMBERS]
    columns += [captions.of_metric(one) for one in METRICS.values()]
    assert [one.name for one in columns if not one.words] == []


def test_every_word_has_a_german_one() -> None:
    assert sorted({one for one in said() if one not in GERMAN}) == []


def test_every_report_has_its_metrics() -> None:
    for one in REPORTS:
        if isinstance(one, OfFigures):
            assert not set(one.metrics) - set(METRICS), one.name
            found = [METRICS[name] for name in one.metrics]
            assert one.time is any(map(is_of_time, found)), one.name


def test_names_that_people_gave_stay_as_they_are() -> None:
    report = Report(
        name="x",
        title="Backlog",
        words="",
        made_at=0,
        from_at=0,
        until_at=1,
        zone="UTC",
        columns=(
            Column(name="channel", caption="Channel", kind=Kind.TEXT),
            Column(name="queue", caption="Queue", kind=Kind.TEXT),
        ),
        rows=(("Calls", "Open"),),
    )
    german = languages.translated(report, "de")
    assert german.title == "Rückstand"
    assert german.rows == (("Anrufe", "Open"),)
    assert [one.caption for one in german.columns] == ["Kanal", "Warteschlange"]


def test_which_language_is_wanted() -> None:
    assert languages.wanted("de-AT,de;q=0.9,en;q=0.8") == "de"
    assert languages.wanted("fr, en;q=0.2, de;q=0.3") == "de"
    assert languages.wanted("fr;q=x") == "en"
    assert languages.wanted("") == "en"
