"""What a text costs by SMS, in words. Pure."""

from agent_desktop.model import sms_text
from agent_desktop.ui.words import tr

_MOST = 3
"""So many letters are named at most."""


def sms_words(text: str) -> str:
    """In how many SMS a text goes, what is left in the last one, and the letters that make them short."""
    size = sms_text.count(text)
    said = tr("{parts} SMS, {left} left", parts=size.parts, left=size.left)
    if not size.forcing:
        return said
    sign = " ".join(size.forcing[:_MOST])
    return tr("{said} · Unicode because of {sign}", said=said, sign=sign)
