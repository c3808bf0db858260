# intake: the commands of this checkout. `make demo` shows the main job, `make test` sets up and runs everything.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test bench lint fix lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: .found-python  ## replay a meeting from its call to its list on embedded servers (KEEP=1 keeps them running)
	@$(PYTHON) tools/setup.py demo
	@$(BIN)/intake demo --home .demo $(if $(KEEP),--keep)

test: .found-python  ## set up and run everything: format, lint, types, imports, tests
	@$(PYTHON) tools/setup.py test
	@$(PYTHON) tools/servers.py
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(TESTS)

bench: .found-python  ## what a mail costs in the daemon and in the store, a document to read, the desk beside a drain: ratios of one run; the pages of the log (Linux)
	@$(PYTHON) tools/setup.py test
	@$(PYTHON) tools/servers.py
	$(BIN)/python -m bench.daemon
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.store
	$(BIN)/python -m bench.desk
	$(BIN)/python -m bench.log --mails 10000

lint:  ## format, lint, types (the import contract is one of the tests)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix:  ## format and mend what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## write the locks anew from pyproject.toml (needs uv)
	for kind in demo test; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" --extra checkout --extra $$kind pyproject.toml -o requirements/$$kind.txt; done

clean:  ## remove what the commands made
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist

.PHONY: .found-python
.found-python:
	@command -v $(PYTHON) >/dev/null || { echo "intake needs Python 3.11 or newer, and there is no $(PYTHON): install it (Debian: python3 and python3-venv; macOS: python@3.13)." >&2; exit 1; }
