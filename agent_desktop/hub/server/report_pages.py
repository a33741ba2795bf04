"""Reports on paper: a PDF in A4, with head, table, and what the columns mean.

Promises that every page names the report, its time and its number, and that the table's head is on each; wide tables
lie across. The letters are those of the program's own typeface; what it has no letter for is shown as an empty box.
"""

import io
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from agent_desktop.files import resource
from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import MARK, NONE, TOTAL, Missed, aim_words, remark
from agent_desktop.hub.server.report_cells import NOTHING, head, notes, remarks, shown
from agent_desktop.model.reports import Cell, Kind, Report

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_WIDE: Final = 7
"""So many columns fit on an upright page."""
_MOST: Final = 2_000
"""More rows are not drawn: nobody reads them on paper."""
_SIZE: Final = 8.0
"""Of the letters, in points; in wide tables they are smaller, down to a part of it."""
_SMALLEST: Final = 0.55
_PAD: Final = 3.0
_FRAME: Final = 6.0
"""What the pages' frame leaves free by itself."""
_PLAIN, _BOLD = "Inter", "Inter-SemiBold"
_INK, _FAINT, _LINE, _HEAD = "#1c2024", "#5d656d", "#d5d9de", "#f1f3f5"
_GROUND: Final = "#fde2e0"
"""Of figures that miss their targets."""
_MOST_AIMS: Final = 6
"""So many targets are said above the table."""


