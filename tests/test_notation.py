"""The notation page promises only what the code does."""

import importlib
import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from snippets import activations, layers, losses, network

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "notation.md").read_text()
SYMBOLS = PAGE.partition("## Symbols")[2].partition("\n## ")[0]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in SYMBOLS.splitlines()
    if line.startswith("| $")
]
PYTORCH = PAGE.partition("## The same numbers in PyTorch")[2].partition("\n## ")[0]
NAMES = [name for row in ROWS for name in re.findall(r"`([a-z]\w*\.[\w.]+)`", row[-1])]
NAMES += re.findall(r"^\| `([a-z]\w*\.\w+)`", PYTORCH, re.MULTILINE)


def test_the_table_of_symbols_is_read():
    assert len(ROWS) > 15
    assert len(NAMES) > 8


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_table_of_symbols_exists(name):
    module, _, attributes = name.partition(".")
    found = importlib.import_module(f"snippets.{module}")
    for attribute in attributes.split("."):
        if attribute in ("W", "b"):  # attributes of a Dense layer, not of the class
            found = layers.Dense(np.ones((2, 3)), np.zeros(3))
        found = getattr(found, attribute)


def test_letters_of_the_book_are_bound_alike_in_all_scenes():
    """Where a scene binds a letter whose meaning is fixed, it binds the fixed meaning."""
    fixed = {r"\sigma": "sigmoid", r"\eta": "rate", r"\ell": "layer", "D": "last layer"}
    scenes = Path(network.__file__).parent / "scenes"
    bound = [
        (match[1], match[2])
        for scene in scenes.glob("*.py")
        for match in re.finditer(r"^    \| `(.+?)` \| (.+?) \|", scene.read_text(), re.MULTILINE)
    ]
    met = {letter for letter, _ in bound}
    assert set(fixed) <= met
    for letter, meaning in bound:
        assert fixed.get(letter, "") in meaning


def test_a_batch_is_rows():
    z = layers.affine(np.ones((7, 2)), np.ones((2, 3)), np.zeros(3))
    assert z.shape == (7, 3)


def test_formulas_count_from_one_and_code_from_zero():
    small, x, _ = network.small()
    first = network.forward_pass(small, x).z[0]
    np.testing.assert_array_equal(first, layers.affine(x, small.layers[0].W, small.layers[0].b))


def test_the_gradient_of_the_small_network_at_its_outputs_is_the_error_itself():
    small, x, y = network.small()
    a = small.forward(x)
    np.testing.assert_allclose(losses.mean_squared_error_backward(1.0, a, y), a - y, rtol=1e-15)


def test_losses_are_means_over_what_the_page_says():
    a, y = np.array([[1.0, 3.0], [0.0, 2.0]]), np.zeros((2, 2))
    assert losses.mean_squared_error(a, y) == (1 + 9 + 0 + 4) / 4
    p, one = np.array([[0.5, 0.5], [0.25, 0.75]]), np.array([[1.0, 0.0], [1.0, 0.0]])
    assert losses.cross_entropy(p, one) == pytest.approx((np.log(2) + np.log(4)) / 2)
    quarters = (np.log(2) + np.log(2) + np.log(4) + np.log(4)) / 4
    assert losses.binary_cross_entropy(p, one) == pytest.approx(quarters)


def test_relu_has_slope_zero_at_zero():
    assert activations.relu_backward(np.array([1.0]), np.array([0.0]))[0] == 0.0


def test_scikit_learn_keeps_weights_as_this_book_does():
    x, y = np.arange(10.0).reshape(5, 2), np.array([0, 1, 0, 1, 1])
    model = MLPClassifier([3], solver="lbfgs", max_iter=1000, random_state=0).fit(x, y)
    assert model.coefs_[0].shape == (2, 3)


def test_pytorch_keeps_weights_transposed_and_means_the_same_losses():
    torch = pytest.importorskip("torch", reason="torch is a peer, not a dependency")
    assert tuple(torch.nn.Linear(2, 3).weight.shape) == (3, 2)
    a, y = np.array([[1.0, 3.0], [0.5, 2.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    theirs = torch.nn.MSELoss()(torch.tensor(a), torch.tensor(y))
    assert losses.mean_squared_error(a, y) == pytest.approx(float(theirs), rel=1e-14)
    theirs = torch.nn.CrossEntropyLoss()(torch.tensor(a), torch.tensor(y))
    assert losses.softmax_cross_entropy(a, y) == pytest.approx(float(theirs), rel=1e-14)
