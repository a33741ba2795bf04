"""A survey in a real browser: its question, all its numbers on a narrow page, and the answer that reaches the hub."""

from playwright.sync_api import BrowserContext, expect

from tests.hub.server.desk import http
from tests.widget.stage import Answering, Stage

QUESTION = "How likely are you to recommend us?"
_PLACES = """(panel) => {
    const whole = panel.getBoundingClientRect();
    return [...panel.querySelectorAll(".numbers label")].map((one) => {
        const at = one.getBoundingClientRect();
        return [at.left >= whole.left && at.right <= whole.right, at.width >= 24 && at.height >= 24];
    });
}"""
"""Of each number: whether it stands within the chat, and is large enough to be pressed (WCAG 2.2: 24 px)."""


def test_recommending_is_a_row_of_numbers_that_all_fit(
    stage: Stage, context: BrowserContext
) -> None:
    wish = {"type": "define_survey", "name": "Recommend", "kind": "nps", "low": 6}
    with http(stage.url, stage.owner) as client:
        told = client.put("/v1/admin/surveys/nps", json={**wish, "words": {"": QUESTION}})
        assert told.status_code == 204, told.text
    widget = stage.widget(context)
    widget.page.set_viewport_size({"width": 360, "height": 640})
    widget.open()
    with stage.desk() as desk:
        widget.introduce()
        agent = Answering(desk)
        agent.send("There you are")
        agent.ends()
        numbers = widget.panel.locator(".numbers input")
        expect(widget.panel.get_by_text(QUESTION)).to_be_visible()
        expect(numbers).to_have_count(11)
        places = widget.panel.evaluate(_PLACES)
        assert places == [[True, True]] * 11
        send = widget.button("Send rating")
        expect(send).to_be_disabled()
        widget.panel.get_by_role("radio", name="9 / 10").check(force=True)
        expect(widget.panel.locator(".numbers label.on")).to_have_text(["9"])
        widget.panel.get_by_label("Anything to add?").fill("Quick!")
        send.click()
        expect(widget.panel.get_by_text("Thank you for your rating.")).to_be_visible()
        with http(stage.url, stage.ann) as client:
            path = f"/v1/conversations/{agent.offer.conversation_id}/timeline"
            kept = client.get(path, params={"limit": 50}).text
    assert "Quick!" in kept, "the comment stands in the conversation"


def test_a_visitor_may_refuse_and_is_not_asked_again(stage: Stage, context: BrowserContext) -> None:
    wish = {"type": "define_survey", "name": "After help", "words": {"": "How was it?"}}
    with http(stage.url, stage.owner) as client:
        told = client.put("/v1/admin/surveys/nps", json={**wish, "pause_ms": 0})
        assert told.status_code == 204, told.text
    widget = stage.widget(context)
    widget.open()
    with stage.desk() as desk:
        widget.introduce()
        agent = Answering(desk)
        agent.send("There you are")
        agent.ends()
        expect(widget.panel.get_by_text("How was it?")).to_be_visible()
        widget.panel.get_by_role("button", name="Don’t ask me again").press("Enter")
        expect(widget.panel.get_by_text("How was it?")).to_have_count(0)
        expect(widget.panel.get_by_role("radio")).to_have_count(0)
        expect(widget.button("Start a new chat")).to_be_visible()
        with http(stage.url, stage.ann) as client:
            path = f"/v1/conversations/{agent.offer.conversation_id}/timeline"
            kept = client.get(path, params={"limit": 50}).text
    assert "survey_refused" in kept, "the agent reads it"
