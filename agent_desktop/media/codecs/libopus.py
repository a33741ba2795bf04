"""Where libopus is, and its functions with their C types.

Promises to find the library that av's wheel brings (or the system's) without importing av, which would take a fifth of
a second, and words for the agent when there is none. Refuses to copy the library anywhere.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from agent_desktop.media.codecs.base import CodecMissing

MISSING = (
    "Opus is not available on this computer: its library (libopus) is missing or damaged. "
    "Calls use G.722 and G.711 instead. Installing the program again brings Opus back."
)


def candidates(package: Path | None, platform: str = sys.platform) -> Iterator[Path]:
    """Files that may be libopus beside the folder of the installed `av`, the likeliest first."""
    if package is None:
        return
    beside = package.parent / "av.libs"
    if platform == "win32":
        yield from sorted(beside.glob("*opus*.dll"))
        yield from sorted(package.glob("*opus*.dll"))
    elif platform == "darwin":
        yield from sorted((package / ".dylibs").glob("libopus*.dylib"))
        yield from sorted(beside.glob("libopus*.dylib"))
    else:
        yield from sorted(beside.glob("libopus*.so*"))


def _package() -> Path | None:
    found = importlib.util.find_spec("av")
    return Path(found.origin).parent if found and found.origin else None


@cache
def load() -> ctypes.CDLL:
    """The library, ready to be called. Raises `CodecMissing`."""
    names = [str(path) for path in candidates(_package())]
    system = ctypes.util.find_library("opus")
    for name in [*names, *([system] if system else [])]:
        try:
            return _typed(_open(name))
        except (OSError, AttributeError):
            continue  # another architecture, or another library of that name
    raise CodecMissing(MISSING)


def _open(name: str) -> ctypes.CDLL:
    if sys.platform == "win32" and Path(name).is_absolute():
        # What the library itself needs lies beside it.
        with os.add_dll_directory(str(Path(name).parent)):
            return ctypes.CDLL(name)
    return ctypes.CDLL(name)


def _typed(library: ctypes.CDLL) -> ctypes.CDLL:
    pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    for name, answer, arguments in (
        ("opus_encoder_create", pointer, [number, number, number, ctypes.POINTER(number)]),
        ("opus_encode", number, [pointer, pointer, number, pointer, number]),
        ("opus_encoder_destroy", None, [pointer]),
        ("opus_decoder_create", pointer, [number, number, ctypes.POINTER(number)]),
        ("opus_decode", number, [pointer, text, number, pointer, number, number]),
        ("opus_decoder_destroy", None, [pointer]),
        # Variadic: only the fixed arguments have a type, or Apple's ARM convention breaks.
        ("opus_encoder_ctl", number, [pointer, number]),
        ("opus_decoder_ctl", number, [pointer, number]),
        ("opus_strerror", text, [number]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = answer, arguments
    return library
