"""The schema, one numbered file a step, applied in order and once by whichever process opens first."""

from pathlib import Path

from data.queries import Connection, committing

FOLDER = Path(__file__).parent


def migrate(connection: Connection) -> None:
    """Apply what is missing, each file in a transaction of its own."""
    connection.execute("create table if not exists migrations (number integer primary key)")
    connection.execute("select number from migrations")
    applied = {number for (number,) in connection.fetchall()}
    for path in sorted(FOLDER.glob("*.sql")):
        number = int(path.name[:3])
        if number not in applied:
            with committing(connection):
                connection.execute(path.read_text())
                connection.execute(f"insert into migrations values ({number})")
