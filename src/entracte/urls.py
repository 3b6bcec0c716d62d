"""The addresses of all packages."""

from django.urls import include, path

from entracte import health
from entracte.mail.bounces.webhooks import webhook_patterns

urlpatterns = [
    *webhook_patterns(),
    path("accounts/", include("entracte.backoffice.entrance.urls")),
    path("", include("entracte.widget.urls")),
    path("", include("entracte.guestpages.urls")),
    path("", include("entracte.backoffice.urls")),
]

handler500 = health.failed
