"""PyTorch, where it is installed; without it every test here is skipped, by name."""

import warnings
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def torch() -> ModuleType:
    """PyTorch with double precision as its default."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = pytest.importorskip("torch", reason="PyTorch is not installed")
    module.set_default_dtype(module.float64)
    module.set_num_threads(1)
    return module
