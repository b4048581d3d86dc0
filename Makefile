# The verbs of the project. Each sets up what it needs: a fresh machine has Python, make and git.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

SIZE ?= 300
PAGES ?= 10 30 100 300

.PHONY: help serve build test cover bare lint bench bench-peers mutants lock clean

help:
	@echo "make serve   the book at http://$(ADDRESS), rebuilt when a file changes"
	@echo "make build   the book into site/, strictly: any mistake is an error"
	@echo "make test    every test, doctest and fence"
	@echo "make cover   which branches of snippets no test takes"
	@echo "make bare    the tests of snippets where only NumPy is installed"
	@echo "make lint    style, types, spelling"
	@echo "make bench   how long training, checking and building take, beside others"
	@echo "make bench-peers   install what make bench compares builds with"
	@echo "make mutants changes the code in $(SIZE) places: do equations and tests notice?"
	@echo "make lock    pin requirements.in into requirements.txt again"
	@echo "make clean   remove what the verbs made"

# The stamp is newer than what it was made from, or the set-up runs again.
.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; $(PYTHON) is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

serve: .venv/ready
	@echo "Building; then the book is at http://$(ADDRESS)"
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: .venv/ready
	$(BIN)/mkdocs build --strict

test: .venv/ready
	$(BIN)/python -m pytest -n auto

cover: .venv/ready
	$(BIN)/python -m pytest -n auto snippets tests/snippets tests/test_gradients.py --cov

# An environment with NumPy only: snippets and its tests must not need more.
.cache/bare/ready: requirements.txt
	$(PYTHON) -m venv .cache/bare
	.cache/bare/bin/python -m pip install --quiet --disable-pip-version-check \
	  $$(grep -oE '^(numpy|pytest|hypothesis)==[^ ;]+' requirements.txt)
	@touch $@

bare: .cache/bare/ready
	.cache/bare/bin/python -m pytest snippets tests/snippets tests/test_gradients.py

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell docs snippets weave benchmarks README.md CONTRIBUTING.md

# PyTorch is compared with if it is there: $(BIN)/python -m pip install torch==2.13.0
# So is Jupyter Book: make bench-peers
bench: .venv/ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.books --pages $(PAGES)

bench-peers: .cache/peers/ready
.cache/peers/ready: benchmarks/peers.txt
	$(PYTHON) -m venv .cache/peers
	.cache/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# mutmut has an environment of its own: only this verb needs it.
.cache/mutmut/ready: tests/mutants/requirements.txt
	$(PYTHON) -m venv .cache/mutmut
	.cache/mutmut/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

mutants: .venv/ready .cache/mutmut/ready
	$(BIN)/python -m tests.mutants --tool $(CURDIR)/.cache/mutmut/bin/python --size $(SIZE)

# uv is fetched into a folder of its own: only who changes a pin needs it.
lock:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet uv
	for name in requirements tests/mutants/requirements benchmarks/peers; do \
	  .cache/lock/bin/uv pip compile --universal --python-version 3.11.5 --generate-hashes \
	    --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt || exit; done

clean:
	rm -rf .venv .cache site build checked_gradients.egg-info .coverage \
	  .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
