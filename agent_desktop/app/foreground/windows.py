"""The window with the keyboard on Windows, by three calls of the system.

Promises not to wait for the other program: a title is read from the system's own copy. Programs of other users or with
more rights than ours have a title all the same, but no name.
"""

import ctypes
import os
import sys
from ctypes import wintypes
from pathlib import PureWindowsPath

from agent_desktop.app.foreground.front import Front

assert sys.platform == "win32"

_LONGEST = 512
_QUERY_LIMITED = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


class WindowsLooker:
    """See the module."""

    def __init__(self) -> None:
        user, kernel = ctypes.WinDLL("user32"), ctypes.WinDLL("kernel32")
        user.GetForegroundWindow.restype = wintypes.HWND
        user.GetWindowTextW.argtypes = (wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
        user.GetWindowThreadProcessId.argtypes = (wintypes.HWND, wintypes.LPDWORD)
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.QueryFullProcessImageNameW.argtypes = (
            wintypes.HANDLE,
            wintypes.DWORD,
            wintypes.LPWSTR,
            wintypes.LPDWORD,
        )
        self._user, self._kernel = user, kernel

    def look(self) -> Front | None:
        """See `Looker`. None also while the screen is locked."""
        window = self._user.GetForegroundWindow()
        if not window:
            return None
        title = ctypes.create_unicode_buffer(_LONGEST)
        self._user.GetWindowTextW(window, title, _LONGEST)
        process = wintypes.DWORD()
        self._user.GetWindowThreadProcessId(window, ctypes.byref(process))
        return Front(title.value, self._program(process.value), process.value == os.getpid())

    def _program(self, process: int) -> str:
        handle = self._kernel.OpenProcess(_QUERY_LIMITED, False, process)
        if not handle:
            return ""
        try:
            path = ctypes.create_unicode_buffer(_LONGEST)
            size = wintypes.DWORD(_LONGEST)
            told = self._kernel.QueryFullProcessImageNameW(handle, 0, path, ctypes.byref(size))
            return PureWindowsPath(path.value).name if told else ""
        finally:
            self._kernel.CloseHandle(handle)

    def close(self) -> None:
        """See `Looker`: nothing is held."""
