"""The addresses of the page Set-up, one list a tab."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("set-up/", include("entracte.backoffice.set_up.restaurant.urls")),
    path("set-up/team/", include("entracte.backoffice.set_up.team.urls")),
    path("set-up/history/", include("entracte.backoffice.set_up.history.urls")),
    path("set-up/letters/", include("entracte.backoffice.set_up.letters.urls")),
    path("set-up/letters/wording/", include("entracte.backoffice.set_up.wording.urls")),
    path("set-up/privacy/", include("entracte.backoffice.set_up.privacy.urls")),
    path("set-up/widgets/", include("entracte.backoffice.set_up.widgets.urls")),
]
