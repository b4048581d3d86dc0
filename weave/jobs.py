"""What a worker does: each function executes one job of a page and gives back plain data."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from weave import afresh, check, fences, figures, memoize, mutate, plotted, values, worked
from weave.errors import Mistake
from weave.home import house
from weave.verdict import Lab, Output, Survivor, Toll, Verdict

Sources = dict[str, str]
PLAIN = {str, int, float, bool, type(None)}


def run(kind: str, arguments: tuple[Any, ...], root: str, folder: str) -> tuple[Any, Sources]:
    """Execute a job in a worker; its result, and the hashes of the sources that ran here.

    root: of the book; folder: of its ledger, where experiments are kept
    """
    memoize.of_process(Path(root), Path(folder))
    found = KINDS[kind](*arguments)
    return found, dict(afresh.executed)


def program(code: str, before: tuple[str, ...], alt: str | None, name: str) -> Output:
    """Run a program after those before it; a figure comes back as a piece of a page.

    alt: what its figure shows; name: what the figure's ids begin with
    Raises Mistake also if a figure lacks `alt`, or `alt` stands without a figure.
    """
    text, figure = fences.run_program(code, before=list(before))
    if figure is not None and alt is None:
        raise Mistake(
            'the program ends in a figure: add alt="what one sees and what follows"', line=0
        )
    if figure is None and alt is not None:
        raise Mistake("alt, but the last statement of the program is no figure", line=0)
    if figure is None:
        return Output(text)
    svg, colours = figures.draw(figure), figures.palette()
    drawn = figures.themed(svg, name=name, alt=values.fill(alt or ""), colours=colours)
    return Output(text, drawn, plotted.tables(figure, colours))


def value(text: str) -> str:
    """The value of an expression, as it stands in the sentence."""
    return values.value(text)


def claim(text: str) -> str:
    """The words of a claim, if it is true."""
    return values.claim(text)


def equation(
    latex: str, scene: str | None, of: str | None, unchecked: str | None, wrong: str | None
) -> Verdict:
    """Check a display equation, and work it out with numbers."""
    verdict = check.equation(latex, scene=scene, of=of, unchecked=unchecked, wrong=wrong)
    found: Verdict = plain(worked.with_numbers(verdict, latex, scene=scene, of=of))
    return found


def formula(latex: str, scene: str | None) -> Verdict | None:
    """Check an inline formula; None if it is no equation."""
    found: Verdict | None = plain(check.inline(latex, scene=scene))
    return found


def toll(latex: str, scene: str | None, of: str | None) -> Toll:
    """Change an equation in every single way."""
    met = mutate.equation(latex, scene=scene, of=of)
    return replace(met, survivors=tuple(Survivor(one.told) for one in met.survivors))


def lab(
    codes: tuple[str, ...],
    names: tuple[str, ...],
    alts: tuple[str | None, ...],
    module: str | None,
    limit: float,
) -> Lab:
    """Run the cells of a lab in a kernel of their own."""
    # By name: it takes a second to import, and no other job depends on it (weave.answers).
    run = import_module("weave.labs").run
    found: Lab = run(codes, names, alts, root=house().parent, needs=module, limit=limit)
    return found


def plain(found: Any) -> Any:
    """The same record without a number of NumPy in it: who reads it has no NumPy."""
    if type(found) in PLAIN:
        return found
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: plain(getattr(found, f.name)) for f in fields(found)})
    if isinstance(found, tuple):
        return tuple(map(plain, found))
    return found.item() if hasattr(found, "item") else found


ALL = (program, value, claim, equation, formula, lab, toll)
KINDS: dict[str, Callable[..., Any]] = {function.__name__: function for function in ALL}
