"""What axe-core finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page, where):
    """Return what axe finds, one line for each element."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{where}: {violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
