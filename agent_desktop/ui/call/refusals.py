"""The words for what the backend refused about a call, because the call changed in the moment in which it was asked.

Promises two sentences: what was not done, and why. Refuses to leave a code without words.
"""

from agent_desktop.model.backend_calls import Asked
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def refusal_words(asked: str, why: str, name: str) -> str:
    """ "Not transferred to Billing. The call is over." `asked` is an `Asked`, `name` whom or where it was about."""
    return f"{_what(asked, single_line(name, 60))} {_why(why)}"


def _what(asked: str, name: str) -> str:
    """What was not done."""
    match asked:
        case Asked.CALL:
            return tr("{name} was not called.", name=name)
        case Asked.HOLD:
            return tr("Nobody was put on hold.")
        case Asked.RESUME:
            return tr("The hold was not ended.")
        case Asked.TRANSFER:
            return tr("Not transferred to {name}.", name=name)
        case Asked.CONSULT:
            return tr("{name} was not asked.", name=name)
        case Asked.SWAP:
            return tr("You talk to the same one as before.")
        case Asked.COMPLETE:
            return tr("They were not connected.")
        case Asked.JOIN:
            return tr("They were not joined.")
        case Asked.ADD:
            return tr("{name} was not added.", name=name)
        case Asked.DROP:
            return tr("They were not removed from the call.")
        case Asked.RECORD:
            return tr("Nothing is recorded.")
        case Asked.PAUSE:
            return tr("The recording was not paused.")
        case Asked.GO_ON:
            return tr("The recording does not go on.")
        case Asked.SUPERVISE:
            return tr("You do not hear the call.")
        case _:
            return tr("That was not possible.")


def _why(why: str) -> str:
    match why:
        case "unknown_call":
            return tr("The call is over.")
        case "not_in_call":
            return tr("You are not in the call any more.")
        case "not_talking":
            return tr("Nobody talks in the call any more.")
        case "not_up":
            return tr("Nobody else is on the line.")
        case "unknown_leg":
            return tr("They have just left.")
        case "conference":
            return tr("Others are in the call, too.")
        case "consulting":
            return tr("Somebody is asked aside already.")
        case "not_consulting":
            return tr("Nobody is asked aside any more.")
        case "monitored":
            return tr("Another supervisor listens already.")
        case "not_allowed":
            return tr("It is not allowed in this queue.")
        case "no_consent":
            return tr("The caller did not agree to be recorded.")
        case "no_colleague":
            return tr("Nobody of the team would be left in this call.")
        case "bad_value":
            return tr("The call cannot go there.")
        case _:
            return tr("Look at the call and try again.")
