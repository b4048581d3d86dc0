"""What the book teaches, one concept a module.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: spot_checks, arrays, activations, initializers, regularizers, datasets, gradcheck_report, tables, tracer
    0: pencil
    1: gradcheck, losses, optimizers, primitives, operations
    2: roundoff, layers, dual
    3: handwritten, network, vectorization, autodiff
    4: checkpoints, network_checks, planted_bugs, training, worked, xor_by_hand, programs, checkpointing
    4: backpropagation, mistakes
    5: experiments, first_network, derivative_costs

figures/ (matplotlib lives only there) and scenes/ (live values for the equations) stand beside
the floors and may use all of them.
"""
