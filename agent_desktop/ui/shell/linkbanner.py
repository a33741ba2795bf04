"""The banner about the link: what it says, from the link, the outbox and the clock; and the widget that says it.

Promises a sentence that says what happened and what is safe, and nothing while all is well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from agent_desktop.desk.api import OutboxSummary
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.notices import Banner
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, problem_words, said, tr


@dataclass(frozen=True)
class BannerWords:
    """A strong sentence, what is safe, a fact that changes each second, and which actions make sense."""

    title: str
    detail: str
    fact: str = ""
    sign_in: bool = False


def banner_words(
    link: LinkChanged, outbox: OutboxSummary, now: Millis, *, administers: bool = False
) -> BannerWords | None:
    """The banner for a state of the link, None when there is nothing to say.

    `now` is on the clock of `link.next_try_at`. Who `administers` the hub is told what to do where it serves nobody.
    """
    if link.state is LinkState.SIGNED_OUT:
        why = problem_words(link.problem) if link.problem else ""
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
    if _locked(link.problem):
        title = tr(
            "Offline since {time}: a stranger holds the lock of the hub’s database.", time=since
        )
        kept = tr("What you write is kept.")
        go = tr("End that session: the hub’s log says which one it is.")
        detail = f"{kept} {go if administers else tr('Tell an administrator.')}"
    elif link.problem is not None:
        detail = (
            f"{detail} {said(link.problem.message)}"  # last: it may not fit, and what is safe must
        )
    fact = ""
    if link.next_try_at is not None:
        left = max(0, -(-(link.next_try_at - now) // 1000))
        fact = tr("Next try in {n} s", n=left) if left else tr("Trying now…")
    return BannerWords(title, detail, fact)


def _locked(problem: Problem | None) -> bool:
    """Whether the hub itself says that it serves nobody, because somebody else holds its database's lock."""
    return problem is not None and (problem.code, problem.field) == ("stopping", "database")


class LinkBanner(Banner):
    """Shown while the link is down or the agent is signed out; it stays while the link is tried again."""

    retry_asked = Signal()
    outbox_asked = Signal()
    sign_in_asked = Signal()
    check_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._link = LinkChanged(state=LinkState.CONNECTING, since=0)
        self._outbox = OutboxSummary()
        self.administers = False
        """Whether whoever sits here administers the hub."""
        self.hide()

    def set_link(self, link: LinkChanged, now: Millis) -> None:
        """The link changed."""
        self._link = link
        self._refresh(now)

    def set_outbox(self, outbox: OutboxSummary, now: Millis) -> None:
        """What waits to be sent changed."""
        self._outbox = outbox
        self._refresh(now)

    def set_now(self, now: Millis) -> None:
        """A second passed."""
        if not self.isHidden() and self._link.state is LinkState.OFFLINE:
            words = self._words(now)
            self.set_fact(words.fact if words else "")

    def _words(self, now: Millis) -> BannerWords | None:
        return banner_words(self._link, self._outbox, now, administers=self.administers)

    def _refresh(self, now: Millis) -> None:
        words = self._words(now)
        if words is None:
            if self._link.state is not LinkState.CONNECTING:
                self.hide()
            return
        actions: tuple[tuple[str, Callable[[], None]], ...]
        if words.sign_in:
            actions = ((tr("Sign in"), self.sign_in_asked.emit),)
            self.show_words(words.title, words.detail, level="danger", icon="lock", actions=actions)
        else:
            actions = ((tr("Retry now"), self.retry_asked.emit),)
            if self._outbox.waiting or self._outbox.needs_you:
                actions += ((tr("View outbox"), self.outbox_asked.emit),)
            actions += ((tr("Check…"), self.check_asked.emit),)  # short: what is safe must fit
            self.show_words(
                words.title, words.detail, icon="wifi-off", fact=words.fact, actions=actions
            )
        self.show()
