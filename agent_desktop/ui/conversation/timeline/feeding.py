"""What a timeline is given to show: another conversation, other items, another scene, another second.

Promises that items are spliced in without moving what is being read, and that the same scene costs nothing. Refuses
pixels: the view says what is on the screen, and paints the difference.
"""

from collections.abc import Sequence
from dataclasses import replace

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline import accessible
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.estimates import estimated_height
from agent_desktop.ui.conversation.timeline.finder import Finder
from agent_desktop.ui.conversation.timeline.folding import mails_from
from agent_desktop.ui.conversation.timeline.heights import Heights
from agent_desktop.ui.conversation.timeline.look import Scene, is_unsent
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.kit.format import local


def open_items(view: Sounding, items: Sequence[ShownItem], scene: Scene) -> None:
    """Show another conversation, at its end."""
    view.scene = replace(scene, mails_from=mails_from(items, scene.mails_from))
    view.stock.clear()
    view.stock.take(items)
    view.layouts.clear()
    view.selection.clear()
    view.finder = Finder()
    view.focused_key = ""
    view.unseen = 0
    view.seeing.forget()
    view.listening.forget()
    view.asked_older = False
    view.margins()
    view.scroller.heights = Heights(
        [estimated_height(item, view.scene.mails_from) for item in view.stock.items]
    )
    view.scroller.to_end()
    _to_beginning(view)
    view.after(None)
    accessible.told_reset(view)


def show_items(view: Sounding, items: Sequence[ShownItem]) -> None:
    """The items became different: splice them in, moving nothing that is being read."""
    before = view.repainting.snapshot()
    pins = _pins(view)
    splice = view.stock.take(items)
    if splice.nothing:
        return
    fresh = view.stock.items[splice.start : splice.start + splice.inserted]
    for row in (*splice.changed, splice.start, splice.start + splice.inserted):
        # The row under a seam has another neighbour above now, which decides on its dividers.
        if row < len(view.stock):
            view.layouts.drop(view.stock.key(row))
    own = any(is_unsent(item) for item in fresh)
    at_end = splice.start + splice.inserted == len(view.stock)
    if splice.start == 0 and splice.inserted:
        view.asked_older = False
    view.scroller.heights.splice(
        splice.start,
        splice.removed,
        [estimated_height(item, view.scene.mails_from) for item in fresh],
    )
    if view.scroller.following or (own and at_end):
        view.scroller.to_end()
        if at_end and fresh and not own:
            _to_beginning(view)
    else:
        _repin(view, pins)
        if view.scroller.visible and splice.start > view.scroller.visible[-1][0]:
            view.unseen += sum(isinstance(one, Message) and one.incoming for one in fresh)
    if view.finder.query:
        view.finder.look(view.finder.query, view.stock.items)
    view.after(before, {view.stock.key(row) for row in splice.changed})
    if splice.inserted or splice.removed:
        accessible.told_reset(view)
    if at_end and not splice.removed and len(fresh) <= 3:
        accessible.announce_new(view, fresh)


def set_scene(
    view: Sounding,
    scene: Scene,
    typing: str,
    loading: bool,
    complete: bool,
) -> None:
    """Set what the looks depend on, who types now, and whether older items exist or are on their way."""
    kept = view.scene
    scene = replace(scene, unfolded=kept.unfolded, mails_from=kept.mails_from, turned=kept.turned)
    same = scene == replace(view.scene, now=scene.now)
    before = view.repainting.snapshot()
    if view.loading and not loading:
        view.asked_older = False
    view.scene = scene
    view.typing, view.loading, view.complete = typing, loading, complete
    if not same:
        view.layouts.clear()
    old_margins = (view.scroller.head, view.scroller.tail)
    view.margins()
    view.scroller.arrange()
    if same and old_margins == (view.scroller.head, view.scroller.tail):
        view.viewport().update(view.tail_rect())
        view.after(before)
        if not len(view.stock):
            view.viewport().update()
    else:
        view.after(None)


def tick(view: Sounding, now: int) -> None:
    """The clock: count down what can be taken back, and turn the day's names at midnight."""
    old, view.scene = view.scene, replace(view.scene, now=now)
    if local(old.now, old.zone).date() != local(now, old.zone).date():
        view.relay()
        return
    for row, _ in view.scroller.visible:
        laid = view.layouts.peek(view.stock.key(row))
        if laid is not None and (laid.look.live or laid.look.meta_act is Act.UNDO):
            before = view.repainting.snapshot()
            key = view.stock.key(row)
            view.layouts.drop(key)
            view.scroller.arrange()
            view.after(before, {key})


def _to_beginning(view: Sounding) -> None:
    """At the end, and the newest item is a mail that is higher than the view: it is read from its first line."""
    row = len(view.stock) - 1
    item = view.stock.items[row] if row >= 0 else None
    if isinstance(item, Message) and item.channel is Channel.EMAIL and item.incoming:
        view.scroller.reveal(row)


def _pins(view: Sounding) -> list[tuple[str, int]]:
    heights = view.scroller.heights
    return [(view.stock.key(row), y + heights[row]) for row, y in view.scroller.visible]


def _repin(view: Sounding, pins: Sequence[tuple[str, int]]) -> None:
    for key, bottom in pins:
        row = view.stock.row_of(key)
        if row is not None:
            view.scroller.pin(row, bottom)
            return
    view.scroller.arrange()
