# Two commands matter: `make demo` and `make test`. Everything they need is brought here by locked files.
.DEFAULT_GOAL := help
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

PORT ?= 8000
SIMULATOR_PORT ?= 8001
OUTER_PORT ?= 8002
MAILBOX_PORT ?= 8003
SMTP_PORT ?= 8025
DATA ?= var/demo
WORKERS ?= auto
export PORT SIMULATOR_PORT OUTER_PORT MAILBOX_PORT SMTP_PORT DATA
# houses with a certificate authority of their own keep it in the system's store
export UV_SYSTEM_CERTS ?= true

# The first interpreter that is new enough and truly runs: a shim may be on the PATH and fail.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$name" && break; done)
BIN := .venv/bin
NODE_PATH = PATH="$(CURDIR)/$(BIN):$$PATH"
STAMPS := .venv/stamps

.PHONY: help demo test test-dates test-writes drill-letters check audit bench catalogues lock pictures proofs screens shapes wheel

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

demo: $(STAMPS)/demo $(STAMPS)/widget $(STAMPS)/catalogues ## set up all that is missing and start the demo (PORT, SIMULATOR_PORT, OUTER_PORT, MAILBOX_PORT, SMTP_PORT, DATA)
	@exec $(BIN)/entracte demo

test: $(STAMPS)/develop $(STAMPS)/widget $(STAMPS)/catalogues $(STAMPS)/chromium ## run every test, shuffled, on all cores (WORKERS); ARGS go to pytest
	@cd embed && $(NODE_PATH) npm test
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

test-dates: $(STAMPS)/develop $(STAMPS)/widget $(STAMPS)/catalogues $(STAMPS)/chromium ## run what hangs on dates where dates go wrong (ARGS="--spread 30")
	@WORKERS=$(WORKERS) $(BIN)/python tools/dates.py $(ARGS)

test-writes: $(STAMPS)/develop ## let ten thousand writes that stood still go out, by the simulator's record
	@ENTRACTE_TEST_WRITES=10000 $(BIN)/python -m pytest -q tests/contract/bridge/test_stoppages.py -k hundreds_of_writes $(ARGS)

drill-letters: $(STAMPS)/develop ## kill workers a hundred times while they send letters: none lost in silence, none sent twice
	@ENTRACTE_TEST_KILLS=100 $(BIN)/python -m pytest -q tests/contract/mail/test_kills.py $(ARGS)

check: $(STAMPS)/develop $(STAMPS)/widget ## format, lint, types, import contracts, templates, the widget's types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint --quiet src
	cd embed && $(NODE_PATH) npm run check

audit: $(STAMPS)/audit $(STAMPS)/node ## ask whether a locked dependency has a known hole; needs the advisory data, so not in CI
	@$(NODE_PATH) $(BIN)/python tools/audit.py

bench: $(STAMPS)/develop $(STAMPS)/bench $(STAMPS)/widget $(STAMPS)/catalogues ## measure, and print the figures
	@exec $(BIN)/python -m benchmarks $(ARGS)

wheel: $(STAMPS)/runtime $(STAMPS)/widget $(STAMPS)/catalogues ## build the package with its widget into dist/; it is installed without Node.js
	@rm -rf build && $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation \
		--wheel-dir dist .

screens: $(STAMPS)/develop $(STAMPS)/widget $(STAMPS)/catalogues $(STAMPS)/chromium ## draw every screen into a folder, or compare two: ARGS="--compare ONE OTHER"
	@exec $(BIN)/python -m tests.browser.screens $(ARGS)

pictures: $(STAMPS)/develop $(STAMPS)/widget $(STAMPS)/catalogues $(STAMPS)/chromium ## draw each letter and each step of a guest's own page into docs/pictures
	@$(BIN)/python -m tests.browser.letter_pictures

proofs: $(STAMPS)/develop ## write docs/proofs.md: which test proves which rule
	@$(BIN)/python tools/proofs.py

catalogues: $(STAMPS)/runtime ## write src/entracte/locale/*/LC_MESSAGES/django.po: the sentences that guests read
	@$(BIN)/python tools/catalogues.py draw

shapes: $(STAMPS)/develop ## write embed/src/api/shapes.ts: what the widget's API speaks
	@$(BIN)/python tools/widget_shapes.py

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(STAMPS)/uv ## resolve the dependencies anew into requirements/*.txt
	for name in bootstrap runtime demo develop node audit bench; do \
	$(LOCK) $(LOCKARGS) $$([ $$name = demo ] && echo "-c requirements/runtime.txt") \
		requirements/$$name.in -o requirements/$$name.txt || exit 1; done

$(STAMPS)/uv: requirements/bootstrap.txt
	@tools/make-venv "$(PYTHON)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@mkdir -p $(@D) && touch $@

INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes
$(STAMPS)/runtime: requirements/runtime.txt pyproject.toml $(STAMPS)/uv
	@$(INSTALL) -r $<
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(STAMPS)/demo $(STAMPS)/develop $(STAMPS)/audit $(STAMPS)/bench: $(STAMPS)/%: requirements/%.txt $(STAMPS)/runtime
	@$(INSTALL) -r $<
	@touch $@

$(STAMPS)/node: requirements/node.txt $(STAMPS)/uv
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' >/dev/null 2>&1 && npm --version >/dev/null 2>&1 \
		|| $(INSTALL) -r $<
	@touch $@

$(STAMPS)/packages: embed/package.json embed/package-lock.json $(STAMPS)/node
	@cd embed && $(NODE_PATH) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMPS)/widget: $(STAMPS)/packages $(shell find embed -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null) \
	$(wildcard src/entracte/backoffice/*/style/*.css src/entracte/backoffice/*/style/*/*.css)
	@cd embed && $(NODE_PATH) npm run --silent build
	@touch $@

$(STAMPS)/catalogues: $(STAMPS)/uv tools/catalogues.py $(wildcard src/entracte/locale/*/LC_MESSAGES/*.po)
	@$(BIN)/python tools/catalogues.py compile
	@touch $@

$(STAMPS)/chromium: $(STAMPS)/develop $(STAMPS)/node
	@$(NODE_PATH) $(BIN)/python tools/chromium.py
	@touch $@
