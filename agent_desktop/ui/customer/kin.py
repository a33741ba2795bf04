"""In the customer's panel: who may be the same person and why, the records that were joined, to give them back, and
what the customer told and wants.

Promises the reason in words that the agent can check, and nothing without a click. Refuses to decide.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from agent_desktop.model.people import (
    Alike,
    Customer,
    Fact,
    FactKind,
    Kin,
    NoSurveys,
    Union,
    WhyAlike,
)
from agent_desktop.model.work import Channel
from agent_desktop.ui.customer.merging import known_words
from agent_desktop.ui.customer.words import channel_word, day, language
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label, SectionHeader
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_EDGE, _GAP = 16, 8
_NAME = 60


def because(one: Alike) -> str:
    """Why somebody may be the same person."""
    detail = single_line(one.detail, 80)
    match one.why:
        case WhyAlike.NUMBER:
            number = telephone_numbers.shown(detail)
            return tr("Has the number {number}, written in another form.", number=number)
        case WhyAlike.ORDER:
            return tr("Named the order {number} too.", number=detail)
        case WhyAlike.MAIL:
            return tr("Has the same name, and a mail address that begins with {name}.", name=detail)
        case WhyAlike.POSTAL:
            return tr("Has the same name, and the address {address}.", address=detail)
        case WhyAlike.PLACE:
            return tr("Has the same name, and is in {place} too.", place=detail)


def _title(customer: Customer) -> str:
    known = known_words(customer)
    name = single_line(customer.name, _NAME) or tr("Visitor")
    return f"{name} · {known}" if known and known != name else name


def _words(theme: Theme, text: str, role: str = "body", color: str = "text.primary") -> Label:
    label = Label(theme, text, role, color, wrap=True)
    label.setContentsMargins(_EDGE, 2, _EDGE, 0)
    return label


def in_line(theme: Theme, made: Sequence[Button], margins: tuple[int, int, int, int]) -> QBoxLayout:
    """Buttons side by side; one below the other where the words of the language are long."""
    room = theme.tokens.size.sidebar.min - 2 * _EDGE - _GAP
    beside = sum(one.sizeHint().width() for one in made) <= room
    direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    line = QBoxLayout(direction)
    line.setContentsMargins(*margins)
    line.setSpacing(_GAP)
    for one in made:
        line.addWidget(one, 0, Qt.AlignmentFlag.AlignLeading)
    if beside:
        line.addStretch(1)
    return line


def _buttons(theme: Theme, *made: Button) -> QBoxLayout:
    return in_line(theme, made, (_EDGE, 4, _EDGE, 8))


def show_kin(
    theme: Theme,
    column: QVBoxLayout,
    kin: Kin,
    merge: Callable[[str], None],
    apart: Callable[[str], None],
    part: Callable[[str], None],
) -> list[Button]:
    """Add both sections where there is something to say; the buttons, in their order."""
    made: list[Button] = []
    if kin.alike:
        column.addWidget(SectionHeader(theme, tr("Perhaps the same person")))
    for one in kin.alike:
        column.addWidget(_words(theme, _title(one.customer)))
        column.addWidget(_words(theme, because(one), "caption", "text.secondary"))
        name = single_line(one.customer.name, _NAME) or tr("Visitor")
        join = Button(theme, tr("Merge"), icon="users-round", size="sm")
        join.setAccessibleName(tr("Merge {name} into this record", name=name))
        join.clicked.connect(partial(_call, merge, one.customer.id))
        other = Button(theme, tr("Not the same"), "ghost", size="sm")
        other.setAccessibleName(tr("{name} is somebody else", name=name))
        other.clicked.connect(partial(_call, apart, one.customer.id))
        column.addLayout(_buttons(theme, join, other))
        made += [join, other]
    for union in kin.unions[:1]:
        column.addWidget(SectionHeader(theme, tr("Merged records")))
        column.addWidget(_words(theme, _joined(union), "caption", "text.secondary"))
        back = Button(theme, tr("Take the merge back"), "ghost", icon="undo-2", size="sm")
        back.clicked.connect(partial(_call, part, union.merged_id))
        column.addLayout(_buttons(theme, back))
        made.append(back)
    return made


def fact_words(fact: Fact) -> tuple[str, str]:
    """What a customer told, and by which way and when."""
    value = single_line(fact.value, 80)
    said = {
        FactKind.NAME: tr("Name: {value}", value=value),
        FactKind.PHONE: tr("Number: {value}", value=telephone_numbers.shown(value)),
        FactKind.LANGUAGE: tr("Language: {value}", value=language(value) or value),
        FactKind.ORDER: tr("Order: {value}", value=value),
        FactKind.POSTAL: tr("Address: {value}", value=value),
    }[fact.kind]
    return said, tr("From {channel}, {when}", channel=channel_word(fact.channel), when=day(fact.at))


def news(facts: Sequence[Fact], customer: Customer) -> list[Fact]:
    """The facts that say more than the profile's own name."""
    name = customer.name.casefold()
    return [one for one in facts if one.kind is not FactKind.NAME or one.value.casefold() != name]


def show_facts(
    theme: Theme,
    column: QVBoxLayout,
    facts: Sequence[Fact],
    wrong: Callable[[Fact], None],
) -> list[Button]:
    """Add what the customer told of themselves; the buttons that call it wrong."""
    made: list[Button] = []
    if facts:
        column.addWidget(SectionHeader(theme, tr("Told by the customer")))
    for one in facts:
        said, source = fact_words(one)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(_words(theme, said))
        words.addWidget(_words(theme, source, "caption", "text.secondary"))
        button = Button(theme, tr("Wrong"), "ghost", size="sm")
        button.setAccessibleName(tr("{fact} is wrong", fact=said))
        button.clicked.connect(partial(_reject, wrong, one))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, _EDGE, 4)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
        made.append(button)
    return made


def show_no_surveys(
    theme: Theme, column: QVBoxLayout, refusal: NoSurveys, again: Callable[[], None] | None
) -> Button | None:
    """Add that the customer wants to be asked no more, since when and by which way; the button that takes it back on
    their word, for who may (`again`)."""
    column.addWidget(SectionHeader(theme, tr("Surveys")))
    said = tr("Wants to answer no surveys.")
    column.addWidget(_words(theme, said))
    since = tr("Said {channel}, {when}", channel=_by(refusal.channel), when=day(refusal.at))
    column.addWidget(_words(theme, since, "caption", "text.secondary"))
    if again is None:
        leads = tr("If they change their mind: a lead can note it here.")
        column.addWidget(_words(theme, leads, "caption", "text.secondary"))
        return None
    button = Button(theme, tr("May be asked again"), "ghost", icon="undo-2", size="sm")
    button.setToolTip(tr("Only when the customer says so. It is kept in the audit trail."))
    button.clicked.connect(lambda _=False: again())
    column.addLayout(_buttons(theme, button))
    return button


def _by(channel: Channel) -> str:
    match channel:
        case Channel.VOICE:
            return tr("by telephone")
        case Channel.CHAT:
            return tr("in a chat")
        case Channel.EMAIL:
            return tr("by e-mail")
        case Channel.SMS:
            return tr("by SMS")
        case _:
            return tr("in a message")


def _reject(wrong: Callable[[Fact], None], fact: Fact) -> None:
    wrong(fact)


def _joined(union: Union) -> str:
    name = single_line(union.name, _NAME) or tr("Visitor")
    return tr("{name} was merged into this record on {day}.", name=name, day=day(union.at))


def _call(what: Callable[[str], None], key: str) -> None:
    what(key)
