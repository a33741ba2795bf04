"""What the hub can do, honestly: everything but, for most, supervision and figures."""

from msgspec.structs import replace

from agent_desktop.connectors.hub.administration import TOPICS
from agent_desktop.model.administration import Topic
from agent_desktop.model.manifest import Capability, Field, FieldKind, Manifest
from agent_desktop.model.words import later
from agent_desktop.model.work import Channel

LEADS = (Topic.SHIFTS, Topic.ALERTS, Topic.WALLBOARDS, Topic.REPORTS, Topic.AUDIT)
"""What leads look after by themselves."""
MANIFEST = Manifest(
    name="hub",
    title="Agent Desktop Hub",
    subtitle=later("Your team's own hub"),
    channels=(Channel.CHAT, Channel.VOICE, Channel.EMAIL, Channel.SMS, Channel.SOCIAL),
    capabilities=frozenset(Capability) - {Capability.SUPERVISOR, Capability.FIGURES},
    fields=(
        Field(
            name="address",
            label=later("Address"),
            kind=FieldKind.ADDRESS,
            hint="https://hub.example.com",
        ),
        Field(name="email", label=later("E-mail"), hint="you@example.com"),
        Field(name="password", label=later("Password"), kind=FieldKind.SECRET),
    ),
)


def manifest_for(scopes: tuple[str, ...]) -> Manifest:
    """What the hub does for an account with these scopes."""
    leads = {"supervisor", "admin"} & set(scopes)
    more = {Capability.SUPERVISOR} if "supervisor" in scopes else set()
    if leads:
        more.add(Capability.FIGURES)
    return replace(
        MANIFEST,
        capabilities=MANIFEST.capabilities | more,
        administration=TOPICS if "admin" in scopes else LEADS if leads else (),
    )
