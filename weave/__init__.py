"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: afresh, coming, cputime, dates, errors, generations, highlight, home, houses
    0: imports, installed, isolation, locks, machine, observe, reproducible, spans
    0: svg, tree, verdict, vocabulary, watching, wrapping
    1: binders, calls, capture, clauses, closure, directives, figures, labels, lex
    1: listings, page, scene_lint, shapes, store, traversal
    2: blocks, elementary, entries, expressions, fences, frontmatter, headers
    2: implications, letters, numbers, processes, progress, readback, report
    2: restatement, scene_source, signs, slopes, spelling, wording, worker
    3: claims, digits, forkserver, latex_forms, layout, ledger, source, symbols
    3: underway, values, verification
    4: cursor, latex_tables, legend, math, memoize, numpy_reading, prints, seeking
    4: work, workers
    5: answers, clauses_written, ellipses, glossary, scans, scenes, workings
    6: build, docstrings, draws, evidence, grammar, hands, latex_reading, lint, tolls
    6: why
    7: assembly, audit, captions, cards, chapter, colophon, evaluate, first_use
    7: mutants, pencil, rounding, scripted, sets, sheets, tautology, terms
    8: applying, arithmetic, bars, brackets, calculus, changes, compare, conditions
    8: distributions, events, expecting, finishing, functions, indexing, kinds
    8: matrices, measures, orders, placing, press, renamings, samples, words
    9: chances, converge, differentiate, extents, indicators, membership, primes
    9: ranges, serving, suprema, tabular
    10: folding, names, site, sums
    11: guess, limits, sentences, substitution
    12: parse
    13: cli, environments, generic, updates
    14: definitions, trial
    15: check, survival
    16: mutate, worked
    17: jobs
"""
