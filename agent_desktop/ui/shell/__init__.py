"""The shell: the one window around every workspace.

Rule: knows places, keys and commands, never what a pane shows. Panes are handed in; what the agent asks leaves through
signals and through the commands that were registered.
"""
