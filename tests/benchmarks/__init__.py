"""Measurements, which `make test` does not run (but for a tiny one that keeps them alive).

    make bench                                 speed: list, total and facets, engine by engine
    .venv/bin/python -m tests.benchmarks.judge how good the first hits are

`speed` says how to run one class of queries or one engine.
"""
