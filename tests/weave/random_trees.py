"""Random trees of the whole grammar, as the parser would make them."""

import dataclasses

from hypothesis import strategies as st

from weave import binders, clauses, tree
from weave.symbols import Symbols, signature
from weave.tree import Name, Node, Number, Variable

VALUES = ("x", "y", "A", r"\hat{y}", "b^{(1)}", r"n_{\text{in}}", r"\beta_1", r"W^{(\ell)}", "m_t")
FUNCTIONS = ("f", r"\sigma", r"\operatorname{softmax}")
INDICES = ("i", "j", "k")


def symbols() -> Symbols:
    """Bind the names that the trees use."""
    found = Symbols()
    for key in VALUES:
        found.add(signature(key, "value", None, (r"\ell", "t")))
    for key in FUNCTIONS:
        found.add(signature(key, "function"))
    for key in INDICES:
        found.add(signature(key, "index"))
    for key in (r"\ell", "t"):
        found.add(signature(key, "label"))
    return found


numbers = st.one_of(st.integers(0, 99).map(str), st.just("0.5")).map(Number)
variables = st.sampled_from(INDICES).map(Variable)
steps = st.builds(
    lambda kind, letter, size: kind(letter, Number(str(size))),
    st.sampled_from([tree.Plus, tree.Minus]),
    variables,
    st.integers(1, 3),
)
indices = st.one_of(variables, st.integers(1, 9).map(lambda n: Number(str(n))), steps)
labels = st.one_of(
    st.integers(1, 9).map(lambda n: Number(str(n))),
    st.just(Variable(r"\ell")),
    st.just(tree.Plus(Variable(r"\ell"), Number("1"))),
    st.just(tree.Minus(Variable("t"), Number("1"))),
)
names = st.one_of(
    st.sampled_from([key for key in VALUES if key not in (r"W^{(\ell)}", "m_t")]).map(Name),
    st.builds(Name, st.sampled_from([r"W^{(\ell)}", "m_t"]), st.tuples(labels)),
)
functions = st.one_of(
    st.sampled_from(FUNCTIONS).map(Name),
    st.sampled_from(["exp", "log", "sin", "tanh", "tr", "diag", "max", "floor"]).map(tree.Builtin),
    st.builds(tree.Prime, st.sampled_from(FUNCTIONS).map(Name), st.integers(1, 3)),
    st.builds(tree.Compose, st.just(Name("f")), st.just(Name(r"\sigma"))),
)
targets = st.one_of(names, st.builds(tree.Subscript, names, st.tuples(indices)))
leaves = st.one_of(
    numbers,
    variables,
    names,
    st.just(tree.Ones()),
    st.just(tree.Identity(Number("3"))),
    st.sampled_from(["e", r"\pi"]).map(tree.Builtin),
    st.builds(tree.Delta, variables, variables),
)
signs = st.sampled_from(["=", "<", r"\neq", r"\leq"])


def local(body: Node, letter: str) -> Node:
    """Let a letter of its own occur in a body."""
    return tree.Plus(body, Variable(letter))


def grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Put one more node above."""
    pair = (parts, parts)
    relation = st.builds(tree.Relation, parts, signs, parts)
    span = st.builds(binders.Range, st.sampled_from("uv"), parts, parts)
    whole = st.sampled_from(["u", "v"]).map(binders.Range)
    return st.one_of(
        st.builds(tree.Negative, parts),
        st.builds(tree.Plus, *pair),
        st.builds(tree.Minus, *pair),
        st.builds(tree.Times, *pair, st.sampled_from(["", "", r"\cdot", r"\times"])),
        st.builds(tree.Hadamard, *pair),
        st.builds(tree.Outer, *pair),
        st.builds(tree.Convolve, *pair, st.sampled_from(["*", r"\star"])),
        st.builds(tree.Divide, *pair, st.sampled_from([r"\frac", "/", r"\oslash"])),
        st.builds(tree.Power, *pair),
        st.builds(tree.HadamardPower, *pair),
        st.builds(tree.Transpose, parts),
        st.builds(tree.Root, parts, st.one_of(st.none(), parts)),
        st.builds(tree.Apply, functions, st.tuples(parts)),
        st.builds(tree.Apply, st.just(Name("f")), st.tuples(*pair)),
        st.builds(tree.Apply, st.just(tree.Builtin("log")), st.tuples(*pair)),
        st.builds(tree.Apply, st.just(tree.Builtin("binom")), st.tuples(*pair)),
        st.builds(tree.Subscript, parts, st.tuples(indices)),
        st.builds(tree.Subscript, parts, st.tuples(indices, indices)),
        st.builds(tree.Norm, parts, st.sampled_from(["1", "2", "F", r"\infty"])),
        st.builds(tree.Absolute, parts),
        st.builds(tree.Inner, *pair),
        st.builds(tree.Derivative, parts, st.tuples(targets)),
        st.builds(tree.Derivative, parts, st.tuples(targets, targets), st.just("d")),
        st.builds(tree.Gradient, parts, targets, st.integers(1, 2)),
        st.builds(tree.Indicator, relation),
        st.builds(lambda *three: tree.Indicator(together(*three)), relation, relation,
                  st.booleans()),
        st.builds(clauses.At, parts, st.sampled_from(["x", "y"]).map(Name), parts),
        st.builds(lambda weights, body: clauses.Expectation("u", weights, local(body, "u")),
                  st.one_of(names, st.builds(distribution, st.sampled_from("NU"), *pair)), parts),
        st.builds(lambda *three: tree.Apply(tree.Builtin("density"), three), parts, *pair),
        st.builds(folded, st.sampled_from(["sup", "inf"]), whole, parts),
        st.builds(lambda *two: tree.Apply(tree.Builtin("norm"), two), parts,
                  st.sampled_from(["3", "7"]).map(Number)),
        st.builds(folded, st.just("sum"), st.just(binders.Range("u'")), parts),
        st.builds(lambda event: tree.Apply(tree.Builtin("E"), (tree.Indicator(event),)), relation),
        st.builds(over_interval, st.sampled_from(["max", "sup"]), *pair, parts),
        st.builds(tree.Ones, parts),
        st.builds(folded, st.sampled_from(["sum", "prod", "max", "argmin", "mean"]), whole, parts),
        st.builds(folded, st.sampled_from(["sum", "prod"]), span, parts),
        st.builds(conditional, relation, parts),
        st.builds(lambda low, high, body: binders.Integral("u", low, high, local(body, "u")),
                  parts, parts, parts),
        st.builds(lambda target, body: binders.Limit("u", target, local(body, "u")), parts, parts),
        st.builds(cases, parts, relation, parts),
        st.builds(
            lambda a, b, c, d: tree.Matrix((tree.Row((a, b)), tree.Row((c, d)))), *pair, *pair
        ),
    )  # fmt: skip


def together(first: tree.Relation, second: tree.Relation, chained: bool) -> clauses.Both:
    """Make two conditions one: a chain such as 0 < x < 1, or joined by a sign."""
    if chained:
        second = dataclasses.replace(second, left=first.right, sign="<")
    return clauses.Both((first, second))


def distribution(name: str, *parameters: Node) -> clauses.Distribution:
    """Make a distribution of two parameters."""
    return clauses.Distribution(name, parameters)


def folded(operator: str, span: binders.Range, body: Node) -> Node:
    """Make a fold whose body holds its index."""
    return binders.Fold(operator, (span,), (), local(body, span.variable))


def conditional(condition: tree.Relation, body: Node) -> Node:
    """Make a sum with a condition on its index."""
    fresh = dataclasses.replace(condition, left=Variable("u"))
    return binders.Fold("sum", (binders.Range("u"),), (fresh,), local(body, "u"))


def over_interval(operator: str, low: Node, high: Node, body: Node) -> binders.Fold:
    """Make a supremum over an interval."""
    inside = tree.Relation(Variable("u"), r"\in", tree.Between(low, high, "[)"))
    return binders.Fold(operator, (binders.Range("u"),), (inside,), local(body, "u"))


def cases(first: Node, condition: tree.Relation, second: Node) -> Node:
    """Make a case distinction."""
    return tree.Cases((tree.Branch(first, condition), tree.Branch(second, None)))


trees = st.recursive(leaves, grown, max_leaves=12)
