"""Asking a customer how it was, once the agent has hung up: the question, a number by keys, perhaps a spoken comment.

Promises barge-in: a key counts from the first word. Who presses nothing, or a key that is no answer, hears the question
once more, and is let go then. Of 0 to 10 a "1" waits a moment for a "0" ("10"); "#", or nothing, makes it a 1. "*" is
for who does not want to be asked: told with every question, whatever words the house has for it.

The outcome of `Asking` is a number, or "refused", or "silent"; that of `Comment` is that of any message. Whoever hangs
up after a "1" has said 1.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.hub.voice import policy
from agent_desktop.hub.voice.programme import Programme
from agent_desktop.hub.voice.prompts.speaking import spoken
from agent_desktop.hub.voice.records import SurveyScript
from agent_desktop.hub.voice.voicemail import Message

USUAL: Final = {"csat": "survey_csat", "nps": "survey_nps", "ces": "survey_ces"}
"""The question where the house has no words of its own."""
_KEYS: Final = {"csat": "survey_csat_keys", "nps": "survey_nps_keys", "ces": "survey_ces_keys"}
ANSWER_MS: Final = 7_000
"""So long after the question a key is waited for."""
MORE_MS: Final = 2_500
"""So long after a "1" that may become a 10."""
STOP: Final = "*"
REFUSED: Final = "refused"
SILENT: Final = "silent"


def question(kind: str, prompt: str, words: str) -> str:
    """The prompt of a question: an uploaded one, or these words where they can be spoken, else the usual one."""
    return prompt or (spoken(words, USUAL[kind]) if words else USUAL[kind])


def said(kind: str, prompt: str) -> tuple[str, ...]:
    """All that is said: the question, what the keys mean, and how not to be asked again."""
    return prompt, _KEYS[kind], "survey_stop"


class Asking(Programme):
    """One customer's question."""

    def __init__(self, script: SurveyScript) -> None:
        super().__init__()
        self.script = script
        self._again = False
        self._one = False
        self._ask()

    def digit(self, digit: str, now: int) -> None:
        """A number of the scale, or "*"; any other key is no answer."""
        if self.outcome is not None:
            return
        one, self._one = self._one, False
        if one:
            self._second(digit)
        elif digit == STOP:
            self.outcome = REFUSED
        elif not digit.isdecimal() or not self.script.lowest <= int(digit) <= self.script.highest:
            self._miss("wrong_choice")
        elif digit == "1" and self.script.highest >= 10:
            self._one, self.due = True, now + MORE_MS
            self.hush()
        else:
            self.outcome = int(digit)

    def finished(self, now: int) -> None:
        """The question has been heard."""
        self.hush()
        self.due = now + ANSWER_MS

    def tick(self, now: int) -> None:
        """Nothing more was pressed."""
        self.due = None
        if self._one:
            self.outcome = 1
        else:
            self._miss("no_choice")

    def leave(self) -> None:
        """The customer hangs up: what was pressed by then counts."""
        if self.outcome is None:
            self.outcome = 1 if self._one else SILENT

    def _second(self, digit: str) -> None:
        """What comes behind a "1"."""
        if digit == "0":
            self.outcome = 10
        elif digit == "#":
            self.outcome = 1
        else:
            self._miss("wrong_choice")

    def _miss(self, why: str) -> None:
        if self._again:
            self.outcome = SILENT
            return
        self._again = True
        self._ask(why)

    def _ask(self, *before: str) -> None:
        self.due = None
        self.begin(*before, *said(self.script.kind, self.script.question))


class Comment(Message):
    """What the customer says beside the number, for so long at most. It is kept as messages are, and nobody's work."""

    def __init__(self, limit_ms: int) -> None:
        super().__init__(policy.Voicemail(greeting="survey_comment", limit_ms=limit_ms))
