"""baresip as the other telephone: no sound card, a file for its microphone, answers by itself, is told by TCP what to
do.

Promises a phone that speaks plain RTP, answers with the file that it is given, and writes down what it hears. It hangs
up when its file is over.
"""

import contextlib
import json
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import free_ports, listens, program, running

CONFIG = """\
sip_listen 127.0.0.4:{sip}
audio_source {source}
audio_player aufile,{folder}/heard.wav
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
    "<sip:{user}@127.0.0.1:{server};transport=udp>;auth_user={user};auth_pass={password};"
    "regint=60;answermode=auto;mwi=no;audio_codecs={codecs}\n"
)


@dataclass(frozen=True)
class Baresip:
    """A running phone; `control` is its port for commands."""

    user: str
    control: int
    folder: Path

    @property
    def heard(self) -> Path:
        """What it heard in its call, as a WAV."""
        return next(self.folder.glob("dump-*-dec.wav"))

    def command(self, command: str, params: str = "") -> str:
        """Tell it something; what it answers."""
        words = json.dumps({"command": command, "params": params, "token": "t"}).encode()
        with socket.create_connection(("127.0.0.1", self.control), 5) as link:
            link.sendall(b"%d:%s," % (len(words), words))
            return link.recv(65536).decode("utf-8", "replace")


@contextlib.contextmanager
def baresip(
    folder: Path,
    *,
    server: int,
    user: str = "bob",
    password: str = "secret",
    wav: Path | None = None,
    codecs: Sequence[str] = ("PCMU/8000/1",),
) -> Iterator[Baresip]:
    """A phone that is registered at the SIP server on this port. `wav` has the rate of the codec."""
    path = program("baresip", "baresip-core")
    modules = next(Path("/usr/lib").glob("*/baresip/modules"), Path("/usr/lib/baresip/modules"))
    sip, control, first = free_ports(3)
    loads = [
        name
        for name in ("g711", "opus", "aufile", "ausine", "sndfile")
        if (modules / f"{name}.so").exists()
    ]
    (folder / "config").write_text(
        CONFIG.format(
            sip=sip,
            source=f"aufile,{wav}" if wav is not None else "ausine,440",
            folder=folder,
            first=first & ~1,
            last=(first & ~1) + 20,
            modules=modules,
            loads="\n".join(f"module {name}.so" for name in loads),
            control=control,
        ),
        encoding="utf-8",
    )
    (folder / "accounts").write_text(
        ACCOUNT.format(user=user, server=server, password=password, codecs=",".join(codecs)),
        encoding="utf-8",
    )
    log = folder / "baresip.log"

    def ready() -> bool:
        return listens(control) and "200 OK" in log.read_text("utf-8", "replace")

    with running([path, "-f", str(folder)], log, ready):
        yield Baresip(user, control, folder)
