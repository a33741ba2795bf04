"""How far files on their way are, for the eye."""

from agent_desktop.desk.items import UploadAdvanced
from agent_desktop.model.changes import UploadsShown
from tests.desk.script import Script, told


def test_what_is_told_of_a_command_on_its_way_is_shown_and_the_rest_is_not() -> None:
    script = Script()
    script.take(UploadAdvanced(command_id="gone", file_id="f", there=5))
    assert script.view.uploaded("f") is None
    assert told(script, UploadsShown) == []
    script.core.state.flying = {"c": "lane"}
    script.take(UploadAdvanced(command_id="c", file_id="f", there=5))
    assert script.view.uploaded("f") == 5
    assert told(script, UploadsShown) == [UploadsShown()]
    script.core.state.flying = {"d": "lane"}
    script.take(UploadAdvanced(command_id="d", file_id="g", there=1))
    assert (script.view.uploaded("f"), script.view.uploaded("g")) == (None, 1)
