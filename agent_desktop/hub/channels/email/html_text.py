"""Clean HTML as plain text: what is read, searched and quoted of a mail that came without text.

Promises one pass over what `cleaning` made. Quotes get "> ", lists get dots, rows of tables one line each; what is
hidden stays out.
"""

import re
from html.parser import HTMLParser

#: Letters of HTML that are read; what is beyond is in the formatted text.
MAX_READ = 200_000

_BLOCK_NAMES = """
    address article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main
    ol p pre section table tr ul caption
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACED = _BLOCKS & {
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
}
_ALONE = frozenset({"br", "col", "hr", "img", "wbr"})
_HIDDEN = re.compile(
    r"display:\s*none|font-size:\s*0(?:px|pt|em|%)?\s*(?:;|$)|max-height:\s*0", re.I
)


def text_of(html: str) -> str:
    """The text of HTML that `cleaning.clean` made; without a line end at its end."""
    reader = _Reader()
    reader.feed(html[:MAX_READ])
    reader.close()
    return reader.text()


def crude_text_of(html: str) -> str:
    """The text of HTML that could not be cleaned: all that is not within brackets."""
    return " ".join(re.sub(r"<[^<>]{0,2000}>", " ", html[:MAX_READ]).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._space = False
        self._blank = False
        self._blank_in = 0
        self._quotes = 0
        self._kept = 0
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            if tag not in _ALONE:
                self._hidden.append(tag)
            return
        about = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._end_line(blank=tag in _SPACED)
        if tag not in _ALONE and _HIDDEN.search(about.get("style", "")):
            self._hidden.append(tag)
            return
        match tag:
            case "br":
                self._put_line()
            case "hr":
                self._lines.append("> " * self._quotes + "-" * 20)
            case "li":
                self._line = "• "
            case "td" | "th" if self._line:
                self._line = self._line.rstrip() + "  "
                self._space = False
            case "img" if about.get("alt", "").strip():
                self.handle_data(f"[{about['alt'].strip()}]")
            case "pre":
                self._kept += 1
            case "blockquote":
                self._quotes = min(self._quotes + 1, 20)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
            return
        if tag in _BLOCKS:
            self._end_line(blank=tag in _SPACED)
        if tag == "pre":
            self._kept = max(0, self._kept - 1)
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._kept:
            first, *others = data.replace("\t", "    ").split("\n")
            self._put(first)
            for line in others:
                self._put_line()
                self._put(line)
            return
        words = data.replace("\N{NO-BREAK SPACE}", " ").replace("\N{ZERO WIDTH NON-JOINER}", "")
        parts = words.split()
        if words[:1].isspace() or not parts:
            self._space = self._space or bool(words)
        if parts:
            self._put((" " if self._space and self._line.strip("• ") else "") + " ".join(parts))
            self._space = words[-1].isspace()

    def _put(self, text: str) -> None:
        if text and self._blank:
            if self._lines and self._lines[-1].strip("> "):
                depth = min(self._blank_in, self._quotes)
                self._lines.append(("> " * depth).rstrip())
            self._blank = False
        self._line += text

    def _put_line(self) -> None:
        self._lines.append(("> " * self._quotes + self._line).rstrip())
        self._line, self._space = "", False

    def _end_line(self, *, blank: bool) -> None:
        if self._line.strip():
            self._put_line()
        self._line, self._space = "", False
        if blank:
            self._blank_in = min(self._blank_in, self._quotes) if self._blank else self._quotes
            self._blank = True

    def text(self) -> str:
        """What was read."""
        if self._line.strip():
            self._put_line()
        text = "\n".join(self._lines)
        return re.sub(r"\n(?:[ >]*\n){2,}", "\n\n", text).strip("\n")
