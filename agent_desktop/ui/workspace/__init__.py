"""The inbox workspace: work list, thread and sidebar in one, following the desk. The shell puts its panes into place."""
