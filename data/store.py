"""The store: everything that a session can read and write, in the words of the core."""

from data.assistants import Assistants
from data.broadcasts import Broadcasts
from data.corrections import Corrections
from data.custom_messages import CustomMessages
from data.deliveries import Deliveries
from data.drafts import Drafts
from data.leads import Leads
from data.messages import Messages
from data.records import Records
from data.schedules import Schedules
from data.sources import Sources


class Store(
    Leads,
    Messages,
    Deliveries,
    Drafts,
    Broadcasts,
    Corrections,
    Schedules,
    CustomMessages,
    Assistants,
    Sources,
    Records,
):
    """One session with the database. It lives as long as the `with` of `Database` that gave it."""
