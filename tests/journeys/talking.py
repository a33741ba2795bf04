"""What agent and visitor do in more than one journey."""

from PySide6.QtCore import Qt

from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.settings import UNDO
from tests.journeys.seat import Seat, until
from tests.journeys.visitor import Visitor


async def without_undo(seat: Seat) -> None:
    """Replies leave at once: nobody here takes one back."""
    seat.desk.post(ChangeSetting(name=UNDO, value="off"))
    await seat.desk.settled()


async def accept(seat: Seat, question: str) -> None:
    """The agent accepts by keyboard what is offered, and has the question before them."""
    await until("an offer on screen", lambda: any(c.isVisible() for c in seat.parts.offers.cards))
    await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
    await until("the question in the thread", lambda: seat.texts()[-1:] == [question])
    await until("the caret in the composer", lambda: seat.writing)


async def talk(seat: Seat, visitor: Visitor, question: str, answer: str) -> None:
    """A visitor asks, and reads what the agent answers."""
    await without_undo(seat)
    await arrive(seat, visitor, question)
    await seat.say(answer)
    await visitor.do(lambda w: w.shows(question, answer))


async def arrive(seat: Seat, visitor: Visitor, question: str) -> None:
    """A visitor comes to the demo page and asks; the agent accepts."""
    await visitor.visit(seat.demo)
    await visitor.do(lambda w: w.open())
    await visitor.do(lambda w: w.introduce(question))
    await accept(seat, question)
