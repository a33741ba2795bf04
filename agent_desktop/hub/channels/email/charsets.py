"""Bytes to text, whatever their label says.

Promises an answer for all bytes and all labels, in time that grows with their length alone. Refuses codecs that are no
charset: a label comes from a stranger.
"""

import codecs
import re
from typing import Final

#: What mail uses, by the names of Python, each with the one that is meant: its superset where senders mix them up
#: (the WHATWG Encoding Standard does the same).
_MEANT: Final = {
    "ascii": "",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_NAMES: Final = """
utf-8 utf-8-sig utf-7 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be iso8859-2 iso8859-3
iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-11 iso8859-13 iso8859-14
iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437
cp850 cp852 cp855 cp866 cp874 cp932 cp949 cp950 koi8-r koi8-u koi8-t mac-roman mac-cyrillic
mac-greek mac-latin2 gb18030 hz big5hkscs euc_jp euc_jis_2004 euc_jisx0213 shift_jis_2004
iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_3 iso2022_jp_ext iso2022_kr johab ptcp154
hp-roman8
"""
_CHARSETS: Final = frozenset(_NAMES.split())
_OTHER_NAMES: Final = {
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "unicode-1-1-utf-7": "utf-7",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "unicode": "utf-16",
    "utf8mb4": "utf-8",
}
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def known(label: str) -> str:
    """The Python codec that a label means; empty where it means none or says nothing ("us-ascii")."""
    name = label.strip().strip("\"'").lower()
    if len(name) > 40 or not name.isascii():
        return ""
    try:
        found = codecs.lookup(_OTHER_NAMES.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    found = _MEANT.get(found, found)
    return found if found in _CHARSETS else ""


def decoded(data: bytes, label: str = "") -> str:
    """The text of these bytes; line ends are "\\n", control characters are gone.

    By its label; where that is missing or cannot be right: UTF-8, ISO-2022-JP, else Windows-1252.
    """
    return cleaned(_decoded(data, known(label)))


def cleaned(text: str) -> str:
    """Text with "\\n" as line ends, without control characters and halves of surrogate pairs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text)
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text


def _decoded(data: bytes, codec: str) -> str:
    for name in (codec, "utf-8-sig"):
        if not name:
            continue
        try:
            return data.decode(name)
        except (UnicodeError, ValueError):
            continue
    if codec and codec not in ("utf-8", "utf-8-sig"):
        return data.decode(codec, "replace")
    if b"\x1b$" in data[:100_000]:
        return data.decode("iso2022_jp_2", "replace")
    text = data.decode("utf-8", "replace")
    # Many faults in few letters: it is not UTF-8 that was cut somewhere, it is something else.
    faults = text.count("\N{REPLACEMENT CHARACTER}")
    foreign = sum(1 for byte in data[:10_000] if byte >= 128)
    return data.decode("cp1252", "replace") if faults * 2 >= foreign else text
