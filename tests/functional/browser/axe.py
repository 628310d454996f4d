"""What axe-core finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIND = """async options => {
  const found = await axe.run(document, options);
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`));
}"""


def violations(page, where):
    """Return what axe finds, one line for each element."""
    page.evaluate(Axe().axe_script)
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    return [f"{where}: {fault}" for fault in page.evaluate(FIND, options)]
