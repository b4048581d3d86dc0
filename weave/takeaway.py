"""Which pages one can take along, in which forms, and where they lie in the site."""

from pathlib import PurePosixPath

from weave.page import Page

FOLDER = "downloads"
FORMS = {"notebook": ".ipynb", "script": ".py"}
OF_LAB = {"notebook": ".ipynb", "notebook without outputs": "-blank.ipynb", "script": ".py"}


def forms(page: Page) -> dict[str, str]:
    """The forms of a page, and how their files end.

    A page is worth running elsewhere if it says how long it takes, and has programs.
    """
    if page.script:
        return OF_LAB
    programs = any(one.lang == "python" and "exec" in one.options for one in page.fences)
    return FORMS if page.front_matter.get("minutes") and programs else {}


def places(uri: str, page: Page) -> dict[str, str]:
    """Where each form of a page lies: `losses.md` as a script is `downloads/losses.py`."""
    stem = f"{FOLDER}/{PurePosixPath(uri).with_suffix('')}"
    return {form: stem + ending for form, ending in forms(page).items()}
