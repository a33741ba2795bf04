"""Behind figures of self-service: talks with menus and bots."""

from collections.abc import Iterator

from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics.behind import of
from agent_desktop.hub.metrics.self_service import share
from agent_desktop.hub.storage import behind_whole as rows
from agent_desktop.hub.storage import self_service_sums
from agent_desktop.hub.storage.behind import Place


def sums(view: View) -> dict[str, int]:
    """What the figure is made of; tags are given to what comes to a queue alone."""
    if view.only.tag:
        return {}
    read = self_service_sums.read(view.storage, [view.span], (), view.only, view.now)
    return next((one.sums for one in read), {})


def found(view: View, _: dict[str, int]) -> Iterator[Found]:
    """The talks, the newest first."""
    if view.only.tag:
        return
    after = view.wanted.after
    place = None if after is None else (after.came_at, after.interaction_id)
    for one in rows.talks(view.storage, view.span, view.only, place):
        adds = of(view.definition, share(one, view.now))
        yield Found(
            place=Place(one.began_at, one.id, 0),
            adds=adds,
            channel=one.channel,
            queue_id=one.queue_id,
            left=one.ended.value,
            customer_id=one.customer_id,
        )
