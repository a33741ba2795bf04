"""Lets recordings pause by themselves: brings together the pages, fields and programs that are about cards, and the
desk, which pauses.

Promises to look at other programs' windows only while a call is recorded, and at fields only in calls; that another
program hears only what is true by then. What is recorded although it must not be stands under the call strip.
"""

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

from agent_desktop.app import foreground
from agent_desktop.app.foreground.front import Looker
from agent_desktop.app.foreground.watch import PageWatch
from agent_desktop.desk import payments
from agent_desktop.desk.api import DeskView
from agent_desktop.desk.payment_pages import read_pages
from agent_desktop.desk.payments import Payments, Step
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import Recording
from agent_desktop.model.changes import CallsChanged, Change, SettingShown, TeamShown
from agent_desktop.model.intents import ShieldRecording
from agent_desktop.model.payments import Confidence
from agent_desktop.model.settings import PAYMENT_PAGES, PAYMENT_WATCH, option
from agent_desktop.ui.call.card_fields import CardFields
from agent_desktop.ui.call.payments import KNOWN_PAGES, PaymentsPage
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr

ANSWER_WITHIN_MS: Final = 4_000
"""Another program hears after so long that a recording goes on."""

Answer = Callable[[str], object]


class PaymentShield(QObject):
    """For one desk and one shell. `sight` is what can be seen of other windows, `looker` how."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        *,
        sight: foreground.Sight | None = None,
        looker: Callable[[], Looker] = foreground.looker,
    ) -> None:
        super().__init__(shell)
        self._desk = desk
        self._shell = shell
        self._sight = foreground.sight() if sight is None else sight
        self._known = Payments()
        self._asked: list[Answer] = []
        self._told_blind = False
        self._talking = False
        self.pages = PageWatch(self, looker)
        self.pages.seen.connect(lambda on: self._happens(Confidence.PAGE, on=on))
        self.pages.blind.connect(self._tell_blind)
        self.fields = CardFields(self)
        self.fields.confidential.connect(lambda what, on: self._happens(Confidence(what), on=on))
        self.fields.typed.connect(self._tell_typed)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.timeout.connect(lambda: self._take(payments.tick(self._known, _now())))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(ANSWER_WITHIN_MS)
        self._patience.timeout.connect(lambda: self._answer("failed"))
        self._end: Callable[[], None] | None = None

    def begin(self) -> None:
        """Put the page into the settings, and follow the calls."""
        self._shell.preferences.add_part(
            tr("Card payments"),
            lambda: PaymentsPage(self._desk, self._shell.theme, sight_words(self._sight)),
        )
        self._end = self._desk.subscribe(self._listen)
        self._follow()

    def stop(self) -> None:
        """Follow nothing any more."""
        if self._end is not None:
            self._end()
        self.pages.stop()
        self.fields.listen(on=False)
        self._grace.stop()
        self._answer("failed")

    # -- following

    def _listen(self, changes: Sequence[Change]) -> None:
        watched = (PAYMENT_PAGES, PAYMENT_WATCH)
        if any(
            isinstance(one, CallsChanged | TeamShown)
            or (isinstance(one, SettingShown) and one.name in watched)
            for one in changes
        ):
            self._follow()

    def _follow(self) -> None:
        """Calls or settings changed."""
        calls = self._desk.calls()
        recorded = any(one.call.recording is not Recording.OFF for one in calls)
        pages = self._pages() if self._sight is not foreground.Sight.NOTHING else ()
        if recorded and pages:
            self.pages.watch(pages)
        elif self.pages.watching:
            self.pages.stop()
            self._happens(Confidence.PAGE, on=False)
        self.fields.listen(on=bool(calls))
        talked, self._talking = self._talking, bool(calls)
        if talked and not calls:
            self._take(payments.forget(self._known))
        self._settle()

    def _pages(self) -> tuple[str, ...]:
        """The team's pages, which no agent switches off, and the agent's own."""
        read = self._desk.setting
        own = option(read, PAYMENT_WATCH) == "on"
        chosen = read_pages(read(PAYMENT_PAGES, KNOWN_PAGES)) if own else ()
        return (*read_pages("\n".join(self._desk.payment_pages)), *chosen)

    def _happens(self, what: Confidence, *, on: bool) -> None:
        if on:
            fresh = not self._known.until
            self._take(payments.begins(self._known, what))
            if fresh and what is not Confidence.TYPED:
                self._tell_paused(what)
        else:
            self._take(payments.ends(self._known, what, _now()))

    def _take(self, step: Step) -> None:
        self._known, wish = step
        if wish is not None:
            self._desk.post(wish)
        if self._known.due is None:
            self._grace.stop()
        else:
            self._grace.start(max(0, self._known.due - _now()))

    # -- what another program asks

    def obey(self, on: bool, answer: Answer) -> None:
        """Another program of this computer says that something confidential begins, or is over.

        `answer` hears once: `paused`; `nothing` when nothing is recorded; `failed` when something may be; `off`.
        """
        if not on:
            self._happens(Confidence.PROGRAM, on=False)
            answer("off")
            return
        again = self._known.going_on(Confidence.PROGRAM)
        self._happens(Confidence.PROGRAM, on=True)
        if again:
            # The agent may have let the recording go on; whoever asks anew means it.
            self._desk.post(ShieldRecording(on=True, reason=Confidence.PROGRAM))
        self._asked.append(answer)
        self._patience.start()
        if not self._recording():
            self._settle()

    def _recording(self) -> bool:
        return any(one.call.recording is Recording.ON for one in self._desk.calls())

    def _settle(self) -> None:
        """Tell those who asked, as soon as it is known."""
        calls = self._desk.calls()
        if any(one.still_recording for one in calls):
            self._answer("failed")
        elif not self._recording():
            paused = any(one.call.recording is Recording.PAUSED for one in calls)
            self._answer("paused" if paused else "nothing")

    def _answer(self, word: str) -> None:
        self._patience.stop()
        asked, self._asked = self._asked, []
        for answer in asked:
            answer(word)

    # -- what the agent is told

    def _tell_paused(self, what: Confidence) -> None:
        if self._recording():
            self._shell.toast(paused_words(what), level="info", icon="shield-check")

    def _tell_typed(self) -> None:
        if self._recording():
            words = tr("That looks like a card number. Recording pauses; delete the number.")
        else:
            words = tr("That looks like a card number. Delete it: it must not be kept.")
        self._shell.toast(words, level="warn")

    def _tell_blind(self) -> None:
        self._happens(Confidence.PAGE, on=False)
        if not self._told_blind:
            self._told_blind = True
            words = tr("Payment pages are not seen any more: use Pause for card yourself.")
            self._shell.toast(words, level="warn")


def _now() -> Millis:
    return time.monotonic_ns() // 1_000_000


def paused_words(what: Confidence) -> str:
    """Why recordings pause now."""
    match what:
        case Confidence.PAGE:
            return tr("Recording pauses while the payment page is in front.")
        case Confidence.FIELD | Confidence.TYPED:
            return tr("Recording pauses while card details are typed.")
        case Confidence.PROGRAM:
            return tr("Recording pauses: another program asked for it.")


def sight_words(sight: foreground.Sight) -> str:
    """What the program can see of other windows on this computer."""
    match sight:
        case foreground.Sight.WINDOWS:
            return tr("Titles are only looked at during recorded calls, and never kept.")
        case foreground.Sight.PROGRAMS:
            return tr(
                "macOS tells the names of programs only: pages in a browser are not seen. There, use Pause"
                " for card or the command “agent-desktop shield on”."
            )
        case foreground.Sight.SOME:
            return tr(
                "Wayland shows the windows of few programs: do not rely on it. Use Pause for card or the"
                " command “agent-desktop shield on”."
            )
        case foreground.Sight.NOTHING:
            return tr(
                "Other windows cannot be seen here. Use Pause for card or the command “agent-desktop"
                " shield on”."
            )
