"""Benchmarks: each module is one, run by `python3 packaging/dev.py bench NAME`.

A benchmark measures its comparison in the same run and ends with one line of JSON (see
`report.py`). Modules named `test_*` and `report` are not benchmarks.
"""
