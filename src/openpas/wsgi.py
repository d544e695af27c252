"""What the server runs."""

import gc

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from openpas.runtime.chunked_bodies import with_length

_django = get_wsgi_application()  # sets Django up, which the next import needs

from openpas.api.hot_operations import HotOperations  # noqa: E402

application = with_length(HotOperations(_django))
if settings.OPENPAS_PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, settings.OPENPAS_PROXIES)

# What was loaded until now stays as long as the process: the collector need not look at it again with each round.
gc.freeze()
