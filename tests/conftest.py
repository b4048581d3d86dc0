"""Settings that all tests share."""

from hypothesis import settings

# The same examples at every run: a test that fails today failed yesterday.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("house")
