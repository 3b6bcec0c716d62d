"""Who plays in the browser's tests? The demo restaurant, at the test's addresses; prints its widget's key."""

import sys

import django

django.setup()

from entracte import clock  # noqa: E402
from entracte.cli.demo.example.restaurant import ExampleSettings, make_example  # noqa: E402
from entracte.dining.models import Closure, SpecialDay  # noqa: E402
from tests.browser.stack import CLIENT, KEY, LOGIN, PASSWORD  # noqa: E402

if __name__ == "__main__":
    simulator, tickets, theatre = sys.argv[1:]
    settings = ExampleSettings(
        simulator_origin=simulator,
        custom_domain=tickets,
        outer_origin=theatre,
        client_name=CLIENT,
        login=LOGIN,
        api_key=KEY,
        password=PASSWORD,
    )
    key = make_example(settings, now=clock.now())
    # the tests book so many days ahead, whatever today is
    Closure.objects.all().delete()
    SpecialDay.objects.all().delete()
    sys.stdout.write(key)
