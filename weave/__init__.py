"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: errors, isolation, spans, tree, verdict, vocabulary
    1: lex, traversal, binders, shapes, scene_source, directives, page, listings, expressions
    2: spelling, elementary, slopes, restatement, blocks, numbers, wording, headers, frontmatter
    3: symbols, readback, claims, source, svg
    4: cursor, legend, latex_forms, numpy_reading
    5: latex_reading
    5: grammar, scenes
    6: scripted, draws, docstrings
    7: brackets, functions, evaluate
    8: tabular, names, calculus, sums, sets
    8: arithmetic, conditions, converge, indexing, matrices, measures, applying
    8: kinds, compare, orders
    9: limits, folding, differentiate, mutants, guess
    10: parse, changes, renamings
    11: environments, generic
    12: trial
    13: check
    14: survival
    15: mutate
    16: fences, values, labels, math, figures, highlight, lint
    17: audit, report, cards, tolls
    18: cli, build
    19: words, captions, assembly, chapter, colophon
    20: site
"""
