r"""Thirty display equations of Goodfellow, Bengio, Courville, "Deep Learning" (2016).

The place is the equation's number there. Bold italics are written \bm, as in the book's own
notation (capitals matrices, small letters vectors); an equation over several lines stands in
aligned.
"""

from tests.weave.texts.printed import Printed

HESSIAN = {r"\bm{H}": "function", "f": "function"}
STEPS = {
    **{rf"\bm{{{letter}}}^{{(t)}}": "family t" for letter in "abhox"},
    **{f"{letter}^{{(t)}}": "family t" for letter in "Lohy"},
    r"\hat{y}^{(t)}": "family t", "t": "label",
}  # fmt: skip

EQUATIONS = [
    Printed("2.5", r"C_{i,j}=\sum_k A_{i,k} B_{k,j}."),
    Printed(
        "2.30",
        r"||\bm{x}||_p = \left( \sum_i |x_i|^p \right)^{\frac{1}{p}}",
    ),
    Printed("2.33", r"||\bm{A}||_F = \sqrt{\sum_{i,j} A_{i,j}^2},"),
    Printed(
        "2.46",
        r"""\bm{A}^+ = \lim_{\alpha \searrow 0} (\bm{A}^\top\bm{A} + \alpha \bm{I})^{-1}
            \bm{A}^\top.""",
        {r"\bm{A}^+": "value"},
    ),
    Printed(
        "2.52",
        r"""\mathrm{Tr}(\prod_{i=1}^n \bm{F}^{(i)})
            = \mathrm{Tr}(\bm{F}^{(n)} \prod_{i=1}^{n-1} \bm{F}^{(i)}).""",
    ),
    Printed(
        "3.13",
        r"""\mathrm{Cov}(f(x), g(y)) = \mathbb{E}\left[ \left( f(x)-\mathbb{E}[f(x)] \right)
            \left( g(y)-\mathbb{E}[g(y)] \right) \right].""",
    ),
    Printed(
        "3.23",
        r"""\mathcal{N}(\bm{x}; \bm{\mu}, \bm{\Sigma})
            = \sqrt{ \frac{1}{ (2\pi)^n \det(\bm{\Sigma})}}
            \exp \left ( -\frac{1}{2} (\bm{x}-\bm{\mu})^\top \bm{\Sigma}^{-1} (\bm{x}- \bm{\mu})
            \right).""",
        {r"\mathcal{N}": "function"},
    ),
    Printed(
        "3.26",
        r"""\mathrm{Laplace}(x; \mu, \gamma)
            = \frac{1}{2\gamma} \exp \left( -\frac{|x-\mu|}{\gamma}  \right).""",
    ),
    Printed("3.34", r"\frac{d}{dx} \sigma(x) = \sigma(x)(1 - \sigma(x))"),
    Printed("3.40", r"\zeta(x) = \int_{-\infty}^x \sigma(y) dy", {r"\zeta": "function"}),
    Printed("4.1", r"\text{softmax}(\bm{x})_i = \frac{\exp(x_i)}{\sum_{j=1}^n \exp(x_j)} ."),
    Printed(
        "4.6",
        r"\bm{H}(f)(\bm{x})_{i,j} = \frac{\partial^2}{\partial x_i \partial  x_j} f(\bm{x}).",
        HESSIAN,
    ),
    Printed(
        "4.9",
        r"""f(\bm{x}^{(0)} - \epsilon \bm{g} ) \approx f(\bm{x}^{(0)})
            - \epsilon \bm{g}^\top \bm{g} + \frac{1}{2} \epsilon^2 \bm{g}^\top \bm{H}  \bm{g}.""",
    ),
    Printed(
        "4.12",
        r"""\bm{x}^* =  \bm{x}^{(0)} -  \bm{H}(f)(\bm{x}^{(0)})^{-1}
            \nabla_{\bm{x}} f(\bm{x}^{(0)}) .""",
        HESSIAN | {r"\bm{x}^*": "value"},
    ),
    Printed(
        "6.3",
        r"""f(\bm{x}; \bm{W}, \bm{c}, \bm{w}, b)
            = \bm{w}^\top \max\{ 0, \bm{W}^\top \bm{x} + \bm{c} \} +b.""",
    ),
    Printed(
        "6.22",
        r"P(y) = \frac{\exp(yz)}{\sum_{y' = 0}^1 \exp(y' z)}",
        {"P": "function"},
    ),
    Printed("6.30", r"\log \text{softmax}(\bm{z})_i = z_i - \log \sum_j \exp(z_j)."),
    Printed(
        "6.37",
        r"g(\bm{z})_i = \underset{j\in \mathbb{G}^{(i)}}{\max} z_j",
        {r"\mathbb{G}^{(i)}": "family i", "i": "label"},
    ),
    Printed(
        "6.40",
        r"""\bm{h}^{(1)}= g^{(1)}\left ( \bm{W}^{(1)\top} \bm{x} + \bm{b}^{(1)}\right ),""",
        {"g^{(1)}": "function"},
    ),
    Printed(
        "7.5",
        r"""\bm{w} \leftarrow (1-\epsilon \alpha)\bm{w}
            - \epsilon \nabla_{\bm{w}} J(\bm{w};\bm{X}, \bm{y}).""",
        {"J": "function"},
    ),
    Printed(
        "7.11-7.13",
        r"""\begin{aligned}
            \tilde{\bm{w}} &= ( \bm{Q} \bm{\Lambda} \bm{Q}^\top + \alpha \bm{I})^{-1}
                \bm{Q} \bm{\Lambda} \bm{Q}^\top \bm{w}^* \\
              &= \left[ \bm{Q}( \bm{\Lambda}+ \alpha \bm{I})  \bm{Q}^\top \right]^{-1}
                \bm{Q} \bm{\Lambda} \bm{Q}^\top \bm{w}^* \\
              &= \bm{Q}( \bm{\Lambda}+ \alpha \bm{I})^{-1} \bm{\Lambda} \bm{Q}^\top \bm{w}^*.
            \end{aligned}""",
        {r"\bm{w}^*": "value"},
    ),
    Printed(
        "7.17", r"\bm{w} = (\bm{X}^\top \bm{X} + \alpha \bm{I})^{-1} \bm{X}^\top \bm{y} ."
    ),
    Printed(
        "7.23",
        r"""w_i = \text{sign}(w_i^*) \max\left\{ |w_i^*| - \frac{\alpha}{H_{i,i}} , 0\right\} .""",
        {"w^*": "value"},
    ),
    Printed(
        "8.11",
        r"""\bm{W}^t = (\bm{V} \mathrm{diag}(\bm{\lambda}) \bm{V}^{-1})^t
            = \bm{V}\mathrm{diag}(\bm{\lambda})^t  \bm{V}^{-1}.""",
    ),
    Printed(
        "8.14",
        r"\epsilon_k = (1-\alpha) \epsilon_0 + \alpha \epsilon_\tau",
        {r"\epsilon_k": "family k", "k": "label"},
    ),
    Printed(
        "9.6",
        r"S(i, j) = (I*K)(i, j) = \sum_m \sum_n I(i+m, j+n) K(m, n).",
        {"S": "function", "I": "function", "K": "function"},
    ),
    Printed(
        "9.7",
        r"Z_{i,j,k} = \sum_{l,m,n} V_{l, j+m-1, k+n-1} K_{i,l,m,n},",
    ),
    Printed(
        "10.8", r"\bm{a}^{(t)} = \bm{b} + \bm{W} \bm{h}^{(t-1)} + \bm{U} \bm{x}^{(t)},", STEPS
    ),
    Printed(
        "10.18",
        r"""(\nabla_{\bm{o}^{(t)}} L)_i =  \frac{\partial L}{\partial o_i^{(t)}}
            =  \frac{\partial L}{\partial L^{(t)}}  \frac{\partial L^{(t)}}{\partial o_i^{(t)}}
            = \hat{y}_i^{(t)} - \bm{1}_{i,y^{(t)}}.""",
        STEPS,
    ),
    Printed(
        "10.25-10.26",
        r"""\begin{aligned}
            \nabla_{\bm{W}} L &= \sum_t \sum_i \left( \frac{\partial L} {\partial h_i^{(t)}}\right)
              \nabla_{\bm{W}^{(t)}} h_i^{(t)} \\
            &= \sum_t \mathrm{diag} \left( 1 - \left( \bm{h}^{(t)} \right)^2 \right)
              ( \nabla_{\bm{h}^{(t)}} L) \bm{h}^{(t-1)\top} ,
            \end{aligned}""",
        STEPS,
    ),
]  # fmt: skip
