"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: errors, isolation, spans, tree, verdict, vocabulary
    1: lex, traversal, binders, shapes, scene_source, directives, page, listings, expressions
    2: spelling, elementary, slopes, restatement, blocks, numbers, wording, headers, frontmatter
    3: symbols, readback, claims, source, svg
    4: cursor, legend, latex_forms, numpy_reading
    5: grammar, scenes, latex_reading
    6: scripted, sets, draws, docstrings, mutants
    7: brackets, functions, evaluate, changes, renamings
    8: tabular, names, calculus, ranges, arithmetic, conditions, indexing, matrices, measures
    8: applying, kinds, compare, orders
    9: guess, sums, converge, membership, folding, differentiate
    10: limits
    11: parse
    12: environments, generic, updates
    13: trial
    14: check, survival
    15: mutate
    16: fences, values, labels, math, figures, highlight, lint
    17: audit, report, cards, tolls
    18: cli, build
    19: words, captions, assembly, chapter, colophon
    20: site
"""
