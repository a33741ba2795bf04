"""What window and decoding process say to each other through the pipe: a head of fixed size, then that many bytes."""

import struct
from typing import Final

READY: Final = b"R"
"""The process's first byte: it can be given pictures now."""
ORDER: Final = struct.Struct("!IIQ")
"""Widest and highest that the picture may become, in px, and the size of the file that follows."""
ANSWER: Final = struct.Struct("!IIQ")
"""Width, height and size of the pixels that follow: 4 bytes each, red, green, blue, alpha (premultiplied), no gaps.

All zero: there is no picture.
"""
