"""Rules: where work goes and how it waits there, as an administrator wrote it down; when the house is open, and when
agents are to work.

The rule of this room: pure. No I/O, no clock, no tables; it imports the model and nothing of the hub. Rules are read
and written in a form of lines (`reading`, `writing`), checked against what the house has (`checking`), and evaluated
(`evaluating`): the first rule that holds decides, unless it says to go on; then what was said first stays. Bad rules
are faults at their line, never exceptions. Calendars are judged in their own time zone (`hours`), and so are shifts
(`shifts`; out of a file: `shift_file`).
"""
