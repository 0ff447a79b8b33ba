"""Tables in markup that is called .xls: a page of HTML, or the XML that Excel wrote in 2003."""

import re
from html.parser import HTMLParser

LOOKS_LIKE_MARKUP = re.compile(
    r"\s*<(?:\?xml|!doctype|html|head|meta|body|table|div|style|tr\b)", re.IGNORECASE
)
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)
CELLS = ("td", "th", "cell")
WIDEST = 500  # cells that one cell or a gap may span
Table = tuple[str, list[list[str]]]  # name and rows


def charset_of(data: bytes) -> str:
    """The encoding that the markup says of itself; '' if none."""
    match = CHARSET.search(data[:4000])
    return (match[1] or match[2]).decode("ascii") if match else ""


def tables_of(text: str) -> list[Table]:
    """All tables that have rows, in their order."""
    reader = TableReader()
    reader.feed(text)
    reader.close()
    return [(name or f"Table {at}", rows) for at, (name, rows) in enumerate(reader.tables, start=1) if rows]


class TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.cell: list[str] | None = None
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]
        said = {name.rpartition(":")[2]: value or "" for name, value in attrs}
        if tag in ("table", "worksheet"):
            self.begin_table(tag, said)
        elif tag in ("tr", "row"):
            self.begin_row(said)
        elif tag in CELLS:
            self.begin_cell(said)
        elif tag in ("br", "p", "div") and self.cell:
            self.cell.append(" ")
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag.rpartition(":")[2] in CELLS:
            self.end_cell()
        self.silent = False

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)

    def begin_table(self, tag: str, said: dict[str, str]) -> None:
        self.end_cell()
        if tag == "worksheet" or not self.tables or self.tables[-1][1]:
            self.tables.append((said.get("name", ""), []))

    def begin_row(self, said: dict[str, str]) -> None:
        self.end_cell()
        if not self.tables:
            self.tables.append(("", []))
        rows = self.tables[-1][1]
        rows += [[] for _ in range(min(number(said, "index") - 1 - len(rows), WIDEST))]
        rows.append([])

    def begin_cell(self, said: dict[str, str]) -> None:
        self.end_cell()
        if not self.tables or not self.tables[-1][1]:
            self.begin_row({})
        row = self.tables[-1][1][-1]
        row += [""] * min(number(said, "index") - 1 - len(row), WIDEST)
        self.cell = []
        self.span = max(number(said, "colspan"), number(said, "mergeacross") + 1)

    def end_cell(self) -> None:
        if self.cell is not None:
            text = " ".join("".join(self.cell).split())
            self.tables[-1][1][-1] += [text, *[""] * min(self.span - 1, WIDEST)]
        self.cell = None


def number(said: dict[str, str], name: str) -> int:
    text = said.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else 0
