# make run opens the dashboard; make test checks everything. Both set up what they need.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$name -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$name; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check screenshots parts clean

run: $(VENV)/run.done
	$(BIN)/python -m ui.start

test: $(VENV)/test.done parts check

# Browser tests wait more than they compute: several files at once take half the time.
check:
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

screenshots: $(VENV)/test.done parts
	PYTHONPATH=.:tests $(BIN)/python tests/take_screenshots.py

# Chromium, LibreOffice and PostgreSQL: installed where that is allowed, otherwise named.
parts:
	@sh tests/install_parts.sh

$(VENV)/run.done: requirements.txt | $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.done: requirements.txt requirements-dev.txt | $(VENV)/made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.done

$(VENV)/made:
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "Cakupan needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment (Debian: apt-get install python3-venv)"; exit 1; }
	@touch $@

clean:
	rm -rf $(VENV) build
