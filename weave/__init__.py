"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: errors, isolation, spans, tree, verdict, vocabulary
    1: lex, traversal, binders, clauses, shapes, scene_lint, directives, page, listings, expressions
    2: signs, implications, spelling, scene_source, elementary, slopes, restatement
    2: blocks, numbers, wording, headers, frontmatter
    3: symbols, readback, claims, layout, source, svg
    4: cursor, digits, legend, latex_forms, numpy_reading
    5: ellipses, scenes, latex_tables, clauses_written
    6: grammar, draws, docstrings, latex_reading
    7: pencil, rounding, scripted, sets, evaluate, mutants
    8: bars, distributions, samples, placing, expecting
    8: brackets, functions, arithmetic, conditions, indexing, matrices, measures, applying
    9: chances, suprema
    9: indicators, tabular, calculus, ranges, kinds, compare, orders, changes, renamings
    9: converge, membership, extents, differentiate, primes
    10: names, sums, folding
    11: sentences, guess, limits, substitution
    12: parse
    13: environments, generic, updates, tautology
    14: trial, definitions
    15: check, survival
    16: mutate, worked
    17: fences, values, labels, math, figures, highlight, lint
    18: audit, report, glossary, tolls, workings
    19: build, evidence, verification
    20: captions, cli, cards, assembly, chapter, colophon, first_use
    21: words
    22: site
"""
