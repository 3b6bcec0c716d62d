"""Is the address of a website kept as browsers send it, whatever somebody typed?"""

import pytest

from entracte.restaurants.origins import NotAnOrigin, is_origin_as_sent, origin_as_sent
from tests.origins import SENT_AS

NO_ORIGINS = {
    **dict.fromkeys(
        [
            *(
                "",
                " ",
                "alder.example",
                "www.alder.example/",
                "//alder.example",
                "https://",
                "https:///tickets",
            ),
            *(
                "ftp://alder.example",
                "javascript:alert(1)",
                "null",
                "*",
                "file:///etc/hosts",
                "data:text/html,x",
            ),
            *("https://alder.example:port", "https://alder.example:65536", "https://alder .example"),
            *("https://a<b>.example", "https://a..example", "https://[::1", "https://::1", "https://[::g]"),
            *(
                "https://[fe80::1%25eth0]",
                "https://1.2.3.4.5",
                "https://256.256.256.256.256",
                "https://x.0xzz.1",
            ),
            *(f"https://{'a' * 64}.example", "https://a%00b.example", "https://%zz.example"),
        ],
        NotAnOrigin.WRONG,
    ),
    **dict.fromkeys(["https://*.alder.example", "https://*", "http://www.*.example:8000"], "star"),
    **dict.fromkeys(
        ["https://alder.example/tickets", "https://alder.example?a=b", "https://alder.example/#x"], "page"
    ),
    f"https://{'.'.join(['a' * 60] * 4)}.example": "long",
}


@pytest.mark.parametrize("typed, sent", SENT_AS.items())
def test_a_websites_address_is_kept_as_browsers_send_it(typed: str, sent: str) -> None:
    assert origin_as_sent(typed) == sent
    assert origin_as_sent(sent) == sent
    assert is_origin_as_sent(sent)
    assert is_origin_as_sent(typed) == (typed == sent)


@pytest.mark.parametrize("typed, why", NO_ORIGINS.items())
def test_what_is_no_websites_address_is_refused_with_its_reason(typed: str, why: str) -> None:
    with pytest.raises(NotAnOrigin) as refused:
        origin_as_sent(typed)
    assert refused.value.why == why
    assert not is_origin_as_sent(typed)
