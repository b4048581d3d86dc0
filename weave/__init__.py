"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: errors, isolation, spans, tree, verdict
    1: shapes, scene_source, page, listings, expressions, lex
    2: symbols, blocks, numbers, wording, headers, frontmatter
    3: cursor, legend, readback, source, svg
    4: grammar, scenes
    5: scripted, evaluate
    6: names, brackets, indexing, applying, kinds, compare
    7: calculus, differentiate, guess
    8: parse
    9: check
    10: fences, values, labels, math, figures, highlight, lint
    11: audit, report, cards
    12: cli, build
    13: words, captions, assembly
    14: site
"""
