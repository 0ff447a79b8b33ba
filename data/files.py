"""Files beside the database: the workbooks of rejected rows."""

from pathlib import Path
from uuid import UUID


class Files:
    def __init__(self, data_dir: Path) -> None:
        self._uploads = data_dir / "uploads"

    def keep_rejected(self, upload_id: UUID, workbook: bytes) -> str:
        """Store the workbook; answers its path."""
        self._uploads.mkdir(parents=True, exist_ok=True)
        path = self._uploads / f"{upload_id}-rejected.xlsx"
        path.write_bytes(workbook)
        return str(path)
