"""The line over figures that are still being counted again, as after other rules or an update, in figures and reports.

Promises to say how far it is, and what the figures below are meanwhile. Refuses to be there when everything is counted.
"""

from agent_desktop.ui.kit.widgets.notices import Banner
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class CountedAgain(Banner):
    """See the module; hidden until `show_percent`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.hide()

    def show_percent(self, percent: int | None) -> None:
        """So many percent are counted; None: everything is."""
        self.setVisible(percent is not None)
        if percent is None:
            self.setAccessibleName("")  # said again when it comes again
            return
        self.show_words(
            tr("Being counted again."),
            tr("Older days still say what they said before; they follow by themselves."),
            fact=tr("{percent}% done", percent=str(percent)),
            icon="history",
        )
