"""Do the migrations tell the whole story of the rows?"""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_row_changed_without_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
