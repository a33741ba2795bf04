"""Subjects of mails, compared: what answering and forwarding put before them is left away, in many languages."""

import re
from typing import Final

_ANSWER: Final = re.compile(
    r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:re|aw|antw|wg|fw|fwd|sv|vs|vl|tr|rif|rv|enc|odp|pd|ynt|ilt|res|ref|回复|答复|转发"
    r"|回覆|轉寄|返信|転送|отв|на|пер|atb|vá|továbbítás|απ|προώθ|ha|תשובה|הועבר)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,2})?\s*[:：]",
    re.IGNORECASE,
)


def bare(subject: str) -> str:
    """A subject without what answering and forwarding put before it, in one spelling, to compare it with others."""
    text = " ".join(subject.split())
    while (found := _ANSWER.match(text)) is not None:
        text = text[found.end() :].strip()
    return text.casefold()


def answers(subject: str) -> bool:
    """Whether a subject says that the mail is an answer, and to something."""
    return bare(subject) not in ("", " ".join(subject.split()).casefold())
