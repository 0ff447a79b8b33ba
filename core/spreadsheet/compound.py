"""The container of old .xls files (MS-CFB): sectors in chains, like a small disk.

Only as much of it as it takes to see, before the workbook is read, that it is sound: a few wrong bytes can
send its reader in circles, or ask it for more memory than there is, and that ends the process.
"""

import struct
from collections.abc import Iterator

HEADER = 512  # bytes
SECTOR_SHIFTS = (9, 12)
MINI_SECTOR = 64  # bytes
SMALL = 4096  # bytes; shorter streams stand in the mini sectors
ENTRY = 128  # bytes of the directory
END_OF_CHAIN, FREE = 0xFFFFFFFE, 0xFFFFFFFF


class Compound:
    """A container, opened. Raises ValueError where it is not sound."""

    def __init__(self, data: bytes) -> None:
        shift = number(data, 30, "<H")
        if shift not in SECTOR_SHIFTS:
            raise ValueError("no such size of sectors")
        self.data = data
        self.sector = 1 << shift
        self.most = len(data) // self.sector + 1  # sectors
        if max(number(data, at) for at in (40, 44, 64, 72)) > self.most:
            raise ValueError("more sectors than the file has")
        self.fat = self.numbers(self.fat_sectors())
        self.entries = list(self.read_directory(number(data, 48)))
        self.mini_fat = self.numbers(self.chain(number(data, 60))) if number(data, 64) else ()
        _, start, size = self.entries[0] if self.entries else ("", END_OF_CHAIN, 0)
        self.mini_stream = self.stream_at(start)[:size] if size else b""

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; None where there is none of that name."""
        for entry, start, size in self.entries:
            if entry == name:
                return self.small_stream_at(start)[:size] if size < SMALL else self.stream_at(start)[:size]
        return None

    def fat_sectors(self) -> list[int]:
        """The sectors with the table of chains; the first 109 stand in the header, the others in a chain."""
        found = list(struct.unpack_from("<109I", self.data, 76))
        following = number(self.data, 68) if number(self.data, 72) else END_OF_CHAIN
        for _ in range(self.most):
            if following >= END_OF_CHAIN:
                return [sector for sector in found if sector != FREE]
            *more, following = self.numbers([following])
            found += more
        raise ValueError("a chain without an end")

    def chain(self, start: int, table: tuple[int, ...] | None = None) -> list[int]:
        """The sectors from `start` to the end of their chain."""
        table = self.fat if table is None else table
        found: list[int] = []
        while start != END_OF_CHAIN:
            if start >= len(table) or len(found) > len(table):
                raise ValueError("a chain without an end")
            found.append(start)
            start = table[start]
        return found

    def numbers(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(self.sector_at(sector) for sector in sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def sector_at(self, sector: int) -> bytes:
        start = (sector + 1) * self.sector if self.sector > HEADER else HEADER + sector * self.sector
        return self.data[start : start + self.sector]

    def stream_at(self, start: int) -> bytes:
        return b"".join(self.sector_at(sector) for sector in self.chain(start))

    def small_stream_at(self, start: int) -> bytes:
        places = [sector * MINI_SECTOR for sector in self.chain(start, self.mini_fat)]
        return b"".join(self.mini_stream[place : place + MINI_SECTOR] for place in places)

    def read_directory(self, start: int) -> Iterator[tuple[str, int, int]]:
        """Name, first sector and size in bytes of every stream."""
        listed = self.stream_at(start)
        for at in range(0, len(listed) - ENTRY + 1, ENTRY):
            name = listed[at : at + 64].decode("utf-16-le", errors="replace").partition("\0")[0]
            size = number(listed, at + 120)
            if name and size > len(self.data):
                raise ValueError("a stream longer than the file")
            yield name, number(listed, at + 116), size


def number(data: bytes, at: int, form: str = "<I") -> int:
    """The number that stands at a place. Raises ValueError where the bytes end before it."""
    try:
        found: int = struct.unpack_from(form, data, at)[0]
    except struct.error as error:
        raise ValueError("the bytes end too early") from error
    return found
