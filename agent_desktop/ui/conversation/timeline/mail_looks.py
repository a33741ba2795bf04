"""What the card of a mail says: from whom and to whom, its text with what was emphasised, what became of it.

Promises that an address stands beside every name that a stranger gave, and that a link which does not say where it
leads tells it before it is clicked. Refuses pixels, and every markup: emphasis comes as places in the text.
"""

from dataclasses import replace

from agent_desktop.model.mail_heads import Automatic, MailHead, TextLook, TextMark
from agent_desktop.model.mail_people import address_of
from agent_desktop.model.rich_text import marks_of
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.ui.conversation.timeline import facts, words
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.authors import author_words
from agent_desktop.ui.conversation.timeline.file_looks import files_of, sounds_of
from agent_desktop.ui.conversation.timeline.look import (
    Kind,
    Look,
    MailLook,
    Scene,
    is_unsent,
    key_of,
    spoken,
)
from agent_desktop.ui.conversation.timeline.mending import mending
from agent_desktop.ui.conversation.timeline.plain import (
    LINE_BREAK,
    SHOWN,
    Link,
    displayed,
    links,
    right_to_left,
    written,
)
from agent_desktop.ui.kit.format import day, time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import said, tr

_SNIPPET = 300


def mail_look(item: Message, scene: Scene) -> Look:
    """The look of a mail."""
    head = item.mail or MailHead()
    key = key_of(item)
    shut = (0 < item.seq < scene.mails_from) is not (key in scene.turned)
    shown, quoted, folding = _with_quoted(item, head, key in scene.unfolded)
    marks = _marks(item, head, shown)
    at = time_of_day(item.sent_at, zone=scene.zone)
    when = tr("{day}, {time}", day=day(item.sent_at, scene.now, zone=scene.zone), time=at)
    files, sounds = files_of(item), sounds_of(item.attachments, saving=scene.saving)
    who, people = author_words(item, scene), _people(item, head)
    card = MailLook(
        sender=who,
        who=item.author.id or who,
        initials_of=single_line(item.author.name) or who,
        address=_address(head.sender) if item.incoming else "",
        people=people,
        details=_details(item, head),
        snippet=single_line(item.text or head.subject, _SNIPPET),
        shut=shut,
        facts=facts.places(shown if quoted is None else shown[:quoted], LINE_BREAK),
        marks=tuple(one for one in marks if one.look is not TextLook.LINK),
    )
    formatted = [Act.FORMATTED] if head.html is not None else []
    if formatted and head.remote:
        formatted.append(Act.PICTURES)
    look = Look(
        key=key,
        kind=Kind.MAIL,
        text=shown,
        rtl=right_to_left(shown),
        quoted=quoted,
        links=_links(shown, marks, scene.calling),
        meta=words.time_words(item, when),
        files=files,
        sounds=sounds,
        mail=card,
        acts=(*folding, *formatted),
        name=spoken(
            tr("Email"),
            who,
            people,
            single_line(head.subject, 200),
            _title(head),
            card.snippet if shut else shown,
            *(file.words for file in files),
            *(one.name for one in sounds),
            when,
        ),
        title=_title(head),
    )
    return look if item.incoming else _outgoing(look, item, scene, at, when)


def _outgoing(look: Look, item: Message, scene: Scene, at: str, when: str) -> Look:
    """With what became of it."""
    left = words.seconds_left(item.sent_at, scene.undo_ms, scene.now)
    state = item.delivery
    if state is Delivery.UNDO and not left:
        state = Delivery.SENDING
    if state in (Delivery.UNDO, Delivery.QUEUED, Delivery.SENDING):
        meta, icon, _ = words.delivery_words(state, at, left)
    else:
        _, icon, _ = words.delivery_words(state, at, left)
        shut = look.mail is not None and look.mail.shut
        meta = f"{words.delivery_spoken(state)} · {when}" if icon and not shut else when
    problem = _problem(item, state)
    return replace(
        look,
        meta=meta,
        meta_icon=icon,
        meta_act=Act.UNDO if state is Delivery.UNDO else None,
        read=state is Delivery.READ,
        hint=said(item.problem) or words.delivery_spoken(state),
        problem=problem,
        unclear=state is Delivery.UNCLEAR,
        waiting=state is Delivery.QUEUED,
        acts=(*look.acts, *mending(item, state)),
        name=spoken(look.name, problem or words.delivery_spoken(state)),
    )


