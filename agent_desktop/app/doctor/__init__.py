"""The doctor: says in plain words what is wrong with this computer's link for calls, and what helps.

Each check is a probe, which measures facts within a time limit, and a pure judge, which turns facts into a finding.
Promises to talk to the servers that the agent's own settings name and to nobody else; no names of people, addresses or
secrets in what it says.
"""
