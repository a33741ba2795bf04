"""The inbox workspace: work list, thread and sidebar, following the desk. The shell puts the panes into place."""
