"""How one session is protected: not at all, by keys of the descriptions, or by keys that DTLS agrees on.

Promises that once protection was agreed nothing is sealed or opened without keys, and that there is no way back to
plain. Callbacks: `ready` when keys are there, `failed(why)` when there will be none, `left(why)` when the peer ends
DTLS later.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.media.secure.srtp import Refused, Srtp
from agent_desktop.media.transport.dtls import Agreed, Association, Certificate
from agent_desktop.media.transport.plan import Dtls, Exposed, NoWay, Sdes


class Protection:
    """Starts plain and closed: nothing passes before the first `follow`."""

    def __init__(
        self,
        certificate: Certificate | None,
        *,
        send: Callable[[bytes], bool],
        ready: Callable[[], None],
        failed: Callable[[str], None],
        left: Callable[[str], None],
    ) -> None:
        self.agreed = self.secured = False
        self.dtls: Association | None = None
        self._certificate, self._send = certificate, send
        self._ready, self._failed, self._left = ready, failed, left
        self._srtp: Srtp | None = None
        self._plan: Dtls | None = None
        self._shaking = False

    @property
    def ready(self) -> bool:
        """Whether packets can pass."""
        return self.agreed and (self._srtp is not None or not self.secured)

    @property
    def refused(self) -> Refused:
        """What was not sealed or opened."""
        return self._srtp.refused if self._srtp is not None else Refused()

    def check(self, security: Sdes | Dtls | None) -> None:
        """Raises `Exposed` or `NoWay` for what `follow` must not do."""
        if self.secured and security is None:
            raise Exposed("the call is encrypted and cannot go on without")
        if isinstance(security, Dtls) and self._certificate is None:
            raise NoWay("the session has no certificate for DTLS")

    def follow(self, security: Sdes | Dtls | None) -> None:
        """What was agreed, after `check`. The same again changes nothing; old keys hold until DTLS has new ones."""
        self.agreed, self.secured = True, security is not None
        if isinstance(security, Sdes):
            self.end()
            if self._srtp is None:
                self._srtp = Srtp(security.ours, security.theirs)
            else:
                self._srtp.change_keys(security.ours, security.theirs)
        elif isinstance(security, Dtls) and security != self._plan:
            self.end()
            assert self._certificate is not None
            self._plan, self._shaking = security, True
            self.dtls = Association(
                self._certificate,
                security.role,
                security.theirs,
                send=self._send,
                agreed=self._keys_agreed,
                ended=self._ended,
            )

    def way_found(self) -> None:
        """There is a way to the peer: a handshake that waits for it begins."""
        if self.dtls is not None and not self.dtls.started:
            self.dtls.start()

    def end(self) -> None:
        """Say goodbye to a DTLS peer."""
        if self.dtls is not None:
            self.dtls.close()
        self.dtls = self._plan = None

    def _keys_agreed(self, agreed: Agreed) -> None:
        self._srtp, self._shaking = Srtp(agreed.ours, agreed.theirs), False
        self._ready()

    def _ended(self, why: str) -> None:
        if self._shaking:
            self._failed(why)
        else:
            self._left(why)

    # Packets: None is what must not pass

    def seal(self, packet: bytes) -> bytes | None:
        """An RTP packet as it may leave."""
        if self._srtp is not None:
            return self._srtp.seal(packet)
        return packet if self.agreed and not self.secured else None

    def seal_rtcp(self, packet: bytes) -> bytes | None:
        """An RTCP datagram as it may leave."""
        if self._srtp is not None:
            return self._srtp.seal_rtcp(packet)
        return packet if self.agreed and not self.secured else None

    def open(self, packet: bytes) -> bytes | None:
        """The RTP packet in what came."""
        if self._srtp is not None:
            return self._srtp.open(packet)
        return packet if self.agreed and not self.secured else None

    def open_rtcp(self, packet: bytes) -> bytes | None:
        """The RTCP datagram in what came."""
        if self._srtp is not None:
            return self._srtp.open_rtcp(packet)
        return packet if self.agreed and not self.secured else None
