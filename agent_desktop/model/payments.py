"""Why a recording pauses by itself, and the names by which pages of payment are known.

Promises codes that travel with a pause to whoever reads of it. Refuses sentences: the screen has them.
"""

from enum import StrEnum


class Confidence(StrEnum):
    """What is confidential at the moment: the reason of a pause, beside `card`, which is the agent's own."""

    PAGE = "payment_page"
    """A payment page has the keyboard."""
    FIELD = "payment_field"
    """A field for card details in our own window has it."""
    TYPED = "card_typed"
    """A card number was typed or pasted in our own window."""
    PROGRAM = "other_program"
    """Another program of this computer asked for it."""


DEFAULT_PAGES: tuple[str, ...] = (
    # English
    "payment",
    "payments",
    "pay now",
    "pay by card",
    "card payment",
    "card details",
    "card number",
    "credit card",
    "debit card",
    "checkout",
    "virtual terminal",
    # German
    "zahlung",
    "zahlungen",
    "*zahlungsseite",
    "*zahlungsart",
    "bezahlen",
    "bezahlvorgang",
    "kartenzahlung",
    "kartendaten",
    "kartennummer",
    "kreditkarte",
    "debitkarte",
    "zur kasse",
    # Houses that many pages belong to
    "adyen",
    "authorize.net",
    "braintree",
    "checkout.com",
    "computop",
    "cybersource",
    "klarna",
    "mollie",
    "opayo",
    "payone",
    "paypal",
    "saferpay",
    "stripe",
    "sumup",
    "worldline",
    "worldpay",
)
"""The payment pages that are known before anybody says which ones there are; see `desk.payment_pages`."""
