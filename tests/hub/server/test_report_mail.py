"""The mail of a scheduled report: what its two bodies say, and that names in it stay words."""

import mimetypes
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.metrics.reports.languages import translated
from agent_desktop.hub.server.report_aims import NONE, missed
from agent_desktop.hub.server.report_mail import MOST_ROWS, page, subject, words
from agent_desktop.model.aims import Aims
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.reports import Column, Kind
from tests.hub.channels.email.test_writing import LETTER, parsed, part, written
from tests.hub.server.test_reports import evil, shortfall


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_both_bodies_say_what_it_is_and_what_is_missed() -> None:
    made, misses = shortfall()
    assert subject(made, misses) == "Queues, 14 Nov – 15 Nov 2023 (Targets missed: 3)"
    assert subject(made, NONE) == "Queues, 14 Nov – 15 Nov 2023"
    plain, formatted = words(made, misses, "Olga"), Reader(page(made, misses, "Olga")).words
    missed = "▲ Sales, Service level: 85.0% (Target missed: at least 90.0%)"
    for told in ("Queues", "The report is attached.", missed):
        assert told in plain.splitlines()
        assert told in formatted
    assert "Time zone: Europe/Berlin" in plain
    assert "Came: 100" in plain, "the total"
    assert "Who had it sent, and can change or stop it: Olga" in plain.splitlines()
    cells = [one for one in formatted if one.strip()]
    assert cells[cells.index("Sales") :][:4] == ["Sales", "▲ 85.0%", "▲ 20.0%", "40"]
    assert cells[cells.index("Night") :][:4] == ["Night", "–", "–", "0"]


def test_of_many_missed_targets_both_bodies_say_how_many_and_the_worst() -> None:
    """The total, which stands for all, then what is farthest from its target, whatever the measure."""
    made, _ = shortfall()
    levels = [0.7 - 0.01 * number for number in range(40)]
    made = replace(
        made,
        rows=(
            *((f"Queue {at}", level, 0.01, 10) for at, level in enumerate(levels)),
            ("Lost", 0.95, 0.5, 10),
        ),
        total=(None, 0.79, 0.02, 410),
        keys=(),
    )
    misses = missed(made, Aims())
    assert len(misses.cells) == 42
    plain = words(made, misses, "Olga").splitlines()
    at = plain.index("Targets missed: 42")
    least, most = "Target missed: at least 80.0%", "Target missed: at most 5.0%"
    told = [
        "The worst of them:",
        f"▲ Total, Service level: 79.0% ({least})",
        f"▲ Lost, Abandonment: 50.0% ({most})",
        *(f"▲ Queue {one}, Service level: {100 * levels[one]:.1f}% ({least})" for one in (39, 38)),
    ]
    assert plain[at + 1 :][: len(told)] == told
    assert plain[at + 8 :][:2] == ["and more: 36", ""]
    assert sum("▲" in line for line in plain) == 6
    read = [one for one in Reader(page(made, misses, "Olga")).words if one.strip()]
    assert read[read.index("Targets missed: 42") + 1 :][: len(told)] == told
    assert "and more: 36" in read


@pytest.mark.parametrize(
    ("language", "until", "time", "cell"),
    [
        ("en", 1_700_000_000_000, "14 Nov 2023", "14 Nov 2023, 23:13"),
        ("en", 1_710_000_000_000, "14 Nov 2023 – 9 Mar 2024", "14 Nov 2023, 23:13"),
        ("de", 1_700_003_600_000, "14.11. – 15.11.2023", "14.11.2023, 23:13"),
        ("de", 1_710_000_000_000, "14.11.2023 – 09.03.2024", "14.11.2023, 23:13"),
    ],
)
def test_days_are_written_as_the_language_writes_them(
    language: str, until: int, time: str, cell: str
) -> None:
    days = Column(name="day", caption="Day", kind=Kind.DAY)
    made = evil()
    rows = tuple((day, *made.rows[0][1:]) for day in ("2023-11-14", "?"))
    made = replace(made, until_at=until, columns=(days, *made.columns[1:]), rows=rows, language="")
    made = translated(made, language)
    assert subject(made, NONE).endswith(f", {time}")
    plain, read = words(made, NONE, ""), Reader(page(made, NONE, "")).words
    made_at = "Erstellt" if language == "de" else "Made"
    assert f"{made_at}: {cell}" in plain.splitlines()
    assert any(one.endswith(f"{made_at}: {cell}") for one in read)
    assert [one for one in read if one in (cell, cell.partition(",")[0], "?")] == [
        *[cell.partition(",")[0], cell],
        *["?", cell],
    ]
    assert "2023-11" not in plain + "".join(read)


def test_one_that_is_empty_says_so() -> None:
    nothing = replace(shortfall()[0], rows=(), keys=(), total=None)
    told = "There is nothing in this time."
    assert told in words(nothing, NONE, "").splitlines()
    made = Reader(page(nothing, NONE, ""))
    assert told in made.words
    assert "table" not in made.tags


@pytest.mark.parametrize(
    ("captions", "shown"),
    [
        (("Came", "Answered", "Gave up", "Mean wait", "Longest wait", "Handle time", "Talk"), 8),
        (("Gekommen", "Angenommen", "Aufgegeben", "Servicelevel", "Mittlere Wartezeit") * 2, 6),
        (("Zufriedenheitsbefragungsergebnisse",) * 9, 2),
    ],
)
def test_a_table_has_the_columns_for_which_a_mail_has_room(
    captions: tuple[str, ...], shown: int
) -> None:
    figures = tuple(Column(name="n", caption=one, kind=Kind.COUNT) for one in captions)
    made = replace(
        shortfall()[0],
        columns=(Column(name="queue", caption="Warteschlange", kind=Kind.TEXT), *figures),
        rows=(("Web chat with a long name", *range(len(figures))),),
        keys=(),
        total=None,
    )
    read = Reader(page(made, NONE, ""))
    assert read.tags.count("th") == shown
    more = len(made.columns) - shown
    assert (f"More columns in the file: {more}" in read.words) == (more > 0)


def test_names_in_a_page_stay_words_and_it_loads_nothing() -> None:
    name = "<img src=//evil.example/x onerror=run()>"
    made = replace(evil(), rows=((name, 1, 1, 1, 1),) * 40, only=(("Queue", name),), words=name)
    read = Reader(page(made, NONE, name))
    assert set(read.tags) <= {"div", "br", "table", "tr", "td", "th"}
    assert read.names <= {"style", "cellspacing", "cellpadding"}
    assert name in read.words
    assert read.words.count(name) == MOST_ROWS + 1
    assert f"Weitere Zeilen in der Datei: {40 - MOST_ROWS}" in read.words


def test_a_workbook_goes_by_its_own_type_on_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda name: (None, None))
    file = tmp_path / "file"
    file.write_bytes(b"PK")
    made, misses = shortfall()
    letter = replace(
        LETTER,
        text=words(made, misses, ""),
        page=page(made, misses, ""),
        mail=MailHead(subject=subject(made, misses)),
        attachments=(Attachment(id="a", name="queues.XLSX", size=2, media_type=""),),
    )
    mail = parsed(written(letter, tmp_path, {"a": file}))
    assert mail["subject"] == "Queues, 14 Nov – 15 Nov 2023 (Targets missed: 3)"
    assert "▲ Sales, Service level" in part(mail, "plain")
    assert "Your team" in part(mail, "html"), "the mailbox's signature"
    (attached,) = mail.iter_attachments()
    assert attached.get_content_subtype().endswith(".spreadsheetml.sheet")
