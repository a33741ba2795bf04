"""A settings portal that knows one setting: `python settings_portal.py ADDRESS on|off`. Says when it answers."""

import sys

from jeepney import MessageType, message_bus, new_error, new_method_return  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

ADDRESS, ANIMATIONS = sys.argv[1:]
BUS_ERROR = "org.freedesktop.portal.Error.NotFound"

connection = open_dbus_connection(bus=ADDRESS)
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
sys.stdout.write("ready\n")
sys.stdout.flush()
while True:
    asked = connection.receive()
    if asked.header.message_type is not MessageType.method_call:
        continue
    if asked.body == ("org.gnome.desktop.interface", "enable-animations"):
        answer = ("v", ("b", ANIMATIONS == "on"))
        connection.send(new_method_return(asked, "v", (answer,)))
    else:
        connection.send(new_error(asked, BUS_ERROR))
