# The verbs of the project. Each sets up what it needs: a fresh machine has Python, make and git.
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

SIZE ?= 300
PAGES ?= 10 30 100 300

.PHONY: help serve build ids links zip pdf shots test cover bare lint audit bench bench-pages bench-peers mutants lock clean

help:
	@echo "make serve   the book at http://$(ADDRESS), rebuilt when a file changes"
	@echo "make build   the book into site/, strictly: any mistake is an error"
	@echo "make test    every test, doctest and fence"
	@echo "make cover   which branches of snippets no test takes"
	@echo "make bare    the tests of snippets where only NumPy is installed"
	@echo "make ids     publish the ids of new headings and equations: they are kept from then on"
	@echo "make links   list every address outside the site; every one inside must lead somewhere"
	@echo "make zip     the book for reading offline: build/checked-gradients.zip"
	@echo "make pdf     the book on paper: build/checked-gradients.pdf"
	@echo "make shots   pictures of its pages, wide and narrow, light and dark: build/shots"
	@echo "make lint    style, types, spelling"
	@echo "make audit   known holes of the pinned versions (asks the network)"
	@echo "make bench   how long training, checking and building take, beside others"
	@echo "make bench-pages   what a first visit costs, and Lighthouse's marks"
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
	$(BIN)/python -m pytest -n auto --dist worksteal --durations 6

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

# The site that stands; its own ids.txt has what docs/ids.txt had, and what is new.
ids: build
	cp site/ids.txt docs/ids.txt

links: build
	$(BIN)/python -m weave links

# The whole book for reading without a network: unpack, open index.html.
zip: .venv/ready
	$(BIN)/mkdocs build --strict --no-directory-urls --site-dir build/offline
	$(BIN)/python -m weave zip build/offline build/checked-gradients.zip

# The same pages, printed twice by Chromium, so that the contents can name their pages.
pdf: zip
	$(BIN)/python -m weave pdf build/offline build/checked-gradients.pdf

shots: zip
	$(BIN)/python -m weave shots build/offline build/shots

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell docs snippets weave benchmarks README.md CONTRIBUTING.md

# pip-audit has an environment of its own, and is itself pinned with hashes.
.cache/audit/ready: tests/audit/requirements.txt
	$(PYTHON) -m venv .cache/audit
	.cache/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

audit: .cache/audit/ready
	.cache/audit/bin/pip-audit --require-hashes --disable-pip -r requirements.txt

# PyTorch is compared with if it is there: $(BIN)/python -m pip install torch==2.13.0
# So is Jupyter Book: make bench-peers
bench: .venv/ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.books --pages $(PAGES)

# Lighthouse gives marks where there is node; it asks no other machine.
.cache/lighthouse/ready: benchmarks/lighthouse/package-lock.json
	mkdir -p $(@D) && cp benchmarks/lighthouse/package*.json $(@D)
	! command -v npm >/dev/null || npm ci --prefix $(@D) --no-audit --no-fund --silent
	@touch $@

bench-pages: build .cache/lighthouse/ready
	$(BIN)/python -m benchmarks.pages site

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
	for name in requirements tests/audit/requirements tests/mutants/requirements benchmarks/peers; do \
	  .cache/lock/bin/uv pip compile --universal --python-version 3.11.5 --generate-hashes \
	    --no-emit-find-links --custom-compile-command "make lock" $$name.in -o $$name.txt || exit; done

clean:
	rm -rf .venv .cache site build checked_gradients.egg-info .coverage \
	  .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
