"""Who wanted to be asked no more may be asked again, on their own word, which a lead takes down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.storage.asked import AskedState
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import NoSurveys
from agent_desktop.model.surveys import DAY_MS
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.unions import AskAgain
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import opened
from tests.hub.centre.leading import entries, scopes
from tests.hub.centre.post import Post, begun, finished
from tests.hub.centre.test_surveys import CSAT, asked, helped, question


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        yield Post(floor)


def again(post: Post) -> AskedState:
    """Layla is helped once more; whether she is asked then."""
    begun(post)
    work = post.floor.held("anna")
    finished(post)
    post.floor.wait(CSAT.delay_ms)
    return asked(post.floor, work.id).state


def test_a_refusal_stands_on_the_card_until_a_lead_takes_it_back(post: Post) -> None:
    floor = post.floor
    thread_id, _ = helped(post, replace(CSAT, pause_ms=0))
    question(post)
    post.take(post.arrived("STOP"))
    customer_id = post.only().customer_id
    refusal = NoSurveys(at=floor.now, channel=Channel.EMAIL)
    assert floor.centre.conversations(customer_id).no_surveys == refusal
    floor.crash()
    post.open_networks()
    floor.ready("anna")
    assert floor.centre.conversations(customer_id).no_surveys == refusal
    assert again(post) is AskedState.NOT_ASKED
    wish = AskAgain(customer_id=customer_id)
    with pytest.raises(OutOfReach):
        floor.ask("anna", wish)
    assert floor.centre.conversations(customer_id).no_surveys == refusal
    scopes(floor, "anna", "supervisor")
    floor.ask("anna", wish)
    assert floor.centre.conversations(customer_id).no_surveys is None
    assert floor.lines(thread_id).count(LineKind.SURVEYS_AGAIN) == 1
    (entry,) = [one for one in entries(floor) if one.act == "ask_again"]
    assert (entry.who, entry.subject) == ("anna", f"customer/{customer_id}")
    assert again(post) is AskedState.ASKED
    floor.ask("anna", wish)  # there is nothing to take back
    assert len([one for one in entries(floor) if one.act == "ask_again"]) == 1


def test_visitors_of_a_chat_may_refuse_too(post: Post) -> None:
    floor = post.floor
    floor.centre.define_survey(replace(CSAT, delay_ms=0, pause_ms=0))
    floor.arrive("vera")
    with pytest.raises(Refused):
        floor.centre.refuse_survey("vera")
    offer = floor.accept("anna")
    floor.finish("anna", offer.interaction_id)
    floor.wait(1)
    assert floor.centre.chat_state("vera").survey is not None
    floor.centre.refuse_survey("vera")
    floor.centre.refuse_survey("vera")
    state = floor.centre.chat_state("vera")
    assert (state.survey, state.rates) == (None, False)
    assert floor.lines(offer.conversation_id).count(LineKind.SURVEY_REFUSED) == 1
    floor.wait(DAY_MS)
    floor.arrive("vera", "Once more")
    other = floor.accept("anna")
    floor.finish("anna", other.interaction_id)
    floor.wait(1)
    assert asked(floor, other.interaction_id).why == "unwanted"
