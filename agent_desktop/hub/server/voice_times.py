"""Moments between the telephones' worker, which goes by this computer's clock, and the hub, whose nodes share one.

Promises that how long a caller has waited is the same on both sides, however wrong this computer's clock is.
"""

from typing import TypeVar

from msgspec.structs import replace

from agent_desktop.hub.voice import decisions
from agent_desktop.hub.voice.inputs import CallbackRestored
from agent_desktop.model.base import Millis

News = TypeVar("News")
Order = TypeVar("Order")


def in_shared_time(news: News, ahead_ms: Millis) -> News:
    """What the worker tells, by the clock that all nodes share; `ahead_ms`: how far this computer's is before it."""
    if isinstance(news, decisions.Arrived):
        return replace(news, arrived_at=news.arrived_at - ahead_ms)
    if isinstance(news, decisions.SelfServiceBegan):
        return replace(news, began_at=news.began_at - ahead_ms)
    return news


def in_own_time(order: Order, ahead_ms: Millis) -> Order:
    """What the worker is told, by this computer's clock."""
    if isinstance(order, CallbackRestored):
        return replace(order, arrived_at=order.arrived_at + ahead_ms)
    return order
