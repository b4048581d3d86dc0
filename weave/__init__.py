"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: lex, parse, tree, errors, page, spans, blocks, source
    1: shapes, evaluate, differentiate, readback, scenes
    2: mutate, check
    4: fences, values, labels, math, figures, lint
    5: report, cli
    6: site
"""