def _problem(item: Message, state: Delivery) -> str:
    """What went wrong. What the backend has may have been on its way: it is not delivered, rather than not sent."""
    if state is Delivery.REFUSED and not is_unsent(item):
        why = single_line(said(item.problem))
        return tr("Not delivered: {why}", why=why) if why else tr("Not delivered")
    return words.message_problem(item, state)


def _with_quoted(
    item: Message, head: MailHead, unfolded: bool
) -> tuple[str, int | None, tuple[Act, ...]]:
    """The text to be shown; where in it begins what the mail quotes, None while that is folded; what can be done."""
    parts = (written(item), *map(words.gap_words, item.gaps))
    shown = (2 * LINE_BREAK).join(filter(None, map(displayed, parts)))
    quoted = displayed(head.quoted)
    if not quoted.strip():
        return shown, None, ()
    if not unfolded:
        return shown, None, (Act.UNFOLD,)
    above = shown + 2 * LINE_BREAK if shown else ""
    return above + quoted, len(above), (Act.FOLD,)


def _marks(item: Message, head: MailHead, shown: str) -> tuple[TextMark, ...]:
    """What is emphasised in the displayed text; nothing where characters were left out of it before that."""
    end = min(len(item.text), SHOWN)
    given = head.marks or (marks_of(head.rich, item.text) if head.rich else ())
    marks = tuple(one for one in given if 0 <= one.start < one.start + one.length <= end)
    last = max((one.start + one.length for one in marks), default=0)
    return marks if shown.startswith(item.text[:last].replace("\n", LINE_BREAK)) else ()


def _links(shown: str, marks: tuple[TextMark, ...], calling: bool) -> tuple[Link, ...]:
    """The addresses in the text itself, then those behind other words."""
    made = list(links(shown, calling))
    for one in marks:
        end = one.start + one.length
        free = not any(web.start < end and one.start < web.start + web.length for web in made)
        if one.look is TextLook.LINK and free and links(one.url) and len(links(one.url)) == 1:
            made.append(Link(one.start, one.length, one.url))
    return tuple(sorted(made, key=lambda link: link.start))


def _people(item: Message, head: MailHead) -> str:
    """One line of who got it."""
    to = head.to or ((item.route.address,) if item.route.address and not item.incoming else ())
    parts = [tr("to {people}", people=_listed(to))] if to else []
    if head.cc:
        parts.append(tr("copy to {people}", people=_listed(head.cc)))
    if head.bcc:
        parts.append(tr("hidden copy to {people}", people=_listed(head.bcc)))
    return " · ".join(parts)


def _details(item: Message, head: MailHead) -> str:
    """The same at length, with names, for a tooltip."""
    lines = [single_line(head.sender, 200)] if item.incoming and head.sender else []
    for people in (head.to, head.cc, head.bcc):
        lines += [single_line(one, 200) for one in people[:20]]
    return "\n".join(lines)


def _listed(people: tuple[str, ...]) -> str:
    return ", ".join(_address(one) for one in people[:20])


def _address(person: str) -> str:
    """The address of "Name <address>", or what stands there."""
    return single_line(address_of(person), 120)


def _title(head: MailHead) -> str:
    """What stands above the text: that it went to somebody else, or that no person wrote it."""
    if head.forwards:
        return tr("Forwarded, not to the customer")
    return _machine(head.automatic)


def _machine(automatic: Automatic) -> str:
    """What kind of machine wrote it; empty for a person."""
    return {
        Automatic.NO: "",
        Automatic.REPLY: tr("Automatic reply"),
        Automatic.BOUNCE: tr("Returned mail"),
        Automatic.LIST: tr("Mailing list"),
    }[automatic]
