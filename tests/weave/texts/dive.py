r"""Thirty display equations of Zhang, Lipton, Li, Smola, "Dive into Deep Learning", online (d2l).

The place is the title of the section and, where there is more than one, of the part of it: its
numbers change between editions. Convolutions and backpropagation through time are in the notation
of the first online edition (2019), the rest in that of 2020 to 2022.
"""

from tests.weave.texts.printed import Printed

EXAMPLES = {
    r"\mathbf{x}^{(i)}": "family i", r"\mathbf{y}^{(i)}": "family i", "y^{(i)}": "family i",
    r"\hat{\mathbf{y}}^{(i)}": "family i", "l^{(i)}": "function", "l": "function", "i": "label",
}  # fmt: skip
RECURRENT = {
    **{rf"\mathbf{{{letter}}}_t": "family t" for letter in "XHRZIFOC"},
    **{rf"\mathbf{{{letter}}}_t": "family t" for letter in "hoxgvs"},
    r"\tilde{\mathbf{H}}_t": "family t", r"\tilde{\mathbf{C}}_t": "family t",
    **{rf"\mathbf{{W}}_{{{one}{gate}}}": "value" for one in "xhq" for gate in "rzifohxc"},
    **{rf"\mathbf{{b}}_{gate}": "value" for gate in "rzifohc"},
    "t": "label",
}  # fmt: skip

