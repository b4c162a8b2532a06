"""The archive as a WSGI application: `gunicorn archive.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from archive.keys import ensure_secret_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


application = get_wsgi_application()
ensure_secret_key()
