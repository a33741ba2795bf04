"""What the banner says about the link: pure, from the link, the outbox and the clock.

Promises a sentence that says what happened and what is safe, and nothing while all is well.
"""

from dataclasses import dataclass

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.base import Millis
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.words import plural, tr


@dataclass(frozen=True)
class BannerWords:
    """A strong sentence, what is safe, a fact that changes each second, and which actions make sense."""

    title: str
    detail: str
    fact: str = ""
    sign_in: bool = False


def banner_words(link: LinkChanged, outbox: OutboxSummary, now: Millis) -> BannerWords | None:
    """The banner for a state of the link, None when there is nothing to say.

    `now` is on the clock of `link.next_try_at`.
    """
    if link.state is LinkState.SIGNED_OUT:
        why = link.problem.words() if link.problem else ""
        safe = tr("What you wrote is kept on this computer.")
        return BannerWords(tr("Signed out."), f"{why} {safe}".strip(), sign_in=True)
    if link.state is not LinkState.OFFLINE:
        return None
    since = time_of_day(link.since)
    if outbox.waiting:
        title = plural(
            outbox.waiting,
            "Offline since {time}, {n} reply waiting.",
            "Offline since {time}, {n} replies waiting.",
            time=since,
        )
        detail = tr("Saved on this computer, sent in order when the link returns.")
    else:
        title = tr("Offline since {time}.", time=since)
        detail = tr("What you write is kept on this computer and sent when the link returns.")
    fact = ""
    if link.next_try_at is not None:
        left = max(0, -(-(link.next_try_at - now) // 1000))
        fact = tr("Next try in {n} s", n=left) if left else tr("Trying now…")
    return BannerWords(title, detail, fact)
