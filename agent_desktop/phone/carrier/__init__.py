"""The telephone network in earnest: SIP signalling and RTP voice behind the engine's opening (`engine/lines.py`)."""
