# What one does with this checkout. `make` alone lists it.
#
# The environment (.venv) is built anew only when something it was made from has changed: the stamp
# that says "ready" carries a checksum of the requirement files, the Python and this folder's place.

PORT ?= 8000
PYTHON ?= python3
ONLY ?=
NAME ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
CODE := qms checks tests bench
# Tests write and sync thousands of small databases: in memory where the machine has such a folder.
MEMORY := $(shell test -w /dev/shm && echo PYTEST_DEBUG_TEMPROOT=/dev/shm)

checksum = $(firstword $(shell { $(PYTHON) -VV; pwd; cat $(1); } 2>/dev/null | cksum))
RUN_READY := .venv/ready-to-run-$(call checksum,requirements/run.txt)
DEVELOP_READY := .venv/ready-to-develop-$(call checksum,requirements/run.txt requirements/develop.txt)

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(RUN_READY) ## start the program with its demonstration agency (PORT=8000)
	@$(BIN)/qms serve --demo --port $(PORT)

.PHONY: environment
environment: $(RUN_READY) ## build the environment of the program, without starting it

.PHONY: test
test: $(DEVELOP_READY) ## run every test (ONLY=tests/documents for some)
	@$(BIN)/python -m tests.system_packages
	@$(MEMORY) $(BIN)/pytest --numprocesses 2 --dist worksteal $(ONLY)

.PHONY: check
check: check-format check-code check-types check-layers check-templates check-texts check-translations ## look for faults without running the program

.PHONY: check-format check-code check-types check-layers check-templates check-texts check-translations
check-format: $(DEVELOP_READY)
	@$(BIN)/ruff format --quiet --check $(CODE) || { echo "Some files are not formatted. Run: make format" >&2; exit 1; }
check-code: $(DEVELOP_READY)
	@$(BIN)/ruff check --quiet $(CODE)
check-types: $(DEVELOP_READY)
	@$(BIN)/mypy --no-error-summary
check-layers: $(DEVELOP_READY)
	@told=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$told" >&2; exit 1; }
check-templates: $(DEVELOP_READY)
	@$(BIN)/djlint templates --quiet --check || { echo "Some templates are not formatted. Run: make format" >&2; exit 1; }
	@$(BIN)/djlint templates --quiet --lint
check-texts: $(DEVELOP_READY)
	@$(BIN)/python -m checks.texts
check-translations: $(DEVELOP_READY)
	@$(BIN)/python -m checks.translations

.PHONY: format
format: $(DEVELOP_READY) ## put code, templates and translations in order
	@$(BIN)/ruff check --quiet --fix-only $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)
	@$(BIN)/djlint templates --quiet --reformat || true
	@$(BIN)/python -m checks.translations --update

.PHONY: bench
bench: $(DEVELOP_READY) ## measure speed (NAME=search for one measurement)
	@$(BIN)/python -m bench $(NAME)

.PHONY: lock
lock: ## choose the newest fitting versions of all libraries again
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --quiet --disable-pip-version-check install pip-tools
	@for kind in run develop; do \
	  build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	    --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --output-file requirements/$$kind.txt requirements/$$kind.in || exit 1; \
	done
	@rm -rf build/lock
	@echo "Locked. Read the difference, then run: make test"

.PHONY: clean
clean: ## take away the environment and what tools left behind (data stays)
	@rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find qms checks tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed as $(PYTHON). On Debian: apt-get install python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python cannot make environments here. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Building the environment in .venv; this happens once and takes about a minute."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOP_READY): requirements/develop.txt $(RUN_READY)
	@echo "Adding the tools for tests and checks."
	@$(PIP) install --require-hashes --requirement requirements/develop.txt
	@touch $@
