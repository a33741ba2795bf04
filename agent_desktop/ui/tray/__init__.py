"""The icon in the system's tray: how the agent is, and what can be done without the window."""
