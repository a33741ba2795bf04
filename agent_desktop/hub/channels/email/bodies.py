"""Which parts of a mail are its text, which its formatted text, which its files (RFC 8621, section 4.1.4).

Promises that every part which is no multipart ends in exactly one place that people see, except alternatives of what is
shown. Pictures between texts count as files.
"""

from dataclasses import dataclass, field

from agent_desktop.hub.channels.email.mime import Part

_SEEN_INLINE = ("image/", "audio/", "video/")


@dataclass
class Bodies:
    """The parts of a mail by their use, each list in the mail's order."""

    text: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)


def chosen(root: Part) -> Bodies:
    """The parts of the tree by their use."""
    bodies = Bodies()
    _sort([root], "mixed", False, bodies, Ways())
    return bodies


@dataclass
class Ways:
    """Which of the two bodies a branch of the tree still adds to: within alternatives each part is one of them."""

    text: bool = True
    html: bool = True


def _sort(parts: list[Part], within: str, alternative: bool, to: Bodies, ways: Ways) -> None:
    texts, htmls = len(to.text), len(to.html)
    for place, part in enumerate(parts):
        if part.parts:
            kind = part.media.partition("/")[2]
            inner = Ways(ways.text, ways.html)
            _sort(part.parts, kind, alternative or kind == "alternative", to, inner)
        elif not _inline(part, place, within) or part.media.startswith(_SEEN_INLINE):
            to.files.append(part)
        elif within == "alternative":
            (to.html if part.media == "text/html" else to.text).append(part)
        else:
            if alternative:
                # Beneath an alternative a text stands for one kind of reader only.
                ways.html = ways.html and part.media != "text/plain"
                ways.text = ways.text and part.media != "text/html"
            if ways.text:
                to.text.append(part)
            if ways.html:
                to.html.append(part)
    if within == "alternative":
        if len(to.text) == texts:
            to.text.extend(to.html[htmls:])
        elif len(to.html) == htmls:
            to.html.extend(to.text[texts:])


def _inline(part: Part, place: int, within: str) -> bool:
    if part.disposition == "attachment":
        return False
    seen = part.media.startswith(_SEEN_INLINE)
    if part.media not in ("text/plain", "text/html") and not seen:
        return False
    return place == 0 or (within != "related" and (seen or not part.name))
