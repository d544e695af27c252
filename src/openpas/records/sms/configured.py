"""The gateway of this installation: a TOML file, read again when it changes. Without one, messages become files.

```toml
url = "https://sms.example.org/messages"
token = "..."                   # sent as a bearer token
sender = "UiTPAS"
format = "json"                 # or "form"
to_field = "recipients"         # how the gateway calls things
text_field = "body"
sender_field = "originator"
```

Every other setting is in `HttpGatewaySettings`.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from pydantic import TypeAdapter

from openpas.records.sms.gateway import SmsGateway
from openpas.records.sms.providers.folder import FolderGateway
from openpas.records.sms.providers.http import HttpGateway, HttpGatewaySettings

_SETTINGS: Final = TypeAdapter(HttpGatewaySettings)


def configured_gateway() -> SmsGateway:
    """What the file says now, or the folder `sms` of the home."""
    path: Path = settings.OPENPAS_SMS
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return FolderGateway(settings.OPENPAS_SMS_FOLDER)


def has_real_gateway() -> bool:
    """Whether messages leave this machine."""
    path: Path = settings.OPENPAS_SMS
    return path.exists()


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> SmsGateway:
    return HttpGateway(_SETTINGS.validate_python(tomllib.loads(path.read_text())))
