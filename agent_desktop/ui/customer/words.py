"""What the customer's panel says, without widgets."""

from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale

from agent_desktop.model.base import Millis
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.format import local, moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


class AddressWords(NamedTuple):
    """One address: its icon and colour path, the words and the mark at the end of the line."""

    icon: str
    color: str
    words: str
    mark: str


class HistoryWords(NamedTuple):
    """One previous conversation."""

    conversation_id: str
    channel: Channel
    title: str
    when: str
    open: bool


def profile_line(customer: Customer) -> str:
    """Organisation, place and language in one line, as far as they are known."""
    parts = (customer.organisation, customer.place, language(customer.language))
    return " · ".join(single_line(part) for part in parts if part)


def address_words(address: Address) -> AddressWords:
    """How an address is shown."""
    mark = tr("verified") if address.verified else ""
    match address.kind:
        case AddressKind.PHONE:
            return AddressWords("phone", "channel.voice", shown_address(address), mark)
        case AddressKind.EMAIL:
            return AddressWords("mail", "channel.email", single_line(address.value), mark)
        case AddressKind.HANDLE:
            return AddressWords("at-sign", "channel.social", shown_address(address), mark)
        case AddressKind.VISITOR:
            return AddressWords("message-circle", "channel.chat", tr("web widget"), mark)
        case AddressKind.ACCOUNT:
            words = tr("customer number {value}", value=single_line(address.value))
            return AddressWords("user-round", "text.secondary", words, mark)


def shown_address(address: Address) -> str:
    """An address as people read it: numbers in groups."""
    return telephone_numbers.address_shown(address.network, single_line(address.value))


def shown_addresses(customer: Customer) -> tuple[Address, ...]:
    """Every address once; a person's several browsers are one line."""
    shown: list[Address] = []
    for address in customer.addresses:
        seen = any(known.kind is AddressKind.VISITOR for known in shown)
        if address.kind is AddressKind.VISITOR and seen:
            continue
        shown.append(address)
    return tuple(shown)


def history_words(conversation: Conversation, now: Millis) -> HistoryWords:
    """How a conversation stands in the history."""
    title = single_line(conversation.subject or conversation.preview)
    return HistoryWords(
        conversation.id,
        conversation.channel,
        title or tr("Conversation {number}", number=conversation.number),
        moment(conversation.last_at or conversation.opened_at, now),
        conversation.open,
    )


def money(customer: Customer) -> str:
    """The lifetime value in the customer's currency, rounded to whole units; empty when nobody knows it."""
    if customer.lifetime_value is None:
        return ""
    symbols = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "PLN": "zł"}
    symbol = symbols.get(customer.currency, customer.currency)
    return QLocale().toCurrencyString(customer.lifetime_value / 100, symbol, 0)


def month(at: Millis) -> str:
    """Month and year: `Oct 2025`."""
    day = local(at).date()
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("MMM yyyy"))


def channel_word(channel: Channel) -> str:
    """By which channel something was told, inside a sentence."""
    return {
        Channel.VOICE: tr("phone"),
        Channel.CHAT: tr("chat"),
        Channel.EMAIL: tr("email"),
        Channel.SMS: tr("SMS"),
        Channel.SOCIAL: tr("direct message"),
        Channel.VIDEO: tr("video"),
    }[channel]


def day(at: Millis) -> str:
    """A day: `3 Nov 2025`."""
    found = local(at).date()
    return QLocale().toString(QDate(found.year, found.month, found.day), tr("d MMM yyyy"))


def language(code: str) -> str:
    """The name of a language, empty for an unknown one."""
    if not code:
        return ""
    locale = QLocale(code)
    if locale.language() == QLocale.Language.C:
        return ""
    if QLocale().language() == QLocale.Language.English:
        return QLocale.languageToString(locale.language())
    return locale.nativeLanguageName()  # Qt names languages in English or in themselves