def as_pdf(report: Report, misses: Missed = NONE) -> bytes:
    """The pages; figures that miss their targets are marked. Takes its time: not for the loop of a server."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate, Spacer

    _fonts()
    styles = _styles()
    wide = len(report.columns) > _WIDE
    size = landscape(A4) if wide else A4
    made = io.BytesIO()
    margin = 14 * mm
    page = SimpleDocTemplate(
        made,
        pagesize=size,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=16 * mm,
        title=report.title,
        author="Agent Desktop",
        creator="Agent Desktop",
        lang=report.language,
    )
    parts: list[Flowable] = [
        _said(report.title, styles["title"]),
        _said(report.words, styles["faint"]),
        Spacer(1, 3 * mm),
        _said(" · ".join(f"{what}: {which}" for what, which in head(report)), styles["faint"]),
        Spacer(1, 4 * mm),
    ]
    lines = [*remarks(report), *_legend(report, misses)]
    if len(report.rows) > _MOST and not report.cut:
        lines.append(
            say_in(report.language)("There is more than is shown here: choose a shorter time.")
        )
    parts += [_said(one, styles["text"]) for one in lines]
    if lines:
        parts.append(Spacer(1, 2 * mm))
    if report.rows:
        parts += [_table(report, misses, size[0] - 2 * margin - 2 * _FRAME), Spacer(1, 5 * mm)]
    found = notes(report)
    if found:
        parts.append(_said(say_in(report.language)("What the columns mean"), styles["heading"]))
        parts += [_meaning(name, words, styles["note"]) for name, words in found]

    def foot(canvas: Any, _: object) -> None:
        canvas.setFont(_PLAIN, 7.5)
        canvas.setFillColor(_FAINT)
        canvas.drawString(
            margin + _FRAME, 9 * mm, f"{report.title} · {head(report)[0][1]} · {report.zone}"
        )
        number = f"{say_in(report.language)('Page')} {canvas.getPageNumber()}"
        canvas.drawRightString(size[0] - margin - _FRAME, 9 * mm, number)

    page.build(parts, onFirstPage=foot, onLaterPages=foot)
    return made.getvalue()


@cache
def _fonts() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont(_PLAIN, str(resource("fonts", "Inter-Regular.ttf"))))
    registerFont(TTFont(_BOLD, str(resource("fonts", "Inter-SemiBold.ttf"))))


@cache
def _styles(scale: float = 1.0) -> dict[str, Any]:
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    size = _SIZE * scale
    text = ParagraphStyle(
        "text", fontName=_PLAIN, fontSize=size, leading=1.3 * size, textColor=_INK, splitLongWords=1
    )
    caption = ParagraphStyle("caption", text, fontName=_BOLD, leading=1.2 * size)
    return {
        "text": text,
        "text_right": ParagraphStyle("text_right", text, alignment=TA_RIGHT),
        "title": ParagraphStyle("title", text, fontName=_BOLD, fontSize=15, leading=20),
        "heading": ParagraphStyle(
            "heading", text, fontName=_BOLD, fontSize=9, leading=14, keepWithNext=1
        ),
        "faint": ParagraphStyle("faint", text, textColor=_FAINT),
        "note": ParagraphStyle("note", text, fontSize=7.5, leading=10, spaceAfter=1.5),
        "caption": caption,
        "caption_right": ParagraphStyle("caption_right", caption, alignment=TA_RIGHT),
        "whole": ParagraphStyle("whole", text, fontName=_BOLD),
        "whole_right": ParagraphStyle("whole_right", text, fontName=_BOLD, alignment=TA_RIGHT),
    }


def _said(words: str, style: Any) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(escape(words), style)


def _meaning(name: str, words: str, style: Any) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(f'<font name="{_BOLD}">{escape(name)}</font>  {escape(words)}', style)


def _legend(report: Report, misses: Missed) -> list[str]:
    """How many targets are missed, and which they are."""
    if not misses.aimed:
        return []
    aims = dict.fromkeys((at, aim) for (_, at), aim in misses.cells.items())
    which = [f"{report.columns[at].caption}: {aim_words(report, at, aim)}" for at, aim in aims]
    said = [f"{MARK} {remark(report, misses)}", *which[:_MOST_AIMS]]
    return [" · ".join(said) if misses.cells else remark(report, misses)]


def _table(report: Report, misses: Missed, width: float) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import LongTable, TableStyle

    columns = report.columns
    rows = [_texts(report, row, NOTHING) for row in report.rows[:_MOST]]
    total = [] if report.total is None else _texts(report, report.total, "")
    if total and not total[0]:
        total[0] = say_in(report.language)("Total")
    places = [one for one in misses.cells if one[0] < len(rows)]
    for row, at in places:
        marked = total if row == TOTAL else rows[row]
        marked[at] = f"{MARK} {marked[at]}"
    widths, scale = _widths(report, [*rows, total], width)
    styles = _styles(scale)
    right = [one.kind not in (Kind.TEXT, Kind.DAY, Kind.MOMENT) for one in columns]

    def line(cells: Sequence[str], look: str) -> list["Flowable"]:
        return [
            _said(one, styles[f"{look}_right" if mine and at else look])
            for at, (one, mine) in enumerate(zip(cells, right, strict=True))
        ]

    lines = [
        line([one.caption for one in columns], "caption"),
        *(line(one, "text") for one in rows),
    ]
    looks: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(_HEAD)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(_LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if total:
        lines.append(line(total, "whole"))
        looks.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, HexColor(_INK)))
    for row, at in places:
        place = (at, -1 if row == TOTAL else row + 1)
        looks.append(("BACKGROUND", place, place, HexColor(_GROUND)))
    return LongTable(lines, colWidths=widths, repeatRows=1, style=TableStyle(looks))


def _texts(report: Report, cells: Sequence[Cell], nothing: str) -> list[str]:
    pairs = zip(cells, report.columns, strict=True)
    return [nothing if cell is None else shown(cell, column, report) for cell, column in pairs]


def _widths(
    report: Report, rows: Sequence[Sequence[str]], width: float
) -> tuple[list[float], float]:
    """How wide each column is, and how large its letters are beside the usual ones, so that no word is torn apart."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    def longest(words: Iterable[str], font: str) -> float:
        return max((stringWidth(one, font, _SIZE) for one in words), default=0.0)

    least: list[float] = []
    wish: list[float] = []
    for at, column in enumerate(report.columns):
        cells = {row[at] for row in rows if row}
        heading = longest(column.caption.split(), _BOLD)
        whole = longest(cells, _BOLD)
        texts = column.kind is Kind.TEXT
        parts = {part for cell in cells for part in cell.split()}
        need = min(longest(parts, _BOLD), width / 4) if texts else whole
        least.append(max(heading, need) + 2 * _PAD + 1)
        wish.append(max(least[-1], min(whole, width / 3) + 2 * _PAD + 1))
    needed = sum(least)
    if needed > width:
        pads = 2 * _PAD + 1
        smaller = (width - pads * len(least)) / (needed - pads * len(least))
        return [(one - pads) * smaller + pads for one in least], max(_SMALLEST, smaller)
    more = sum(wish) - needed
    spare = min(1.0, (width - needed) / more) if more else 0.0
    made = [one + spare * (two - one) for one, two in zip(least, wish, strict=True)]
    rest = (width - sum(made)) / len(made)
    return [one + rest for one in made], 1.0
