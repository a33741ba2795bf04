"""The icon in the system's tray."""
