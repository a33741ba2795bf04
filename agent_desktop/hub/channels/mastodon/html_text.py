"""A post's HTML as plain text: paragraphs, lines and whole addresses; pure. Nothing of the markup is kept."""

from html.parser import HTMLParser

_SKIPPED = {"script", "style"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("p", "li", "blockquote") and self.parts:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and self._skipping:
            self._skipping -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data)


def plain(html: str) -> str:
    """The text of it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).replace("\0", "").strip()
