"""The web application, as an ASGI callable."""

from __future__ import annotations

import os
import warnings

import django
from django.core.asgi import get_asgi_application

from jessica.platform.static_files import collect_static_files

# Static files are small and read in a thread; that they do not come piece by piece is meant.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jessica.platform.settings")
django.setup()
collect_static_files()
application = get_asgi_application()
