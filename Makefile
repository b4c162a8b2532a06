# What one does with the archive from nothing: `make demo`, `make test`. README.md says more.

PYTHON ?= python3
PORT ?= 8000
N ?= 100000

# -E: whatever PYTHONPATH and the like say, it is this project and its environment that run.
run := .venv/bin/python -E
manage := $(run) manage.py

.PHONY: env dev demo test bench check suggest

env:
	@$(PYTHON) requirements/install.py base

dev:
	@$(PYTHON) requirements/install.py dev

# What suggestions by a linear model need, on top of the rest.
suggest: env
	@$(PYTHON) requirements/install.py suggest

demo: env
	@$(manage) demo --port $(PORT)

# make test DATABASE_URL=postgres://… tests on a PostgreSQL of yours; ARGS="-k facets" is for pytest.
test: dev
	@$(run) -m pytest -n 2 --dist worksteal $(ARGS)

# Speed beside plain Django, SQLite and Tantivy; tests/benchmarks/speed.py says what ARGS there are.
bench: dev
	@$(PYTHON) requirements/install.py bench
	@$(run) -m tests.benchmarks.speed --n $(N) $(ARGS)

check: dev
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/mypy
	@PATH=.venv/bin:$$PATH .venv/bin/lint-imports
	@env -u DEBUG SECRET_KEY=$$($(run) -c "import secrets; print(secrets.token_hex(32))") \
		$(manage) check --deploy --fail-level WARNING
	@# It compares files; the database that it also wants to ask is not there, and that is well.
	@DATABASE_URL=postgres://127.0.0.1:1/none \
		$(run) -W ignore manage.py makemigrations --check --dry-run
