"""What a writer wrote anew, and what they repeated of earlier mails.

Promises that both together are the whole text; that an answer between the lines of a quote stays whole; that a mail
which is nothing but a quote or a forward is its own text. Knows the words of Gmail, Outlook, Apple Mail, Thunderbird
and Yahoo in over a dozen languages: by the headers of mail-parser-reply and by own rules for what it misses. Time grows
with the text's length alone: patterns see the first lines only, and the beginning of each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

#: How far a quote's header is looked for, in lines, and how much of each line is looked at.
MAX_LINES: Final = 600
MAX_WIDTH: Final = 240

_WROTE: Final = re.compile(
    r"(?:wrote|writes|schrieb|geschrieben|hat\s.{0,80}geschrieben|a écrit|écrivait|escribió|escribio|escribi[oó]"
    r"|ha scritto|scrisse|schreef|geschreven|escreveu|napisał(?:\(a\)|a|/a)?|pisze|skrev|kirjoitti|napsal(?:\(a\)|a)?"
    r"|napísal(?:\(a\)|a)?|írta|a scris|написала?|пише|пишет|wrote|yazdı|ha escrit|שוחח|כתב|كتب|写道|寫道|のメッセージ"
    r"|さんは書きました|님이 작성)(?:\(a\))?[^:：]{0,120}[:：]\s*$",
    re.IGNORECASE,
)
#: What a quote's first line tells besides: a date or an address.
_DATE: Final = re.compile(r"\d{1,4}[./:年-]\s?\d|\d{1,2}\s\w{3,}|\b(?:19|20)\d\d\b")
_SIGN: Final = re.compile(rf"@|{_DATE.pattern}")
_SEPARATOR: Final = re.compile(
    r"[-_]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|original-?nachricht"
    r"|message d'origine|message original|messaggio originale|mensaje original|mensagem original"
    r"|oorspronkelijk bericht|wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande"
    r"|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|reply message)\s*[-_]{2,}\s*",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(
    r"[-_]{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|messaggio inoltrato"
    r"|mensaje reenviado|mensagem encaminhada|doorgestuurd bericht|wiadomość przekazana"
    r"|przekazana wiadomość|vidarebefordrat meddelande|videresendt (?:meddelelse|melding))\b"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message transféré",
    re.IGNORECASE,
)
_FROM: Final = (
    r"from|von|de|da|van|od|från|fra|lähettäjä|от|від|kimden|feladó|de la|发件人|寄件者|差出人"
)
_OTHERS: Final = (
    r"sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|objet|à|enviado|fecha|para|asunto|data|assunto|inviato"
    r"|oggetto|a|verzonden|onderwerp|aan|wysłano|wysłane|do|temat|dw|skickat|till|ämne|sendt|til|emne|lähetetty"
    r"|vastaanottaja|aihe|odesláno|komu|předmět|predmet|отправлено|дата|кому|тема|надіслано|gönderilen|kime|konu"
    r"|küldve|címzett|tárgy|trimis|către|subiect|发送时间|收件人|主题|送信日時|宛先|件名"
)
_HEAD_FROM: Final = re.compile(rf"[*\s>]*(?:{_FROM})\s*[:：]\s*\*?\s*\S", re.IGNORECASE)
_HEAD_OTHER: Final = re.compile(rf"[*\s>]*(?:{_OTHERS})\s*[:：]", re.IGNORECASE)
_RULE: Final = re.compile(r"[_-]{20,}\s*$")
_SIGNATURE: Final = re.compile(
    r"--\s?$|(?:sent from|gesendet von|envoyé de|wysłane z|inviato da|enviado desde)\s", re.I
)
_LANGUAGES: Final = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "da",
    "sv",
    "cs",
    "no",
    "fi",
    "he",
    "ja",
    "ko",
    "zh",
]


@dataclass(frozen=True)
class Trimmed:
    """`text` is new, `quoted` was written earlier. One of them may be empty, not both of a text that is not."""

    text: str
    quoted: str


def trimmed(text: str, ours: Iterable[str] = ()) -> Trimmed:
    """The two parts of a plain text. `ours`: our own addresses, which mark a quote's first line in any language."""
    lines = text.split("\n")
    ours = tuple(address.lower() for address in ours if address)
    heads = _heads(lines, ours)
    for start, after in heads:
        if (found := _cut(lines, start, after)) is not None:
            return found
    if heads:
        return Trimmed(text.strip("\n"), "")
    return _without_head(lines) or Trimmed(text.strip("\n"), "")


