"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: afresh, dates, distributions, errors, generations, highlight, home, houses
    0: imports, isolation, locks, machine, observe, reproducible, spans, svg, tree
    0: verdict, vocabulary, watching, wrapping
    1: binders, calls, capture, closure, directives, figures, labels, lex, listings
    1: page, scene_lint, shapes, store, traversal, worker
    2: blocks, elementary, entries, expressions, fences, forkserver, frontmatter
    2: headers, numbers, processes, progress, readback, report, restatement
    2: scene_source, slopes, spelling, wording
    3: claims, digits, latex_forms, layout, ledger, source, symbols, underway, values
    3: verification
    4: cursor, latex_tables, legend, math, memoize, numpy_reading, prints, seeking
    4: work, workers
    5: answers, ellipses, glossary, latex_reading, scans, scenes, workings
    6: build, docstrings, draws, evidence, grammar, hands, lint, mutants, pencil
    6: tolls, why
    7: assembly, audit, captions, cards, changes, chapter, colophon, evaluate
    7: first_use, renamings, rounding, scripted, sets, sheets, tautology
    8: applying, arithmetic, brackets, calculus, compare, conditions, finishing
    8: functions, indexing, kinds, matrices, measures, orders, press, words
    9: converge, differentiate, extents, indicators, membership, names, primes
    9: ranges, serving, tabular
    10: folding, guess, site, sums
    11: limits, substitution
    12: parse
    13: cli, environments, generic, updates
    14: definitions, trial
    15: check, survival
    16: mutate, worked
    17: jobs
"""
