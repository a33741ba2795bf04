"""The mail that brings a scheduled report: what it says in words, and the same as a page with the first rows of it.

Promises that both say of which time and zone it is, whether it is empty, what misses its target, and whom to ask for an
end of it; that a page runs nothing and loads nothing. Refuses names as anything but words.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import MARK, TOTAL, Missed, lines, remark
from agent_desktop.hub.server.report_cells import NOTHING, head, remarks, shown
from agent_desktop.hub.server.report_styles import FAINT, GROUND, HEAD, INK, LINE, MISSED_INK
from agent_desktop.model.charts import is_number
from agent_desktop.model.reports import Cell, Kind, Report

MOST_ROWS: Final = 15
MOST_COLUMNS: Final = 8
_ROOM_PX: Final = 720
"""So wide a table may be: beside a list of mails there is hardly more room."""
_LETTER_PX: Final = 8.5
"""A letter of a bold head, with some to spare: nobody knows by which typeface a mail is read."""
_PADS_PX: Final = 20
_MOST_MISSED: Final = 6
"""So many missed targets are said one by one: of more it is said how many, and the worst."""
_TEXT: Final = f"font:14px/1.45 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:{INK}"


def subject(made: Report, misses: Missed) -> str:
    """What it is, of when, and how many targets are missed."""
    words = f"{made.title}, {head(made)[0][1]}"
    return f"{words} ({remark(made, misses)})" if misses.cells else words


def words(made: Report, misses: Missed, owner: str) -> str:
    """The mail as plain text; `owner` is the name of whom it goes out for."""
    told = [made.title, made.words, "", *(f"{what}: {which}" for what, which in head(made))]
    if remarks(made):
        told += ["", *remarks(made)]
    if made.total is not None:
        figures = zip(made.total, made.columns, strict=True)
        sums = [(one.caption, shown(cell, one, made)) for cell, one in figures if _counts(cell)]
        told += ["", say_in(made.language)("Total"), *(f"{what}: {which}" for what, which in sums)]
    if misses.aimed:
        told += ["", remark(made, misses), *lines(made, misses, _MOST_MISSED)]
    return "\n".join([*told, "", *_end(made, owner)])


def page(made: Report, misses: Missed, owner: str) -> str:
    """The same as HTML of elements alone, with the table in place of its sums."""
    said = [
        f'<div style="{_TEXT};background:#ffffff;padding:12px">',
        f'<div style="font-size:20px;font-weight:600">{escape(made.title)}</div>',
        f'<div style="color:{FAINT}">{escape(made.words)}</div>',
        f'<div style="color:{FAINT};margin:8px 0">{escape(_head(made))}</div>',
        *(f'<div style="margin:4px 0">{escape(one)}</div>' for one in remarks(made)),
    ]
    if misses.cells:
        told = "<br>".join(map(escape, [remark(made, misses), *lines(made, misses, _MOST_MISSED)]))
        said.append(
            f'<div style="background:{GROUND};color:{MISSED_INK};padding:8px 12px;margin:8px 0">'
            f"{told}</div>"
        )
    elif misses.aimed:
        said.append(f'<div style="margin:4px 0">{escape(remark(made, misses))}</div>')
    if made.rows:
        said += _table(made, misses)
    said.append(f'<div style="margin:12px 0">{escape(_end(made, owner)[0])}</div>')
    below = "<br>".join(map(escape, _end(made, owner)[1:]))
    said.append(f'<div style="color:{FAINT};font-size:12px">{below}</div></div>')
    return "\n".join(said)


def _head(made: Report) -> str:
    return " · ".join(f"{what}: {which}" for what, which in head(made))


def _end(made: Report, owner: str) -> list[str]:
    say = say_in(made.language)
    told = [say("The report is attached.")]
    if owner:
        told.append(f"{say('Who had it sent, and can change or stop it')}: {owner}")
    return told


def _counts(cell: Cell) -> bool:
    return isinstance(cell, int | float)


def _table(made: Report, misses: Missed) -> list[str]:
    """The first rows and columns, the total, and how much more there is in the file."""
    rows = made.rows[:MOST_ROWS]
    columns = range(_fitting(made, rows))
    total = [] if made.total is None else [(TOTAL, made.total)]
    said = ['<table cellspacing="0" cellpadding="0" style="border-collapse:collapse">', "<tr>"]
    said += [
        _cell("th", made.columns[at].caption, made, at, f"background:{HEAD}") for at in columns
    ]
    said.append("</tr>")
    for number, cells in [*enumerate(rows), *total]:
        said.append("<tr>")
        said += [_figure(made, misses, number, at, cells) for at in columns]
        said.append("</tr>")
    said.append("</table>")
    say = say_in(made.language)
    more = [
        f"{say(what)}: {count}"
        for what, count in (
            ("More rows in the file", len(made.rows) - len(rows)),
            ("More columns in the file", len(made.columns) - len(columns)),
        )
        if count > 0
    ]
    if more:
        said.append(f'<div style="color:{FAINT};margin:4px 0">{escape(" · ".join(more))}</div>')
    return said


def _fitting(made: Report, rows: Sequence[Sequence[Cell]]) -> int:
    """How many columns have room beside each other: at least two, since one says nothing."""
    cells = rows if made.total is None else [*rows, made.total]
    used = 0.0
    for at, column in enumerate(made.columns[:MOST_COLUMNS]):
        told = [shown(row[at], column, made) for row in cells if row[at] is not None]
        if column.kind is Kind.TEXT:
            told = [word for one in told for word in one.split()]
        longest = max(map(len, [*column.caption.split(), *told]), default=0)
        used += longest * _LETTER_PX + _PADS_PX
        if used > _ROOM_PX and at >= 2:
            return at
    return min(MOST_COLUMNS, len(made.columns))


def _figure(made: Report, misses: Missed, number: int, at: int, cells: Sequence[Cell]) -> str:
    cell, look = cells[at], "font-weight:600" if number == TOTAL else ""
    nothing = "" if number == TOTAL else NOTHING
    told = nothing if cell is None else shown(cell, made.columns[at], made)
    if number == TOTAL and at == 0 and not told:
        told = say_in(made.language)("Total")
    if (number, at) in misses.cells:
        told, look = f"{MARK} {told}", f"{look};background:{GROUND};color:{MISSED_INK}"
    return _cell("td", told, made, at, look)


def _cell(kind: str, told: str, made: Report, at: int, look: str) -> str:
    side = "right" if is_number(made.columns[at]) else "left"
    if made.columns[at].kind is not Kind.TEXT and kind == "td":
        look = f"white-space:nowrap;{look}"
    style = f"padding:4px 10px;border-bottom:1px solid {LINE};text-align:{side};{look}"
    return f'<{kind} style="{style}">{escape(told)}</{kind}>'
