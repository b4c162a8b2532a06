"""Requests that nobody meant: the site answers each of them, in words and in time.

    .venv/bin/python -m tests.fuzzing.run              10,000 requests to a demo of its own

A small slice of them is part of `make test`.
"""
