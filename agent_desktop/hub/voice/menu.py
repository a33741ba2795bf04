"""The reception of a call: greeting, menu, and what is said or asked about recording.

Promises barge-in: a key counts from the first word, except while the caller is told about recording, which everybody
hears to its end. Wrong keys and silence are forgiven as often as the menu says, and then end in its `on_fail`; menus
that fail into each other end in a goodbye. The outcome is `Welcomed`: a choice that leaves the reception, and the
consent that the caller gave (None: nobody asked).
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from agent_desktop.hub.voice.policy import (
    Choice,
    EntryPoint,
    Goodbye,
    Menu,
    Policy,
    Recording,
    Repeat,
    ToMenu,
    ToNumber,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.hub.voice.programme import Programme
from agent_desktop.hub.voice.records import SelfServed

#: So many menus may fail in one call.
MOST_FAILURES: Final = 3


class Welcomed(Struct, frozen=True):
    """Where the caller goes from the reception, and whether the call may be recorded."""

    choice: Choice
    consent: bool | None = None


class Reception(Programme):
    """One caller's reception. `menu` is the id of the first menu that the caller heard, empty before."""

    def __init__(self, entry: EntryPoint, policy: Policy, now: int) -> None:
        super().__init__()
        self._entry, self._policy = entry, policy
        self._menu: Menu | None = None
        self._wrong = self._silent = self._failures = 0
        self._failed = False
        self.menu = ""
        self._recording: Recording | None = None
        self._choice: Choice = entry.then
        self._open = policy.is_open(entry, now)
        self._phase = "greeting"
        self.begin(entry.greeting if self._open else entry.closed_prompt)

    @property
    def serves(self) -> bool:
        """Whether the caller is served without a person: by a menu, or by a closed house that says so."""
        return bool(self.menu) or not self._open

    def ended(self, *, lost: bool = False) -> SelfServed:
        """How that ended: by the outcome, or without one, since the caller left or was `lost` by us."""
        if isinstance(self.outcome, Welcomed) and isinstance(
            self.outcome.choice, ToQueue | ToNumber
        ):
            return "handed_off"
        if not self._open:
            return "after_hours"
        if not isinstance(self.outcome, Welcomed):
            return "failed" if lost else "left"
        if isinstance(self.outcome.choice, ToVoicemail):
            return "handed_off"
        return "failed" if self._failed else "done"

    def digit(self, digit: str, now: int) -> None:
        """A key: a choice in the menu, an answer about recording, impatience with the greeting."""
        if self._recording is not None:
            self._answer(digit)
            return
        if self._phase == "greeting":
            if not self._open:
                return
            if not self._entry.menu:
                self._choose(self._entry.then)
                return
            self._enter(self._entry.menu)
        if self._menu is None:
            return
        self.due = None
        choice = self._menu.choices.get(digit)
        if choice is not None:
            self._failed = False
            self._choose(choice)
            return
        self._wrong += 1
        if self._wrong > self._menu.wrong_limit:
            self._fail()
        else:
            self._ask("wrong_choice", self._menu.prompt)

    def finished(self, now: int) -> None:
        """The greeting, the menu or the notice has been heard."""
        if self._phase == "greeting":
            if not self._open:
                self.outcome = Welcomed(self._entry.closed)
            elif self._entry.menu:
                self._enter(self._entry.menu)
            else:
                self._choose(self._entry.then)
        elif self._recording is not None:
            self.hush()
            self.due = now + self._recording.answer_ms
            if self._recording.mode == "all" and not self._recording.objection_digit:
                self._agree(consent=True)
        elif self._menu is not None:
            self.hush()
            self.due = now + self._menu.timeout_ms

    def tick(self, now: int) -> None:
        """Nothing was pressed."""
        self.due = None
        if self._recording is not None:
            self._agree(consent=self._recording.mode == "all")
        elif self._menu is not None:
            self._silent += 1
            if self._silent > self._menu.silent_limit:
                self._fail()
            else:
                self._ask("no_choice", self._menu.prompt)

    def _enter(self, menu: str) -> None:
        """Say a menu. One that a new policy has taken away is as good as failed."""
        self._menu = self._policy.menu(menu)
        self._phase, self._wrong, self._silent = "menu", 0, 0
        self.menu = self.menu or menu
        if self._menu is None:
            self._failed = True
            self.outcome = Welcomed(Goodbye())
        else:
            self._ask(self._menu.prompt)

    def _ask(self, *prompts: str) -> None:
        self.begin(*prompts)
        self.due = None

    def _fail(self) -> None:
        assert self._menu is not None
        self._failures += 1
        self._failed = True
        self._choose(self._menu.on_fail if self._failures < MOST_FAILURES else Goodbye())

    def _choose(self, choice: Choice) -> None:
        """Follow a choice: within the reception, or out of it by way of what is said about recording."""
        self._phase, self._choice = "menu", choice
        if isinstance(choice, ToMenu):
            self._enter(choice.menu)
        elif isinstance(choice, Repeat) and self._menu is not None:
            self._ask(self._menu.prompt)
        elif isinstance(choice, ToQueue):
            self._tell(self._policy.queue(choice.queue).recording)
        else:
            self.outcome = Welcomed(choice)

    def _tell(self, recording: Recording) -> None:
        if recording.mode == "off":
            self.outcome = Welcomed(self._choice)
            return
        self._recording = recording
        if recording.mode == "consent":
            self._ask(recording.question)
        elif recording.objection_digit:
            self._ask(recording.notice, recording.objection)
        else:
            self._ask(recording.notice)

    def _answer(self, digit: str) -> None:
        """An answer about recording; other keys mean nothing here."""
        assert self._recording is not None
        if self._recording.mode == "consent":
            self._agree(consent=digit == self._recording.consent_digit)
        elif digit == self._recording.objection_digit:
            self._agree(consent=False)

    def _agree(self, *, consent: bool) -> None:
        self.due = None
        self.outcome = Welcomed(self._choice, consent)
