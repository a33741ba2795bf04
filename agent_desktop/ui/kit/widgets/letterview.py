"""A page of formatted text that a stranger wrote, on light paper in both themes.

Promises that nothing is loaded, whatever the page asks for and from wherever: no picture, style sheet or file, but the
pictures that are put in with `put_picture`; that a click on a link only tells of it, and only for http and https.
Refuses scripts and forms, which it cannot run.
"""

from typing import Final

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from agent_desktop.ui.theme.theme import Theme, parse_color

_ADDRESSES: Final = ("http", "https")
_NOTHING: Final = b" "
"""Qt decodes `data:` itself, and reads pictures from the disk, where it is told that there is nothing."""


class LetterView(QTextBrowser):
    """See the module."""

    link_clicked = Signal(str)
    link_shown = Signal(str)
    """Where the link under the pointer goes; empty beside links."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(16)
        light = theme.tokens.colors("light")
        self._no_picture = QImage(1, 1, QImage.Format.Format_ARGB32)
        self._no_picture.fill(0)
        paper, ink, link = light["bg.surface"], light["text.primary"], light["text.link"]
        self.setStyleSheet(f"QTextBrowser {{ background: {paper}; color: {ink}; }}")
        palette = self.palette()
        palette.setColor(palette.ColorRole.Link, parse_color(link))
        self.setPalette(palette)
        self.document().setDefaultStyleSheet(f"a {{ color: {link}; }}")
        self.setFont(theme.font("message"))
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(60)
        self._settle.timeout.connect(self._lay_out)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(lambda url: self.link_shown.emit(self._address(url)))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing, for every scheme; and something, so that Qt looks no further."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._no_picture
        return _NOTHING

    def doSetSource(self, name: QUrl | str, kind: object = None) -> None:
        """Nothing: there is no other page."""

    def show_page(self, html: str) -> None:
        """Another page, without pictures."""
        self.setHtml(html)

    def put_picture(self, source: str, image: QImage) -> None:
        """Show what the page calls `source`; several that come at once are laid out together."""
        self.document().addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(source), image
        )
        self._settle.start()

    def _lay_out(self) -> None:
        self.document().markContentsDirty(0, self.document().characterCount())

    @staticmethod
    def _address(url: QUrl) -> str:
        return url.toString() if url.scheme().lower() in _ADDRESSES else ""

    def _follow(self, url: QUrl) -> None:
        address = self._address(url)
        if address:
            self.link_clicked.emit(address)
