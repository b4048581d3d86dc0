"""What the book teaches, one concept a module.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: arrays, activations, initializers, datasets, gradcheck, tables, tracer
    1: losses, optimizers, primitives, operations
    2: layers, dual
    3: network, vectorization, autodiff
    4: training
    5: experiments

figures/ (matplotlib lives only there) and scenes/ (live values for the equations) stand beside
the floors and may use all of them.
"""
