"""What the server runs."""

from django.core.wsgi import get_wsgi_application

from openpas.runtime.chunked_bodies import with_length

application = with_length(get_wsgi_application())
