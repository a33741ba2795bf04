"""What is typed about one thing: over what changed elsewhere, over a restart, and its id."""

from agent_desktop.model.administration import Member, QueueRules
from agent_desktop.model.work import Channel
from agent_desktop.ui.settings.editing import Draft, id_of, recalled, remembered

KEPT = QueueRules(id="q", name="Billing", priority=1, skills={"billing": 2})


def changed(**fields: object) -> QueueRules:
    return QueueRules(**{name: getattr(KEPT, name) for name in KEPT.__struct_fields__} | fields)


def test_untouched_fields_follow_what_others_changed_and_touched_ones_stay() -> None:
    draft = Draft(KEPT, changed(name="Invoices"))
    theirs = changed(name="Bills", priority=7, skills={})
    moved = draft.moved(theirs)
    assert moved.base == theirs
    assert moved.now == changed(name="Invoices", priority=7, skills={})


def test_of_a_dictionary_each_value_moves_for_itself() -> None:
    base = changed(skills={"billing": 2, "French": 3, "German": 4})
    mine = changed(skills={"billing": 5, "German": 4, "Dutch": 1})
    theirs = changed(skills={"billing": 2, "French": 9, "German": 8, "Irish": 6})
    moved = Draft(base, mine).moved(theirs)
    assert moved.now.skills == {"German": 8, "Irish": 6, "billing": 5, "Dutch": 1}


def test_nothing_moves_for_something_new_or_the_same() -> None:
    fresh: Draft[QueueRules] = Draft(None, KEPT)
    assert fresh.moved(KEPT) is fresh
    draft = Draft(KEPT, changed(name="Invoices"))
    assert draft.moved(KEPT) is draft
    assert draft.moved(None) is draft


def test_a_draft_is_recalled_as_it_was_remembered() -> None:
    for draft in (
        Draft(KEPT, changed(wrap_up_ms=None, offer_ms={Channel.CHAT: 5_000})),
        Draft(None, KEPT),
    ):
        assert recalled(remembered(draft), QueueRules) == draft
    person = Draft(None, Member(id="", name="Ann", capacity={Channel.VOICE: 2}))
    assert recalled(remembered(person), Member) == person


def test_what_is_no_draft_of_this_version_is_forgotten() -> None:
    for text in (
        "",
        "{",
        "{}",
        "[1]",
        '{"base":null,"now":{"id":7}}',
        '{"base":1,"now":{"id":"x"}}',
    ):
        assert recalled(text, QueueRules) is None


def test_an_id_has_the_words_of_the_name_and_is_one_that_backends_take() -> None:
    assert id_of("Returns & Größe", "ab12") == "returns-groe-ab12"
    assert id_of("佐藤 健", "ab12") == "ab12"
    assert id_of("  -- ", "ab12") == "ab12"
    assert len(id_of("x" * 500, "ab12")) <= 64
