"""What the book teaches, one concept a module.

A module imports only from floors below its own (tests/test_floors.py reads this plan):

    0: arrays, tables, tracer, pencil, gradcheck_report, spot_checks
    1: information, preprocessing, augmentation, normalization, mnist
    1: evaluation
    1: activations, initializers, regularizers, schedules, clipping, datasets, gradcheck
    2: losses, optimizers, neuron, primitives, roundoff, log_sum_exp, empirical
    3: layers, linear_models, momentum, dual, conditioning
    3: maximum_margin, likelihoods
    4: network, handwritten, vectorization, autodiff
    5: training, checkpoints, landscape, network_checks
    5: planted_bugs, operations, mistakes, side_by_side
    5: programs, checkpointing, worked, xor_by_hand, readings, deep_networks
    5: approximation, linear_pieces
    5: shapes
    6: experiments, diagnose, first_network, derivative_costs, backpropagation
    6: separable, frost, information_planes, surprise_split
    6: perceptron_mistakes, saturation
    6: condition_costs
    6: outliers, calibration, mismatches, first_loss
    6: width_or_depth
    6: hard_steps
    6: learned_features, digit_readers

figures/ (matplotlib lives only there) and scenes/ (live values for the equations) stand beside
the floors and may use all of them.
"""
