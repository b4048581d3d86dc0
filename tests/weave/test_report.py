"""The record counts what the pages have, and names what is not executed."""

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from weave import report, source, verification

PAGE = """\
---
title: Slopes
typed:
  "200": points, chosen by us
---

# A heading

Of 200 points `#!value np.pi:.1f` and `#!claim {1} :: np.pi > {}`, `#!value np.e:.1f`.

```python exec="on"
print(1)
```

```python reason="it runs for a day"
print(2)
```

```text
a
```

```bash
b
```
"""


@dataclass(frozen=True)
class Equation:
    page: str
    line: int
    name: str
    verdict: Any


def verdict(kind: str, residual: float = 0.5, reason: str = "") -> Any:
    relation = SimpleNamespace(left="a", sign="=", right="b", residual=residual, evidence="equal")
    symbol = SimpleNamespace(latex="a", meaning="a letter", shape="()", source="input")
    return SimpleNamespace(
        kind=kind, latex="a = b", words="", numpy="a == b", functions=("m.f",), seeds=3,
        residual=residual, reason=reason, refusal="", relations=(relation,), symbols=(symbol,),
    )  # fmt: skip


PAGES = {"slopes.md": source.parse(PAGE, "docs/slopes.md"), "b.md": source.parse("# B\n", "b.md")}
EQUATIONS = [
    Equation("slopes.md", 3, "eq-a", verdict("verified", 1e-15)),
    Equation("slopes.md", 4, "eq-b", verdict("verified", 1e-11)),
    Equation("slopes.md", 5, "", verdict("verified", 1e-16)),
    Equation("b.md", 6, "eq-c", verdict("unchecked", reason="a picture in symbols")),
    Equation("b.md", 7, "eq-d", verdict("law", 1e-14)),
]


def test_a_page_is_counted() -> None:
    found = report.counts(PAGES["slopes.md"], EQUATIONS[:3])
    assert found == {
        "verified": 2, "in the text": 1, "values": 2, "claims": 1, "programs": 1, "not run": 1,
        "typed by hand": 1,
    }  # fmt: skip


def test_the_table_has_a_row_a_page_and_the_sums() -> None:
    lines = report.table(PAGES, EQUATIONS).split("\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0] == ["chapter", *report.COUNTED]
    assert [row[0] for row in rows[2:]] == ["Slopes", "B", "**all**"]
    sums = dict(zip(report.COUNTED, rows[-1][1:], strict=True))
    assert (sums["verified"], sums["law"], sums["unchecked"]) == ("**2**", "**1**", "**1**")
    assert {len(row) for row in rows} == {len(report.COUNTED) + 1}


def test_a_page_without_anything_has_no_row() -> None:
    assert "| B |" not in report.table(PAGES, EQUATIONS[:3])


def test_two_pages_of_one_title_are_both_counted() -> None:
    pages = {"a.md": source.parse(PAGE), "b.md": source.parse(PAGE)}
    assert report.table(pages, []).count("| Slopes |") == 2
    assert "**4**" in report.table(pages, [])


def test_exceptions_name_page_line_and_reason() -> None:
    assert report.exceptions(PAGES, EQUATIONS).split("\n") == [
        "- b.md:6: equation not checked: a picture in symbols",
        "- docs/slopes.md:15: program not run: it runs for a day",
        "- docs/slopes.md: 200 typed by hand: points, chosen by us",
    ]


def test_the_record_is_json_with_the_sums_and_every_equation() -> None:
    record = json.loads(json.dumps(verification.record(PAGES, EQUATIONS)))
    sums = {key: record[key] for key in ("verified", "law", "given", "unchecked", "wrong")}
    assert sums == {"verified": 2, "law": 1, "given": 0, "unchecked": 1, "wrong": 0}
    assert record["in_the_text"] == 1
    assert record["worst_residual"] == pytest.approx(1e-11)
    assert [record[key] for key in ("mutants", "killed", "equivalent")] == [None] * 3
    assert [entry["id"] for entry in record["equations"]] == ["eq-a", "eq-b", None, "eq-c", "eq-d"]
    assert record["equations"][0]["relations"][0]["residual"] == pytest.approx(1e-15)
    assert record["equations"][3]["residual"] is None
    assert record["equations"][0]["symbols"][0]["meaning"] == "a letter"
    assert record["chapters"][1] == {"page": "b.md", "title": "B", "law": 1, "unchecked": 1}
    assert record["exceptions"]["programs"][0]["reason"] == "it runs for a day"
    assert record["exceptions"]["numbers"][0]["number"] == "200"


def test_mutants_are_summed_where_they_were_tried() -> None:
    toll = SimpleNamespace(mutants=9, killed=6, equivalents=("a",), survivors=("b", "c"))
    tolls = [SimpleNamespace(page="slopes.md", line=line, toll=toll) for line in (3, 5)]
    record = verification.record(PAGES, EQUATIONS, tolls)
    keys = ("mutants", "killed", "equivalent", "survivors")
    assert [record[key] for key in keys] == [18, 12, 2, 4]
    of_one = [[entry[key] for key in keys] for entry in record["equations"]]
    assert of_one == [[9, 6, 1, 2], *[[None] * 4] * 4]
    assert [verification.record(PAGES, EQUATIONS, [])[key] for key in keys] == [0] * 4
    assert report.mutants(tolls) == (
        "18 single changes of 2 equations: the check noticed 12, 2 mean the same, 4 it missed."
    )


def test_the_worst_agreement_is_named() -> None:
    assert report.agreement(EQUATIONS) == (
        "Two sides differ by at most 1e-11 of their size, in `eq-b`."
    )
    unnamed = [Equation("b.md", 9, "", verdict("law", 1e-3))]
    assert "in `b.md:9`" in report.agreement([*EQUATIONS, *unnamed])
    assert report.agreement([EQUATIONS[3]]) == ""


def test_no_equation_has_no_worst_residual() -> None:
    assert verification.record(PAGES, [])["worst_residual"] is None


def test_a_title_comes_from_front_matter_heading_or_name() -> None:
    assert report.title(PAGES["slopes.md"]) == "Slopes"
    assert report.title(PAGES["b.md"]) == "B"
    assert report.title(source.parse("text\n", "c.md")) == "c.md"
