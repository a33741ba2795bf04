"""Metrics: what happened, counted; the same figures for calls and every other channel.

The rule of this room: pure. No I/O, no clock, no tables; it imports the model and nothing of the hub. What is counted
are passages (`model.passages`) and how agents' time was spent; sums stay apart until the very end, where one is divided
by another: where the lower one is 0 there is no figure (None), never 0 or 100 %. Figures of longer times are made of
longer sums, never of figures. A passage belongs to the stretch of time in which it came to its queue; thresholds
include their own value.

Live and later figures have one source. A day that goes on (`today.Today`) counts a passage as soon as its waiting is
over, and who waits now at the moment that is asked about, since that changes with time alone. A table
(`table.Table`) of the same time has the same sums, whether it was filled from passages or from sums that the hub keeps
(`storage.sums`), which are made of passages too. `definitions.figure` makes figures of sums, for both.
"""
