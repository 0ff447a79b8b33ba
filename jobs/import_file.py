"""`python -m jobs import`: a file's leads, by the same code as the screen."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from core.settings import Settings
from core.spreadsheet.reader import read_leads
from core.upload import Order
from data.database import Database
from data.store import Store
from data.uploads import store_upload, try_upload
from jobs.choice import chosen


def import_file(settings: Settings, path: Path, given: Namespace, now: datetime) -> dict[str, Any]:
    """The counts of one file; raises `PersonError` or `OSError`. A dry run writes nothing."""
    sheet = read_leads(path.read_bytes(), path.name, given.sheet)
    database = Database(settings.data_dir)
    with database.reading() as store:
        order = _order(store, given)
    upload_to = try_upload if given.dry_run else store_upload
    upload = upload_to(database, sheet, order, file_name=path.name, who="command line", now=now)
    return {
        "total": upload.total,
        "added": upload.added,
        "duplicate": upload.duplicate,
        "invalid": upload.invalid,
        "suppressed": upload.suppressed,
        "rejected_file": upload.rejected_file or None,
    }


def _order(store: Store, given: Namespace) -> Order:
    assistant, schedule = chosen(store, given)
    return Order(
        assistant_id=assistant.id,
        source=given.source,
        context=given.context,
        additional_information=assistant.additional_information,
        schedule_id=schedule.id,
        start_at=given.start_at,
    )
