"""Reports on paper: a PDF in A4, with head, chart, table, and what the columns mean.

Promises that every page names the report, its time and its number of how many, and that the table's head is on each;
wide tables lie across. The letters are those of `report_typefaces`.
"""

import io
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import MARK, NONE, Missed, aim_words, remark
from agent_desktop.hub.server.report_cells import head, notes, remarks
from agent_desktop.hub.server.report_drawings import chart
from agent_desktop.hub.server.report_styles import FAINT, meaning, said, styles
from agent_desktop.hub.server.report_tables import MOST, tables
from agent_desktop.hub.server.report_typefaces import PLAIN, register, unknown
from agent_desktop.model.reports import Report

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_WIDE: Final = 7
"""So many columns fit on an upright page."""
_FRAME: Final = 6.0
"""What the pages' frame leaves free by itself."""
_MOST_AIMS: Final = 6
"""So many targets are said above the table."""


def as_pdf(report: Report, misses: Missed = NONE) -> bytes:
    """The pages; figures that miss their targets are marked. Takes its time: not for the loop of a server."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate, Spacer

    register()
    looks = styles()
    size = landscape(A4) if len(report.columns) > _WIDE else A4
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
    room = size[0] - 2 * margin - 2 * _FRAME
    parts: list[Flowable] = [
        said(report.title, looks["title"]),
        said(report.words, looks["faint"]),
        Spacer(1, 3 * mm),
        said(" · ".join(f"{what}: {which}" for what, which in head(report)), looks["faint"]),
        Spacer(1, 4 * mm),
    ]
    lines = _remarks(report, misses)
    parts += [said(one, looks["text"]) for one in lines]
    if lines:
        parts.append(Spacer(1, 2 * mm))
    if report.rows:
        parts += chart(report, misses, room)
        parts += [*tables(report, misses, room), Spacer(1, 5 * mm)]
    found = notes(report)
    if found:
        parts.append(said(say_in(report.language)("What the columns mean"), looks["heading"]))
        parts += [meaning(name, words, looks["note"]) for name, words in found]
    page.build(parts, canvasmaker=_numbered(report, size[0], margin + _FRAME))
    return made.getvalue()


def _remarks(report: Report, misses: Missed) -> list[str]:
    say = say_in(report.language)
    lines = [*remarks(report), *_legend(report, misses)]
    if len(report.rows) > MOST and not report.cut:
        lines.append(say("There is more than is shown here: choose a shorter time."))
    texts = (cell for row in report.rows[:MOST] for cell in row if isinstance(cell, str))
    if unknown([*texts, *(which for _, which in report.only)]):
        lines.append(
            say("Letters that these pages cannot show stand as □; other formats have them.")
        )
    return lines


def _legend(report: Report, misses: Missed) -> list[str]:
    """How many targets are missed, and which they are."""
    if not misses.aimed:
        return []
    aims = dict.fromkeys((at, aim) for (_, at), aim in misses.cells.items())
    which = [f"{report.columns[at].caption}: {aim_words(report, at, aim)}" for at, aim in aims]
    told = [f"{MARK} {remark(report, misses)}", *which[:_MOST_AIMS]]
    return [" · ".join(told) if misses.cells else remark(report, misses)]


def _numbered(report: Report, wide: float, edge: float) -> Any:
    """Pages that say at their foot what they are of, and which of how many: known when the last one is made."""
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for one in self._pages:
                self.__dict__.update(one)
                self._foot(len(self._pages))
                super().showPage()
            super().save()

        def _foot(self, count: int) -> None:
            self.setFont(PLAIN, 7.5)
            self.setFillColor(FAINT)
            about = f"{report.title} · {head(report)[0][1]} · {report.zone}"
            self.drawString(edge, 9 * mm, about)
            number = f"{say_in(report.language)('Page')} {self.getPageNumber()} / {count}"
            self.drawRightString(wide - edge, 9 * mm, number)

    return Numbered
