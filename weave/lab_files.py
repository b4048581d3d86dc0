"""Labs as MkDocs sees them: scripts that are pages."""

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

FOLDER = "labs/"


class LabFile(File):
    """A script below docs/labs, at the address that a Markdown file of its name would have."""

    def is_documentation_page(self) -> bool:
        """It is one, whatever its ending says."""
        return True


def adopt(files: Files, config: MkDocsConfig) -> None:
    """Make a page of every lab."""
    for file in list(files):
        if file.src_uri.startswith(FOLDER) and file.src_uri.endswith(".py"):
            files.remove(file)
            files.append(
                LabFile(
                    file.src_uri,
                    config.docs_dir,
                    config.site_dir,
                    config.use_directory_urls,
                    inclusion=file.inclusion,
                )
            )


def keep_renderer(page: Page) -> None:
    """Render a lab as any page, also where mkdocs-jupyter stands in the list of plugins."""
    if isinstance(page.file, LabFile):
        page.__dict__.pop("render", None)


def introduce(page: Page, matter: Mapping[str, Any]) -> None:
    """Let templates know how long a lab takes, as front matter tells them of a chapter."""
    if isinstance(page.file, LabFile) and "minutes" in matter:
        page.meta = {**page.meta, "minutes": matter["minutes"]}
