"""What every codec offers: an encoder, a decoder, and the words for what goes wrong.

Promises that encoders and decoders are one stream each: they remember what came before and are never shared.
"""

from __future__ import annotations

from typing import Protocol

from agent_desktop.media.frames import Samples


class BadPayload(ValueError):
    """A payload that its codec cannot read. It counts as lost; the message is for the log."""


class CodecMissing(RuntimeError):
    """A codec's library is not here. The message says which, in words for the agent."""


class Encoder(Protocol):
    """Samples at `rate` in, payloads out."""

    rate: int

    def encode(self, samples: Samples) -> bytes:
        """The payload for one packet; empty when nothing need be sent (discontinuous transmission).

        Raises `ValueError` for a number of samples that the codec cannot put in one packet.
        """


class Decoder(Protocol):
    """Payloads in, samples at `rate` out."""

    rate: int

    def decode(self, payload: bytes) -> Samples:
        """The samples of one packet. Raises `BadPayload`."""

    def conceal(self, size: int, following: bytes | None = None) -> Samples | None:
        """`size` samples in the place of a lost packet; None when the codec itself has no means.

        `following` is the payload right after the hole, which may carry the lost one again.
        """
