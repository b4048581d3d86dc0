"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: lex, parse, tree, errors, spans, isolation
    1: shapes, evaluate, differentiate, readback, scenes, page, listings, expressions
    2: mutate, check, blocks, numbers, wording, headers, frontmatter
    3: source
    4: fences, values, labels, math, figures, highlight, lint
    5: audit, report, cards, build, awaited
    6: cli, words, captions, assembly
    7: site
"""
