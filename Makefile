# make demo and make test need python3 (3.11 or later) and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
SYNCED := .venv/.synced
VALIDATOR := tests/ooxml_validator/node_modules/.package-lock.json
UV := $(or $(shell command -v uv),.uv/bin/uv)

# Tests wait for other programs a third of their time: two more at once than there are cores.
TEST_PROCESSES ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 2)')

# Trust what the machine trusts: behind a company's proxy uv's own list of certificates is not enough.
export UV_SYSTEM_CERTS ?= 1

.DELETE_ON_ERROR:
.PHONY: help demo test lint setup workbooks pictures clean

help:
	@echo "make demo   build a filled example workbook and calculate it"
	@echo "make test   check style and types, and run all tests"
	@echo "make lint   check style and types only"
	@echo "make setup  create .venv and fetch what the tests need"
	@echo "make workbooks  build workbooks/ and docs/functions.md again"
	@echo "make pictures   draw docs/pictures again, with LibreOffice and poppler"
	@echo "make clean  remove everything that make created"

demo: $(SYNCED)
	@mkdir -p demo && rm -f demo/example.xlsx
	$(BIN)/service-roi new demo/example.xlsx --example
	$(BIN)/service-roi calc demo/example.xlsx

test: lint setup
	$(BIN)/pytest --numprocesses $(TEST_PROCESSES) --dist loadfile $(PYTEST_ARGS)

workbooks: $(SYNCED)
	$(BIN)/python udfs/vba/build_project.py
	for lang in en nl; do \
	$(BIN)/service-roi new workbooks/service-roi-template-$$lang.xlsx --lang $$lang --force && \
	$(BIN)/service-roi new workbooks/service-roi-template-$$lang.xlsm --lang $$lang --force --macros && \
	$(BIN)/service-roi new workbooks/service-roi-example-$$lang.xlsx --lang $$lang --force --example || exit 1; \
	for firm in webshop energy-supplier mobile-operator copier-service; do \
	$(BIN)/service-roi new workbooks/firms/$$firm-$$lang.xlsx --lang $$lang --force --firm $$firm || exit 1; done; done
	$(BIN)/python -m reference.functions_tour workbooks/functions_tour.xlsx
	$(BIN)/python -m reference.functions_md docs/functions.md

pictures: $(SYNCED)
	PATH="$(BIN):$$PATH" $(BIN)/python docs/pictures/draw.py

lint: $(SYNCED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(SYNCED) $(VALIDATOR)

define NEEDS_PYTHON
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
echo "make needs python3, version 3.11 or later, on PATH; one elsewhere: make PYTHON=python3.12" >&2; exit 1; }
endef

$(SYNCED): pyproject.toml uv.lock | $(UV)
	@$(NEEDS_PYTHON)
	$(UV) sync --frozen --compile-bytecode --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@$(BIN)/python -m compileall -q xl_service_roi
	@touch $@

# A virtual environment that holds nothing but uv.
.uv/bin/uv:
	@$(NEEDS_PYTHON)
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "make needs Python's module venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .uv && echo '*' > .uv/.gitignore
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

# Microsoft's Open XML validator, for tests only: without it they are skipped.
$(VALIDATOR): tests/ooxml_validator/package.json tests/ooxml_validator/package-lock.json
	@if ! command -v npm >/dev/null; then echo "npm is absent: tests that validate workbooks will be skipped"; \
	elif cd tests/ooxml_validator && npm ci --silent; then touch node_modules/.package-lock.json; \
	else echo "npm could not fetch the Open XML validator: tests that validate workbooks will be skipped"; fi

clean:
	rm -rf .venv .uv demo tests/ooxml_validator/node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
