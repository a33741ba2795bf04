"""Pictures that strangers made: decoded within bounds, in a process apart, or not at all."""

import struct
import subprocess
import sys
import zlib

import psutil
import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from agent_desktop.ui.kit.decoding.apart import PROGRAM, Apart
from agent_desktop.ui.kit.decoding.bounded import decoded
from agent_desktop.ui.kit.pictures import Decoder


def picture(form: str, width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = part(b"IDAT", zlib.compress(b"\0" * 1_000))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + rows + part(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP"])
def test_a_picture_is_what_its_bytes_say(qapp: object, form: str) -> None:
    image = decoded(picture(form, 40, 20), 780)
    assert (image.width(), image.height()) == (40, 20)
    assert image.pixelColor(3, 3).red() > 240


def test_a_wide_one_is_made_smaller_in_proportion(qapp: object) -> None:
    image = decoded(picture("PNG", 2_000, 500), 780)
    assert (image.width(), image.height()) == (780, 195)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 500,
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"<html><img src='https://a.example'>",
        b'/* XPM */ static char *a[] = {"1 1 1 1", "a c red", "a"};',
        png_that_says(60_000, 60_000),
        png_that_says(2**31 - 1, 2**31 - 1),
        png_that_says(0, 0),
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\xf0\0\0" + b"\0" * 40,
    ],
    ids=["nothing", "zeros", "svg", "html", "xpm", "large", "huge", "flat", "gif"],
)
def test_anything_else_is_none(qapp: object, data: bytes) -> None:
    assert decoded(data, 780).isNull()


def test_it_is_told_in_the_windows_thread_and_nothing_is_told_of_none(qtbot: QtBot) -> None:
    decoder = Decoder()
    told: list[tuple[str, int]] = []
    decoder.ready.connect(lambda name, image: told.append((name, image.width())))
    decoder.decode("none", b"none", 780)
    with qtbot.waitSignal(decoder.ready):
        decoder.decode("a", picture("PNG", 40, 20), 780)
    assert told == [("a", 40)]


def bomb(side: int) -> bytes:
    """A whole and valid PNG of `side` × `side` px, which is small as a file."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    line = b"\0" * (1 + (side + 7) // 8)
    rows = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()

    def part(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def test_the_process_gives_pixels_and_lives_through_bombs() -> None:
    apart = Apart()
    try:
        good = picture("PNG", 40, 20)
        first = apart.decode(good, 780)
        process = apart._process
        assert process is not None
        assert (first.width(), first.height(), first.pixelColor(3, 3).red()) == (40, 20, 255)
        for hostile in (bomb(30_000), png_that_says(60_000, 60_000), b"<svg/>", good[:60]):
            apart.decode(hostile, 780)
        assert apart.decode(bomb(30_000), 780).isNull()
        assert psutil.Process(process.pid).memory_info().rss < 300_000_000
        small = apart.decode(picture("JPG", 400, 800), 100, 100)
        assert (small.width(), small.height()) == (50, 100)
        assert apart._process is process
    finally:
        apart.end()


HANGS = "import sys, time; sys.stdout.buffer.write(b'R'); sys.stdout.flush(); time.sleep(600)"
DIES = "import sys; sys.stdout.buffer.write(b'R'); sys.stdout.flush(); sys.stdin.buffer.read(1)"
LIES = (
    "import sys, struct; out = sys.stdout.buffer; out.write(b'R'); out.flush()\n"
    "sys.stdin.buffer.read(16); out.write(struct.pack('!IIQ', 4000, 4000, 9)); out.flush()"
)


@pytest.mark.parametrize("program", [HANGS, DIES, LIES, "raise SystemExit(1)"])
def test_a_process_that_fails_costs_one_picture_and_no_more(program: str) -> None:
    apart = Apart((sys.executable, "-c", program), within_s=0.5)
    assert apart.decode(b"x" * 3_000_000, 780).isNull()
    assert apart._process is None
    apart._program = PROGRAM
    apart._within_s = 20.0
    assert apart.decode(picture("PNG", 4, 2), 780).width() == 4
    apart.end()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_process_binds_its_memory() -> None:
    greedy = (
        "from agent_desktop.ui.kit.decoding.__main__ import _bind_itself; _bind_itself()\n"
        "try: bytes(1 << 30)\nexcept MemoryError: print('bounded')"
    )
    said = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=True)
    assert said.stdout.strip() == b"bounded"