EQUATIONS = [
    Printed("Linear Regression, Model", r"\hat{y} = w_1  x_1 + ... + w_d  x_d + b."),
    Printed(
        "Linear Regression, Loss Function",
        r"""L(\mathbf{w}, b) =\frac{1}{n}\sum_{i=1}^n l^{(i)}(\mathbf{w}, b)
            =\frac{1}{n} \sum_{i=1}^n \frac{1}{2}
            \left(\mathbf{w}^\top \mathbf{x}^{(i)} + b - y^{(i)}\right)^2.""",
        EXAMPLES | {"L": "function"},
    ),
    Printed(
        "Linear Regression, Analytic Solution, first",
        r"""\begin{aligned}
                \partial_{\mathbf{w}} \|\mathbf{y} - \mathbf{X}\mathbf{w}\|^2 =
                2 \mathbf{X}^\top (\mathbf{X} \mathbf{w} - \mathbf{y}) = 0
                \text{ and hence }
                \mathbf{X}^\top \mathbf{y} = \mathbf{X}^\top \mathbf{X} \mathbf{w}.
            \end{aligned}""",
    ),
    Printed(
        "Linear Regression, Analytic Solution, second",
        r"\mathbf{w}^* = (\mathbf X^\top \mathbf X)^{-1}\mathbf X^\top \mathbf{y}",
        {r"\mathbf{w}^*": "value"},
    ),
    Printed(
        "Linear Regression, Minibatch Stochastic Gradient Descent",
        r"""\begin{aligned} \mathbf{w} & \leftarrow \mathbf{w} - \frac{\eta}{|\mathcal{B}|}
              \sum_{i \in \mathcal{B}_t} \partial_{\mathbf{w}} l^{(i)}(\mathbf{w}, b)
              && = \mathbf{w} - \frac{\eta}{|\mathcal{B}|} \sum_{i \in \mathcal{B}_t}
              \mathbf{x}^{(i)} \left(\mathbf{w}^\top \mathbf{x}^{(i)} + b - y^{(i)}\right)\\
              b &\leftarrow b -  \frac{\eta}{|\mathcal{B}|}
              \sum_{i \in \mathcal{B}_t} \partial_b l^{(i)}(\mathbf{w}, b)
              &&  = b - \frac{\eta}{|\mathcal{B}|} \sum_{i \in \mathcal{B}_t}
              \left(\mathbf{w}^\top \mathbf{x}^{(i)} + b - y^{(i)}\right). \end{aligned}""",
        EXAMPLES | {r"\mathcal{B}_t": "family t", "t": "label"},
    ),
    Printed(
        "Softmax Regression, The Softmax, first",
        r"""\hat{\mathbf{y}} = \mathrm{softmax}(\mathbf{o}) \quad \text{where}\quad
            \hat{y}_i = \frac{\exp(o_i)}{\sum_j \exp(o_j)}.""",
    ),
    Printed(
        "Softmax Regression, The Softmax, second",
        r"\operatorname*{argmax}_j \hat y_j = \operatorname*{argmax}_j o_j.",
    ),
    Printed(
        "Softmax Regression, Softmax and Cross-Entropy Loss, first",
        r"""\begin{aligned}
            l(\mathbf{y}, \hat{\mathbf{y}}) &=  - \sum_{j=1}^q y_j
              \log \frac{\exp(o_j)}{\sum_{k=1}^q \exp(o_k)} \\
            &= \sum_{j=1}^q y_j \log \sum_{k=1}^q \exp(o_k) - \sum_{j=1}^q y_j o_j \\
            &= \log \sum_{k=1}^q \exp(o_k) - \sum_{j=1}^q y_j o_j.
            \end{aligned}""",
        {"l": "function"},
    ),
    Printed(
        "Softmax Regression, Softmax and Cross-Entropy Loss, second",
        r"""\partial_{o_j} l(\mathbf{y}, \hat{\mathbf{y}})
            = \frac{\exp(o_j)}{\sum_{k=1}^q \exp(o_k)} - y_j
            = \mathrm{softmax}(\mathbf{o})_j - y_j.""",
        {"l": "function"},
    ),
    Printed(
        "Forward Propagation, Backward Propagation, regularization term",
        r"s = \frac{\lambda}{2} \left(\|\mathbf{W}^{(1)}\|_F^2 + \|\mathbf{W}^{(2)}\|_F^2\right),",
    ),
    Printed(
        "Forward Propagation, Backward Propagation, last layer's weights",
        r"""\frac{\partial J}{\partial \mathbf{W}^{(2)}}
            = \text{prod}\left(\frac{\partial J}{\partial \mathbf{o}},
              \frac{\partial \mathbf{o}}{\partial \mathbf{W}^{(2)}}\right)
            + \text{prod}\left(\frac{\partial J}{\partial s},
              \frac{\partial s}{\partial \mathbf{W}^{(2)}}\right)
            = \frac{\partial J}{\partial \mathbf{o}} \mathbf{h}^\top + \lambda \mathbf{W}^{(2)}""",
    ),
    Printed(
        "Forward Propagation, Backward Propagation, hidden layer",
        r"""\frac{\partial J}{\partial \mathbf{z}}
            = \text{prod}\left(\frac{\partial J}{\partial \mathbf{h}},
              \frac{\partial \mathbf{h}}{\partial \mathbf{z}}\right)
            = \frac{\partial J}{\partial \mathbf{h}} \odot \phi'\left(\mathbf{z}\right).""",
    ),
    Printed(
        "From Dense Layers to Convolutions, Constraining the MLP, first",
        r"""h[i,j] = \sum_{k,l} W[i,j,k,l] \cdot x[k,l] =
            \sum_{a, b} V[i,j,a,b] \cdot x[i+a,j+b]""",
        {"h": "value", "i": "index", "j": "index"},
    ),
    Printed(
        "From Dense Layers to Convolutions, Waldo Revisited",
        r"""h[i,j,k] = \sum_{a = -\Delta}^{\Delta} \sum_{b = -\Delta}^{\Delta} \sum_c
            V[a,b,c,k] \cdot x[i+a,j+b,c]""",
        {"h": "value", "i": "index", "j": "index", "k": "index"},
    ),
    Printed(
        "Batch Normalization, first",
        r"""\mathrm{BN}(\mathbf{x}) = \boldsymbol{\gamma} \odot
            \frac{\mathbf{x} - \hat{\boldsymbol{\mu}}_\mathcal{B}}
              {\hat{\boldsymbol{\sigma}}_\mathcal{B}}
            + \boldsymbol{\beta}.""",
        {r"\hat{\boldsymbol{\mu}}_\mathcal{B}": "value",
         r"\hat{\boldsymbol{\sigma}}_\mathcal{B}": "value"},
    ),
    Printed(
        "Batch Normalization, second",
        r"""\hat{\boldsymbol{\mu}}_\mathcal{B} = \frac{1}{|\mathcal{B}|}
              \sum_{\mathbf{x} \in \mathcal{B}} \mathbf{x}
            \text{ and }
            \hat{\boldsymbol{\sigma}}_\mathcal{B}^2 = \frac{1}{|\mathcal{B}|}
              \sum_{\mathbf{x} \in \mathcal{B}}
              (\mathbf{x} - \hat{\boldsymbol{\mu}}_{\mathcal{B}})^2 + \epsilon.""",
        {r"\hat{\boldsymbol{\mu}}_\mathcal{B}": "value",
         r"\hat{\boldsymbol{\sigma}}_\mathcal{B}": "value"},
    ),
    Printed(
        "Gated Recurrent Units, Reset Gate and Update Gate",
        r"""\begin{aligned}
            \mathbf{R}_t = \sigma(\mathbf{X}_t \mathbf{W}_{xr} + \mathbf{H}_{t-1} \mathbf{W}_{hr}
              + \mathbf{b}_r),\\
            \mathbf{Z}_t = \sigma(\mathbf{X}_t \mathbf{W}_{xz} + \mathbf{H}_{t-1} \mathbf{W}_{hz}
              + \mathbf{b}_z),
            \end{aligned}""",
        RECURRENT,
    ),
    Printed(
        "Gated Recurrent Units, Candidate Hidden State",
        r"""\tilde{\mathbf{H}}_t = \tanh(\mathbf{X}_t \mathbf{W}_{xh} +
            \left(\mathbf{R}_t \odot \mathbf{H}_{t-1}\right) \mathbf{W}_{hh} + \mathbf{b}_h),""",
        RECURRENT,
    ),
    Printed(
        "Long Short-Term Memory, Input Gate, Forget Gate, and Output Gate",
        r"""\begin{aligned}
            \mathbf{I}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xi} + \mathbf{H}_{t-1} \mathbf{W}_{hi}
              + \mathbf{b}_i),\\
            \mathbf{F}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xf} + \mathbf{H}_{t-1} \mathbf{W}_{hf}
              + \mathbf{b}_f),\\
            \mathbf{O}_t &= \sigma(\mathbf{X}_t \mathbf{W}_{xo} + \mathbf{H}_{t-1} \mathbf{W}_{ho}
              + \mathbf{b}_o),
            \end{aligned}""",
        RECURRENT,
    ),
    Printed(
        "Long Short-Term Memory, Memory Cell",
        r"""\mathbf{C}_t = \mathbf{F}_t \odot \mathbf{C}_{t-1}
            + \mathbf{I}_t \odot \tilde{\mathbf{C}}_t.""",
        RECURRENT,
    ),
    Printed(
        "Backpropagation Through Time, gradient by the hidden state",
        r"""\frac{\partial L}{\partial \mathbf{h}_t}
            = \sum_{i=t}^T {\left(\mathbf{W}_{hh}^\top\right)}^{T-i} \mathbf{W}_{qh}^\top
              \frac{\partial L}{\partial \mathbf{o}_{T+t-i}}.""",
        RECURRENT | {"i": "label"},
    ),
    Printed(
        "Backpropagation Through Time, gradient by the weights",
        r"""\begin{aligned}
            \frac{\partial L}{\partial \mathbf{W}_{hx}}
            &= \sum_{t=1}^T \text{prod}\left(\frac{\partial L}{\partial \mathbf{h}_t},
              \frac{\partial \mathbf{h}_t}{\partial \mathbf{W}_{hx}}\right)
            = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{x}_t^\top,\\
            \frac{\partial L}{\partial \mathbf{W}_{hh}}
            &= \sum_{t=1}^T \text{prod}\left(\frac{\partial L}{\partial \mathbf{h}_t},
              \frac{\partial \mathbf{h}_t}{\partial \mathbf{W}_{hh}}\right)
            = \sum_{t=1}^T \frac{\partial L}{\partial \mathbf{h}_t} \mathbf{h}_{t-1}^\top.
            \end{aligned}""",
        RECURRENT,
    ),
    Printed(
        "Attention Scoring Functions, Dot Product Attention, first",
        r"""a(\mathbf{q}, \mathbf{k}_i) = -\frac{1}{2} \|\mathbf{q} - \mathbf{k}_i\|^2
            = \mathbf{q}^\top \mathbf{k}_i -\frac{1}{2} \|\mathbf{k}_i\|^2
              -\frac{1}{2} \|\mathbf{q}\|^2.""",
        {"a": "function"},
    ),
    Printed(
        "Attention Scoring Functions, Dot Product Attention, third",
        r"""\alpha(\mathbf{q}, \mathbf{k}_i) = \mathrm{softmax}(a(\mathbf{q}, \mathbf{k}_i))
            = \frac{\exp(\mathbf{q}^\top \mathbf{k}_i / \sqrt{d})}
              {\sum_{j=1} \exp(\mathbf{q}^\top \mathbf{k}_j / \sqrt{d})}.""",
        {"a": "function", r"\alpha": "function"},
        unread="a sum from 1 to nowhere: it has a lower bound only",
    ),
    Printed(
        "Adam, The Algorithm, first",
        r"""\begin{aligned}
                \mathbf{v}_t & \leftarrow \beta_1 \mathbf{v}_{t-1} + (1 - \beta_1) \mathbf{g}_t \\
                \mathbf{s}_t & \leftarrow \beta_2 \mathbf{s}_{t-1} + (1 - \beta_2) \mathbf{g}_t^2
            \end{aligned}""",
        RECURRENT | {r"\beta_1": "value", r"\beta_2": "value"},
    ),
    Printed(
        "Adam, The Algorithm, second",
        r"""\hat{\mathbf{v}}_t = \frac{\mathbf{v}_t}{1 - \beta_1^t} \text{ and }
            \hat{\mathbf{s}}_t = \frac{\mathbf{s}_t}{1 - \beta_2^t}.""",
        RECURRENT | {r"\beta_1": "value", r"\beta_2": "value",
                     r"\hat{\mathbf{v}}_t": "family t", r"\hat{\mathbf{s}}_t": "family t"},
    ),
    Printed(
        "Adam, The Algorithm, third",
        r"""\mathbf{g}_t' = \frac{\eta \hat{\mathbf{v}}_t}{\sqrt{\hat{\mathbf{s}}_t} + \epsilon}""",
        {r"\hat{\mathbf{v}}_t": "family t", r"\hat{\mathbf{s}}_t": "family t",
         r"\mathbf{g}_t'": "family t", "t": "label"},
    ),
    Printed(
        "Information Theory, Entropy, Definition, first",
        r"H(X) = - E_{x \sim P} [\log p(x)].",
        {"H": "function", "p": "function"},
    ),
    Printed(
        "Information Theory, Entropy, Definition, second",
        r"H(X) = - \sum_i p_i \log p_i \text{, where } p_i = P(X_i).",
        {"H": "function", "P": "function"},
    ),
    Printed(
        "Information Theory, Joint Entropy, second",
        r"H(X, Y) = - \sum_{x} \sum_{y} p_{X, Y}(x, y) \log p_{X, Y}(x, y).",
        {"H": "function", "p_{X, Y}": "function"},
    ),
]  # fmt: skip
