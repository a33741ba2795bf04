"""The formatted text of our own mails: what an agent's desk may have made, and nothing else.

Promises bold, italic, lists, links and lines; links to the web, mail and telephones without anything that tells on the
reader. Everything else is left out, its words stay. Refuses to believe that the desk cleaned it.
"""

from typing import Final

from agent_desktop.model.rich_lines import MAX_HTML, html_of, lines_of, text_of

_TAGS: Final = frozenset({"a", "b", "br", "div", "i", "li", "ol", "ul"})


def leaving(html: str) -> str:
    """HTML that may leave, one line a line. Idempotent."""
    import nh3

    # Read as lines first: what is left are our own few elements. A second judge sees to it that this stays true.
    return nh3.clean(
        html_of(lines_of(html[:MAX_HTML])),
        tags=set(_TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def plain(html: str) -> str:
    """The same as plain text."""
    return text_of(lines_of(html))
