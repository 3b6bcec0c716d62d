"""Which pictures of two folders differ, and by how many pixels?"""

import base64
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.chromium import FLAGS, find_chromium

# Chromium decodes its own pictures, so that no other library is needed.
DIFFERENCE = """async ([one, other]) => {
    const pixels = async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes]));
        const { width, height } = picture;
        const drawing = new OffscreenCanvas(width, height).getContext("2d");
        drawing.drawImage(picture, 0, 0);
        const { data } = drawing.getImageData(0, 0, width, height);
        return { width, height, data: new Uint32Array(data.buffer) };
    };
    // an edge is rounded by one or two of 255 steps, as the machine has it
    const isAlike = (one, other) => [0, 8, 16, 24].every(
        (bits) => Math.abs(((one >>> bits) & 255) - ((other >>> bits) & 255)) <= 2);
    const [a, b] = [await pixels(one), await pixels(other)];
    if (a.width !== b.width || a.height !== b.height)
        return `${a.width}x${a.height} against ${b.width}x${b.height}`;
    let [count, top, left, bottom, right] = [0, a.height, a.width, 0, 0];
    for (let at = 0; at < a.data.length; at += 1) {
        if (isAlike(a.data[at], b.data[at])) continue;
        const [x, y] = [at % a.width, Math.floor(at / a.width)];
        [count, top, left] = [count + 1, Math.min(top, y), Math.min(left, x)];
        [bottom, right] = [Math.max(bottom, y), Math.max(right, x)];
    }
    return count && `${count} pixels, between (${left}, ${top}) and (${right}, ${bottom})`;
}"""


def compare(one: Path, other: Path) -> list[str]:
    """Return a line for each picture that differs or is in one folder only, and a sum."""
    names, others = ({path.name for path in folder.glob("*.png")} for folder in (one, other))
    lone = sorted({name.rsplit("-", 2)[0] for name in names ^ others})
    alone = [f"pictures of {screen} are in one folder only" for screen in lone]
    changed = [name for name in sorted(names & others) if _bytes(one, name) != _bytes(other, name)]
    differing = _counted(one, other, changed) if changed else []
    total = f"{len(names & others)} compared, {len(differing)} differ"
    return [*alone, *differing, f"{total}, {len(names ^ others)} are in one folder only"]


def _counted(one: Path, other: Path, names: list[str]) -> list[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=list(FLAGS))
        page = browser.new_page()
        found = [(name, _difference(page, one / name, other / name)) for name in names]
        browser.close()
    return [f"{name}: {difference}" for name, difference in found if difference]


def _difference(page: Page, *pictures: Path) -> str:
    texts = [base64.b64encode(path.read_bytes()).decode() for path in pictures]
    return str(page.evaluate(DIFFERENCE, texts) or "")


def _bytes(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()
