"""The archive's settings, for tests: data of their own, plain http, no collected static files.

The data folder is new for every run and shared by its parallel workers and by the commands that
tests start, through the environment. See conftest.py for its end.
"""

import atexit
import os
import shutil
import tempfile

if "ARCHIVE_TEST_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="archive-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.chmod(folder, 0o711)  # noqa: S103 (the server's account has to pass)
    os.environ["ARCHIVE_TEST_DATA"] = folder
    os.environ["ARCHIVE_TEST_OWNER"] = str(os.getpid())
os.environ["ARCHIVE_DATA"] = os.environ["ARCHIVE_TEST_DATA"]
for name in ("DEBUG", "ALLOWED_HOSTS", "SECRET_KEY", "ARCHIVE_DEMO"):
    os.environ.pop(name, None)

from archive.settings import *  # noqa: E402

SECRET_KEY = "a key that signs nothing but what the tests look at themselves"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A kept connection of the live server's would be in the way when the test database is dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False

STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
