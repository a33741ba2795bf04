"""What a mail repeats of earlier ones: shown when asked for, beside everything else that the view does."""

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline import choosing
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.folding import fold
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.look import Scene
from agent_desktop.ui.conversation.timeline.view import Timeline
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conversation.conftest import Open, chatter
from tests.ui.fake_desk import sample_message

QUOTED = "On Monday, Anna wrote:\n" + "\n".join(f"> line {n}" for n in range(1, 9))


def mail(seq: int, quoted: str = QUOTED) -> Message:
    return sample_message(
        "Thank you.", seq=seq, channel=Channel.EMAIL, mail=MailHead(quoted=quoted)
    )


def click(qtbot: QtBot, view: Timeline, row: int, act: Act) -> None:
    y = view.scroller.y_of(row)
    assert y is not None
    zone = next(zone for zone in view.laid(row).zones if zone.act is act)
    at = zone.rect.center().toPoint() + QPoint(0, y)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def top(view: Timeline, row: int) -> int:
    y = view.scroller.y_of(row)
    assert y is not None
    return y


def test_a_click_unfolds_and_another_folds(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([*chatter(1, 2), mail(3), *chatter(4, 5)])
    told: list[object] = []
    view.acted.connect(lambda act, key: told.append(act))
    before, height = top(view, 2), view.laid(2).height
    click(qtbot, view, 2, Act.UNFOLD)
    assert "> line 8" in view.look(2).text
    assert view.laid(2).height > height
    assert top(view, 2) == before
    click(qtbot, view, 2, Act.FOLD)
    assert view.look(2).text == "Thank you."
    assert (top(view, 2), view.laid(2).height) == (before, height)
    assert told == []


def test_it_stays_unfolded_whatever_is_painted_or_arrives(timeline: Open, qtbot: QtBot) -> None:
    items: list[Message] = [mail(1), mail(2)]
    view = timeline(items)
    click(qtbot, view, 0, Act.TURN)
    click(qtbot, view, 0, Act.UNFOLD)
    view.relay()
    view.resize(420, 500)
    view.set_scene(Scene(me_id="a", customer_name="Layla", now=view.scene.now))
    view.show_items([msgspec.structs.replace(items[0], edited_at=5), items[1], *chatter(3, 4)])
    assert "> line 8" in view.look(0).text
    assert "> line 8" not in view.look(1).text
    view.open(items, Scene(me_id="a", customer_name="Layla", now=view.scene.now))
    assert "> line 8" not in view.look(0).text


def test_what_was_asked_for_comes_onto_the_screen(timeline: Open, qtbot: QtBot) -> None:
    view = timeline([*chatter(1, 30), mail(31)])
    click(qtbot, view, 30, Act.UNFOLD)
    assert top(view, 30) + view.laid(30).height <= view.viewport().height()
    long = timeline([*chatter(1, 30), mail(31, "> and so on\n" * 300)])
    click(qtbot, long, 30, Act.UNFOLD)
    laid = long.laid(30)
    assert laid.block is not None
    begins = top(long, 30) + laid.block_at.y() + laid.block.top_of(len("Thank you.") + 2)[0]
    assert 0 <= begins <= 40


def test_the_menu_unfolds_too_and_what_is_seen_is_copied(timeline: Open) -> None:
    view = timeline([*chatter(1, 1), mail(2), *chatter(3, 3)])
    menu = item_menu(view, 1)
    (action,) = [one for one in menu.actions() if one.text() == "Show quoted text"]
    action.trigger()
    view.keyboard.select_all()
    view.setFocus()
    choosing.copy(view)
    assert "> line 8" in QGuiApplication.clipboard().text()


def test_the_quoted_part_is_painted_more_quietly(timeline: Open, theme: Theme) -> None:
    view = timeline([mail(1)])
    fold(view, "m1")
    formats = view.laid(0).block
    assert formats is not None
    (quiet,) = formats._layout.formats()
    assert quiet.start == len("Thank you.") + 2
    assert quiet.format.foreground().color() == theme.color("text.secondary")
