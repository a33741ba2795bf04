"""Card numbers in what somebody types: found by their length, their first digits and their check digit.

Promises to find a number however it is grouped, and to leave telephone numbers with a plus sign and bank accounts
(IBAN) alone. Refuses to keep or to give back what it found.
"""

import re
from collections.abc import Iterator

LONGEST_TEXT = 5_000
"""No more characters of a text are looked through: its last ones."""

_IBAN = re.compile(
    r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?: ?[0-9A-Za-z]{4}){2,7}(?: ?[0-9A-Za-z]{1,3})?\b"
)
_RUN = re.compile(
    r"(?<![0-9A-Za-z+])[0-9](?:[ \u00a0\u202f./\-\u2010\u2011]{0,2}[0-9])*(?![0-9A-Za-z])"
)
_SIZES = range(13, 20)

#: First digits, from and to, and the lengths that go with them (ISO/IEC 7812 and what the networks publish).
_ISSUERS: tuple[tuple[str, str, range | tuple[int, ...]], ...] = (
    ("4", "4", (13, 16, 19)),  # Visa
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("300", "305", range(14, 20)),  # Diners Club
    ("3095", "3095", range(14, 20)),
    ("36", "36", range(14, 20)),
    ("38", "39", range(14, 20)),
    ("3528", "3589", range(16, 20)),  # JCB
    ("6011", "6011", range(16, 20)),  # Discover
    ("644", "659", range(16, 20)),
    ("62", "62", range(16, 20)),  # UnionPay
    ("81", "82", range(16, 20)),  # UnionPay, RuPay
    ("60", "60", (16,)),  # RuPay
    ("50", "50", _SIZES),  # Maestro and cards of single countries
    ("56", "58", _SIZES),
    ("63", "63", _SIZES),
    ("67", "67", _SIZES),
    ("2200", "2204", range(16, 20)),  # Mir
    ("9792", "9792", (16,)),  # Troy
)


def has_card_number(text: str) -> bool:
    """Whether a card number stands in `text`."""
    plain = _IBAN.sub(_unless_account, text[-LONGEST_TEXT:])
    return any(_is_card(digits) for run in _RUN.findall(plain) for digits in _numbers(run))


def _unless_account(found: re.Match[str]) -> str:
    """Nothing in place of a bank account, whose check digits say that it is one (ISO 13616)."""
    account = found[0].replace(" ", "").upper()
    turned = account[4:] + account[:4]
    return " " if int("".join(str(int(one, 36)) for one in turned)) % 97 == 1 else found[0]


def _numbers(run: str) -> Iterator[str]:
    """What a run of digits may be: groups that follow each other, of the length of a card number."""
    groups = re.findall(r"[0-9]+", run)
    for first in range(len(groups)):
        digits = ""
        for group in groups[first:]:
            digits += group
            if len(digits) > _SIZES[-1]:
                break
            if len(digits) >= _SIZES[0]:
                yield digits


def _is_card(digits: str) -> bool:
    issued = any(
        low <= digits[: len(low)] <= high and len(digits) in sizes for low, high, sizes in _ISSUERS
    )
    return issued and passes_luhn(digits)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = [divmod(2 * int(one), 10) for one in digits[-2::-2]]
    return (sum(map(sum, doubled)) + sum(map(int, digits[-1::-2]))) % 10 == 0
