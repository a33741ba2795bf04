"""Invitations and business cards on a mail's card: where they stand, and their times in this language."""

from PySide6.QtCore import QDate, QLocale, QPoint

from agent_desktop.model.mail_heads import TextLook, TextMark
from agent_desktop.ui.conversation.timeline.plain import LINE_BREAK
from tests.ui.conversation.conftest import Open
from tests.ui.conversation.test_mail_card import look, mail

WEDNESDAY = QLocale().toString(QDate(2026, 11, 25), QLocale.FormatType.LongFormat)


def test_invitations_and_business_cards_stand_on_a_card_of_their_own(timeline: Open) -> None:
    event = "📅 Delivery\n🕒 2026-11-25 10:00\n📍 Gate 4"
    text = f"See there. 📅\n\n{event}\n\n👤 Layla\n\n📅 mixed\nwith words"
    shown = look(mail(text, quoted="👤 Quoted")).mail
    assert shown is not None
    whole = look(mail(text, quoted="👤 Quoted")).text
    found = [whole[start : start + size] for start, size in shown.facts]
    event = LINE_BREAK.join(("📅 Delivery", f"🕒 {WEDNESDAY} 10:00", "📍 Gate 4"))
    assert found == [event, "👤 Layla"]
    view = timeline([mail(text, seq=1)])
    laid = view.laid(0)
    assert laid.block is not None
    (start, size), _ = shown.facts
    middle = laid.block_at.y() + laid.block.top_of(start)[0] + 10
    y = view.scroller.y_of(0)
    assert y is not None
    at = QPoint(round(laid.block_at.x()) - 5, round(y + middle))
    shot = view.viewport().grab().toImage()
    assert shot.pixelColor(at) == view.theme.color("bg.sunken")
    assert shot.pixelColor(at - QPoint(0, 40)) == view.theme.color("bg.surface")
    assert size == len(event)


def test_times_of_invitations_are_written_in_this_language_and_found_so(timeline: Open) -> None:
    when = "🕒 2026-11-25 10:00 – 11:30 (Europe/Warsaw)"
    text = f"On 2026-11-25 at 10:00\n\n📅 Call\n{when}\n\n📅 Odd\n🕒 2026-99-99 88:00"
    bold = (TextMark(3, 10, TextLook.BOLD),)
    item = mail(text, seq=1, marks=bold)
    shown = look(item)
    assert shown.mail is not None
    assert shown.mail.marks == bold, "what stands before is where it was"
    assert shown.text.startswith("On 2026-11-25 at 10:00"), "what people wrote is as they wrote it"
    local = f"🕒 {WEDNESDAY} 10:00 – 11:30 (Europe/Warsaw)"
    assert local in shown.text
    assert "🕒 2026-99-99 88:00" in shown.text
    view = timeline([item])
    view.finder.look(WEDNESDAY, [item])
    [(_, start, length)] = view.finder.places
    assert view.look(0).text[start : start + length] == WEDNESDAY
