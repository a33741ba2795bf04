"""Offers for the tray's tests."""

from typing import Any

from agent_desktop.model.work import Channel, Offer
from tests.ui.fake_desk import NOON


def call(key: str = "i7", **about: Any) -> Offer:
    given: dict[str, Any] = {
        "epoch": 1,
        "offered_at": NOON,
        "expires_at": NOON + 20_000,
        "conversation_id": "c7",
        "customer_id": "u7",
        "customer_name": "Miriam Cohen",
        "channel": Channel.VOICE,
        "queue_name": "Billing",
        "arrived_at": NOON,
    }
    return Offer(interaction_id=key, **{**given, **about})
