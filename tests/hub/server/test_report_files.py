"""Files of reports as people open them: pages that can be read, letters that are not lost, charts, and workbooks that
show and print what they hold."""

import io
import re
import unicodedata
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.metrics.reports.captions import METRICS
from agent_desktop.hub.metrics.reports.catalogue import REPORTS
from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import Missed
from agent_desktop.hub.server.report_books import as_xlsx
from agent_desktop.hub.server.report_drawings import along_time, column_of
from agent_desktop.hub.server.report_pages import as_pdf
from agent_desktop.hub.server.report_typefaces import BOX, register, runs, unknown
from agent_desktop.model.aims import Aim
from agent_desktop.model.reports import Column, Kind, Report
from tests.hub.server.test_reports import evil, page_texts, shortfall

HOUR = 3_600_000


def day() -> Report:
    """Hours of two days, of which the second has a figure that misses its target."""
    since = 1_699_999_200_000
    return replace(
        evil(),
        title="Service",
        columns=(
            Column(name="from", caption="From", kind=Kind.MOMENT),
            Column(name="offered", caption="Came", kind=Kind.COUNT),
            Column(name="service_level", caption="Service level", kind=Kind.SHARE),
        ),
        rows=tuple((since + at * HOUR, at, None if at == 3 else 0.5 + at / 40) for at in range(12)),
        total=None,
        language="en",
    )


def wide(columns: int) -> Report:
    """Agents with so many figures of many letters."""
    names = Column(name="agent", caption="Agent", kind=Kind.TEXT)
    figures = tuple(
        Column(name=f"f{at}", caption=f"Measurement {at}", kind=Kind.MS) for at in range(columns)
    )
    row = ("Ann Lee", *(3_600_000 * 99,) * columns)
    return replace(evil(), columns=(names, *figures), rows=(row,) * 3, total=None, language="en")


@settings(deadline=None)  # the first one reads typefaces
@given(st.text(max_size=40))
def test_no_letter_goes_without_a_trace(words: str) -> None:
    shown = "".join(one for _, one in runs(words))
    shaped = [one for one in words if unicodedata.category(one) not in ("Cc", "Cf", "Mn")]
    spaces = [one for one in words if one.isspace()]
    assert len(shown) >= len([one for one in shaped if not one.isspace()])
    assert len(shown) <= len(words)
    assert shown.count(" ") >= spaces.count(" ")
    known = register()
    for face, one in runs(words):
        assert face or all(letter.isspace() or ord(letter) in known for letter in one)


def test_names_of_every_script_are_on_the_page_or_said_to_be_missing() -> None:
    assert runs("Łukasz Ωμέγα Жанна") == [("", "Łukasz Ωμέγα Жанна")]
    assert runs("Li 李") == [("", "Li "), ("STSong-Light", "李")]
    assert runs("東京タワー") == [("HeiseiKakuGo-W5", "東京タワー")]
    assert runs("서울") == [("HYGothic-Medium", "서울")]
    assert runs("دعم") == [("", BOX * 3)]
    assert (unknown(["李", "Ann"]), unknown(["Ann", "دعم"])) == (False, True)
    one = replace(evil(), rows=(("山田 太郎", 1, 1, 1, 1),), language="en")
    assert b"STSong-Light" in as_pdf(one)
    assert "cannot show" not in page_texts(as_pdf(one))[0]
    other = replace(one, rows=(("الدعم", 1, 1, 1, 1),))
    assert "Letters that these pages cannot show" in page_texts(as_pdf(other))[0]


def test_a_wide_table_is_set_in_parts_that_can_be_read() -> None:
    (narrow,) = page_texts(as_pdf(wide(8)))
    assert narrow.count("Agent ") == 1
    pages = " ".join(page_texts(as_pdf(wide(20))))
    parts = pages.count("Agent ")
    assert parts > 1, "each part begins with the names of its rows"
    assert pages.count("Ann Lee") == 3 * (parts + 1), "and the chart has them"
    figures = re.findall(r"Measurement \d+", pages.replace("Measurement  ", "Measurement "))
    assert set(figures) == {f"Measurement {at}" for at in range(20)}
    sizes = [float(one) for one in re.findall(r"/F\d+\+?\d* ([\d.]+) Tf", _streams(wide(20)))]
    assert sizes
    assert min(sizes) > 6, "points"


