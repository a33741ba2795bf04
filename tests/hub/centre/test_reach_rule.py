"""Who reaches whom: the rule by itself."""

import pytest

from agent_desktop.hub.centre.reach import OutOfReach, Reach, reach_of
from agent_desktop.hub.storage import accounts
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import Reassign, TakeOver
from tests.hub.centre.leading import team
from tests.hub.centre.two_teams import House


def reaches(house: House, who: str) -> Reach:
    """Whom somebody reaches."""
    with house.centre.request() as book:
        return reach_of(book, who)


def test_who_reaches_whom(house: House) -> None:
    lea, lou, anna = (reaches(house, who) for who in ("lea", "lou", "anna"))
    assert (set(lea.acts.agents), set(lea.acts.queues)) == ({"anna"}, {"support"})
    assert (set(lou.acts.agents), set(lou.acts.queues)) == ({"ben"}, {"billing"})
    assert not anna.supervises
    assert not anna.acts.agents
    assert anna.reads.agents == {"anna"}
    assert reaches(house, "olga").acts.everything
    nobody = reaches(house, "nobody-of-this-name")
    assert not nobody.supervises
    assert not nobody.reads.agents
    assert not nobody.reads.everything


def test_the_agent_counts_and_else_the_queue(house: House) -> None:
    lea = reaches(house, "lea").acts
    assert lea.work("anna", "billing")  # in her hands, from wherever
    assert lea.work(None, "support")
    assert not lea.work("ben", "support")
    assert not lea.work(None, "billing")


def test_who_is_disabled_reaches_nothing(house: House) -> None:
    with house.centre.request() as book:
        accounts.set_access(book.storage, "olga", ("agent", "admin"), disabled=True)
    assert not reaches(house, "olga").acts.everything
    assert not reaches(house, "olga").supervises


def test_leading_needs_the_scope(house: House) -> None:
    team(house, "west", ("ben",), ("anna",))
    assert not reaches(house, "anna").acts.agents
    assert reaches(house, "anna").teams == frozenset()


def test_without_teams_every_supervisor_leads_everybody(house: House) -> None:
    for name in ("east", "west"):
        house.centre.remove_team(name)
    assert reaches(house, "lou").acts.everything
    assert reaches(house, "ben").reads.everything
    assert not reaches(house, "ben").supervises
    house.ask("lou", TakeOver(interaction_id=house.work.id))


def test_a_customer_in_hand_brings_the_whole_history(house: House) -> None:
    """Ben may read what Anna wrote to the customer whom he is offered now."""
    at = house.work.conversation_id
    with pytest.raises(OutOfReach):
        house.centre.check_reads("ben", at)
    house.ask("lea", Reassign(interaction_ids=(house.work.id,), queue_id="billing"))
    with pytest.raises(OutOfReach):
        house.centre.check_reads("lou-who-is-nobody", at)
    house.ask("ben", ChoosePresence(state=PresenceState.READY))
    house.accept("ben")
    house.centre.check_reads("ben", at)
    house.centre.check_reads("lou", at)
    house.centre.check_reads("lea", at)  # her agent had it
