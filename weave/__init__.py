"""What ties text to code: it knows Markdown and LaTeX, nothing of neural networks.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: accessible, afresh, coming, cputime, dates, errors, folds, generations, highlight
    0: home, houses, imports, installed, isolation, links, locks, machine, notebook, observe
    0: data_files, lighter, offline, pathdata, poster, reproducible, spans, spoken
    0: amounts, jupyter_html, lab_files, layers, series, tree, verdict, vocabulary
    0: watching, wrapping
    1: binders, bound, calls, capture, chromium, clauses, closure, directives, labels, lex
    1: listings, marks, page, percent, plotted, policy, prerequisites, scene_lint, shapes
    1: store, traversal
    2: blocks, elementary, entries, expressions, fences, frontmatter, headers
    2: hosting, implications, letters, numbers, printing, processes, progress, readback, report
    2: restatement, scene_source, shared_names, shots, signs, slopes, spelling, svg, takeaway
    2: wording, worker
    3: built, claims, digits, figures, forkserver, latex_forms, layout, ledger, source, symbols
    3: underway, values, verification
    4: cursor, fonts, latex_tables, legend, math, memoize, numpy_reading, pieces, prints
    4: work, workers
    5: answers, plates, clauses_written, ellipses, glossary, kernel, scans, scenes, styles
    5: workings
    6: build, docstrings, draws, evidence, execution, grammar, hands, latex_reading, lint, tolls
    6: why
    7: assembly, audit, captions, cards, chapter, colophon, evaluate, first_use
    7: inlines, labs, mutants, pencil, permalinks, rounding, scripted, sets, sheets
    7: tautology, terms
    8: applying, arithmetic, bars, brackets, calculus, catalogue, cells, changes, compare
    8: conditions, distributions, events, expecting, functions, indexing, kinds, parts
    8: matrices, measures, orders, placing, press, renamings, samples, words
    9: chances, converge, differentiate, extents, finishing, indicators, lab_cells, membership
    9: primes, ranges, seeking, suprema, tabular
    10: downloads, folding, names, sums
    11: guess, limits, sentences, serving, substitution
    12: parse, site
    13: cli, environments, generic, updates
    14: definitions, trial
    15: check, survival
    16: mutate, worked
    17: jobs
"""
