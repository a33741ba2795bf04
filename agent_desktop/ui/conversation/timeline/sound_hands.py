"""What the agent does with a sound in the timeline: play, move through it by mouse and keys, hear it faster.

Promises that everything that the mouse does, keys and the menu do too; that a place being dragged to is shown before it
is asked for. Refuses to play: it emits the timeline's signals.
"""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.sounds import SPEEDS, PlayState
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.damage import Snapshot
from agent_desktop.ui.conversation.timeline.item_view import ItemView
from agent_desktop.ui.conversation.timeline.laid import Laid, Zone
from agent_desktop.ui.conversation.timeline.look import Look
from agent_desktop.ui.conversation.timeline.sound_laid import SoundBox
from agent_desktop.ui.conversation.timeline.sound_looks import (
    SoundLook,
    foot,
    length_of,
    pause_said,
    speed_said,
    state_said,
)
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

STEP_MS = 5_000
_NEAR_PX = 4


class Listening:
    """The sounds of one timeline. `scrubbed` is (sound id, ms) while the mouse drags."""

    def __init__(self, view: "Sounding") -> None:
        self._view = view
        self.scrubbed: tuple[str, int] | None = None
        self._dragged: tuple[SoundBox, int] | None = None
        self._shown: set[str] = set()
        self._told: dict[str, PlayState | None] = {}

    def forget(self) -> None:
        """Another conversation."""
        self.scrubbed = self._dragged = None
        self._shown.clear()
        self._told.clear()

    # -- what is on the screen

    def look(self) -> None:
        """Tell of sounds that came onto the screen."""
        view = self._view
        for row, _ in view.scroller.visible:
            for box in view.laid(row).sounds:
                one = box.look.attachment
                if one.id not in self._shown:
                    self._shown.add(one.id)
                    view.sound_seen.emit(one)

    def changed(self, sound_id: str) -> None:
        """A sound stands differently."""
        view = self._view
        for row, _ in view.scroller.visible:
            for box in view.laid(row).sounds:
                if box.look.attachment.id == sound_id:
                    view.update_rows(row, row)
                    self._announce(box.look)

    def _announce(self, look: SoundLook) -> None:
        """Let a screen reader hear that it plays, stands or fails; not how far it is."""
        line = self._view.sounds(look.attachment.id)
        state = PlayState.FAILED if line.problem is not None else line.state
        before, self._told[look.attachment.id] = self._told.get(look.attachment.id), state
        if state is not before and QAccessible.isActive() and self._view.isVisible():
            announce(self._view, f"{look.title}: {state_said(look, line)}")

    def said(self, look: Look) -> str:
        """How the sounds of an item stand, for a screen reader."""
        stands = (state_said(one, self._view.sounds(one.attachment.id)) for one in look.sounds)
        return ", ".join(stands)

    # -- buttons

    def toggle(self, attachment: Attachment) -> None:
        """Play, or stand still."""
        plays = self._view.sounds(attachment.id).state is PlayState.PLAYING
        self._view.play_asked.emit(attachment, not plays)

    def faster(self, attachment: Attachment) -> None:
        """The next speed; after the fastest the sound's own."""
        speed = self._view.sounds(attachment.id).speed
        at = SPEEDS.index(speed) if speed in SPEEDS else 0
        self._view.speed_asked.emit(SPEEDS[(at + 1) % len(SPEEDS)])

    def fill_menu(self, menu: QMenu, look: SoundLook) -> None:
        """Everything that can be done with a sound."""
        view, one = self._view, look.attachment
        line = view.sounds(one.id)
        menu.addSeparator()
        plays = line.state is PlayState.PLAYING
        menu.addAction(tr("Pause") if plays else tr("Play"), lambda: self.toggle(one))
        for speed in SPEEDS:
            words = tr("Speed {speed}", speed=speed_said(speed))
            action = menu.addAction(words, partial(view.speed_asked.emit, speed))
            action.setCheckable(True)
            action.setChecked(speed == line.speed)
        if look.saving:
            menu.addAction(tr("Save file…"), lambda: view.save_asked.emit(one))

    # -- keys

    def key(self, event: QKeyEvent) -> bool:
        """Space plays the chosen item's sound, arrows and Home and End move through it; True when it was one."""
        look = self._chosen()
        if look is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        line = self._view.sounds(look.attachment.id)
        match event.key():
            case Qt.Key.Key_Space:
                self.toggle(look.attachment)
            case Qt.Key.Key_Left:
                self._seek(look, line.at_ms - STEP_MS)
            case Qt.Key.Key_Right:
                self._seek(look, line.at_ms + STEP_MS)
            case Qt.Key.Key_Home:
                self._seek(look, 0)
            case Qt.Key.Key_End:
                self._seek(look, length_of(look, line))
            case _:
                return False
        return True

    def _chosen(self) -> SoundLook | None:
        """The first sound of the chosen item."""
        view = self._view
        row = view.stock.row_of(view.focused_key)
        sounds = view.look(row).sounds if row is not None else ()
        return sounds[0] if sounds else None

    def _seek(self, look: SoundLook, at_ms: int) -> None:
        length = length_of(look, self._view.sounds(look.attachment.id))
        if length:
            at_ms = min(max(0, at_ms), length)
            self._view.seek_asked.emit(look.attachment, at_ms)

    # -- the mouse

    def press(self, key: str, zone: Zone | None, at: QPoint) -> bool:
        """Begin to drag where a waveform was pressed; True then."""
        view = self._view
        row = view.stock.row_of(key) if key else None
        if zone is None or zone.act is not Act.SCRUB or row is None:
            return False
        for box in view.laid(row).sounds:
            if box.wave == zone.rect and length_of(box.look, view.sounds(box.look.attachment.id)):
                self._dragged = (box, row)
                self.drag(at)
        return True

    def drag(self, at: QPoint) -> bool:
        """Show the place that is dragged to; False when nothing is dragged."""
        if self._dragged is None:
            return False
        box, row = self._dragged
        length = length_of(box.look, self._view.sounds(box.look.attachment.id))
        self.scrubbed = (box.look.attachment.id, round(box.part_at(at.x()) * length))
        self._view.update_rows(row, row)
        return True

    def release(self) -> bool:
        """Ask for the place; False when nothing was dragged."""
        if self._dragged is None or self.scrubbed is None:
            return False
        box, row = self._dragged
        at_ms = self.scrubbed[1]
        self._dragged = self.scrubbed = None
        self._view.seek_asked.emit(box.look.attachment, at_ms)
        self._view.update_rows(row, row)
        return True

    def hint(self, laid: Laid, x: float, y: float) -> str:
        """What a tooltip says at a place of a row: the time there, why nothing was recorded, what is wrong."""
        for box in laid.sounds:
            line = self._view.sounds(box.look.attachment.id)
            if (
                box.foot.top() <= y <= box.rect.bottom()
                and box.rect.left() <= x <= box.rect.right()
            ):
                return foot(box.look, line)[0]
            length = length_of(box.look, line)
            if not box.wave.contains(QPointF(x, y)) or not length:
                continue
            at_ms = box.part_at(x) * length
            near = _NEAR_PX * length / max(1.0, box.wave.width())
            for pause in box.look.pauses:
                if pause.from_ms - near <= at_ms <= pause.to_ms + near:
                    return pause_said(pause)
            return timer(round(at_ms))
        return ""


class Sounding(ItemView):
    """An item view with sounds that can be played. `sounds` says how the sound of an id stands."""

    sound_seen = Signal(object)
    """An attachment that is a sound: its card came onto the screen."""
    play_asked = Signal(object, bool)
    """(attachment, True to play or False to stand still)"""
    seek_asked = Signal(object, int)
    """(attachment, ms from its beginning)"""
    speed_asked = Signal(float)

    def __init__(
        self,
        theme: Theme,
        active: Callable[[], bool] | None,
        sounds: Callable[[str], SoundLine],
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, active, parent)
        self.sounds = sounds
        self.listening = Listening(self)

    def after(self, before: Snapshot | None, changed: Collection[str] = ()) -> None:
        """Paint what differs, and tell who wants to know, also of sounds that came onto the screen."""
        super().after(before, changed)
        self.listening.look()
