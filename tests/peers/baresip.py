"""baresip as the other telephone: no sound card, a file for its microphone, answers by itself, is told by TCP what to
do.

Promises a phone that speaks plain RTP, answers with the file that it is given, and writes down what it hears. It hangs
up when its file is over.
"""

import contextlib
import json
import re
import socket
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import PATIENCE_S, free_ports, listens, program, running

CONFIG = """\
sip_listen {host}:{sip}
audio_source {source}
audio_player {player}
audio_srate 8000-48000
rtp_ports {first}-{last}
module_path {modules}
{loads}
module_tmp uuid.so
module_tmp account.so
module_app ctrl_tcp.so
module_app menu.so
snd_path {folder}
ctrl_tcp_listen 127.0.0.1:{control}
"""
ACCOUNT = (
    "<sip:{user}@{host};transport=udp>;auth_user={user};auth_pass={password};"
    "regint={every};answermode=auto;mwi=no;audio_codecs={codecs}{protection}\n"
)
HOST = "127.0.0.4"
_PRESSED = re.compile(rb'"type":"CALL_DTMF_START"[^}]*"param":"([0-9A-D*#])"')


@dataclass(frozen=True)
class Baresip:
    """A running phone; `control` is its port for commands, `sip` its own at `HOST`."""

    user: str
    control: int
    folder: Path
    sip: int
    pid: int

    @property
    def heard(self) -> Path:
        """What it heard in its call, as a WAV."""
        return next(self.folder.glob("dump-*-dec.wav"))

    def command(self, command: str, params: str = "") -> str:
        """Let it do something (`dial` an address, `hangup`, `accept`, `hold`, `transfer`…); what it answers."""
        words = json.dumps({"command": command, "params": params, "token": "t"}).encode()
        with socket.create_connection(("127.0.0.1", self.control), 5) as link:
            link.sendall(b"%d:%s," % (len(words), words))
            answer = b""
            while b'"response":true' not in answer:  # events may come before it
                piece = link.recv(65536)
                assert piece, "baresip closed its control port"
                answer += piece
        assert b'"ok":true' in answer, answer
        return answer.decode("utf-8", "replace")

    @contextlib.contextmanager
    def keys(self) -> Iterator[Callable[[int], str]]:
        """Listen for keys that it is sent; the answer waits for so many of them."""
        with socket.create_connection(("127.0.0.1", self.control), PATIENCE_S) as link:

            def heard(count: int) -> str:
                said = b""
                while len(found := _PRESSED.findall(said)) < count:
                    piece = link.recv(65536)
                    assert piece, "baresip closed its control port"
                    said += piece
                return b"".join(found).decode()

            yield heard


@contextlib.contextmanager
def baresip(
    folder: Path,
    *,
    server: int | None,
    user: str = "bob",
    password: str = "secret",
    wav: Path | None = None,
    codecs: Sequence[str] = ("PCMU/8000/1",),
    source: str | None = None,
    player: str | None = None,
    modules: Sequence[str] = (),
    protection: str = "",
    env: dict[str, str] | None = None,
) -> Iterator[Baresip]:
    """A phone that is registered at the SIP server on this port, or none. `wav` has the rate of the codec;
    without it, and with codecs of 8 kHz, it says nothing for a minute.

    `source` and `player` are devices instead of files. `modules` come besides those that every one has; filters among
    them change what it hears before it is written down. `protection` is how it encrypts, by a module of that name.
    """
    folder.mkdir(exist_ok=True)
    path = program("baresip", "baresip-core")
    place = next(Path("/usr/lib").glob("*/baresip/modules"), Path("/usr/lib/baresip/modules"))
    sip, control, first = free_ports(3)
    loads = [
        name
        for name in ("g711", "g722", "opus", "srtp", "dtls_srtp", "aufile", "sndfile", *modules)
        if (place / f"{name}.so").exists()
    ]
    (folder / "config").write_text(
        CONFIG.format(
            host=HOST,
            sip=sip,
            source=source or f"aufile,{wav or a_minute_of_silence(folder)}",
            player=player or f"aufile,{folder}/heard.wav",
            folder=folder,
            first=first & ~1,
            last=(first & ~1) + 20,
            modules=place,
            loads="\n".join(f"module {name}.so" for name in loads),
            control=control,
        ),
        encoding="utf-8",
    )
    (folder / "accounts").write_text(
        ACCOUNT.format(
            user=user,
            host=f"127.0.0.1:{server}" if server is not None else f"{HOST}:{sip}",
            every=60 if server is not None else 0,
            password=password,
            codecs=",".join(codecs),
            protection=f";mediaenc={protection}" if protection else "",
        ),
        encoding="utf-8",
    )
    log = folder / "baresip.log"

    def ready() -> bool:
        said = log.read_text("utf-8", "replace")
        return listens(control) and ("200 OK" if server is not None else "is ready") in said

    with running([path, "-f", str(folder)], log, ready, env=env) as process:
        yield Baresip(user, control, folder, sip, process.pid)


def a_minute_of_silence(folder: Path) -> Path:
    """A WAV of 8 kHz in the folder."""
    path = folder / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 60))
    return path
