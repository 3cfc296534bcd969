# `make demo` and `make test` need only python3 (3.11 or later) with its venv module.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-comet test-cluster bench bench-checks bench-scale bench-cluster bench-align fuzz associations renderings coverage bench-coverage bench-scores adequacy samples picture clean

demo: $(VENV)/.installed
	@mkdir -p build
	@$(BIN)/audit demo --report build/audit-demo.html

test: $(VENV)/.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

bench: .venv-bench/.installed
	.venv-bench/bin/python -m tests.benchmark
	.venv-bench/bin/python -m tests.benchmark.checks
	.venv-bench/bin/python -m tests.generated

# Gives every reader 100,000 inputs that were made up to reach all of its code, and writes down how that went: an hour.
fuzz: .venv-fuzz/.installed
	.venv-fuzz/bin/python -m tests.fuzz

# Measures speed and memory by length and family of checks: minutes. SIZES=1000000 for that length alone: an hour.
bench-scale: .venv-bench/.installed
	.venv-bench/bin/python -m tests.benchmark.scale $(SIZES)
	.venv-bench/bin/python -m tests.benchmark.again $(SIZES)
	.venv-bench/bin/python -m tests.benchmark.scale_page

# Learns the table of word associations again, from the public data beside the checkout.
associations: $(VENV)/.installed
	$(BIN)/python -m tests.training.associations

# Learns the table of renderings of words, and what speaks for two figures having changed places: minutes.
renderings: $(VENV)/.installed
	$(BIN)/python -m tests.training.exchanges

# Learns the weights of the clues to omissions and additions again, from the same data.
coverage: $(VENV)/.installed
	$(BIN)/python -m tests.training.coverage

# Measures the checks of content, which need the encoder: minutes.
bench-coverage: $(VENV)/.installed
	$(BIN)/python -m tests.benchmark.coverage

# Measures the guards before scores, and what is said of low estimates: minutes.
bench-scores: $(VENV)/.installed
	$(BIN)/python -m tests.benchmark.scores

# Measures --align on documents with sentences merged, split and dropped: minutes.
bench-align: $(VENV)/.installed
	$(BIN)/python -m tests.benchmark.alignment

# Trains the adequacy score again, on the human judgements beside the checkout, and reports what it reaches: ten minutes.
adequacy: .venv-training/.installed
	.venv-training/bin/python -m tests.training.adequacy

# Judges the findings of every check: writes the confidence that findings carry. A few minutes.
bench-checks: $(VENV)/.installed
	$(BIN)/python -m tests.benchmark.checks
	$(BIN)/python -m tests.generated

# Rebuilds all that is generated: the reports of the sample, the catalogue of checks, the tables of “Trust”. Read the difference.
samples: $(VENV)/.installed
	$(BIN)/python -m tests.generated

# The picture in the README. Needs chromium; look at it before you commit it.
picture: samples
	$(BIN)/python -m tests.generated picture

# In an environment of its own, for COMET caps numpy, protobuf and transformers.
test-comet: .venv-comet/.installed
	.venv-comet/bin/pytest tests/comet

# In an environment of its own, for Ray is large: a cluster of this machine, two workers, one of them killed.
test-cluster: .venv-cluster/.installed
	.venv-cluster/bin/pytest tests/cluster

# Measures Ray Data, Daft, Dask and our own processes on the checks of numbers: minutes.
bench-cluster: .venv-cluster/.installed
	.venv-cluster/bin/pip install --quiet --disable-pip-version-check daft==0.7.26 'dask[distributed]==2026.8.0'
	.venv-cluster/bin/python -m tests.benchmark.cluster

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv-bench/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@touch $@

.venv-fuzz/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz,parquet]'
	@touch $@

# torch comes first and alone, so that pip takes the file that fits this machine.
.venv-comet/.installed: pyproject.toml constraints-comet.txt
	$(PYTHON) -m venv .venv-comet
	.venv-comet/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-comet/bin/pip install --quiet --disable-pip-version-check -c constraints-comet.txt -e '.[comet]' pytest hypothesis
	@touch $@

.venv-training/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	.venv-training/bin/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[training]'
	@touch $@

.venv-cluster/.installed: pyproject.toml constraints-cluster.txt
	$(PYTHON) -m venv .venv-cluster
	.venv-cluster/bin/pip install --quiet --disable-pip-version-check -c constraints-cluster.txt -e '.[ray]' pytest hypothesis
	@touch $@

clean:
	rm -rf $(VENV) .venv-bench .venv-comet .venv-cluster .venv-fuzz .venv-training build
