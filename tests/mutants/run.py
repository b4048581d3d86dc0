"""The sample, its trials and the record. Started by `python -m tests.mutants`, in its copy."""

import argparse
import importlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.mutants import record, trial
from tests.mutants.trial import Equation, Mutant
from weave.home import ROOT

HERE = Path(__file__).parent
LEAST = 0.9  # the share of mutants that must be noticed


def refuse_a_checkout() -> None:
    """Exit unless this tree is the copy that was made to be changed."""
    copy = os.environ.get("MUTANTS_MAY_CHANGE")
    if copy is None or Path(copy).resolve() != ROOT.resolve():
        sys.exit(f"{ROOT} is no copy: start with python -m tests.mutants")


def homes(names: Sequence[str]) -> dict[str, list[str]]:
    """The functions that equations name, by the module that defines them."""
    found: dict[str, list[str]] = {}
    for name in names:
        module, *path = name.split(".")
        thing = importlib.import_module(f"snippets.{module}")
        for part in path:  # of what a function returns, the function is meant
            thing = getattr(thing, part, thing)
        home = thing.__module__.removeprefix("snippets.")
        found.setdefault(home, []).append(thing.__qualname__)
    return {module: sorted(set(functions)) for module, functions in sorted(found.items())}


def generated(tool: str, wanted: dict[str, list[str]]) -> list[Mutant]:
    """All mutants of the wanted functions that mutmut can make."""
    command = [tool, "changes.py"]
    done = subprocess.run(
        command, cwd=HERE, input=json.dumps(wanted), stdout=subprocess.PIPE, text=True, check=True
    )
    return read(done.stdout)


def read(text: str) -> list[Mutant]:
    """Mutants from JSON."""
    return [Mutant(**fields) for fields in json.loads(text)]


def sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """Draw mutants, all if there are no more than asked for, in the order of the code."""
    chosen = random.Random(seed).sample(range(len(mutants)), min(size, len(mutants)))
    return [mutants[i] for i in sorted(chosen)]


def trials(chosen: Sequence[Mutant], equations: Sequence[Equation]) -> list[str | None]:
    """Try each mutant, given five times what its unchanged module needs, and ten seconds."""
    found: list[str | None] = []
    needed: dict[tuple[str, str], float] = {}
    for number, mutant in enumerate(chosen, 1):
        naming = [one for one in equations if mutant.name in one.functions]
        if (mutant.module, mutant.name) not in needed:
            needed[mutant.module, mutant.name] = trial.sound(mutant.module, naming)
        seconds = 10 + 5 * needed[mutant.module, mutant.name]
        found.append(trial.tried(mutant, naming, seconds))
        print(f"{number}/{len(chosen)} {mutant.name}: {found[-1] or 'SURVIVES'}", file=sys.stderr)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--tool", help="the Python of the environment that has mutmut")
    source.add_argument("--planted", type=Path, help="mutants as JSON, instead of mutmut's")
    parser.add_argument("--size", type=int, default=300)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args(arguments)
    refuse_a_checkout()

    start = time.perf_counter()
    equations = trial.equations()
    names = sorted({name for one in equations for name in one.functions})
    wanted = trial.forked(partial(homes, names), 60)
    mutants = (
        read(options.planted.read_text(encoding="utf-8"))
        if options.planted
        else generated(options.tool, wanted)
    )
    chosen = sample(mutants, options.size, options.seed)
    results = list(zip(chosen, trials(chosen, equations), strict=True))
    known = record.reasons()
    print(f"{len(chosen)} of {len(mutants)} mutants of {len(names)} functions, seed {options.seed}")
    print(record.table(results), *record.survivors(results, known), sep="\n")
    stale = [] if options.planted else record.stale(known, mutants)
    print(*stale, f"{(time.perf_counter() - start) / 60:.1f} minutes", sep="\n")
    return 1 if stale or record.share(results) < LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
