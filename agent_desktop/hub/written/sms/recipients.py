"""Who may be written to by SMS: a person's number in an allowed country.

Promises a reason in words for everybody else: names, short numbers of services, premium numbers, our own senders (a
message to ourselves would come back for ever), countries that the administrator left out. Landlines are let through:
in several countries they take messages, and the network says so if not.
"""

from collections.abc import Collection

from agent_desktop.hub.written.sms.senders import country
from agent_desktop.model.words import later


def trouble(number: str, own: Collection[str] = (), countries: Collection[str] = ()) -> str:
    """Why nobody may write to `number` (as the customer's address stands), empty if one may.

    `countries` (two capital letters each) empty: all.
    """
    import phonenumbers

    if not number.startswith("+"):
        return later("That is no telephone number that can be written to.")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return later("That is no telephone number that can be written to.")
    if not phonenumbers.is_possible_number(parsed):
        return later("A number with so many digits does not exist there.")
    if number in own:
        return later("That is our own number.")
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return later("That is a premium number, not a person's.")
    if countries and country(number) not in countries:
        return later("Messages to that country are switched off.")
    return ""
