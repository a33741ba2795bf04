"""Between SMPP and the hub: a message's bytes to text and addresses, a letter to the parts that are submitted.

Promises parts as `model.sms_text` cuts and counts them, with the 8-bit reference in a user data header, and a
text for every coding there is: what is not text is said to be binary, never guessed. Pure; aiosmpplib builds the PDUs.
"""

import zlib
from collections.abc import Sequence

from aiosmpplib.protocol import SubmitSm
from aiosmpplib.state import NPI, TON, USER_MESSAGE_REFERENCE, OptionalParam, PhoneNumber

from agent_desktop.hub.written.sms.senders import country, is_name
from agent_desktop.model import sms_text
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.sms_text import Alphabet

_JOINED = 0x40
#: SMPP 5.2.19; GSM 7 and UCS-2 have their own reading.
_CODECS = {
    1: "latin-1",
    3: "latin-1",
    5: "shift_jis",
    6: "iso8859_5",
    7: "iso8859_8",
    9: "shift_jis",
    10: "iso2022_jp",
    13: "euc_jp",
    14: "euc_kr",
}
_DEFAULTS = {"latin1": "latin-1", "utf8": "utf-8"}


def text_of(data: bytes, coding: int, default: str) -> str | None:
    """The text of a message, all its parts joined; None for binary data. `default` is what coding 0 means there."""
    text: str | None
    if coding == 0 and default in _DEFAULTS:
        text = data.decode(_DEFAULTS[default], "replace")
    elif (codec := _CODECS.get(coding)) is not None:
        text = data.decode(codec, "replace")
    else:
        text = _by_group(data, coding)
    return None if text is None else text.replace("\0", "")


def _by_group(data: bytes, coding: int) -> str | None:
    """SMPP's own values, else GSM's data coding scheme (TS 23.038 section 4), which many SMSCs pass on as it is."""
    if coding in (2, 4):
        return None
    if coding == 8 or 0xE0 <= coding <= 0xEF or (0x10 <= coding < 0x80 and coding & 0x0C == 8):
        return sms_text.read(data, Alphabet.UCS2)
    if (0x10 <= coding < 0x80 or coding >= 0xF0) and coding & 0x04:
        return None
    return sms_text.read(data, Alphabet.GSM7)


def address(value: str, ton: int, ours: str) -> Address:
    """Whose number it is. `ours` is the number that was written to; its country completes a national one."""
    import phonenumbers

    digits = "".join(sign for sign in value if sign.isdigit())
    if ton == TON.ALPHANUMERIC or not digits or not value.strip("+").isdigit():
        return Address(kind=AddressKind.PHONE, value=value)
    if value.startswith("+") or ton == TON.INTERNATIONAL:
        return Address(kind=AddressKind.PHONE, value=f"+{digits.lstrip('0')}")
    home = country(ours if ours.startswith("+") else f"+{ours}")
    # An unknown type is international in practice; a national one never is.
    tries = [("+" + digits, None)] if ton == TON.UNKNOWN and not digits.startswith("0") else []
    for text, region in [*tries, (digits, home or None)]:
        try:
            parsed = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            spelling = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
            return Address(kind=AddressKind.PHONE, value=spelling)
    return Address(kind=AddressKind.PHONE, value=digits)


def reference_of(letter_id: str) -> int:
    """Our own 16-bit number of a letter: the same after a restart, so that a late receipt proves that it was sent."""
    return zlib.crc32(letter_id.encode()) & 0xFFFF


def submission(
    letter_id: str, sender: str, to: str, cut: Sequence[str], number: int, reference: int
) -> SubmitSm:
    """Part `number` (from 0) of a letter, with a receipt asked for. `reference` (8 bits) joins the parts."""
    used = sms_text.alphabet("".join(cut))
    data = sms_text.written(cut[number], used)
    if len(cut) > 1:
        data = bytes((5, 0, 3, reference & 0xFF, len(cut), number + 1)) + data
    part = SubmitSm(
        short_message=cut[number],
        source=_source(sender),
        destination=PhoneNumber(to.lstrip("+"), TON.INTERNATIONAL, NPI.ISDN),
        esm_class=_JOINED if len(cut) > 1 else 0,
        registered_delivery=1,
        encoding="gsm0338" if used is Alphabet.GSM7 else "ucs2",
        optional_params=[OptionalParam(USER_MESSAGE_REFERENCE, reference_of(letter_id))],
    )
    part.set_encoded_message(data)
    return part


def _source(sender: str) -> PhoneNumber:
    if is_name(sender):
        return PhoneNumber(sender, TON.ALPHANUMERIC, NPI.UNKNOWN)
    if sender.startswith("+"):
        return PhoneNumber(sender.lstrip("+"), TON.INTERNATIONAL, NPI.ISDN)
    return PhoneNumber(sender, TON.NETWORK_SPECIFIC, NPI.UNKNOWN)
