"""The bookkeeping between what stands in the composer and what the desk has kept: pure, without widgets.

Promises that letters typed while the desk is busy are neither lost nor sent twice: while a send or a taken-back reply
is on its way, drafts are held back, and the answer is merged with what was typed meanwhile. Refuses to clear anything
by itself.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Drafting:
    """One conversation and kind (reply or note).

    `kept` is the text that the desk has for all we know; `sent` the text that is on its way to the outbox, None when
    nothing is; `returning` is true while a reply that was taken back is on its way here.
    """

    kept: str = ""
    sent: str | None = None
    returning: bool = False

    @property
    def holding(self) -> bool:
        """True while drafts must not be written."""
        return self.sent is not None or self.returning

    def replaced(self, shown: str, theirs: str) -> str:
        """The desk replaced the draft by `theirs` while the composer shows `shown`: what must stand there now."""
        typed = self._typed_meanwhile(shown)
        self.sent = None
        self.returning = False
        self.kept = theirs
        if not typed:
            return theirs
        return f"{theirs}{typed}" if theirs else typed.lstrip("\n")

    def _typed_meanwhile(self, shown: str) -> str:
        base = self.sent if self.sent is not None else self.kept
        if not self.holding or shown == base:
            return ""
        if shown.startswith(base):
            return shown[len(base) :]
        # The sent words were edited before the desk answered: keep all of it rather than lose a letter.
        return shown

    def released(self) -> None:
        """The desk did not answer, or refused: drafts may be written again."""
        self.sent = None
        self.returning = False
