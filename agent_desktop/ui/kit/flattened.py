"""HTML whose tables are few and shallow enough to be laid out at once.

Promises markup that costs a text document no more than a bounded time: each table within a table doubles what is in
it, so that the innermost ones give way to plain blocks until the sum is small. Refuses, with an empty answer, what is
too much even so. It is no cleaner: it counts the tags of HTML that was written by one.
"""

import re
from typing import Final

MOST: Final = 400_000
"""Characters that are laid out; a cell counts as 300, a block as 20."""
_CELL: Final = 300
_BLOCK: Final = 20
_DEEPEST: Final = 8
_ELEMENTS: Final = 20_000

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^'\"<>])*+)>")
_COMMENT: Final = re.compile(r"<![^<>]*>")
_SPANS: Final = re.compile(
    r"\b(?:col|row)span\b\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE
)
_CELLS: Final = frozenset({"td", "th"})
_TABLE: Final = frozenset(
    {"table", "tbody", "thead", "tfoot", "tr", "caption", "col", "colgroup", *_CELLS}
)


def flattened(html: str) -> str:
    """`html` with as many of its tables as can be laid out; empty where even its text cannot."""
    tags = list(_TAG.finditer(html, 0, 4 * MOST))
    if len(html) > 4 * MOST or len(tags) > _ELEMENTS:
        return ""
    for deepest in range(_DEEPEST, -1, -2):
        if _cost(html, tags, deepest) <= MOST:
            return _up_to(html, tags, deepest)
    return ""


def _cost(html: str, tags: list[re.Match[str]], deepest: int) -> int:
    cost = depth = end = 0
    for tag in tags:
        name = tag[2].lower()
        shown = tag.start() - end
        if name in _CELLS and not tag[1]:
            shown += _CELL if depth <= deepest else _BLOCK
        cost += shown << min(depth, deepest)
        end = tag.end()
        if name == "table":
            depth = max(0, depth - 1) if tag[1] else depth + 1
    return cost + len(html) - end


def _up_to(html: str, tags: list[re.Match[str]], deepest: int) -> str:
    """Tables deeper than `deepest` as blocks, one for each cell; no cell spans others."""
    made: list[str] = []
    depth = end = 0
    for tag in tags:
        name, closes = tag[2].lower(), bool(tag[1])
        made.append(_text(html[end : tag.start()]))
        end = tag.end()
        if name == "table" and not closes:
            depth += 1
        if name not in _TABLE:
            made.append(tag[0])
        elif depth <= deepest:
            made.append(_SPANS.sub("", tag[0]))
        elif name in _CELLS:
            made.append("</div>" if closes else "<div>")
        if name == "table" and closes:
            depth = max(0, depth - 1)
    return "".join([*made, _text(html[end:])])


def _text(between: str) -> str:
    """What was not counted as a tag must not be read as one."""
    return _COMMENT.sub("", between).replace("<", "&lt;")
