"""Finding words in the open conversation: what is typed in the bar is marked in the timeline.

Promises that the marks go with the bar, and the caret back to where it is wanted.
"""

from collections.abc import Callable

from agent_desktop.ui.conversation.findbar import FindBar
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.theme.theme import Theme


class Finding:
    """In one timeline. `ended` is called when the bar was closed."""

    def __init__(self, theme: Theme, timeline: Timeline, ended: Callable[[], object]) -> None:
        self.bar = FindBar(theme)
        self._timeline = timeline
        self._ended = ended
        self.bar.sought.connect(self._seek)
        self.bar.stepped.connect(self._seek_on)
        self.bar.closed.connect(self.end)

    def end(self) -> None:
        """Close the bar and forget its marks."""
        if not self.bar.isHidden():
            self.bar.hide()
            self._timeline.find_words("")
            self._ended()

    def _seek(self, query: str) -> None:
        self._timeline.find_words(query)
        self._tell_found()

    def _seek_on(self, by: int) -> None:
        self._timeline.find_step(by)
        self._tell_found()

    def _tell_found(self) -> None:
        finder = self._timeline.finder
        self.bar.tell(finder.current, len(finder.places))
