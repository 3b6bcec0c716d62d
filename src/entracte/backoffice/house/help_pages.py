"""The pages of help: those of docs/help, to which a link in this folder leads; a package carries the text."""

from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

PAGES = {
    "setting-up-the-sync": "Setting up the sync",
    "what-crosses": "What crosses",
    "seating": "Seating",
    "letters": "Letters",
    "guests-own-page": "The guest's own page",
    "what-is-kept": "What is kept of a guest",
    "customising-the-widget": "Customising the widget",
    "signing-in": "Signing in",
    "troubleshooting": "Troubleshooting",
}
FOLDER = Path(__file__).parent / "help"


@require_safe
def help_page(request: HttpRequest, name: str) -> HttpResponse:
    """One page of help; open to all, since it holds nothing of anybody's."""
    if name not in PAGES:
        raise Http404
    others = [(each, title) for each, title in PAGES.items() if each != name]
    context = {"title": PAGES[name], "text": _text(name), "others": others}
    return render(request, "house/help.html", context)


@lru_cache(maxsize=len(PAGES))
def _text(name: str) -> SafeString:
    """Render one page; links between pages lose their file ending, those out of the folder their link."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    for token in [inner for outer in tokens for inner in outer.children or []]:
        target = str(token.attrGet("href") or "")
        if target.endswith(".md"):
            token.attrSet("href", f"/help/{Path(target).stem}/" if Path(target).stem in PAGES else "#content")
    # the text is our own and raw HTML in it is off
    return mark_safe(str(markdown.renderer.render(tokens, markdown.options, {})))
