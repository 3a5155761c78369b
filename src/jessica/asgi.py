"""The web application, as an ASGI callable."""

from __future__ import annotations

import os
import warnings

from django.core.asgi import get_asgi_application

# Static files are small and read in a thread; that they do not come piece by piece is meant.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jessica.platform.settings")
application = get_asgi_application()
