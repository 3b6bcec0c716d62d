"""The parts of one letter with an address of their own: its HTML, its source, what is attached."""

from urllib.parse import quote

from starlette.responses import Response

from demo_mailbox.letters.letter import Letter
from demo_mailbox.letters.reading import contents_of

# A letter's own HTML: it may look as it likes, and run, load and send nothing. Its links open a tab.
_SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
_LINKS_OPEN_A_TAB = '<base target="_blank">'


def html_of(letter: Letter) -> Response:
    """Return the HTML as the letter has it, for a frame that is sandboxed."""
    headers = {
        "Content-Security-Policy": _SANDBOX,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    html = contents_of(letter).html
    opened = html.replace("<head>", f"<head>{_LINKS_OPEN_A_TAB}", 1)
    whole = opened if opened != html else _LINKS_OPEN_A_TAB + html
    return Response(whole.encode("utf-8", "replace"), headers=headers, media_type="text/html")


def source_of(letter: Letter) -> Response:
    """Return every byte of the letter, as a file that mail programs open."""
    return _download(f"letter-{letter.number}.eml", "message/rfc822", letter.raw)


def attachment_of(letter: Letter, which: int) -> Response | None:
    """Return one attachment, counted from 1, as a file; None where there is none."""
    attachments = contents_of(letter).attachments
    if not 1 <= which <= len(attachments):
        return None
    one = attachments[which - 1]
    return _download(one.name, one.content_type, one.content)


def _download(name: str, content_type: str, content: bytes) -> Response:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, headers=headers, media_type=content_type.replace("\n", " "))
