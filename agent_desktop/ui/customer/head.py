"""The sidebar's head: the customer's face, name, badge and one line about them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.model.people import Customer
from agent_desktop.ui.customer.words import profile_line
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.badges import vip_badge, vip_badge_width
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_EDGE = 16
_SIDE = 40


class CustomerHead(QWidget):
    """Painted; the height of the thread's header, so that both lines meet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._customer: Customer | None = None
        self.setFixedHeight(theme.tokens.size.thread_header)

    def show_customer(self, customer: Customer | None) -> None:
        """Show another customer, or none."""
        self._customer = customer
        parts = [] if customer is None else [customer.name, profile_line(customer)]
        if customer is not None and customer.vip:
            parts.insert(1, tr("VIP"))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint face, name and line."""
        customer = self._customer
        if customer is None:
            return
        p = paint.on(self)
        theme, middle = self.theme, self.height() / 2
        name = paint.single_line(customer.name) or tr("Visitor")
        avatar(p, theme, QRectF(_EDGE, middle - _SIDE / 2, _SIDE, _SIDE), name, customer.id)
        left, right = _EDGE + _SIDE + 12, self.width() - _EDGE
        line = profile_line(customer)
        first = middle - 9 if line else middle
        room = right - left - (vip_badge_width(theme) + 6 if customer.vip else 0)
        used = paint.text(p, theme, QRectF(left, first - 10, room, 20), name, "title")
        if customer.vip:
            vip_badge(p, theme, left + used + 6, first)
        if line:
            area = QRectF(left, middle + 2, right - left, 16)
            paint.text(p, theme, area, line, "caption", "text.secondary")
        p.end()
