"""What each item of the timeline says: every word, mark and action, decided before anything is measured.

Promises that a look depends only on the item, its neighbour above and the scene. Refuses pixels, colours and markup.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.timeline import AuthorKind, Delivery, Message, Note, SystemLine
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline import words
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.authors import author_words
from agent_desktop.ui.conversation.timeline.call_looks import call_look
from agent_desktop.ui.conversation.timeline.file_looks import files_of, sounds_of
from agent_desktop.ui.conversation.timeline.look import Kind, Look, Scene, is_unsent, key_of, spoken
from agent_desktop.ui.conversation.timeline.mail_looks import mail_look
from agent_desktop.ui.conversation.timeline.mending import mending, repair
from agent_desktop.ui.conversation.timeline.plain import displayed, links, right_to_left
from agent_desktop.ui.conversation.timeline.reaction_looks import signs_of
from agent_desktop.ui.kit.format import day, local, moment, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import said, tr

_NEAR = 1_000
"""Items above an answer among which the answered one is looked for."""


def stale_words(since: Millis, zone: tzinfo | None) -> str:
    """The divider over the place where newer items may be missing."""
    return tr(
        "Offline since {time} · newer messages may be missing", time=time_of_day(since, zone=zone)
    )


def look_at(items: Sequence[ShownItem], row: int, scene: Scene) -> Look:
    """The look of `items[row]`."""
    item = items[row]
    above = items[row - 1] if row else None
    look = _alone(item, scene)
    parts: dict[str, str] = {}
    new_day = above is None or _date(above, scene) != _date(item, scene)
    letter = look.kind is Kind.MAIL  # says itself from whom and of which day it is
    if new_day and not letter:
        parts["day"] = day(item.sent_at, scene.now, zone=scene.zone)
    waits = scene.stale_since is not None and is_unsent(item)
    first_waiting = waits and (above is None or not is_unsent(above))
    if first_waiting and scene.stale_since is not None:
        parts["stale"] = stale_words(scene.stale_since, scene.zone)
    if (
        isinstance(item, Message)
        and not letter
        and (new_day or first_waiting or not _same_piece(above, item, scene))
    ):
        parts["author"] = author_words(item, scene)
        parts["about"] = words.about_words(item)
        if waits:
            parts["about"] = tr(
                "{channel} · waiting to send, in this order",
                channel=words.channel_words(item.channel).split(" · ")[0],
            )
    if isinstance(item, Message) and item.answers and not letter:
        answered = _answered(items, row, item.answers, scene)
        if answered:
            parts["answered"] = answered
            parts["name"] = spoken(look.name, tr("answers {message}", message=answered))
    return replace(look, **parts) if parts else look  # type: ignore[arg-type]


def _answered(items: Sequence[ShownItem], row: int, message_id: str, scene: Scene) -> str:
    """Who wrote what is answered, and its first words; empty where it is not among the last ones that are loaded."""
    for above in reversed(items[max(0, row - _NEAR) : row]):
        if isinstance(above, Message) and above.id == message_id:
            files = (one.name for one in above.attachments)
            words = single_line(above.text, 200) or single_line(" ".join(files), 200)
            return f"{author_words(above, scene)}: {words}"
    return ""


def _date(item: ShownItem, scene: Scene) -> object:
    return local(item.sent_at, scene.zone).date()


def _same_piece(above: ShownItem | None, item: Message, scene: Scene) -> bool:
    """True when `item` continues the author line of the message above: one channel, the customer and one agent."""
    if not isinstance(above, Message) or above.channel is not item.channel:
        return False
    if words.about_words(above) != words.about_words(item):
        return False
    return above.author.id == item.author.id or all(
        one.author.kind is AuthorKind.CUSTOMER or one.author.id == scene.me_id
        for one in (above, item)
    )


def _alone(item: ShownItem, scene: Scene) -> Look:
    if isinstance(item, SystemLine):
        return _line(item, scene)
    if isinstance(item, Note):
        return _note(item, scene)
    if isinstance(item, CallRecord):
        return call_look(item, scene)
    if item.channel is Channel.EMAIL:
        return mail_look(item, scene)
    return _message(item, scene)


def _line(item: SystemLine, scene: Scene) -> Look:
    time = time_of_day(item.sent_at, zone=scene.zone)
    said = words.line_words(item, scene.me_id, scene.customer_name)
    return Look(
        key=item.id,
        kind=Kind.LINE,
        text=said,
        rtl=right_to_left(said),
        right=time,
        icon=words.LINE_ICONS[item.kind],
        sounds=sounds_of(item.attachments, saving=scene.saving),
        name=spoken(
            f"{said}, {time}",
            *(one.name for one in sounds_of(item.attachments, saving=scene.saving)),
        ),
    )


def _note(item: Note, scene: Scene) -> Look:
    shown = displayed(item.text)
    who, when = author_words(item, scene), moment(item.sent_at, scene.now, zone=scene.zone)
    title = tr("Note · only your team sees this")
    state = item.delivery if is_unsent(item) else Delivery.SENT
    right = f"{who} · {when}"
    if state in (Delivery.QUEUED, Delivery.UNDO, Delivery.SENDING):
        right = f"{who} · {words.delivery_words(Delivery.QUEUED, when, 0)[0]}"
    problem = words.problem_words(state, item.problem)
    return Look(
        key=key_of(item),
        kind=Kind.NOTE,
        text=shown,
        rtl=right_to_left(shown),
        links=links(shown, scene.calling),
        title=title,
        right=right,
        icon="lock",
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        acts=repair(state),
        name=spoken(f"{title}, {who}", shown, when, problem),
    )


def _message(item: Message, scene: Scene) -> Look:
    shown, aside = _with_gaps(item)
    time = words.time_words(item, time_of_day(item.sent_at, zone=scene.zone))
    who = author_words(item, scene)
    files, sounds = files_of(item), sounds_of(item.attachments, saving=scene.saving)
    signs = signs_of(item.reactions)
    look = Look(
        key=key_of(item),
        kind=Kind.IN if item.incoming else Kind.OUT,
        text=shown,
        rtl=right_to_left(shown),
        aside=aside,
        links=links(shown, scene.calling),
        spine=item.channel,
        meta=time,
        files=files,
        sounds=sounds,
        public=item.public,
        gone=item.deleted,
        signs=signs,
        name=spoken(
            who,
            shown,
            *(file.words for file in files),
            *(one.name for one in sounds),
            *(one.hint for one in signs),
            time,
        ),
    )
    problem = words.message_problem(item, item.delivery)
    if item.incoming or item.author.kind is not AuthorKind.AGENT:
        return replace(look, problem=problem, name=spoken(look.name, problem))
    left = words.seconds_left(item.sent_at, scene.undo_ms, scene.now)
    state = Delivery.SENDING if item.delivery is Delivery.UNDO and not left else item.delivery
    meta, icon, after = words.delivery_words(state, time, left)
    return replace(
        look,
        meta="" if words.problem_words(state, "") else meta,
        meta_icon=icon,
        meta_after=after,
        meta_act=Act.UNDO if state is Delivery.UNDO else None,
        read=state is Delivery.READ,
        hint=said(item.problem) or words.delivery_spoken(state),
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        waiting=state is Delivery.QUEUED,
        acts=mending(item, state),
        name=spoken(look.name, problem or words.delivery_spoken(state)),
    )


def _with_gaps(item: Message) -> tuple[str, int | None]:
    """What a message says, and where in it begins what we say of that which cannot be shown."""
    shown = displayed(words.shown_words(item))
    gaps = displayed("\n".join(map(words.gap_words, item.gaps)))
    return shown, len(shown) - len(gaps) if gaps and shown.endswith(gaps) else None
