"""Does axe find anything wrong with what stands on a page?"""

from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "embed" / "node_modules" / "axe-core" / "axe.min.js"


@lru_cache(maxsize=1)
def _axe() -> str:
    return AXE.read_text()


def violations(page: Page, within: str = "html", *, colours_only: bool = False) -> list[str]:
    """Return what axe finds inside one element, shadow trees included: rule, element, what to do.

    Every rule of axe runs, the best practices too; `colours_only` leaves those that look at colours.
    Evaluated, not loaded as a script, so a page's content security policy stays as it is.
    """
    page.evaluate(f"() => {{ if (!window.axe) {{ {_axe()} }} }}")
    found = page.evaluate(
        """async ([within, coloursOnly]) => {
            const runOnly = coloursOnly ? { runOnly: ["cat.color"] } : {};
            const { violations } = await axe.run(within, { resultTypes: ["violations"], ...runOnly });
            return violations.flatMap(({ id, nodes }) =>
                nodes.map(({ target, failureSummary }) => `${id}: ${target.flat()} ${failureSummary}`));
        }""",
        [within, colours_only],
    )
    return [str(one) for one in found]
