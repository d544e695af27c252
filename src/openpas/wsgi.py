"""What the server runs."""

import gc

from django.core.wsgi import get_wsgi_application

from openpas.runtime.chunked_bodies import with_length

_django = get_wsgi_application()  # sets Django up, which the next import needs

from openpas.api.hot_operations import HotOperations  # noqa: E402

application = with_length(HotOperations(_django))

# What was loaded until now stays as long as the process: the collector need not look at it again with each round.
gc.freeze()
