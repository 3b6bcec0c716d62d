"""Where does a web server find the application?"""

import os

from django.core.wsgi import get_wsgi_application

from entracte.widget.chunks import MeasuredBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entracte.settings")

application = MeasuredBodies(get_wsgi_application())
