"""What the hub can do, honestly: everything but the telephone and the supervisor's workspace."""

from agent_desktop.model.manifest import Capability, Field, FieldKind, Manifest
from agent_desktop.model.work import Channel

MANIFEST = Manifest(
    name="hub",
    title="Agent Desktop Hub",
    subtitle="A team's own hub, on a server or another computer",
    channels=(Channel.CHAT,),
    capabilities=frozenset(Capability) - {Capability.VOICE, Capability.SUPERVISOR},
    fields=(
        Field(
            name="address",
            label="Address",
            kind=FieldKind.ADDRESS,
            hint="https://hub.example.com",
        ),
        Field(name="email", label="E-mail", hint="you@example.com"),
        Field(name="password", label="Password", kind=FieldKind.SECRET),
    ),
)
