"""The timeline widget: shows the items of one conversation, scrolls, and tells what the agent did with them.

Promises that only what became different is painted, that nothing moves under the agent's eyes, and that `seen` names
only what stood on the screen of an active window. Refuses intents: its signals say what was asked, the pane posts.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.call_log import ShownItem
from agent_desktop.ui.conversation.timeline import accessible, feeding
from agent_desktop.ui.conversation.timeline.canvas import paint_view
from agent_desktop.ui.conversation.timeline.finding import reveal_found
from agent_desktop.ui.conversation.timeline.keyboard import Keyboard
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.conversation.timeline.pointing import Pointing
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.conversation.timeline.upload_saying import UploadSaying
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme


class Timeline(Sounding):
    """See the module. `show_items` and `set_scene` feed it; it holds no desk."""

    def __init__(
        self,
        theme: Theme,
        *,
        active: Callable[[], bool] | None = None,
        sounds: Callable[[str], SoundLine] = lambda sound_id: SoundLine(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, active, sounds, parent)
        self._uploads = UploadSaying()
        self.pointing = Pointing(self)
        self.keyboard = Keyboard(self)
        accessible.install()

    # -- feeding -----------------------------------------------------------------------

    def open(self, items: Sequence[ShownItem], scene: Scene) -> None:
        """Show another conversation, at its end."""
        feeding.open_items(self, items, scene)

    def show_items(self, items: Sequence[ShownItem]) -> None:
        """The items became different: splice them in, moving nothing that is being read."""
        feeding.show_items(self, items)

    def set_scene(
        self,
        scene: Scene,
        *,
        typing: str = "",
        loading: bool = False,
        complete: bool = True,
    ) -> None:
        """Set what the looks depend on, who types now, and whether older items exist or are on their way."""
        feeding.set_scene(self, scene, typing, loading, complete)

    def tick(self, now: int) -> None:
        """The clock: count down what can be taken back, and turn the day's names at midnight."""
        feeding.tick(self, now)

    def show_uploads(self) -> None:
        """Files that are being sent are farther: for the eye at once, for screen readers in quarters."""
        self.viewport().update()
        if words := self._uploads.news(self.stock.items, self.uploaded):
            announce(self, words)

    def sound_changed(self, sound_id: str) -> None:
        """A sound stands differently: paint its card anew."""
        self.listening.changed(sound_id)

    # -- finding -----------------------------------------------------------------------

    def find_words(self, query: str) -> None:
        """Mark every place of `query` and go to the current one."""
        self.finder.look(query, self.stock.items)
        reveal_found(self)

    def find_step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place."""
        self.finder.step(by)
        reveal_found(self)

    # -- events ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the region touches."""
        paint_view(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the anchor; old heights serve as estimates until a row is seen."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.layouts.clear()
        self.margins()
        self.scroller.arrange()
        self.after(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave pointing to `Pointing`; Qt sends events before the constructor is through."""
        done = hasattr(self, "pointing") and self.pointing.handle(event)
        return done or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to `Keyboard`."""
        if self.keyboard.key(event):
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which item is chosen."""
        super().focusInEvent(event)
        self.keyboard.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same."""
        super().focusOutEvent(event)
        self.keyboard.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)
