# The two commands that matter: `make run` and `make test`.

MAKEFLAGS += --no-print-directory
PYTHONS = python3 python3.14 python3.13 python3.12 python3.11
IS_NEW_ENOUGH = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: setup run test check bench train evaluate

setup: ## makes .venv/; silent and offline when nothing changed
	@cmp -s requirements.txt .venv/requirements.txt || $(MAKE) .venv/requirements.txt

.venv/requirements.txt: FORCE
	@for python in $(PYTHONS); do \
	    $$python -c "$(IS_NEW_ENOUGH)" 2>/dev/null && exec $$python -m venv .venv; \
	done; \
	echo "Leadkeeper needs Python 3.11 or newer with venv (on Debian: apt install python3 python3-venv)." >&2; \
	exit 1
	@echo "Installing what requirements.txt names into .venv/ …"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@cp requirements.txt $@

.PHONY: FORCE
FORCE:

run: setup ## starts the app and the sidecar; Ctrl-C ends both
	@exec .venv/bin/python -m jobs.procfile

test: setup ## all tests
	@.venv/bin/python -m pytest -n 2 --dist loadgroup

check: setup ## what CI checks: style, types, tests
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/python -m pytest -n 2 --dist loadgroup

bench: setup ## how fast a large workbook is imported
	@.venv/bin/python -m tests.bench

train: setup ## learns to read replies again, from data/training/: the same texts give the same bytes
	@.venv/bin/python -m data.training.train $(if $(CORRECTIONS),--with-corrections)

evaluate: setup ## how well and how fast replies are read, on mails that nothing was learned from
	@.venv/bin/python -m tests.evaluate $(if $(ERRORS),--errors)
