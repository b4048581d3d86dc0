"""What a host of the site finds beside the pages."""

from pathlib import Path
from typing import Any

from weave import poster
from weave.policy import Guard


def finish(guard: Guard, config: Any, memory: Any, key: str) -> None:
    """Write the headers; where the site has an address, also the picture for links to it.

    config: MkDocs' settings; memory: a ledger, and what the picture is kept by in it
    """
    site = Path(config.site_dir)
    guard.close(site)
    if config.site_url:
        picture = memory.get(key)
        if picture is None:  # drawing imports matplotlib, which takes a second
            poster.write(site, config.site_name, config.site_description or "")
            memory.put(key, (site / poster.PLACE).read_bytes())
        else:
            (site / poster.PLACE).parent.mkdir(parents=True, exist_ok=True)
            (site / poster.PLACE).write_bytes(picture)
