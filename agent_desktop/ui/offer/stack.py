"""All open offers, the most urgent on top and unfolded, the others folded beneath it.

Promises that an offer is seen behind other windows too: the taskbar says that something came, and how many there are.
Refuses to bring the window to the front: the agent may be typing elsewhere.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.work import Offer
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.floating import Floating
from agent_desktop.ui.offer.card import OfferCard
from agent_desktop.ui.theme.theme import Theme

_SHOWN = 3


class OfferStack(Floating):
    """Follows the desk's offers. Hidden while there are none; `resized` asks the shell to place it again."""

    accepted = Signal(str)
    declined = Signal(str)
    resized = Signal()

    def __init__(
        self,
        desk: DeskView,
        theme: Theme,
        *,
        accept_keys: str,
        decline_keys: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._keys = (accept_keys, decline_keys)
        self._cards: dict[tuple[str, int], OfferCard] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8 - 2 * paint.SHADOW)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._each_second)
        self.hide()

    @property
    def cards(self) -> list[OfferCard]:
        """The cards on screen, from the top."""
        return list(self._cards.values())

    def set_keys(self, accept: str, decline: str) -> None:
        """Other keys answer offers."""
        self._keys = (accept, decline)
        self._show_keys()

    def _show_keys(self) -> None:
        """They answer the most urgent offer, so they stand on that one alone."""
        for place, card in enumerate(self._cards.values()):
            card.set_keys(*(self._keys if place == 0 else ("", "")))

    def fit(self, room: int) -> None:
        """Let all cards be as wide as the room allows."""
        for card in self._cards.values():
            card.fit(room)
        self.adjustSize()

    def refresh(self) -> None:
        """The offers changed: keep the cards that stay, in the desk's order."""
        everything = self._desk.offers()
        offers = {(o.interaction_id, o.epoch): o for o in everything[:_SHOWN]}
        if offers.keys() - self._cards.keys():
            QApplication.alert(self.window())
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.setBadgeNumber(len(everything))
        for key in [key for key in self._cards if key not in offers]:
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        ordered: dict[tuple[str, int], OfferCard] = {}
        for place, (key, offer) in enumerate(offers.items()):
            card = self._cards.get(key) or self._card(offer)
            card.offer = offer  # whom it is about may be known only now
            ordered[key] = card
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)
        self._cards = ordered
        self._show_keys()
        self._each_second()
        for place, card in enumerate(self._cards.values()):
            if place > 0 or card.folded:
                card.fold(place > 0)
        self._show_or_hide()

    def _card(self, offer: Offer) -> OfferCard:
        accept, decline = self._keys
        card = OfferCard(self._theme, offer, accept_keys=accept, decline_keys=decline, parent=self)
        card.accepted.connect(self.accepted)
        card.declined.connect(self.declined)
        card.resized.connect(self.resized)
        card.show()
        return card

    def _show_or_hide(self) -> None:
        if self._cards:
            self._tick.start()
            self.show()
            self.adjustSize()
            self.raise_()
        else:
            self._tick.stop()
            self.hide()
        self.resized.emit()

    def _each_second(self) -> None:
        now = self._desk.now()
        phone = self._desk.phone
        ringer = phone.in_use.ringer if phone is not None else ""
        for card in self._cards.values():
            card.tick(now, self._desk.answers_at(card.offer.interaction_id), ringer)
