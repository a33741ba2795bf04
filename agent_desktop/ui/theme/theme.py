"""The theme in use: light or dark, its colours, fonts and motion.

Promises that everything painted can ask one object for its looks, and that `changed` is emitted after the mode, so
that caches of pixmaps can be dropped. Refuses to guess: an unknown colour path or type role is a KeyError.
"""

from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from agent_desktop.files import resource
from agent_desktop.ui.theme.icons import icon, icon_pixmap
from agent_desktop.ui.theme.sheet import palette, style_sheet
from agent_desktop.ui.theme.tokens import AvatarPair, Mode, Tokens, tokens

Choice: TypeAlias = Literal["system", "light", "dark"]
LessMotion: TypeAlias = Literal["system", "on", "off"]

FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_ELIDED_KEPT = 4000


def parse_color(css: str) -> QColor:
    """A colour from `#RRGGBB` or `rgba(r,g,b,a)`."""
    if css.startswith("rgba("):
        red, green, blue, alpha = css[5:-1].split(",")
        color = QColor(int(red), int(green), int(blue))
        color.setAlphaF(float(alpha))
        return color
    return QColor(css)


def choice_of(words: str) -> Choice:
    """A kept choice; anything unknown follows the system."""
    if words == "light":
        return "light"
    return "dark" if words == "dark" else "system"


def less_motion_of(words: str) -> LessMotion:
    """A kept choice; anything unknown follows the system."""
    if words == "on":
        return "on"
    return "off" if words == "off" else "system"


