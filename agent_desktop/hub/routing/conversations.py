"""What is live of each conversation, found without looking at everything that is live.

Promises that who changes an interaction's conversation takes it out before and puts it in after. Refuses the empty
conversation, which is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from agent_desktop.hub.routing.lines import Interaction


class Conversations:
    """Live interactions by their conversation. `led` are conversations in which something may follow others."""

    __slots__ = ("_live", "led")

    def __init__(self) -> None:
        self._live: dict[str, dict[str, Interaction]] = {}
        self.led: dict[str, set[str]] = {}

    def add(self, interaction: Interaction) -> None:
        """It is live."""
        conversation = interaction.conversation
        if not conversation:
            return
        together = self._live.get(conversation)
        if together is None:
            self._live[conversation] = {interaction.id: interaction}
        else:
            together[interaction.id] = interaction
        if interaction.follows:
            self.led.setdefault(conversation, set()).add(interaction.id)

    def drop(self, interaction: Interaction) -> None:
        """It is live no longer, or about to be of another conversation."""
        together = self._live.get(interaction.conversation)
        if together is not None:
            del together[interaction.id]
            if not together:
                del self._live[interaction.conversation]
        following = self.led.get(interaction.conversation)
        if following is not None:
            following.discard(interaction.id)
            if not following:
                del self.led[interaction.conversation]

    def others(self, interaction: Interaction) -> Iterator[Interaction]:
        """What else is live of its conversation."""
        for one in self._live.get(interaction.conversation, {}).values():
            if one is not interaction:
                yield one
