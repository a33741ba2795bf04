"""The hub's protocol: every record that crosses a socket, for agents' desks and for visitors' widgets.

Promises that each frame is one JSON object with a `type`, that the version is checked before anything else, and that
events are the model's own. Refuses to be lenient inbound: unknown fields, unknown types and other versions are
answered with a `Problem` that names the value. docs/hub-protocol.md is generated from this room.

Agents' desks: `POST /v1/sign-in` (or `/v1/sign-in/ticket`) gives a token; then the WebSocket `/v1/live`, first frame
`Hello`. History, search and files travel over HTTP with the token in the `Authorization` header.
Visitors: `POST /chat/v1/sessions` gives a visitor token; then the WebSocket `/chat/v1/live`, first frame
`VisitorHello`.
Wallboards: the page at `/wallboard` reads the secret from its link's fragment; then the WebSocket `/wallboard/live`,
first frame `WallHello`.
"""

from agent_desktop.hub.protocol.desks import *  # noqa: F403 (one vocabulary, in files of a readable size)
from agent_desktop.hub.protocol.shared import *  # noqa: F403
from agent_desktop.hub.protocol.visitors import *  # noqa: F403
from agent_desktop.hub.protocol.wallboards import *  # noqa: F403
