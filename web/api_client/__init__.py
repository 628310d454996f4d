"""A client of the API, for other systems.

It needs nothing of Stegvis itself, only httpx, and pandas for tables.

>>> from web.api_client import Client
>>> Client("https://stegvis.example/api/v1", "stegvis_...").close()
"""

from web.api_client.client import Client
from web.api_client.moves import End, Yes
from web.api_client.placements import ShownFirstDay
from web.api_client.seen import Seen
from web.api_client.sending import Patience
from web.api_client.suggestions import Outcome
from web.api_client.tables import table

__all__ = ["Client", "End", "Outcome", "Patience", "Seen", "ShownFirstDay", "Yes", "table"]
