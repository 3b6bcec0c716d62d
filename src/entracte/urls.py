"""Which address leads to which room?"""

from django.urls import include, path

from entracte import checks

urlpatterns = [
    path("healthz", checks.alive),
    path("readyz", checks.ready),
    path("accounts/", include("entracte.backoffice.sign_in")),
    path("", include("entracte.widget.urls")),
    path("", include("entracte.backoffice.urls")),
]

handler500 = checks.failed
