"""A PulseAudio of our own without hardware: virtual cables into a microphone and out of a speaker.

Promises a server that nobody else hears, devices that come and go as a plug does, and its end with the test.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from agent_desktop.media.precedence import NICE

_PATIENCE_S = 40.0


@dataclass(frozen=True)
class Pulse:
    """A running server. `environment` is what its clients need."""

    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Ask or tell the server something. Raises CalledProcessError."""
        environment = {**os.environ, **self.environment}
        done = subprocess.run(
            ["pactl", *words], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def plug_speaker(self, name: str) -> str:
        """Plug a speaker in; what is played to it is heard by `record`. Gives the number for `unplug`."""
        return self._sink(name)

    def plug_microphone(self, name: str) -> tuple[str, str]:
        """Plug a microphone in; it hears what `speak` says. Gives the numbers for `unplug`."""
        feed = self._sink(f"{name}-feed")
        source = self.command(
            "load-module",
            "module-remap-source",
            f"master={name}-feed.monitor",
            f"source_name={name}",
            f"source_properties=device.description={name}",
        )
        return source, feed

    def _sink(self, name: str) -> str:
        return self.command(
            "load-module",
            "module-null-sink",
            f"sink_name={name}",
            "rate=48000",
            "channels=1",
            f"sink_properties=device.description={name}",
        )

    def plug_gauge(self) -> None:
        """A cable with two channels, recorded as one so that both have one clock: what is played to `mouth` is on the
        left and heard by the microphone `mouth-mic`; what is played to `ear` is on the right."""
        form = ("rate=48000", "channels=2", "channel_map=front-left,front-right")
        self.command("load-module", "module-null-sink", "sink_name=gauge", *form)
        one = ("channels=1", "channel_map=mono", "remix=no")
        for name, side in (("mouth", "front-left"), ("ear", "front-right")):
            self.command(
                *("load-module", "module-remap-sink", "master=gauge", f"sink_name={name}"),
                *(f"master_channel_map={side}", *one),
                f"sink_properties=device.description={name}",
            )
        self.command(
            *("load-module", "module-remap-source", "master=gauge.monitor"),
            *("source_name=mouth-mic", "master_channel_map=front-left", *one),
            "source_properties=device.description=mouth-mic",
        )

    def _run(self, *words: str) -> subprocess.Popen[bytes]:
        """A client that is in time."""
        environment = {**os.environ, **self.environment}
        process = subprocess.Popen(words, env=environment, start_new_session=True)
        hasten(process.pid)
        return process

    def unplug(self, *numbers: str) -> None:
        """Pull devices out."""
        for number in numbers:
            self.command("unload-module", number)

    @contextmanager
    def speaking(self, name: str, wav: Path) -> Iterator[None]:
        """Somebody says this file into the microphone."""
        process = self._run("paplay", "--latency-msec=20", "-d", f"{name}-feed", str(wav))
        try:
            yield
        finally:
            process.terminate()
            process.wait()

    @contextmanager
    def recording(self, name: str, raw: Path) -> Iterator[None]:
        """Record what the speaker plays: 16 bits, mono, 16 kHz, without a header."""
        form = ["--rate=16000", "--channels=1", "--format=s16le", "--raw", "--latency-msec=20"]
        process = self._run("parec", *form, "-d", f"{name}.monitor", str(raw))
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def hasten(pid: int) -> None:
    """Let a leader of a session go before other programs, where that is allowed, as desktops let their sound server.

    What is late here would be heard as a fault of the telephone.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, NICE)
    with suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(f"{NICE}\n", encoding="ascii")


@contextmanager
def pulse(folder: Path) -> Iterator[Pulse]:
    """A server in this folder, whose path must be short: it holds a Unix socket."""
    assert shutil.which("pulseaudio"), "install the packages pulseaudio and pulseaudio-utils"
    home = folder / "home"
    home.mkdir(parents=True)
    folder.chmod(0o700)
    environment = {
        "XDG_RUNTIME_DIR": str(folder),
        "HOME": str(home),
        "PULSE_LATENCY_MSEC": "20",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "-L", "module-native-protocol-unix"),
            ],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    hasten(process.pid)
    try:
        server = Pulse(folder, environment)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Pulse, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            server.command("info")
        except subprocess.CalledProcessError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((server.folder / "server.log").read_text(errors="replace"))
