"""The window with the keyboard on X11, asked over a connection of its own with the system's libxcb.

Promises to survive windows that vanish while they are looked at, and a server that goes away: that is an OSError. Uses
what window managers tell (EWMH: _NET_ACTIVE_WINDOW, _NET_WM_NAME, _NET_WM_PID) and, without one, the input focus.
"""

import ctypes
import ctypes.util
import os
import sys
from typing import Any, Final

from agent_desktop.app.foreground.front import Front

_ANY = 0
_LONGEST_WORDS = 256  # four bytes each
_HIGHEST = 16
_ID = ctypes.c_uint32
_POINTER = ctypes.POINTER(ctypes.c_ubyte)


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),
        ("rem", ctypes.c_int),
        ("index", ctypes.c_int),
    )


#: Where in a reply the value stands that is wanted, in bytes.
_ATOM, _FOCUS, _PARENT = 8, 8, 12
#: The requests: what follows the connection.
_REQUESTS: Final[dict[str, tuple[Any, ...]]] = {
    "intern_atom": (ctypes.c_uint8, ctypes.c_uint16, ctypes.c_char_p),
    "get_property": (ctypes.c_uint8, _ID, _ID, _ID, ctypes.c_uint32, ctypes.c_uint32),
    "get_input_focus": (),
    "query_tree": (_ID,),
}


def _load() -> ctypes.CDLL:
    """The library, with the types of what is used. Raises OSError when it is missing."""
    xcb = ctypes.CDLL(ctypes.util.find_library("xcb") or "libxcb.so.1")
    there = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.POINTER(ctypes.c_int))
    xcb.xcb_connect.restype = there
    for name in ("xcb_connection_has_error", "xcb_disconnect", "xcb_get_setup"):
        getattr(xcb, name).argtypes = (there,)
    xcb.xcb_disconnect.restype = None
    xcb.xcb_get_setup.restype = there
    xcb.xcb_setup_roots_iterator.argtypes = (there,)
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_screen_next.argtypes = (ctypes.POINTER(_Screens),)
    xcb.xcb_screen_next.restype = None
    xcb.xcb_get_property_value.argtypes = (_POINTER,)
    xcb.xcb_get_property_value.restype = there
    xcb.xcb_get_property_value_length.argtypes = (_POINTER,)
    for name, types in _REQUESTS.items():
        ask = getattr(xcb, f"xcb_{name}")
        ask.argtypes, ask.restype = (there, *types), _Cookie
        reply = getattr(xcb, f"xcb_{name}_reply")
        reply.argtypes = (there, _Cookie, ctypes.POINTER(there))
        reply.restype = _POINTER
    return xcb


class X11Looker:
    """See the module. `display` as in DISPLAY, which is taken when it is None."""

    def __init__(self, display: str | None = None) -> None:
        self._xcb = _load()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        screen = ctypes.c_int(0)
        name = None if display is None else display.encode()
        self._connection: int | None = self._xcb.xcb_connect(name, ctypes.byref(screen))
        self._check()
        roots = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection))
        for _ in range(screen.value):
            self._xcb.xcb_screen_next(ctypes.byref(roots))
        self._root = int(roots.data[0])
        self._atoms: dict[str, int] = {}

    def close(self) -> None:
        """See `Looker`."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._xcb.xcb_disconnect(connection)

    def look(self) -> Front | None:
        """See `Looker`."""
        window = self._number(self._root, "_NET_ACTIVE_WINDOW") or self._focused()
        self._check()
        if not window:
            return None
        title = self._text(window, "_NET_WM_NAME") or self._text(window, "WM_NAME")
        program = self._text(window, "WM_CLASS").replace("\0", " ").strip()
        own = self._number(window, "_NET_WM_PID") == os.getpid()
        self._check()
        return Front(title, program, own)

    def _check(self) -> None:
        if self._connection is None or self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise OSError("The X11 server does not answer.")

    def _ask(self, name: str, *values: Any) -> bytes | None:
        """The reply's first 32 bytes and, of a property, its value; None when the server refused."""
        if self._connection is None:
            return None
        cookie = getattr(self._xcb, f"xcb_{name}")(self._connection, *values)
        fault = ctypes.c_void_p()
        take = getattr(self._xcb, f"xcb_{name}_reply")
        reply = take(self._connection, cookie, ctypes.byref(fault))
        if not reply:
            self._free(fault)
            return None
        try:
            size = 32
            if name == "get_property":
                size += self._xcb.xcb_get_property_value_length(reply)
            return ctypes.string_at(reply, size)
        finally:
            self._free(ctypes.cast(reply, ctypes.c_void_p))

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            raw = name.encode()
            reply = self._ask("intern_atom", 0, len(raw), raw)
            self._atoms[name] = 0 if reply is None else _number(reply, _ATOM)
        return self._atoms[name]

    def _property(self, window: int, name: str) -> bytes:
        atom = self._atom(name)
        reply = self._ask("get_property", 0, window, atom, _ANY, 0, _LONGEST_WORDS)
        return b"" if reply is None else reply[32:]

    def _number(self, window: int, name: str) -> int:
        raw = self._property(window, name)
        return _number(raw, 0) if len(raw) >= 4 else 0

    def _text(self, window: int, name: str) -> str:
        return self._property(window, name).decode(errors="replace").rstrip("\0")

    def _focused(self) -> int:
        """The named window that holds the input focus; 0 where none does."""
        reply = self._ask("get_input_focus")
        window = 0 if reply is None else _number(reply, _FOCUS)
        for _ in range(_HIGHEST):
            if window in (0, 1, self._root) or self._property(window, "WM_CLASS"):
                break
            tree = self._ask("query_tree", window)
            window = 0 if tree is None else _number(tree, _PARENT)
        return 0 if window in (1, self._root) else window


def _number(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 4], sys.byteorder)
