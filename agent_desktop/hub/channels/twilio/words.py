"""Twilio's error codes in words for agents. Those that are not here are told by their number."""

from typing import Final

from agent_desktop.model.words import later

_NUMBER: Final = later("The customer's number cannot get messages.")
_SENDER: Final = later("Our sender may not write to this number.")
_FILTERED: Final = later("The network took the message for spam.")
_WORDS: Final = {
    14103: later("The network does not take such a file."),
    21211: _NUMBER,
    21212: _SENDER,
    21265: _NUMBER,
    21408: later("Messages to that country are switched off at the provider."),
    21602: later("There is nothing to send."),
    21603: _SENDER,
    21604: _NUMBER,
    21606: _SENDER,
    21610: later("The customer asked the provider to get no more messages from us."),
    21612: _SENDER,
    21614: _NUMBER,
    21617: later("The text is too long for SMS."),
    21620: later("The provider could not fetch the file from this hub."),
    21659: _SENDER,
    21660: _SENDER,
    21661: _SENDER,
    30003: later("The phone could not be reached in time."),
    30004: later("The customer's phone or network blocks our messages."),
    30005: later("There is no phone with that number."),
    30006: later("That is a landline, or its network cannot be reached."),
    30007: _FILTERED,
    30008: later("The message could not be delivered."),
    30010: later("The message costs more than the provider may spend."),
    30019: later("The file is too large for the network."),
    30024: _SENDER,
    30034: later("Our number is not registered for messages to that country."),
    30410: later("The network did not answer the provider in time."),
    63038: later("The provider sends no more messages of ours today."),
}
#: Twilio's queue of ours is full, or too many at a time: the same again succeeds.
PASSING: Final = frozenset({14107, 20429, 21611, 30001, 30022, 63038})


def words(code: int) -> str:
    """Why, in words, with the number by which Twilio's pages explain it."""
    said = _WORDS.get(code, later("The provider could not send the message."))
    return f"{said} (Twilio {code})" if code else said
