"""verification.json: every equation of the book with all that its check found, and the sums."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from weave import report
from weave.page import Page
from weave.report import Equation, Toll

RECORDED = ("words", "numpy", "functions", "seeds", "reason", "refusal")


def record(
    pages: Mapping[str, Page],
    equations: Iterable[Equation],
    tolls: Sequence[Toll] | None = None,
) -> dict[str, Any]:
    """What verification.json says: the sums, the chapters, every equation, every exception.

    tolls: what the mutants of each equation came to, where they were tried
    """
    equations = list(equations)
    of_page = report.by_page(pages, equations)
    chapters = {name: report.counts(page, of_page[name]) for name, page in pages.items()}
    total: Counter[str] = sum(chapters.values(), Counter())
    residuals = [found for found in map(report.residual, equations) if found is not None]
    return {
        **{key.replace(" ", "_"): total[key] for key in report.COUNTED},
        **report.fates(tolls),
        "worst_residual": max(residuals, default=None),
        "chapters": [
            {"page": name, "title": report.title(pages[name]), **_positive(found)}
            for name, found in chapters.items()
        ],
        "equations": [
            {**_entry(equation), **report.fates(_of(equation, tolls))} for equation in equations
        ],
        "exceptions": {
            "programs": [
                {"page": name, "line": line, "reason": why}
                for name, page in pages.items()
                for line, why in report.not_run(page)
            ],
            "numbers": [
                {"page": name, "number": number, "reason": why}
                for name, page in pages.items()
                for number, why in page.typed.items()
            ],
        },
    }


def _of(equation: Equation, tolls: Sequence[Toll] | None) -> list[Toll] | None:
    """The mutants of one equation; None for one that was not mutated."""
    place = (equation.page, equation.line)
    return [one for one in tolls or () if equation.name and (one.page, one.line) == place] or None


def _entry(equation: Equation) -> dict[str, Any]:
    verdict = equation.verdict
    return {
        "page": equation.page,
        "line": equation.line,
        "id": equation.name or None,
        "kind": verdict.kind,
        "latex": verdict.latex,
        "residual": report.residual(equation),
        **{key: getattr(verdict, key) for key in RECORDED},
        "relations": [
            {"left": r.left, "sign": r.sign, "right": r.right, "residual": r.residual,
             "evidence": r.evidence}
            for r in verdict.relations
        ],
        "symbols": [
            {"latex": s.latex, "meaning": s.meaning, "shape": s.shape, "source": s.source}
            for s in verdict.symbols
        ],
    }  # fmt: skip


def _positive(found: Counter[str]) -> dict[str, int]:
    return {key: found[key] for key in report.COUNTED if found[key]}