class Theme(QObject):
    """Looks for one application. Needs a QApplication; fonts are loaded when the first one is asked for."""

    changed = Signal()

    def __init__(self, choice: Choice = "system", *, less_motion: LessMotion = "system") -> None:
        super().__init__()
        self.tokens: Tokens = tokens()
        self.less_motion: LessMotion = less_motion
        self._less_wished = False
        self._choice: Choice = choice
        self._mode: Mode = "light"
        self._colors: dict[str, QColor] = {}
        self._avatars: list[tuple[QColor, QColor]] = []
        self._fonts: dict[tuple[str, bool, int | None], QFont] = {}
        self._metrics: dict[tuple[str, bool, int | None], QFontMetricsF] = {}
        self._elided: dict[tuple[str, str, int, bool, int | None], str] = {}
        self._family = ""
        self._app: QApplication | None = None
        hints = QApplication.styleHints()
        self._system = hints.colorScheme()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._load(self._wanted())

    # -- mode -----------------------------------------------------------------

    @property
    def choice(self) -> Choice:
        """What the agent chose: a fixed mode, or following the system."""
        return self._choice

    @property
    def mode(self) -> Mode:
        """The mode in use now."""
        return self._mode

    def set_choice(self, choice: Choice) -> None:
        """Use a fixed mode, or follow the system. Emits `changed` when the looks change."""
        self._choice = choice
        scheme = {
            "system": Qt.ColorScheme.Unknown,
            "light": Qt.ColorScheme.Light,
            "dark": Qt.ColorScheme.Dark,
        }[choice]
        # Title bars and native dialogs follow this; Unknown gives the choice back to the system.
        QApplication.styleHints().setColorScheme(scheme)
        if choice == "system":
            self._system = QApplication.styleHints().colorScheme()
        self._switch(self._wanted())

    def _wanted(self) -> Mode:
        if self._choice != "system":
            return self._choice
        return "dark" if self._system == Qt.ColorScheme.Dark else "light"

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system":
            self._system = scheme
        self._switch(self._wanted())

    def _switch(self, mode: Mode) -> None:
        if mode == self._mode:
            return
        self._load(mode)
        if self._app is not None:
            self.apply(self._app)
        self.changed.emit()

    def _load(self, mode: Mode) -> None:
        self._mode = mode
        self._colors = {
            path: parse_color(value) for path, value in self.tokens.colors(mode).items()
        }
        pairs: list[AvatarPair] = self.tokens.avatars(mode)
        self._avatars = [(QColor(back), QColor(front)) for back, front in pairs]

    # -- colours --------------------------------------------------------------

    def color(self, path: str) -> QColor:
        """The colour at `path` (`bg.window`, `channel.voice`). KeyError for an unknown path. Do not change it."""
        return self._colors[path]

    def css(self, path: str) -> str:
        """The same colour for a style sheet."""
        color = self._colors[path]
        if color.alpha() == 255:
            return color.name()
        return f"rgba({color.red()},{color.green()},{color.blue()},{color.alphaF():.2f})"

    def avatar_colors(self, number: int) -> tuple[QColor, QColor]:
        """Background and text of the avatar colour `number`, any integer."""
        return self._avatars[self.avatar_number(number)]

    def avatar_number(self, number: int) -> int:
        """Which of the avatar colours `number` has: those with the same one look the same."""
        return number % len(self._avatars)

    # -- type -----------------------------------------------------------------

    def font(self, role: str, tnum: bool = False, weight: int | None = None) -> QFont:
        """The font of a role of the type scale; `tnum` gives digits of equal width. Do not change it: copy it first."""
        key = (role, tnum, weight)
        font = self._fonts.get(key)
        if font is None:
            step = self.tokens.type.scale[role]
            font = QFont(self._loaded_family())
            font.setPixelSize(step.size)
            font.setWeight(QFont.Weight(weight or step.weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tnum or step.feature == "tnum":
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return font

    def metrics(self, role: str, tnum: bool = False, weight: int | None = None) -> QFontMetricsF:
        """The metrics of `font(role, tnum, weight)`."""
        key = (role, tnum, weight)
        metrics = self._metrics.get(key)
        if metrics is None:
            metrics = self._metrics[key] = QFontMetricsF(self.font(role, tnum, weight))
        return metrics

    def width(self, text: str, role: str, tnum: bool = False, weight: int | None = None) -> float:
        """The width of `text` in px."""
        return self.metrics(role, tnum, weight).horizontalAdvance(text)

    def elided(
        self, text: str, role: str, width: float, tnum: bool = False, weight: int | None = None
    ) -> str:
        """`text`, shortened with an ellipsis to fit `width` px. Cached: rows ask for the same one again and again."""
        key = (text, role, int(width), tnum, weight)
        short = self._elided.get(key)
        if short is None:
            if len(self._elided) >= _ELIDED_KEPT:
                self._elided.clear()
            metrics = self.metrics(role, tnum, weight)
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            self._elided[key] = short
        return short

    def _loaded_family(self) -> str:
        if not self._family:
            self._family = self.tokens.type.family
            for name in FONT_FILES:
                QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        return self._family

    # -- icons and motion -------------------------------------------------------

    def pixmap(self, name: str, color: str, size: float, dpr: float = 1.0) -> QPixmap:
        """The icon `name` in the colour at path `color`."""
        return icon_pixmap(name, self.color(color), size, dpr)

    def icon(
        self, name: str, color: str = "text.secondary", size: float = 16, dpr: float = 1.0
    ) -> QIcon:
        """The same for menus. Make it again after `changed`."""
        return icon(name, self.color(color), size, dpr)

    def set_less_motion_wished(self, wished: bool) -> None:
        """Whether the system asks every program for less motion."""
        self._less_wished = wished

    @property
    def reduced_motion(self) -> bool:
        """True when nothing shall slide or fade: the agent's choice, or else the system's wish."""
        return self._less_wished if self.less_motion == "system" else self.less_motion == "on"

    def duration(self, name: str) -> int:
        """A motion token in ms; 0 when less motion is asked for."""
        value: int = getattr(self.tokens.motion, name)
        return 0 if self.reduced_motion else value

    # -- application ------------------------------------------------------------

    def palette(self) -> QPalette:
        """The Qt palette of the mode."""
        return palette(self.color)

    def qss(self) -> str:
        """The style sheet of the mode."""
        return style_sheet(self.tokens, self.css)

    def apply(self, app: QApplication) -> None:
        """Dress `app`: style, palette, font and style sheet; again by itself whenever the mode changes."""
        if self._app is None:
            app.setStyle("Fusion")
        self._app = app
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self.qss())
