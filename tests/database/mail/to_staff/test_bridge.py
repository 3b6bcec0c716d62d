"""Is staff written to, once a day, where the bridge needs a person?"""

from datetime import timedelta

from entracte.mail.models import Letter
from entracte.mail.to_staff.bridge import write_of_bridge
from entracte.mail.to_staff.choices import save_choice
from tests.builders import NOON_BEFORE
from tests.database.staff_letters import read_letter
from tests.house import House

MANAGER = "manager@prompt-side.example"
DAY = timedelta(days=1)


def letters() -> int:
    return Letter.objects.filter(kind="staff_bridge", to_address=MANAGER).count()


def test_a_restaurant_is_written_to_at_most_once_a_day(house: House) -> None:
    for after, number in ((0 * DAY, 1), (0 * DAY, 1), (DAY / 2, 1), (DAY - DAY / 24, 1), (DAY, 2)):
        write_of_bridge(house.restaurant.pk, at=NOON_BEFORE + after)
        assert letters() == number


def test_the_letter_leads_to_the_page_and_names_no_guest(house: House) -> None:
    write_of_bridge(house.restaurant.pk, at=NOON_BEFORE)
    text = read_letter(MANAGER, "staff_bridge").text
    assert "http://127.0.0.1:8000/r/prompt-side/spektrix/" in text


def test_who_does_not_want_it_is_not_written_to(house: House) -> None:
    save_choice(restaurant=house.restaurant, account=house.members["manager"].account, wanted=[])
    write_of_bridge(house.restaurant.pk, at=NOON_BEFORE)
    assert letters() == 0


def test_a_restaurant_that_is_not_there_is_left_alone(house: House) -> None:
    write_of_bridge(0, at=NOON_BEFORE)
    assert Letter.objects.count() == 0
