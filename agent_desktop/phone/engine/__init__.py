"""The engine: a process of its own that owns sound and signalling, and outlives the window while a call lasts."""
