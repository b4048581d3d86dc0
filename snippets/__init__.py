"""What the book teaches, one concept a module.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: arrays, activations, initializers, datasets, gradcheck, tables
    1: losses, optimizers, autodiff, operations
    2: layers
    3: network, vectorization
    4: training
    5: experiments

figures/ (matplotlib lives only there) and scenes/ (live values for the equations) stand beside
the floors and may use all of them.
"""
