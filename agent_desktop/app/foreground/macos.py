"""The program with the keyboard on macOS, by AppKit's NSWorkspace.

Promises to need no permission: that is why there is no title. Titles would need Screen Recording or Accessibility, so
a page in a browser cannot be told from another one here; the name of a payment program can.
"""

import ctypes
import ctypes.util
import os
from typing import Any

from agent_desktop.app.foreground.front import Front


class MacLooker:
    """See the module."""

    def __init__(self) -> None:
        self._objc = objc = ctypes.CDLL(ctypes.util.find_library("objc") or "libobjc.A.dylib")
        ctypes.CDLL(ctypes.util.find_library("AppKit") or "AppKit.framework/AppKit")
        for name in ("objc_getClass", "sel_registerName"):
            getattr(objc, name).argtypes = (ctypes.c_char_p,)
            getattr(objc, name).restype = ctypes.c_void_p
        objc.objc_autoreleasePoolPush.restype = ctypes.c_void_p
        objc.objc_autoreleasePoolPop.argtypes = (ctypes.c_void_p,)
        objc.objc_autoreleasePoolPop.restype = None
        self._workspace = objc.objc_getClass(b"NSWorkspace")

    def look(self) -> Front | None:
        """See `Looker`."""
        pool = self._objc.objc_autoreleasePoolPush()
        try:
            workspace = self._send(self._workspace, b"sharedWorkspace")
            program = self._send(workspace, b"frontmostApplication")
            if not program:
                return None
            name = self._send(self._send(program, b"localizedName"), b"UTF8String", ctypes.c_char_p)
            process = self._send(program, b"processIdentifier", ctypes.c_int)
            return Front("", (name or b"").decode(errors="replace"), process == os.getpid())
        finally:
            self._objc.objc_autoreleasePoolPop(pool)

    def _send(self, target: Any, message: bytes, answer: Any = ctypes.c_void_p) -> Any:
        """Send a message without arguments. Nothing answers a message to nothing."""
        kind = ctypes.CFUNCTYPE(answer, ctypes.c_void_p, ctypes.c_void_p)
        send = kind(("objc_msgSend", self._objc))
        return send(target, self._objc.sel_registerName(message))

    def close(self) -> None:
        """See `Looker`: nothing is held."""
