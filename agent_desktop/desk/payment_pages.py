"""Which windows of the computer are payment pages, by their titles and programs.

Promises that words match whole words, whatever their case and accents, and that `*` stands for anything within one
line; that matching takes time linear in the title. Refuses regular expressions: a bad one would hold everything up.
"""

import re
import unicodedata
from collections.abc import Sequence

from agent_desktop.model.payments import DEFAULT_PAGES

LONGEST_TITLE = 512
BEGINS, ENDS = r"(?<!\w)", r"(?!\w)"
_MOST_PAGES = 200
_LONGEST_PAGE = 120


def read_pages(kept: str | None) -> tuple[str, ...]:
    """The pages of a setting, one a line; None for none kept, which are the known ones."""
    if kept is None:
        return DEFAULT_PAGES
    lines = (" ".join(line.split())[:_LONGEST_PAGE] for line in kept.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line.strip("* ")))[:_MOST_PAGES]


class PaymentPages:
    """Knows payment pages, by `pages` as `read_pages` gives them."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = tuple(_patterns(_plain(one).split("*")) for one in pages)

    def match(self, title: str, program: str) -> bool:
        """Whether the window with this title, of this program, is a payment page."""
        shown = (_plain(title[:LONGEST_TITLE]), _plain(program[:LONGEST_TITLE]))
        return any(_found(parts, text) for parts in self._pages for text in shown if text)


def _plain(text: str) -> str:
    """Without case and accents, blanks as one."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def _patterns(parts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """What must follow each other: the parts between the stars, the outer ones at the borders of words."""
    last = len(parts) - 1
    return tuple(
        re.compile(
            f"{'' if at or not part else BEGINS}{re.escape(part)}{ENDS if at == last and part else ''}"
        )
        for at, part in enumerate(parts)
    )


def _found(parts: tuple[re.Pattern[str], ...], text: str) -> bool:
    """The first place is taken for each part, since whatever follows has the most room then."""
    at = 0
    for part in parts:
        found = part.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True
