"""A client of the API, for other systems: it needs nothing of Stegvis itself, only httpx.

>>> from web.api_client import Client
>>> Client("https://stegvis.example/api/v1", "stegvis_...").close()
"""

from web.api_client.client import Client
from web.api_client.moves import End, Yes
from web.api_client.placements import ShownFirstDay
from web.api_client.seen import Seen
from web.api_client.sending import Patience
from web.api_client.suggestions import Outcome

__all__ = ["Client", "End", "Outcome", "Patience", "Seen", "ShownFirstDay", "Yes"]
