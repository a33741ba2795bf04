"""The search workspace: everything cached on this computer, found as the agent types."""
