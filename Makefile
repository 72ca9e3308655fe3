# Each target is one command of tools/setup.py, which works the same without make.
PYTHON ?= python3

.DEFAULT_GOAL := run
.PHONY: run test test-full install lock demo-town clean

run:
	@$(PYTHON) tools/setup.py run $(if $(PORT),--port $(PORT))

test test-full install lock demo-town clean:
	@$(PYTHON) tools/setup.py $@
