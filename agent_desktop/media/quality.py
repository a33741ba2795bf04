"""How good a call sounds, by the E-model (ITU-T G.107, G.107.1 for wideband, G.113 for codecs): R, MOS and reasons.

Promises figures on the scale of the codec's own bandwidth: a narrowband call is compared with perfect narrowband.
Echo is taken for cancelled and levels for right, since the phone sees to both. Opus is not in G.113; its values are
our estimate from listening tests that place it a little above G.722.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final

#: R of a perfect line with all parameters of G.107 at their default values.
_NARROW: Final = 93.2
#: G.107.1, 7.1: the wideband scale reaches to 129, and its MOS is that of R / 1.29.
_WIDE: Final = 129.0
_STRETCH: Final = 1.29
#: A round of speech over a phone line takes at least this besides the network: frame, encoder, devices.
ENDS_MS: Final = 40.0


class Reason(Enum):
    """What harms a call most."""

    LOSS = "loss"
    DELAY = "delay"
    JITTER = "jitter"


@dataclass(frozen=True, slots=True)
class CodecImpairment:
    """`equipment` is Ie (or Ie,wb) without loss, `robustness` is Bpl, in percent of loss."""

    equipment: float
    robustness: float
    wide: bool


#: By the name in SDP. G.711 with concealment like appendix I: G.113, table I.1 (Bpl 25.1); G.722: G.113, table IV.1.
CODECS: Final = {
    "PCMU": CodecImpairment(0.0, 25.1, False),
    "PCMA": CodecImpairment(0.0, 25.1, False),
    "G722": CodecImpairment(13.0, 13.0, True),
    "opus": CodecImpairment(9.0, 25.0, True),
}


@dataclass(frozen=True, slots=True)
class Quality:
    """`rating` is R on the scale to 100, `mos` 1 to 4.5; `reasons` the worst first, none when the call is good."""

    rating: float
    mos: float
    reasons: tuple[Reason, ...]


def mos(rating: float) -> float:
    """The mean opinion score of R (G.107, annex B)."""
    if rating <= 0:
        return 1.0
    if rating >= 100:
        return 4.5
    return max(1.0, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6)


def delay_impairment(one_way_ms: float) -> float:
    """Idd of an absolute delay from mouth to ear (G.107, 7.4)."""
    if one_way_ms <= 100:
        return 0.0
    x = math.log2(one_way_ms / 100)
    return 25 * (math.pow(1 + x**6, 1 / 6) - 3 * math.pow(1 + (x / 3) ** 6, 1 / 6) + 2)


def loss_impairment(codec: CodecImpairment, loss_percent: float, burst: float = 1.0) -> float:
    """Ie-eff (G.107, 7.5): the codec and its losses; `burst` is 1 for random loss and grows with bursts."""
    loss = max(0.0, min(100.0, loss_percent))
    if loss == 0:
        return codec.equipment
    return codec.equipment + (95 - codec.equipment) * loss / (
        loss / max(1.0, burst) + codec.robustness
    )


def rate(
    codec: str,
    *,
    loss_percent: float,
    round_trip_ms: float,
    buffer_ms: float,
    jitter_ms: float = 0.0,
    burst: float = 1.0,
) -> Quality:
    """Judge one direction of a call.

    `loss_percent` counts what was not heard: lost and late. `buffer_ms` is the delay of the jitter buffer. An unknown
    codec is judged as PCMU.
    """
    chosen = CODECS.get(codec, CODECS["PCMU"])
    one_way = max(0.0, round_trip_ms) / 2 + max(0.0, buffer_ms) + ENDS_MS
    delay = delay_impairment(one_way)
    lossy = loss_impairment(chosen, loss_percent, burst)
    top = _WIDE if chosen.wide else _NARROW
    scale = _STRETCH if chosen.wide else 1.0
    rating = max(0.0, min(100.0, (top - delay - lossy) / scale))
    # The share of the delay that the network's unevenness costs.
    uneven = delay - delay_impairment(max(0.0, one_way - buffer_ms))
    harms = {
        Reason.LOSS: lossy - chosen.equipment,
        Reason.DELAY: delay - uneven,
        Reason.JITTER: max(uneven, (jitter_ms - 30) / 10),
    }
    worst = sorted((reason for reason in harms if harms[reason] > 3), key=lambda one: -harms[one])
    return Quality(rating, mos(rating), tuple(worst))
