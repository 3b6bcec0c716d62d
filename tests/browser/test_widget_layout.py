"""How wide is the widget in somebody else's layout? As wide as prose would be there, 480 pixels at most."""

import pytest
from playwright.sync_api import expect

from tests.browser.strange_page import PROSE, StrangePage

NOTE = "<p>A short note.</p>"
TABLE = '<table style="border-collapse: collapse"><tr><td style="padding: 0">{}</td></tr></table>'
# Each layout is HTML around one place; prose and widget stand in it by turns.
LAYOUTS = {
    "block": "<div>{}</div>",
    "flex row": '<div style="display: flex">{}</div>',
    "flex row, centred": '<div style="display: flex; justify-content: center; align-items: center">{}</div>',
    "flex row beside a note": '<div style="display: flex; gap: 16px">{}' + NOTE + "</div>",
    "flex row that wraps": '<div style="display: flex; flex-wrap: wrap; gap: 16px">{}' + NOTE + "</div>",
    "flex column": '<div style="display: flex; flex-direction: column">{}</div>',
    "flex column, centred": '<div style="display: flex; flex-flow: column; align-items: center">{}</div>',
    "flex column, at the end": '<div style="display: flex; flex-flow: column; align-items: end">{}</div>',
    "grid": '<div style="display: grid">{}</div>',
    "grid, centred": '<div style="display: grid; place-items: center">{}</div>',
    "grid, its columns centred": '<div style="display: grid; justify-content: center">{}</div>',
    "grid, an auto column": '<div style="display: grid; grid-template-columns: auto 1fr">{}'
    + NOTE
    + "</div>",
    "grid, a column to fit": '<div style="display: grid; grid: auto / fit-content(400px) 1fr">{}</div>',
    "inline-block": '<div style="display: inline-block">{}</div>',
    "inline-flex": '<div style="display: inline-flex">{}</div>',
    "inline-grid": '<div style="display: inline-grid">{}</div>',
    "float": '<div style="float: left">{}</div>',
    "float to the right": '<div style="float: right">{}</div>',
    "absolute": '<div style="position: relative; height: 9px"><div style="position: absolute">{}</div></div>',
    "absolute, centred": (
        '<div style="position: relative"><div style="position: absolute; left: 50%; '
        'transform: translateX(-50%)">{}</div></div>'
    ),
    "fixed": '<div style="position: fixed; inset-inline-end: 0">{}</div>',
    "table": TABLE,
    "table beside a note": TABLE.replace("</td>", "</td><td>A note.</td>"),
    "table of css": '<div style="display: table"><div style="display: table-cell">{}</div></div>',
    "fit-content": '<div style="width: fit-content; margin: auto">{}</div>',
    "max-content": '<div style="width: max-content; max-width: 100%">{}</div>',
    "figure to fit": '<figure style="display: table; margin: 0 auto">{}</figure>',
    "inside padding": '<div style="float: left; padding: 12px; border: 2px solid">{}</div>',
}
BESIDE_PROSE = {
    "flex row": f'<div style="display: flex; gap: 16px">{{}}<p>{PROSE}</p></div>',
    "grid": f'<div style="display: grid; grid: auto / auto auto; gap: 16px">{{}}<p>{PROSE}</p></div>',
    "table": TABLE.replace("</td>", f"</td><td>{PROSE}</td>"),
}
FAR_OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTH = "element => element.getBoundingClientRect().width"


def width_of_prose(strange: StrangePage, layout: str) -> float:
    """How wide does long prose stand there, where it may be 480 pixels at most?"""
    strange.open(layout.format(f'<p id="prose" style="margin: 0; max-width: 480px">{PROSE}</p>'))
    return float(strange.page.locator("#prose").evaluate(WIDTH))


def width_of_widget(strange: StrangePage, layout: str) -> float:
    strange.open(layout.format(strange.element()) + strange.script)
    expect(strange.widget.get_by_role("grid")).to_be_visible()
    return float(strange.widget.evaluate(WIDTH))


@pytest.mark.parametrize("width", [320, 900])
def test_the_widget_is_as_wide_as_long_prose_in_every_layout(strange: StrangePage, width: int) -> None:
    strange.stack.sql("UPDATE restaurants_widget SET integration = 'none'")
    strange.page.set_viewport_size({"width": width, "height": 900})
    wrong = []
    for name, layout in LAYOUTS.items():
        prose, widget = width_of_prose(strange, layout), width_of_widget(strange, layout)
        inner = strange.widget.locator(".form").evaluate(WIDTH)
        over = strange.page.evaluate(FAR_OVER)
        if abs(prose - widget) > 1 or widget > 480 or abs(inner - widget) > 1 or over > 0:
            wrong.append(f"{name}: prose {prose:.0f}, widget {widget:.0f}, form {inner:.0f}, {over} too far")
    assert wrong == []


@pytest.mark.parametrize("layout", BESIDE_PROSE)
def test_prose_beside_the_widget_leaves_it_what_it_would_leave_to_prose(
    strange: StrangePage, layout: str
) -> None:
    strange.page.set_viewport_size({"width": 900, "height": 900})
    prose = width_of_prose(strange, BESIDE_PROSE[layout])
    assert width_of_widget(strange, BESIDE_PROSE[layout]) == pytest.approx(prose, rel=0.2)


@pytest.mark.parametrize("width", [320, 900])
def test_the_button_is_no_wider_than_its_words_in_any_layout(strange: StrangePage, width: int) -> None:
    strange.page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for name in ("inline-block", "float", "flex row", "table", "fit-content", "absolute"):
        strange.open(LAYOUTS[name].format(strange.element(mode="button")) + strange.script)
        expect(strange.widget.get_by_role("button", name="Book a table")).to_be_visible()
        if strange.widget.evaluate(WIDTH) > 200:
            wide.append(name)
    assert wide == []