def _streams(report: Report) -> str:
    import base64
    import zlib

    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", as_pdf(report), re.S):
        try:
            found.append(zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True)))
        except (ValueError, zlib.error):
            continue
    return b" ".join(one for one in found if b" Tj" in one).decode("latin-1")


def test_pages_have_a_chart_of_the_column_that_the_window_draws() -> None:
    made = day()
    assert (column_of(made), along_time(made)) == (2, True)
    missed = Missed({(0, 2): Aim(at_least=True, value=0.9)}, aimed=True)
    text = page_texts(as_pdf(made, missed))[0]
    for words in ("Service level", "0.0%", "50.0%", "100.0%", "14 Nov 2023", "15 Nov 2023"):
        assert words in text
    month = replace(made, rows=tuple((at * HOUR, 1, 0.5) for at in range(720)))
    first = page_texts(as_pdf(month))[0]
    assert "More in the table" not in first, "all of a month's hours stand along the time"
    assert first.index("25 Jan 1970") < first.index("From"), "below the axis, above the table"
    plain = as_pdf(replace(made, name="journey"))
    assert "100.0%" not in page_texts(plain)[0], "a journey has nothing to compare"
    assert column_of(replace(made, rows=made.rows[:1])) is None
    many = replace(wide(2), rows=tuple((f"Agent {at}", at, at) for at in range(30)))
    assert (column_of(many), along_time(many)) == (1, False)
    assert "More in the table: 18" in " ".join(page_texts(as_pdf(many)))


def test_a_workbook_keeps_names_and_captions_in_sight_and_prints_on_paper() -> None:
    with ZipFile(io.BytesIO(as_xlsx(wide(20)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
        looks = book.read("xl/styles.xml").decode()
    assert re.search(r'<pane xSplit="1" ySplit="\d+"', sheet)
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToWidth="2" fitToHeight="0"' in sheet
    assert "&amp;P / &amp;N" in sheet
    titles = re.search(r"_xlnm.Print_Titles[^>]*>([^<]*)<", names)
    assert titles
    assert "$A:$A" in titles[1]
    assert re.search(r"\$\d+:\$\d+", titles[1])
    assert 'formatCode="@"' in looks, "names stay texts, also when somebody edits one"
    assert "<f>" not in sheet


def test_a_workbook_has_the_chart_of_its_table() -> None:
    made, misses = shortfall()
    with ZipFile(io.BytesIO(as_xlsx(made, misses))) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
        assert "xl/chartsheets/sheet1.xml" in book.namelist()
    line = re.search(r"<c:cat>.*?<c:f>'?Queues'?!\$A\$(\d+):\$A\$(\d+)</c:f>", chart, re.S)
    assert line
    assert int(line[2]) - int(line[1]) == 2, "three queues, without their total"
    assert f"$B${line[1]}:$B${line[2]}" in chart
    with ZipFile(io.BytesIO(as_xlsx(replace(made, rows=(), keys=(), total=None)))) as book:
        assert not [one for one in book.namelist() if "chart" in one]


@pytest.mark.parametrize("language", ["en", "de"])
def test_captions_of_workbooks_are_not_cut(language: str) -> None:
    """A column has room for the longest word of its caption beside the button of its filter, the line for all words."""
    say = say_in(language)
    columns = tuple(
        Column(name=name, caption=say(words), kind=Kind.COUNT) for name, words in METRICS.items()
    )
    made = replace(evil(), columns=columns, rows=((1,) * len(columns),), total=None, only=())
    with ZipFile(io.BytesIO(as_xlsx(made))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    widths = {}
    for first, last, width in re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet):
        widths.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
    high = max(float(one) for one in re.findall(r' ht="([\d.]+)"', sheet))
    for at, column in enumerate(columns, 1):
        assert widths[at] >= max(map(len, column.caption.split())) + 3
        lines = -(-len(column.caption) // (widths[at] - 3))
        assert high >= 15 * lines


def test_sheets_have_names_that_spreadsheets_take() -> None:
    for language in ("en", "de"):
        for one in REPORTS:
            made = replace(shortfall()[0], title=say_in(language)(one.title), language=language)
            with ZipFile(io.BytesIO(as_xlsx(made))) as book:
                names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
            assert len({each.casefold() for each in names}) == len(names) == 3
            assert all(0 < len(each) <= 31 and not set(each) & set("[]:*?/\\'") for each in names)
