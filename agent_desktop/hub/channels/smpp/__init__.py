"""SMS by SMPP 3.4: one transceiver's link to an SMSC for each entry point.

`reading.py`, `codes.py`, `translate.py` and `ledger.py` are pure; `link.py`, `keeper.py`, `session.py` and `network.py`
do I/O. What we send is built by aiosmpplib. Its client is not used: it ends the link over what SMSCs really send
(statuses of their own, receipts with seconds or hexadecimal errors, 16-bit references), writes texts to the log, knows
no TLS and forgets.
"""
