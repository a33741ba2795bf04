"""What a call says in the timeline: its head line, and a card where something was noted or recorded.

Promises a missed call that can be called back, and a call in progress that counts. Refuses pixels and colours.
"""

from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import EndCode
from agent_desktop.model.work import Channel
from agent_desktop.ui.call.words import (
    end_words,
    kind_words,
    length_words,
    number_shown,
    pauses_words,
    who,
)
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.look import Kind, Look, Scene
from agent_desktop.ui.conversation.timeline.plain import displayed, links, right_to_left
from agent_desktop.ui.conversation.timeline.sound_looks import sound_look
from agent_desktop.ui.kit.format import moment, timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_AS_USUAL = frozenset({EndCode.HUNG_UP, EndCode.FAR_HUNG_UP})


def call_look(record: CallRecord, scene: Scene) -> Look:
    """The look of a call."""
    note = displayed(record.note)
    about = " · ".join(part for part in _about(record, scene) if part)
    kind, pauses = kind_words(record), pauses_words(record)
    facts = pauses or (tr("Recorded") if record.recorded else "")
    over = record.keep_until is not None and record.keep_until <= scene.now
    if record.recordings and over:
        facts = tr("Recording deleted: its time was over")
    sounds = () if over else tuple(sound_look(one) for one in record.recordings)
    if sounds:
        facts = ""  # the player says it
    running = "" if record.over else _running(record, scene)
    heard = tuple(one.name for one in sounds)
    spoken = ", ".join(part for part in (kind, about, running, note, facts, *heard) if part)
    return Look(
        key=record.id,
        kind=Kind.CALL,
        text=note,
        rtl=right_to_left(note),
        links=links(note, scene.calling),
        author=kind,
        about=about,
        spine=Channel.VOICE,
        title=tr("Notes") if note else "",
        right=facts,
        icon="shield-check" if pauses and not sounds else "",
        sounds=sounds,
        meta=running,
        live=not record.over,
        missed=record.missed,
        acts=(Act.CALL,) if record.missed and record.number else (),
        name=spoken[:2_000],
    )


def _running(record: CallRecord, scene: Scene) -> str:
    since = record.answered_at if record.answered_at is not None else record.sent_at
    return timer(scene.now - since, pad=True)


def _about(record: CallRecord, scene: Scene) -> list[str]:
    when = moment(record.sent_at, scene.now, zone=scene.zone)
    number = number_shown(record.number)
    if not record.over:
        return [number, when] if number else [when]
    if record.missed:
        rang = timer((record.ended_at or record.sent_at) - record.sent_at)
        return [number or who(record), tr("rang for {time}", time=rang), when]
    parts = []
    if record.answered_at is None:
        parts.append(number)
    else:
        answered = timer(record.answered_at - record.sent_at)
        agent = single_line(record.agent_name, 60)
        parts.append(length_words(record.talked_ms))
        parts.append(
            tr("answered by {name} in {time}", name=agent, time=answered)
            if agent and record.direction == "incoming"
            else tr("answered after {time}", time=answered)
        )
    if record.end is not None and record.end.code not in _AS_USUAL:
        parts.append(end_words(record.end.code).rstrip("."))
    return [*parts, when]
