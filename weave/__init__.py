"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: errors, isolation, spans, tree, verdict, vocabulary
    1: lex, traversal, shapes, scene_source, directives, page, listings, expressions
    2: spelling, restatement, blocks, numbers, wording, headers, frontmatter
    3: symbols, readback, source, svg
    4: cursor, legend, latex_reading, numpy_reading
    5: grammar, scenes
    6: scripted, draws, docstrings
    7: brackets, names, evaluate
    8: calculus, sums, guess
    8: arithmetic, conditions, indexing, measures, applying, kinds, compare, orders
    9: parse, folding, differentiate, mutants
    10: environments, generic
    11: trial
    12: check
    13: mutate
    14: fences, values, labels, math, figures, highlight, lint
    15: audit, report, cards, tolls
    16: cli, build
    17: words, captions, assembly, chapter, colophon
    18: site
"""
