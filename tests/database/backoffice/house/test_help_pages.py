"""Do the pages of help open for everybody, and lead to one another?"""

import pytest
from django.test import Client

from entracte.backoffice.house.help_pages import PAGES


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_help_opens_without_signing_in(client: Client, name: str) -> None:
    answer = client.get(f"/help/{name}/")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()
    assert ".md" not in answer.content.decode()


@pytest.mark.django_db
def test_pages_lead_to_one_another(client: Client) -> None:
    assert 'href="/help/what-crosses/"' in client.get("/help/setting-up-the-sync/").content.decode()


@pytest.mark.django_db
def test_another_name_is_not_found(client: Client) -> None:
    assert client.get("/help/settings/").status_code == 404
