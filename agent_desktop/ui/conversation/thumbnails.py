"""The pictures of the timeline, small: asked for when first painted, decoded in a process apart, kept in memory.

Promises that each is asked for once while a conversation is open, and that so many small ones are kept. Refuses the
disk: pictures of customers are in memory alone.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from agent_desktop.desk.api import DeskView
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.intents import Intent, SeePicture
from agent_desktop.ui.kit.pictures import Decoder

WIDEST: Final = 520
HIGHEST: Final = 264
"""px: twice as much as is shown, for screens with fine pixels."""
KEPT: Final = 120
"""At half a megabyte each at the most."""


class Thumbnails(QObject):
    """`changed`: another picture can be painted."""

    changed = Signal()

    def __init__(self, desk: DeskView, post: Callable[[Intent], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._post = desk, post
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._decoder = Decoder(self)
        self._decoder.ready.connect(self._ready)
        self._decoder.failed.connect(lambda name: self._ready(name, QImage()))

    def picture(self, attachment: Attachment) -> QImage | None:
        """The picture, if it is here, a null one where its file is none; else it is asked for."""
        image = self._images.get(attachment.id)
        if image is not None:
            self._images.move_to_end(attachment.id)
        elif attachment.id not in self._asked:
            self._asked.add(attachment.id)
            # not while somebody paints
            QTimer.singleShot(0, self, lambda: self._post(SeePicture(attachment=attachment)))
        return image

    def came(self, attachment_id: str) -> None:
        """The desk has its bytes, or none."""
        data = self._desk.picture(attachment_id)
        if data and attachment_id in self._asked:
            self._decoder.decode(attachment_id, data, WIDEST, HIGHEST)

    def begin(self) -> None:
        """Another conversation, or the link came back: what could not be had is asked for again."""
        self._asked = set(self._images)

    def _ready(self, attachment_id: str, image: QImage) -> None:
        self._images[attachment_id] = image
        while len(self._images) > KEPT:
            gone, _ = self._images.popitem(last=False)
            self._asked.discard(gone)
        self.changed.emit()