def _heads(lines: list[str], ours: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the first header of a quote begins, and the line after it; nothing when the text is a forward."""
    found = []
    for number, line in enumerate(lines[:MAX_LINES]):
        view = line[:MAX_WIDTH].strip()
        if not view:
            continue
        if _FORWARDED.match(view):
            return []
        head = _head_at(lines, number, view, ours)
        if head is not None:
            found.append(head)
            break
    library = _by_library(lines)
    if library is not None and (not found or library < found[0][0]):
        found.insert(0, (library, library + 1))
    return found


def _head_at(
    lines: list[str], number: int, view: str, ours: tuple[str, ...]
) -> tuple[int, int] | None:
    """Where a quote's header begins that was met here, and the line after it; None: there is none."""
    if view.startswith(">"):
        return None
    if _SEPARATOR.match(view):
        return number, number + 1
    if _HEAD_FROM.match(view):
        others = [line[:MAX_WIDTH] for line in lines[number + 1 : number + 8] if line.strip()]
        if sum(1 for line in others[:5] if _HEAD_OTHER.match(line)) >= 2:
            return number, number + 1
    # "On … wrote:" may be wrapped: over three lines at most, and a quote or nothing comes before each of them.
    parts: list[str] = []
    for line in lines[number : number + 3]:
        part = line[:MAX_WIDTH].strip()
        if not part or part.startswith(">"):
            break
        parts.append(part)
        if part.endswith((":", "：")) and _introduces(
            lines, number + len(parts), " ".join(parts), ours
        ):
            # Words just above it are no part of it.
            starts = [at for at in range(len(parts)) if _DATE.search(" ".join(parts[at:]))]
            return number + (starts[-1] if starts else 0), number + len(parts)
    return None


def _introduces(lines: list[str], after: int, head: str, ours: tuple[str, ...]) -> bool:
    if _WROTE.search(head[-320:]) and _SIGN.search(head):
        return True
    mine = any(address in head.lower() for address in ours)
    return (mine or ("@" in head and _DATE.search(head) is not None)) and _quote_begins(
        lines, after
    )


def _quote_begins(lines: list[str], number: int) -> bool:
    following = next((line for line in lines[number : number + 3] if line.strip()), "")
    return following.lstrip().startswith(">")


def _by_library(lines: list[str]) -> int | None:
    """The first line of what mail-parser-reply takes for a quote's header."""
    view = "\n".join(line[:MAX_WIDTH].strip() for line in lines[:MAX_LINES])
    found = _library_pattern().search(view)
    if found is None or not found[0].strip():
        return None
    begin = found.start() + len(found[0]) - len(found[0].lstrip("\n"))
    number = view.count("\n", 0, begin)
    # Two lines such as "To:" and "Date:" are also written by people: a header says from whom and one thing more.
    first = lines[number][:MAX_WIDTH].strip()
    sure = (
        first.endswith((":", "：")) or _HEAD_FROM.match(first) or _SIGN.search(found[0]) is not None
    )
    if first.startswith(">") or not sure:
        return None
    if _HEAD_OTHER.match(first) and not any(
        _HEAD_FROM.match(line[:MAX_WIDTH]) for line in lines[number : number + 4]
    ):
        return None
    return number


@cache
def _library_pattern() -> re.Pattern[str]:
    from mailparser_reply import EmailMessage
    from mailparser_reply.constants import MAIL_LANGUAGES

    known = [language for language in _LANGUAGES if language in MAIL_LANGUAGES]
    pattern: re.Pattern[str] = EmailMessage(text="", languages=known).HEADER_REGEX
    return pattern


def _cut(lines: list[str], start: int, after: int) -> Trimmed | None:
    above, rest = lines[:start], lines[after:]
    while above and (not above[-1].strip() or _RULE.match(above[-1].strip())):
        above = above[:-1]
    begin = len(above)
    marked = [number for number, line in enumerate(rest) if line.lstrip().startswith(">")]
    if not marked or any(line.strip() for line in rest[: marked[0]]):
        # Without marks all that follows is older. When nothing comes before, it is what the mail is about.
        if not any(line.strip() for line in above):
            return None
        return Trimmed(_joined(above), _joined(lines[begin:]))
    below = rest[marked[-1] + 1 :]
    between = [line for line in rest[marked[0] : marked[-1]] if _own(line)]
    if between:
        return None  # answers between the quoted lines
    if not any(_own(line) for line in _unsigned(below)):
        if not any(line.strip() for line in above):
            return None
        return Trimmed(_joined(above), _joined(lines[begin:]))
    # Below the quote: the old way, with the answer last.
    end = after + marked[-1] + 1
    if any(line.strip() for line in above):
        return None
    return Trimmed(_joined(lines[end:]), _joined(lines[start:end]))


def _without_head(lines: list[str]) -> Trimmed | None:
    """A quote at the end that nobody introduced."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    begin = end
    while begin and (lines[begin - 1].lstrip().startswith(">") or not lines[begin - 1].strip()):
        begin -= 1
    quoted = [line for line in lines[begin:end] if line.strip()]
    above = lines[:begin]
    if len(quoted) < 2 or not any(line.strip() for line in above):
        return None
    if any(line.lstrip().startswith(">") for line in above):
        return None
    return Trimmed(_joined(above), _joined(lines[begin:end]))


def _own(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(">")


def _unsigned(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line.strip()):
            return lines[:number]
    return lines


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()
