"""baresip: a telephone without a sound card, registered at a server on loopback, told what to do over TCP.

Promises that it is registered when `baresip()` hands it out, and that it ends with the block.
"""

import contextlib
import json
import socket
import wave
from collections.abc import Iterator
from pathlib import Path

from tests.peers.process import free_ports, listens, program, running

CONFIG = """sip_listen 127.0.0.1:{sip}
audio_source aufile,{folder}/tone.wav
audio_player aufile,{folder}/heard.wav
rtp_ports {rtp}-{rtp_last}
module_path {modules}
module g711.so
module aufile.so
module_tmp uuid.so
module_tmp account.so
module_app ctrl_tcp.so
module_app menu.so
ctrl_tcp_listen 127.0.0.1:{control}
"""
ACCOUNT = (
    "<sip:{user}@127.0.0.1:{server};transport=udp>;auth_user={user};auth_pass={password};regint=120"
    ";answermode={answer};mwi=no;audio_codecs=PCMU/8000/1\n"
)


class Baresip:
    """A running one."""

    def __init__(self, control: int) -> None:
        self._control = control

    def tell(self, command: str, params: str = "") -> None:
        """Let it do something: `dial` an address, `hangup`, `accept`, `hold`, `resume`, `transfer`…"""
        words = json.dumps({"command": command, "params": params, "token": "t"}).encode()
        with socket.create_connection(("127.0.0.1", self._control), timeout=5) as control:
            control.sendall(b"%d:%s," % (len(words), words))
            answer = b""
            while b'"response":true' not in answer:
                piece = control.recv(4096)
                assert piece, "baresip closed its control port"
                answer += piece
        assert b'"ok":true' in answer, answer


@contextlib.contextmanager
def baresip(
    folder: Path, server: int, user: str, password: str, answer: str = "auto"
) -> Iterator[Baresip]:
    """Run one as `user` of a registrar on that port of 127.0.0.1."""
    path = program("baresip", "baresip-core")
    sip, control, rtp = free_ports(3)
    home = folder / f"baresip-{user}"
    home.mkdir()
    with wave.open(str(home / "tone.wav"), "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(8000)
        tone.writeframes(bytes(2 * 8000 * 60))
    (home / "config").write_text(
        CONFIG.format(
            sip=sip,
            control=control,
            rtp=rtp,
            rtp_last=rtp + 20,
            folder=home,
            modules=next(Path("/usr/lib").glob("**/baresip/modules")),
        ),
        encoding="utf-8",
    )
    (home / "accounts").write_text(
        ACCOUNT.format(user=user, server=server, password=password, answer=answer),
        encoding="utf-8",
    )
    log = home / "log"

    def ready() -> bool:
        # 200 is what the registrar said.
        said = log.read_text(encoding="utf-8", errors="replace")
        return listens(control) and "200 OK" in said

    with running([path, "-f", str(home)], log, ready, env={"HOME": str(home)}):
        yield Baresip(control)
