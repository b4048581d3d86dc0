"""What must be the same in every process that computes a digit, set before NumPy loads."""

import os
import platform

# The kernels of OpenBLAS differ in the last bits between processors and between thread counts:
# one kernel that all have, and one thread, or two machines would print two books.
CORE = "Haswell"
KERNELS = ("x86_64", "AMD64")


def arithmetic() -> dict[str, str]:
    """Variables of the environment that decide the last digit of a product."""
    fixed = {"OPENBLAS_NUM_THREADS": "1"}
    if platform.machine() in KERNELS:
        fixed["OPENBLAS_CORETYPE"] = CORE
    return fixed


def environment() -> dict[str, str]:
    """The environment in which code of the book runs: what else could show in its output is fixed.

    Sets are walked in one order, text is UTF-8 in every locale, and lines are as wide everywhere.
    Only a choice of arithmetic that its user made stays.
    """
    return {
        **arithmetic(),
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "MPLBACKEND": "svg",
    }


def settle() -> None:
    """Fix the arithmetic of this very process; what its user has set stays."""
    for name, text in arithmetic().items():
        os.environ.setdefault(name, text)
