"""`python -m weave`: check pages, read an equation, report what is executed."""

import sys

from weave.cli import main

sys.exit(main())
