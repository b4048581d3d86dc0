"""Settings and fixtures that all tests share."""

import pytest
from hypothesis import settings

from weave import answers as answers_of
from weave.answers import Answers
from weave.hands import Here
from weave.home import ROOT

# The same examples at every run: a test that fails today failed yesterday.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("house")


@pytest.fixture(scope="session")
def remembered() -> Answers:
    """The book's answers as builds keep them; what is missing runs in this process."""
    return answers_of.of_book(ROOT, Here())
