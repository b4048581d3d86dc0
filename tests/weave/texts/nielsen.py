r"""Thirty display equations of M. Nielsen, "Neural Networks and Deep Learning" (2015), online.

The place is the equation's number, which the text counts through; environments (eqnarray) and
\tag are left out, an equation over several lines stands in aligned.
"""

from tests.weave.texts.printed import Printed

LAYERS = dict.fromkeys(("w^l", "a^l", "b^l", "z^l", r"\delta^l"), "family l") | {"l": "label"}
SIGMA = {r"\sigma": "function"}
CHANGES = dict.fromkeys((r"\Delta C", r"\Delta v", r"\Delta w"), "value")

EQUATIONS = [
    Printed(
        "1",
        r"""\mbox{output} = \left\{ \begin{array}{ll}
              0 & \mbox{if } \sum_j w_j x_j \leq \mbox{ threshold} \\
              1 & \mbox{if } \sum_j w_j x_j > \mbox{ threshold} \end{array} \right.""",
        {r"\mbox{output}": "value", r"\mbox{ threshold}": "value"},
    ),
    Printed("3", r"\sigma(z) \equiv \frac{1}{1+e^{-z}}."),
    Printed(
        "6",
        r"C(w,b) \equiv \frac{1}{2n} \sum_x \| y(x) - a\|^2.",
        {"C": "function", "y": "function"},
    ),
    Printed(
        "7",
        r"""\Delta C \approx \frac{\partial C}{\partial v_1} \Delta v_1 +
            \frac{\partial C}{\partial v_2} \Delta v_2.""",
        CHANGES,
    ),
    Printed(
        "8",
        r"""\nabla C \equiv \left( \frac{\partial C}{\partial v_1},
            \frac{\partial C}{\partial v_2} \right)^T.""",
    ),
    Printed("10", r"\Delta v = -\eta \nabla C,", CHANGES),
    Printed(
        "18",
        r"""\frac{\sum_{j=1}^m \nabla C_{X_{j}}}{m} \approx \frac{\sum_x \nabla C_x}{n}
            = \nabla C,""",
    ),
    Printed(
        "20",
        r"""w_k \rightarrow w_k' = w_k-\frac{\eta}{m}
            \sum_j \frac{\partial C_{X_j}}{\partial w_k}""",
        {"w'": "value", "C_x": "family x"},
    ),
    Printed(
        "23", r"a^{l}_j = \sigma\left( \sum_k w^{l}_{jk} a^{l-1}_k + b^l_j \right),", LAYERS
    ),
    Printed("25", r"a^{l} = \sigma(w^l a^{l-1}+b^l).", LAYERS),
    Printed("27", r"C = \frac{1}{2} \|y-a^L\|^2 = \frac{1}{2} \sum_j (y_j-a^L_j)^2,", LAYERS),
    Printed(
        "28",
        r"""\left[\begin{array}{c} 1 \\ 2 \end{array}\right]
            \odot \left[\begin{array}{c} 3 \\ 4\end{array} \right]
            = \left[ \begin{array}{c} 1 * 3 \\ 2 * 4 \end{array} \right]
            = \left[ \begin{array}{c} 3 \\ 8 \end{array} \right].""",
    ),
    Printed("BP1a", r"\delta^L = \nabla_a C \odot \sigma'(z^L).", LAYERS),
    Printed("BP2", r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l),", LAYERS),
    Printed(
        "BP4", r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j.", LAYERS
    ),
    Printed(
        "37",
        r"""\delta^L_j = \sum_k \frac{\partial C}{\partial a^L_k}
            \frac{\partial a^L_k}{\partial z^L_j},""",
        LAYERS,
    ),
    Printed(
        "40-42",
        r"""\begin{aligned}
              \delta^l_j & = \frac{\partial C}{\partial z^l_j} \\
              & = \sum_k \frac{\partial C}{\partial z^{l+1}_k}
                  \frac{\partial z^{l+1}_k}{\partial z^l_j} \\
              & = \sum_k \frac{\partial z^{l+1}_k}{\partial z^l_j} \delta^{l+1}_k,
            \end{aligned}""",
        LAYERS,
    ),
    Printed(
        "43",
        r"""z^{l+1}_k = \sum_j w^{l+1}_{kj} a^l_j +b^{l+1}_k
            = \sum_j w^{l+1}_{kj} \sigma(z^l_j) +b^{l+1}_k.""",
        LAYERS,
    ),
    Printed("55", r"\frac{\partial C}{\partial w} = (a-y)\sigma'(z) x = a \sigma'(z)"),
    Printed(
        "58-59",
        r"""\begin{aligned}
              \frac{\partial C}{\partial w_j} & = -\frac{1}{n} \sum_x \left(
                \frac{y }{\sigma(z)} -\frac{(1-y)}{1-\sigma(z)} \right)
                \frac{\partial \sigma}{\partial w_j} \\
              & = -\frac{1}{n} \sum_x \left(
                \frac{y}{\sigma(z)}
                -\frac{(1-y)}{1-\sigma(z)} \right)\sigma'(z) x_j.
            \end{aligned}""",
    ),
    Printed(
        "63",
        r"""C = -\frac{1}{n} \sum_x
            \sum_j \left[y_j \ln a^L_j + (1-y_j) \ln (1-a^L_j) \right].""",
        LAYERS,
    ),
    Printed("75", r"\frac{\partial C}{\partial a} = \frac{a-y}{a(1-a)}."),
    Printed("78", r"a^L_j = \frac{e^{z^L_j}}{\sum_k e^{z^L_k}},", LAYERS),
    Printed(
        "85",
        r"""C = -\frac{1}{n} \sum_{xj} \left[ y_j \ln a^L_j+(1-y_j) \ln
            (1-a^L_j)\right] + \frac{\lambda}{2n} \sum_w w^2.""",
        {"a^l": "family l", "l": "label"},
    ),
    Printed(
        "91-92",
        r"""\begin{aligned}
              w & \rightarrow w-\eta \frac{\partial C_0}{\partial w}-\frac{\eta \lambda}{n} w \\
              & = \left(1-\frac{\eta \lambda}{n}\right) w -\eta \frac{\partial C_0}{\partial w}.
            \end{aligned}""",
        {"C_0": "value"},
    ),
    Printed(
        "96",
        r"""\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w}
            + \frac{\lambda}{n} \, {\rm sgn}(w),""",
        {"C_0": "value"},
    ),
    Printed(
        "105",
        r"""C(w+\Delta w) \approx C(w) + \nabla C \cdot \Delta w +
            \frac{1}{2} \Delta w^T H \Delta w.""",
        CHANGES | {"C": "function"},
    ),
    Printed("110", r"\tanh(z) \equiv \frac{e^z-e^{-z}}{e^z+e^{-z}}."),
    Printed(
        "121",
        r"""\frac{\partial C}{\partial b_1} = \sigma'(z_1) w_2 \sigma'(z_2) \ldots
            \sigma'(z_4) \frac{\partial C}{\partial a_4}.""",
        SIGMA,
        unread="dots between unlike factors: both ends of a product must look alike",
    ),
    Printed(
        "122",
        r"""\frac{\partial C}{\partial b_1} = \sigma'(z_1) \, w_2 \sigma'(z_2) \,
             w_3 \sigma'(z_3) \, w_4 \sigma'(z_4) \, \frac{\partial C}{\partial a_4}.""",
    ),
]  # fmt: skip
