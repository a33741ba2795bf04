"""The menu of one item: everything that can be done with it.

Promises every action that the mouse finds on the item. Refuses to act: it goes through the same door as a click.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.ui.conversation.timeline import amending
from agent_desktop.ui.conversation.timeline.act import Act, act_words
from agent_desktop.ui.conversation.timeline.acting import act_on
from agent_desktop.ui.conversation.timeline.choosing import copy, whole_text
from agent_desktop.ui.conversation.timeline.plain import TEL
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.words import tr


def _emit(signal: SignalInstance, value: object) -> Callable[[], None]:
    return lambda: signal.emit(value)


def _copy(text: str) -> Callable[[], None]:
    return lambda: QGuiApplication.clipboard().setText(text)


def item_menu(view: Sounding, row: int) -> QMenu:
    """The menu of `row`; it deletes itself when it closes."""
    made = menu(view.theme, tr("Message"), view)
    made.aboutToHide.connect(made.deleteLater)
    look = view.look(row)
    if not view.selection.empty:
        made.addAction(tr("Copy selection"), lambda: copy(view))
    if look.mail is not None:
        for act in (Act.REPLY, Act.REPLY_ALL, Act.FORWARD):
            made.addAction(act_words(act), partial(act_on, view, act, look.key))
        made.addSeparator()
    text = whole_text(view, row)
    if text:
        made.addAction(tr("Copy message"), _copy(text))
    original = _original(view, row)
    for link in look.links[:8]:
        if link.url.startswith(TEL):
            number = link.url.removeprefix(TEL)
            made.addAction(tr("Call {name}", name=number), _emit(view.link_clicked, link.url))
            made.addAction(tr("Copy number"), _copy(number))
            continue
        made.addAction(
            tr("Open {url}", url=_short(link.url)).replace("&", "&&"),
            _emit(view.link_clicked, link.url),
        )
        made.addAction(tr("Copy link"), _copy(link.url))
    for file in look.files:
        if file.attachment is not None and view.scene.saving:
            made.addAction(
                tr("Save {name}…", name=_short(file.attachment.name)).replace("&", "&&"),
                _emit(view.save_asked, file.attachment),
            )
    if original is not None and view.scene.saving:
        made.addAction(tr("Save the original mail…"), _emit(view.save_asked, original))
    reports = _reports(view, row)
    if reports and view.scene.saving:
        words = tr("Save what servers said of this mail…")
        made.addAction(words, _emit(view.save_asked, [*reports] if reports[1:] else reports[0]))
    savable = [one.attachment for one in look.files if one.attachment is not None]
    if len(savable) > 1 and view.scene.saving:
        made.addAction(tr("Save all files…"), _emit(view.save_asked, savable))
    for sound in look.sounds:
        view.listening.fill_menu(made, sound)
    own = view.own_entry(row)
    if own is not None:
        made.addSeparator()
        made.addAction(*own)
    amending.fill_menu(made, view, view.stock.items[row])
    turning = [Act.TURN] if look.mail is not None else []
    acts = [*turning, *([look.meta_act] if look.meta_act else []), *look.acts]
    if acts:
        made.addSeparator()
    for act in acts:
        made.addAction(act_words(act), partial(act_on, view, act, look.key))
    return made


def open_menu(view: Sounding, at: QPoint) -> None:
    """Open the menu of the chosen item at a point of the screen."""
    row = view.stock.row_of(view.focused_key)
    if row is not None:
        item_menu(view, row).popup(at)


def open_menu_at(view: Sounding, key: str) -> None:
    """Open the menu of an item below its button for more."""
    row = view.stock.row_of(key)
    y = None if row is None else view.scroller.y_of(row)
    if row is None or y is None:
        return
    zone = next((one for one in view.laid(row).zones if one.act is Act.MORE), None)
    if zone is not None:
        made = item_menu(view, row)
        port, place = view.viewport(), zone.rect.toAlignedRect().translated(0, y)
        left = place.right() - made.sizeHint().width()
        corner = placed(QRect(left, place.bottom(), made.sizeHint().width(), 1), port.width())
        made.popup(port.mapToGlobal(corner.topLeft()))


def _original(view: Sounding, row: int) -> Attachment | None:
    """The mail as it came."""
    mail = getattr(view.stock.items[row], "mail", None)
    return mail.original if isinstance(mail, MailHead) else None


def _reports(view: Sounding, row: int) -> tuple[Attachment, ...]:
    """The mails that told what became of an agent's mail."""
    mail = getattr(view.stock.items[row], "mail", None)
    return mail.reports if isinstance(mail, MailHead) else ()


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:30]}…{text[-16:]}"
