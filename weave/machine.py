"""What of this machine can change the last digit of a result."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

# They choose kernels and the order of sums in NumPy and below it.
VARIABLES = (
    "MKL_CBWR",
    "NPY_DISABLE_CPU_FEATURES",
    "NPY_ENABLE_CPU_FEATURES",
    "OMP_NUM_THREADS",
    "OPENBLAS_CORETYPE",
    "OPENBLAS_NUM_THREADS",
)
# NumPy chooses its loops by these features of the processor, whatever OPENBLAS_CORETYPE says.
FEATURES = ("asimd", "avx", "fma", "sse4", "sve", "vsx")


def machine() -> dict[str, str]:
    """Name Python, platform, C library, the processor's vector features and the core type.

    Not the kernel, nor the name of the machine: a digit never depends on them.
    """
    return _fixed() | {name: os.environ[name] for name in VARIABLES if name in os.environ}


@functools.cache
def _fixed() -> dict[str, str]:
    return {
        "Python": f"{sys.implementation.name} {'.'.join(map(str, sys.version_info))}"
        + sys.flags.optimize * " without assert",
        "platform": f"{sys.platform} {_architecture()} {sys.byteorder} {sys.maxsize:x}",
        "C library": _c_library(),
        "vector features": features(),
    }


def _architecture() -> str:
    if hasattr(os, "uname"):
        return os.uname().machine
    return os.environ.get("PROCESSOR_IDENTIFIER", "")


def _c_library() -> str:
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):  # no glibc: its version goes with the system's
        return ".".join(os.uname()[2:3]) if hasattr(os, "uname") else sys.platform


def features(listing: Path = Path("/proc/cpuinfo")) -> str:
    """Name the vector features of the first processor, where the system lists them."""
    try:
        with listing.open(encoding="ascii", errors="replace") as lines:
            named = (line for line in lines if line.lower().startswith(("flags", "features")))
            words = next(named, "").split()
    except OSError:
        return ""
    return " ".join(sorted(word for word in words if word.startswith(FEATURES)))
