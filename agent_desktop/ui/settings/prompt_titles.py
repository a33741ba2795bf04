"""What prompts are called: those that come with the program by what they are for, others as the team named them.

Promises that what is known has a title in the agent's language. Refuses to rename: in orders a prompt keeps its name.
"""

from agent_desktop.ui.words import later, tr

MUSIC = "music/"
_TITLES = {
    "welcome": later("Welcome"),
    "recorded_notice": later("Notice: calls are recorded"),
    "objection": later("How to object to being recorded"),
    "consent_question": later("Question: may the call be recorded?"),
    "menu_practice": later("Menu for practice customers"),
    "wrong_choice": later("A key that has no choice"),
    "no_choice": later("No key was pressed"),
    "please_wait": later("Please hold the line"),
    "closed": later("Outside opening hours"),
    "next_in_line": later("Place in line: the next one"),
    "position": later("Place in line: before the number"),
    "wait_about": later("Waiting time: about …"),
    "wait_more": later("Waiting time: more than …"),
    "wait_short": later("Waiting time: under a minute"),
    "one_minute": later("Waiting time: one minute"),
    "minutes": later("Waiting time: after the number"),
    "callback_offer": later("Callback: the offer"),
    "callback_confirmed": later("Callback: agreed"),
    "callback_on_page": later("Callback: agreed on a web page"),
    "callback_again": later("Callback: no answer, tried again later"),
    "callback_over": later("Callback: no answer, the last try"),
    "voicemail_greeting": later("Voicemail: the greeting"),
    "voicemail_thanks": later("Voicemail: thanks"),
    "voicemail_empty": later("Voicemail: nothing was said"),
    "message_failed": later("Voicemail: it could not be kept"),
    "back_in_line": later("Back at the same place in line"),
    "lines_busy": later("Too many are waiting"),
    "not_reached": later("A number was not reached"),
    "goodbye": later("Goodbye"),
    "survey_csat": later("Survey: satisfaction"),
    "survey_csat_keys": later("Survey: keys for satisfaction"),
    "survey_nps": later("Survey: recommendation"),
    "survey_nps_keys": later("Survey: keys for recommendation"),
    "survey_ces": later("Survey: effort"),
    "survey_ces_keys": later("Survey: keys for effort"),
    "survey_stop": later("Survey: how not to be asked again"),
    "survey_comment": later("Survey: asks for a comment"),
    "survey_thanks": later("Survey: thanks"),
    "survey_stopped": later("Survey: nobody asks again"),
    "hundred": later("Numbers: “hundred”"),
    "more_than": later("Numbers: “more than”"),
    "music/waiting": later("Music to wait with"),
    "tone/beep": later("Tone: before a message"),
    "tone/busy": later("Tone: busy"),
    "tone/congestion": later("Tone: no way through"),
    "tone/ringback": later("Tone: it rings"),
}


def prompt_title(name: str) -> str:
    """What a prompt is called."""
    if name in _TITLES:
        return tr(_TITLES[name])
    if name.startswith(MUSIC):
        return tr("Music: {name}", name=name.removeprefix(MUSIC))
    return name
