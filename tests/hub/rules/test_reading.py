"""The written form of rules: read, written, and told where it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.rules.reading import MAX_TEXT, read
from agent_desktop.hub.rules.writing import tidy, written
from agent_desktop.model.rules import AfterHours, Band, Fault, Hour, Overflow, Relaxed, Rule, Step
from agent_desktop.model.work import Channel
from tests.hub.rules.strategies import RULES

WRITTEN = """\
rule vip "Valued customers"
  # They wait for nobody.
  if channel voice, chat
  if value top, high
  if words refund, "money back"
  if closed office
  to queue billing
  ask German 5, "Billing (EU)" 3
  relax German after 2 min
  points 10
  prefer anna, ben
  same agent
  reserve 30 s
  strict class 2
  after 5 min : add queue overflow
  expecting 10 min : say "Sorry: it takes long."
  tag valued
  hold until opening
  go on
"""
RULE = Rule(
    id="vip",
    name="Valued customers",
    note="They wait for nobody.",
    channels=(Channel.VOICE, Channel.CHAT),
    bands=(Band.TOP, Band.HIGH),
    words=("refund", "money back"),
    calendar="office",
    hour=Hour.CLOSED,
    queue="billing",
    skills={"German": 5, "Billing (EU)": 3},
    relaxed=(Relaxed(skill="German", after_ms=120_000),),
    points=10,
    agents=("anna", "ben"),
    same_agent=True,
    reserve_ms=30_000,
    strict=2,
    overflow=(
        Overflow(step=Step.ADD_QUEUE, target="overflow", after_ms=300_000),
        Overflow(step=Step.MESSAGE, target="Sorry: it takes long.", expected_ms=600_000),
    ),
    tag="valued",
    after_hours=AfterHours.HOLD,
    go_on=True,
)


def test_a_rule_is_written_and_read() -> None:
    found = read(WRITTEN)
    assert found.rules == (RULE,)
    assert not found.faults
    assert written([RULE]) == WRITTEN
    assert found.lines["vip", "queue"] == 7
    assert found.lines["vip", "overflow.1"] == 16


@given(st.lists(RULES, max_size=4, unique_by=lambda rule: rule.id))
def test_what_is_written_is_read_as_it_was(rules: list[Rule]) -> None:
    neat = tuple(tidy(rule) for rule in rules)
    found = read(written(neat))
    assert not found.faults
    assert found.rules == neat
    assert written(found.rules) == written(neat)


@given(st.text() | st.lists(st.sampled_from(WRITTEN.split(" "))).map(" ".join))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    found = read(text)
    lines = text.count("\n") + 1
    assert all(1 <= one.line <= lines for one in found.faults)
    assert all(one.message and "{value}" not in one.message for one in found.faults)


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("to queue a", 1, Fault.NO_RULE),
        ("rule", 1, Fault.NO_VALUE),
        ("rule ../x", 1, Fault.NO_VALUE),
        ("rule a\nrule b\nrule a", 3, Fault.RULE_TWICE),
        ("rule a\n  what is this", 2, Fault.NO_SENTENCE),
        ("rule a\n\n  to queue b\n  to queue c", 4, Fault.TWICE),
        ("rule a\n  if vip\n  if not vip", 3, Fault.TWICE),
        ("rule a\n  to queue", 2, Fault.NO_VALUE),
        ("rule a\n  to queue b c", 2, Fault.NO_VALUE),
        ('rule a\n  to queue ""', 2, Fault.NO_VALUE),
        ('rule a\n  to queue "b', 2, Fault.NO_VALUE),
        ("rule a\n  if channel fax", 2, Fault.NO_VALUE),
        ("rule a\n  if words a,, b", 2, Fault.NO_VALUE),
        ("rule a\n  points ten", 2, Fault.NO_VALUE),
        ("rule a\n  points 1٣", 2, Fault.NO_VALUE),
        ("rule a\n  ask German", 2, Fault.NO_VALUE),
        ("rule a\n  ask German 1, German 2", 2, Fault.NO_VALUE),
        ("rule a\n  reserve 5 weeks", 2, Fault.NO_VALUE),
        ("rule a\n  after 5 min add queue b", 2, Fault.NO_VALUE),
        ("rule a\n  after 5 min: fly away", 2, Fault.NO_VALUE),
        ("rule a\n  after 5 min: close now", 2, Fault.NO_VALUE),
        ("rule a\n  go on and on", 2, Fault.NO_VALUE),
        ("rule a\n  " + "x" * 5_000, 2, Fault.TOO_MUCH),
    ],
)
def test_a_fault_stands_at_its_line(text: str, line: int, fault: Fault) -> None:
    assert [(one.line, one.fault) for one in read(text).faults] == [(line, fault)]


def test_a_flood_is_not_read() -> None:
    found = read("rule a\n" * MAX_TEXT)
    assert [one.fault for one in found.faults] == [Fault.TOO_MUCH]
    assert not found.rules


def test_a_step_may_have_its_colon_close_by() -> None:
    (rule,) = read('rule a\n  after 5 min: say "a:b"').rules
    assert rule.overflow == (Overflow(step=Step.MESSAGE, target="a:b", after_ms=300_000),)
