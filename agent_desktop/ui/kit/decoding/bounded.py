"""Pictures that strangers made, decoded: in the process that is there for nothing else (`__main__`).

Promises a bounded picture or none for any bytes: known formats alone, found by the bytes themselves, a bounded number
of pixels, no wider than asked for; nothing but the bytes is read. Refuses SVG and everything else that could refer to
something, and shows the first picture of those that move.
"""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_PIXELS: Final = 24_000_000
_FORMATS: Final = frozenset({b"png", b"jpeg", b"gif", b"webp", b"bmp"})


def decoded(data: bytes, widest: int, highest: int = 4_096) -> QImage:
    """The picture in `data`, at most so wide and high in px, and in proportion; a null one where there is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # Nothing is tried that is not known: some readers look for files beside what they read.
    found = bytes(QImageReader.imageFormat(buffer).data())
    if found not in _FORMATS:
        return QImage()
    reader = QImageReader(buffer, QByteArray(found))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or not 0 < size.width() * size.height() <= MOST_PIXELS:
        return QImage()
    small = QSize(widest, highest)
    if size.width() <= widest and size.height() <= highest:
        return reader.read()
    if found == b"jpeg":  # its reader makes it smaller while it decodes
        reader.setScaledSize(size.scaled(small, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.width() > widest or image.height() > highest:
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        image = image.scaled(small, keep, smooth)
    return image
