# Needs Python 3.11 or newer with pip, and make. Everything is installed into .venv, nothing anywhere else.
# Another Python: make report PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
# TEI's own schema and the checker that goes with it are no part of the project; see CONTRIBUTING.md.
TREATYDIFF_SHARED ?= ../shared

# What a person's shell sets for other Pythons must not leak into .venv.
export PIP_USER := 0
unexport PYTHONHOME
unexport PYTHONPATH

.PHONY: help report test lint types docs site tei check benchmarks dist clean

help:
	@echo 'make report      write the comparisons of the bundled dossier to neutrality-pact/'
	@echo 'make test        run the tests'
	@echo 'make check       lint, types, docs, site, tei and test'
	@echo 'make lint        ruff and the import rules'
	@echo 'make types       mypy'
	@echo 'make docs        run the examples in the documentation'
	@echo 'make site        build the documentation into docs/_site/, and check its links'
	@echo 'make tei         validate texts/ and neutrality-pact/ against TEI, where its schema is at hand'
	@echo 'make benchmarks  measure'
	@echo 'make dist        build sdist and wheel into dist/'
	@echo 'make clean       remove all that make has made'

report: $(VENV)/has-package
	@$(BIN)/treatydiff report -o neutrality-pact/

test: $(VENV)/has-test
	@$(BIN)/python -m pytest

lint: $(VENV)/has-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports

types: $(VENV)/has-dev
	@$(BIN)/mypy

docs: $(VENV)/has-test
	@$(BIN)/python -m pytest --doctest-modules --doctest-glob='*.md' --ignore=docs/conf.py --ignore=docs/rendering.py \
		--ignore=docs/_site --ignore=docs/jupyter_execute src docs README.md

site: $(VENV)/has-docs
	@$(BIN)/sphinx-build --quiet -n -W --keep-going -E -d docs/_doctrees docs docs/_site
	@echo 'open docs/_site/index.html'

tei: $(VENV)/has-dev report
	@if [ -e '$(TREATYDIFF_SHARED)/tools/tei_check.py' ]; then \
		$(BIN)/python '$(TREATYDIFF_SHARED)/tools/tei_check.py' texts/*.xml neutrality-pact/*.xml; \
	else \
		echo 'not validated against TEI: there is no $(TREATYDIFF_SHARED)/tools/tei_check.py'; \
	fi

check: lint types docs site tei test

benchmarks: $(VENV)/has-package
	@$(BIN)/python benchmarks/startup.py

dist: $(VENV)/has-dev
	@$(BIN)/python -m build

clean:
	rm -rf $(VENV) neutrality-pact dist docs/_site docs/_doctrees docs/_pictures docs/jupyter_execute .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp stands for something installed in .venv. Some systems ship Python without ensurepip, which venv
# needs to put a pip into .venv; there the system's pip does it (pip 22.3 or newer). That is also allowed on
# systems whose pip refuses to install for everybody (PEP 668), since it installs into .venv.
$(VENV)/has-pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("treatydiff needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; name another one: make PYTHON=python3.12 ...")'
	@echo 'making a virtual environment in $(VENV)'
	@rm -rf $(VENV)
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
		$(PYTHON) -m venv $(VENV); \
	else \
		$(PYTHON) -m venv --without-pip $(VENV) && \
		$(PYTHON) -m pip --quiet --disable-pip-version-check --python $(BIN)/python install pip; \
	fi
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/has-package: $(VENV)/has-pip pyproject.toml
	@echo 'installing treatydiff in $(VENV)'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/has-test: $(VENV)/has-package
	@echo 'installing the test tools in $(VENV)'
	@$(PIP) install --group test
	@touch $@

$(VENV)/has-dev: $(VENV)/has-test
	@echo 'installing the development tools in $(VENV)'
	@$(PIP) install --group dev
	@touch $@

$(VENV)/has-docs: $(VENV)/has-test
	@echo 'installing what builds the documentation in $(VENV)'
	@$(PIP) install --group docs
	@touch $@
