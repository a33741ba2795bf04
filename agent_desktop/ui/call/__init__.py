"""The agent's side of calls: the strip, keypad and dial pad, handing over, the call history. Never a dialog."""
