r"""The closed list of LaTeX that an equation may use, by what it does.

>>> r"\odot" in PRODUCTS, r"\foo" in KNOWN
(True, False)
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Cut a line of commands into a set."""
    return frozenset(text.split())


LOOKS = words(
    r"""\, \; \: \! \> \quad \qquad \displaystyle \textstyle \scriptstyle \limits \nolimits \left
    \right \middle \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr \Biggl \Biggr
    \nonumber \notag \allowbreak \hfill \strut \bigm"""
) | {"\\ "}
WIDE = words(r"\quad \qquad \hspace")
TEXT = words(r"\text \textbf \textit \textrm \textsf \textup \textnormal \texttt \mbox")
OPERATORS = words(r"\operatorname \operatorname*")
TAGS = words(r"\tag \tag*")
SILENT = words(r"\label \color \hspace \vspace \phantom")
RAW = TEXT | OPERATORS | TAGS | SILENT | {"\\begin", "\\end"}

ALPHABETS = words(
    r"\mathbf \mathrm \mathit \mathcal \mathbb \mathsf \mathfrak \boldsymbol \mathscr"
)
ACCENTS = words(
    r"\hat \bar \tilde \vec \dot \ddot \widehat \widetilde \overline \breve \check \mathring"
)
GREEK = words(
    r"""\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa
    \lambda \mu \nu \xi \pi \varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi
    \psi \omega \Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega \ell \hbar
    \imath \jmath"""
)
BASES = GREEK | ALPHABETS | ACCENTS | TEXT | OPERATORS

RELATIONS = words(
    r"""= := < > \leq \geq \neq \approx \to \leftarrow \propto \sim \in \equiv \mapsto \ll \gg"""
)
PRODUCTS = words(r"\cdot \times \odot \oslash \otimes \circ / \div * \star")
THEREFORE = words(r"\Rightarrow \Leftrightarrow")
CLOSERS = (
    RELATIONS
    | PRODUCTS
    | TEXT
    | TAGS
    | THEREFORE
    | words(
        r"""+ - ) ] } , ; . : & \\ \mid \parallel \rangle \rvert \rVert \rceil \rfloor \} ! ?
        \pm \mp \ldots
        \cdots \vdots \ddots \end _ ^ ' \land \wedge"""
    )
)
SENTENCE = words(", . ;")
ALIGNED = words(
    "aligned align align* gather gather* gathered split alignedat equation equation* multline"
)
SYNONYMS = {
    ">=": "\\geq", "<=": "\\leq", "\\implies": "\\Rightarrow", "\\iff": "\\Leftrightarrow",
    "\\Longleftrightarrow": "\\Leftrightarrow",
    "\\Longrightarrow": "\\Rightarrow", "\\lbrace": "\\{", "\\rbrace": "\\}",
    "\\lbrack": "[", "\\rbrack": "]", "\\le": "\\leq",
    "\\ge": "\\geq", "\\ne": "\\neq", "\\lt": "<", "\\gt": ">", "\\dfrac": "\\frac",
    "\\tfrac": "\\frac", "\\Vert": "\\|", "\\vert": "|", "\\rightarrow": "\\to", "\\ast": "*",
    "\\intercal": "\\top", "\\dots": "\\ldots", "\\dotsc": "\\ldots", "\\dotsb": "\\ldots",
    "\\coloneqq": ":=", "\\gets": "\\leftarrow", "\\colon": ":", "\\prime": "'",
    "\\mathds": "\\mathbb", "\\pmb": "\\boldsymbol", "\\bm": "\\boldsymbol",
    "...": "\\ldots", "\\varnothing": "\\emptyset", "\\leqslant": "\\leq", "\\geqslant": "\\geq",
}  # fmt: skip
SWITCHES = {
    "\\rm": "\\mathrm", "\\bf": "\\mathbf", "\\cal": "\\mathcal", "\\it": "\\mathit",
}  # fmt: skip
KNOWN = LOOKS | RAW | BASES | CLOSERS | frozenset(SYNONYMS)
