"""The virus scanner's client: against the real daemon, and against servers that behave badly."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.hub.doors import clamd as client
from agent_desktop.hub.doors.clamd import ScannerDown, TooLargeToScan, ping, place_of, scan
from agent_desktop.hub.doors.scanning import UNSCANNABLE, Guard, ScannerSettings, Verdict, WhenDown
from agent_desktop.model.errors import Refused
from agent_desktop.model.files import Check
from tests.peers.clamd import EICAR, FINDING, LARGEST, clamd

Handle = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


@pytest.mark.serial
def test_the_real_daemon_finds_what_it_knows(tmp_path: Path) -> None:
    clean, bad, large = tmp_path / "clean", tmp_path / "bad", tmp_path / "large"
    clean.write_bytes(bytes(300_000))
    bad.write_bytes(EICAR)
    large.write_bytes(bytes(LARGEST + 300_000))

    async def test(address: str) -> None:
        for place in (address, f"tcp:{address}", f"unix:{tmp_path}/peer/clamd.ctl"):
            await ping(place)
            assert await scan(place, clean) == ""
            assert await scan(place, bad) == FINDING
            with pytest.raises(TooLargeToScan):
                await scan(place, large)

    with clamd(tmp_path / "peer") as address:
        asyncio.run(test(address))

    async def gone() -> None:
        with pytest.raises(ScannerDown, match="cannot be reached"):
            await ping(address)

    asyncio.run(gone())


@asynccontextmanager
async def server(handle: Handle) -> AsyncIterator[str]:

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handle(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"


def saying(answer: bytes) -> Handle:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(64)
        writer.write(answer)
        await writer.drain()

    return handle


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: FOUND\0",
        b"stream: OK and more\0",
        b"UNKNOWN COMMAND\0",
        b"stream: Can't allocate memory ERROR\0",
        b"\xff\xfe\0",
        b"x" * 10_000,
        b"stream: OK\nstream: Evil FOUND\0",
    ],
)
def test_what_is_no_verdict_is_never_taken_for_one(tmp_path: Path, answer: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * 1_000_000)

    async def test() -> None:
        async with server(saying(answer)) as address:
            with pytest.raises(ScannerDown):
                await scan(address, file)

    asyncio.run(test())


def test_a_silent_scanner_is_waited_for_a_bounded_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_WITHIN_S", 0.2)
    file = tmp_path / "file"
    file.write_bytes(b"x")

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async def test() -> None:
        async with server(silent) as address:
            with pytest.raises(ScannerDown, match="took too long"):
                await scan(address, file)

    asyncio.run(test())


@pytest.mark.parametrize(
    "address", ["", "host", "host:0", "host:99999", "a b:1", "http://x:1", "x:1/y"]
)
def test_wrong_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        place_of(address)
    assert refused.value.problem.field == "address"


def test_addresses() -> None:
    assert place_of("/run/clamav/clamd.ctl") == Path("/run/clamav/clamd.ctl")
    assert place_of("[::1]:3310") == ("::1", 3310)
    assert place_of("scanner.example.org:3310") == ("scanner.example.org", 3310)


def verdict(file: Path, settings: ScannerSettings, owner: str = "visitor:v") -> Verdict:
    async def read() -> ScannerSettings:
        return settings

    return asyncio.run(Guard(read).verdict(file, owner))


def test_without_an_answer_files_wait_or_pass_as_administrators_chose(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    nobody = "127.0.0.1:1"
    assert verdict(file, ScannerSettings()) == Verdict()
    held = ScannerSettings(address=nobody)
    assert verdict(file, held).check is Check.WAITING
    assert verdict(file, held, owner="hub").check is Check.NONE
    passed = ScannerSettings(address=nobody, when_down=WhenDown.PASS)
    assert verdict(file, passed).check is Check.UNCHECKED

    async def too_large(settings: ScannerSettings) -> Verdict:
        async with server(saying(b"INSTREAM size limit exceeded. ERROR\0")) as address:
            return await Guard(at(settings, address)).verdict(file, "visitor:v")

    assert asyncio.run(too_large(held)) == Verdict(check=Check.HELD, finding=UNSCANNABLE)
    assert asyncio.run(too_large(passed)).check is Check.UNCHECKED


def at(
    settings: ScannerSettings, address: str
) -> Callable[[], Coroutine[Any, Any, ScannerSettings]]:
    async def read() -> ScannerSettings:
        return ScannerSettings(address=address, when_down=settings.when_down)

    return read
