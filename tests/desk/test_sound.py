"""Devices and their tests as two-column scripts: what the telephone is told, and when a trial ends."""

from msgspec.structs import replace

from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model import phone as ph
from agent_desktop.model.alerts import Alert, AlertFigure, AlertRaised
from agent_desktop.model.devices import AudioDevice, DeviceChoice, DeviceKind, EchoPhase
from agent_desktop.model.errors import Conflict
from agent_desktop.model.settings import SOUND
from agent_desktop.model.telephone import read_sound, write_sound
from agent_desktop.model.work import Channel
from tests.desk.samples import batch, offer
from tests.desk.script import told
from tests.desk.switchboard import Switchboard

WEBCAM = DeviceChoice(microphone="Webcam", ringer="Speakers", loudness=0.25)


def phone_of(board: Switchboard) -> PhoneStatus:
    phone = board.desk.view.phone
    assert phone is not None
    return phone


def choose(board: Switchboard, choice: DeviceChoice) -> None:
    board.take(it.ChangeSetting(name=SOUND, value=write_sound(choice)))


def test_a_choice_is_told_once_and_again_to_a_telephone_that_starts() -> None:
    board = Switchboard()
    choose(board, WEBCAM)
    assert board.sent == [ca.ChooseDevices(choice=WEBCAM)]
    phone = phone_of(board)
    assert (phone.in_use.microphone, phone.in_use.ringer) == ("Webcam", "Speakers")
    assert told(board.desk, ch.CallsChanged)
    board.wait(1_000).take(it.ChangeSetting(name="other", value="x"))
    assert len(board.sent) == 1
    board.exchange.choice = DeviceChoice()  # a fresh engine knows nothing of it
    board.take(*board.exchange.vanishes()).take(*board.exchange.returns())
    assert board.sent == [ca.ChooseDevices(choice=WEBCAM)] * 2
    board.take(*board.exchange.vanishes()).take(*board.exchange.returns())
    assert len(board.sent) == 2, "one that knows the choice is left alone"


def test_a_new_alert_is_heard_once() -> None:
    board = Switchboard()
    alert = Alert(id="a", figure=AlertFigure.WAITING, at=0, value=12, limit=10)
    board.take(batch(AlertRaised(alert=alert)))
    assert board.sent == [ca.SoundAlert()]
    seen = replace(alert, seen_by="Lea", seen_at=1)
    board.take(batch(AlertRaised(alert=seen))).wait(60_000)
    assert board.sent == [ca.SoundAlert()]
    board.exchange.faults[ca.SoundAlert] = Conflict("Not now.")
    board.take(batch(AlertRaised(alert=replace(alert, id="b"))))
    assert not [one for one in told(board.desk, ch.Notice) if one.kind is ch.NoticeKind.REFUSED]
    board.take(*board.exchange.vanishes())
    board.take(batch(AlertRaised(alert=replace(alert, id="c"))))
    assert board.sent == [ca.SoundAlert()] * 2, "no telephone, no sound of it"


def test_without_a_choice_the_telephone_is_left_alone_and_nonsense_is_none() -> None:
    board = Switchboard()
    board.wait(1_000)
    assert board.sent == []
    board.take(it.ChangeSetting(name=SOUND, value='{"microphone": 4}'))
    assert board.sent == []
    assert read_sound('{"loudness": 7, "speaker": "A"}') == DeviceChoice(speaker="A")


def test_a_telephone_that_refuses_the_choice_is_asked_once() -> None:
    board = Switchboard()
    board.exchange.faults[ca.ChooseDevices] = Conflict("Not now.")
    choose(board, WEBCAM)
    board.wait(1_000)
    assert len(board.sent) == 1
    assert board.said() == [ch.NoticeKind.REFUSED]


def test_a_ringing_that_is_tried_ends_by_itself() -> None:
    board = Switchboard()
    board.take(it.CheckSound(check=ca.StartRinging()))
    assert phone_of(board).ringing
    board.wait(2_999)
    assert board.sent == [ca.StartRinging()]
    board.wait(1)
    assert board.sent == [ca.StartRinging(), ca.StopRinging()]
    assert not phone_of(board).ringing
    board.wait(10_000)
    assert len(board.sent) == 2


def test_a_trial_never_silences_the_ringing_of_an_offer() -> None:
    board = Switchboard()
    board.take(it.CheckSound(check=ca.StartRinging()))
    call = offer("i9", conversation_id="v9", channel=Channel.VOICE)
    board.take(batch(ev.OfferMade(offer=call)))
    assert board.sent[-1] == ca.StartRinging(loudness=0.6)
    asked = len(board.sent)
    board.wait(3_000)
    board.take(it.CheckSound(check=ca.StopRinging()), it.CheckSound(check=ca.StartRinging()))
    assert ca.StopRinging() not in board.sent
    assert board.sent[asked:] in ([], [ca.StartRinging(loudness=1.0)])


def test_a_check_of_the_microphone_is_over_when_the_telephone_starts_again() -> None:
    board = Switchboard()
    board.take(it.CheckSound(check=ca.WatchLevels(on=True)))
    assert phone_of(board).watched
    assert told(board.desk, ch.CallsChanged)
    board.take(ph.LevelsMeasured(microphone=0.4, speaker=0.0))
    assert told(board.desk, ch.LevelsShown)
    board.take(*board.exchange.vanishes()).take(*board.exchange.returns())
    assert not phone_of(board).watched


def test_an_echo_test_tells_its_phases_and_how_loud_it_was() -> None:
    board = Switchboard()
    board.take(it.CheckSound(check=ca.StartEchoTest()))
    phone = phone_of(board)
    assert phone.echo is EchoPhase.LISTENING
    board.take(ph.EchoTestChanged(phase=EchoPhase.PLAYING, loudest=0.3))
    board.take(ph.EchoTestChanged(phase=EchoPhase.OFF, loudest=0.3))
    phone = phone_of(board)
    assert (phone.echo, phone.heard) == (EchoPhase.OFF, 0.3)


def test_without_a_telephone_a_trial_says_so_and_an_end_is_no_fault() -> None:
    board = Switchboard()
    board.take(*board.exchange.vanishes())
    board.take(it.CheckSound(check=ca.StopEchoTest()))
    board.take(it.CheckSound(check=ca.WatchLevels(on=False)))
    assert board.said() == []
    board.take(it.CheckSound(check=ca.StartEchoTest()))
    assert board.said() == [ch.NoticeKind.REFUSED]
    assert board.sent == []


def test_devices_come_and_go() -> None:
    board = Switchboard()
    choose(board, WEBCAM)
    headset = AudioDevice(name="Jabra Evolve2 65", kind=DeviceKind.INPUT, default=True)
    board.take(board.exchange.plugged(headset))
    phone = phone_of(board)
    assert phone.in_use.microphone == headset.name
    assert [one.name for one in phone.in_use.missing] == ["Webcam", "Speakers"]
    assert phone.devices == (headset,)
