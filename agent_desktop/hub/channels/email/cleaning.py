"""HTML of strangers made harmless: what the desk shows of a mail, and what leaves with an agent's reply.

Promises that nothing which is left can run, ask, load or cover the window: lists of what is allowed, parsed as a
browser parses, no style sheets, no positions, links to the web, mail and telephones only. Pictures are those that came
with the mail (`attachment:ID`); the addresses of others stay only where that is asked for. A second pass changes
nothing. Refuses HTML that is too large or nested too deeply: the answer is empty then, and readers have the text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MAX_HTML: Final = 1_000_000
#: A parser of HTML may look through all open elements for each end tag, so their number bounds its time.
MAX_OPEN: Final = 400
#: It also takes long for ampersands that begin nothing, and compares the attributes of one element with each other.
MAX_AMPERSANDS: Final = 60_000
MAX_ATTRIBUTES: Final = 15_000

MAX_STYLES: Final = 200

_TAG_NAMES: Final = """
    a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl
    dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section
    small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr
"""
_TAGS: Final = frozenset(_TAG_NAMES.split())
_DROPPED_NAMES: Final = """
    script style title head noscript template iframe object embed applet svg math textarea select button audio video
    canvas noembed noframes xmp plaintext
"""
_DROPPED_WHOLE: Final = frozenset(_DROPPED_NAMES.split())
_ANYWHERE: Final = frozenset({"align", "dir", "lang", "title", "style"})
_CELLS: Final = frozenset({"bgcolor", "height", "nowrap", "valign", "width"})
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"alt", "height", "src", "width"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "li": {"value"},
    "hr": {"color", "size", "width"},
    "table": {"border", "cellpadding", "cellspacing", *_CELLS},
    "tr": set(_CELLS),
    "td": {"colspan", "rowspan", *_CELLS},
    "th": {"colspan", "rowspan", *_CELLS},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
}
_STYLES: Final = re.compile(
    r"background-color|border(-(top|right|bottom|left))?(-(color|style|width))?|border-(collapse|spacing|radius)|color"
    r"|direction|font(-(family|size|style|variant|weight))?|(max-|min-)?(height|width)|letter-spacing|line-height"
    r"|list-style-type|margin(-(top|right|bottom|left))?|padding(-(top|right|bottom|left))?|text-(align|decoration"
    r"|indent|transform)|vertical-align|white-space|word-(break|spacing|wrap)|overflow-wrap"
)
_COLOUR: Final = r"(?:rgb|hsl)a?\([\d.,%\s/]{1,60}\)"
_VALUE: Final = re.compile(rf"(?:[A-Za-z0-9#%.,\s\"'!+_-]|{_COLOUR}){{1,300}}")
_LINKS: Final = ("http://", "https://", "mailto:", "tel:")
_ELSEWHERE: Final = re.compile(r"https://[!#-&(-;=?-\[\]-_a-~]{1,2000}", re.IGNORECASE)
_PICTURE: Final = re.compile(r"attachment:[A-Za-z0-9_-]{1,100}")
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{15000,}")
_PARTING: Final = re.compile(r"[\s/'\"]+")
#: Elements that are never open, or that the next of their kind closes: a page may leave their end tags out.
_SHORT_NAMES: Final = """
    area base br col embed hr img input link meta source wbr p li td th tr dt dd tbody thead tfoot option
"""
_SHORT: Final = frozenset(_SHORT_NAMES.split())


@dataclass(frozen=True)
class Cleaned:
    """What is left. `remote`: there were pictures from elsewhere."""

    html: str
    remote: bool


def clean(
    html: str, pictures: Mapping[str, str] | None = None, *, elsewhere: bool = False
) -> Cleaned:
    """Harmless HTML of a fragment or a page. `pictures`: Content-ID → id of the attachment that was kept.

    A picture that already says `attachment:ID` stays when that is one of them. With `elsewhere`, pictures keep their
    https addresses: that is for readers alone that load nothing by themselves.
    """
    import nh3

    by_cid = {cid.lower(): kept for cid, kept in (pictures or {}).items()}
    kept = {f"attachment:{identity}" for identity in by_cid.values()}
    remote = False

    def judge(tag: str, name: str, value: str) -> str | None:
        nonlocal remote
        if name == "style":
            return style(value) or None
        if name == "src":
            source = value.strip()
            if source in kept and _PICTURE.fullmatch(source):
                return source
            if source[:4].lower() == "cid:":
                identity = by_cid.get(source[4:].strip().strip("<>").lower(), "")
                return f"attachment:{identity}" if identity else None
            if elsewhere and _ELSEWHERE.fullmatch(source):
                remote = True
                return source
            remote = remote or source[:8].lower().startswith(("http:", "https:", "//", "ftp:"))
            return None
        if name == "href":
            return value.strip() if value.strip().lower().startswith(_LINKS) else None
        return value if len(value) <= 2000 else None

    if _too_much(html):
        return Cleaned("", False)
    # The pictures of style sheets are never loaded; they count as left out as well.
    remote_styles = re.search(r"url\(\s*['\"]?\s*(?:https?:)?//|background\s*=", html, re.I)
    found = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={"*": set(_ANYWHERE), **{tag: set(names) for tag, names in _ATTRIBUTES.items()}},
        attribute_filter=judge,
        url_schemes={"http", "https", "mailto", "tel", "cid", "attachment"},
        url_relative=lambda url: url if url.startswith("//") else None,
        link_rel="noopener noreferrer",
    )
    found = found.strip()
    # What would be too much for a second pass is too much for a reader.
    return Cleaned("" if _too_much(found) else found, remote or remote_styles is not None)


def style(value: str) -> str:
    """The declarations of a `style` attribute that only look, in their order."""
    good = []
    for declaration in value.split(";", MAX_STYLES)[:MAX_STYLES]:
        name, colon, text = declaration.partition(":")
        name, text = name.strip().lower(), " ".join(text.split())
        if name == "display" and text.lower() in ("none", "block", "inline", "inline-block"):
            good.append(f"display: {text.lower()}")
        elif colon and _STYLES.fullmatch(name) and _VALUE.fullmatch(text):
            good.append(f"{name}: {text}")
    return "; ".join(good)


def _too_much(html: str) -> bool:
    return (
        len(html) > MAX_HTML
        or html.count("&") > MAX_AMPERSANDS
        or any(len(_PARTING.findall(tag)) > MAX_ATTRIBUTES for tag in _LONG_TAG.findall(html))
        or _depth(html) > MAX_OPEN
    )


def _depth(html: str) -> int:
    """How many elements are open at most, counted without forgiving: end tags close one of their own kind only."""
    open_now: dict[str, int] = {}
    total = deepest = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _SHORT:
            continue
        if not found[1]:
            open_now[name] = open_now.get(name, 0) + 1
            total += 1
            deepest = max(deepest, total)
        elif open_now.get(name):
            open_now[name] -= 1
            total -= 1
    return deepest
