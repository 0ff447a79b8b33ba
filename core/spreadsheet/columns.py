"""Which column means what: by its heading, and by its cells where the heading leaves it open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.spreadsheet.heading_concepts import fold
from core.spreadsheet.headings import Heading, Order, Role, read_heading
from core.spreadsheet.profile import Kind, Profile, in_address, profile

REASON_COLUMNS = ("Row number", "Column", "Value", "Reason")  # what our workbook of rejected rows adds
NAMES = (Role.FULL_NAME, Role.FIRST_NAME, Role.LAST_NAME)
WANTED = {  # role: the kinds its cells must be, the share of them under a sure heading, and under another
    Role.EMAIL: ((Kind.ADDRESS,), 0.0, 0.5),
    Role.PHONE: ((Kind.PHONE,), 0.3, 0.5),
    Role.COUNTRY_CODE: ((Kind.CODE,), 0.5, 0.5),
    Role.AREA_CODE: ((Kind.CODE,), 0.5, 0.5),
    Role.COMPANY: ((Kind.TEXT, Kind.URL), 0.5, 0.5),
    Role.LINKEDIN: ((Kind.LINKEDIN,), 0.3, 0.5),
    Role.COMPANY_LINKEDIN: ((Kind.LINKEDIN,), 0.3, 0.5),
    Role.TWITTER: ((Kind.TEXT, Kind.URL), 0.5, 0.5),
    Role.START_AT: ((Kind.DATE, Kind.NUMBER), 0.3, 0.5),
}
TELLING = (Role.EMAIL, Role.PHONE, Role.NAME, *NAMES)  # roles whose cells tell enough
WORDS = ((Kind.TEXT,), 0.5, 0.5)  # of all other roles
NO_ADDRESS = (Kind.FLAG, Kind.NUMBER, Kind.DATE, Kind.URL)
ENOUGH = 0.7  # share of the cells that says what a column without a telling heading is
OFTEN = 0.25  # share of the names that stand in the address beside them, where it is a column of names
CHINESE = frozenset("姓名邮郵电电话話手机機公职職称稱单單")
KANA = range(0x3041, 0x30FF)


@dataclass(frozen=True, slots=True)
class Columns:
    """Of each role the columns that have it, the best first; a row takes the first one that is filled."""

    by_role: Mapping[Role, tuple[int, ...]] = field(default_factory=dict)
    orders: Mapping[int, Order] = field(default_factory=dict)  # of the columns with full names
    labels: Mapping[int, int] = field(default_factory=dict)  # of an address: the column with "Work" or "Home"
    hosts: int | None = None  # says of each person at an event whether it is a host or a guest
    custom: tuple[tuple[int, str], ...] = ()  # the others, with their headings
    chinese: bool = False  # Chinese rather than Japanese names

    def of(self, role: Role) -> tuple[int, ...]:
        return self.by_role.get(role, ())

    @property
    def have_names(self) -> bool:
        return any(self.of(role) for role in NAMES)


def find_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a table by its header and some of its rows; `header` is empty where there is none."""
    width = max([len(header), *map(len, rows)], default=0)
    cells = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    return Finder([*header, *[""] * (width - len(header))], cells).columns()


class Finder:
    """What is known of the columns while their roles are being found, one kind after the other."""

    def __init__(self, header: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
        self.header = header
        self.cells = cells
        self.headings = [read_heading(text) for text in header]
        self.profiles = [profile(column) for column in cells]
        self.roles: dict[Role, list[int]] = {}
        for at in sorted(range(len(header)), key=self.worth, reverse=True):
            if self.holds_whole_numbers(at):
                self.add(Role.PHONE, at)
            elif fits(self.headings[at], self.profiles[at]):
                self.add(self.headings[at].role, at)

    def columns(self) -> Columns:
        hosts = next((at for at in range(len(self.header)) if tells_hosts(self.profiles[at])), None)
        self.roles = {role: [at for at in columns if at != hosts] for role, columns in self.roles.items()}
        self.find_addresses()
        self.find_names()
        self.find_unlabelled()
        used = {at for columns in self.roles.values() for at in columns}
        skipped = {fold(name) for name in ("", *REASON_COLUMNS)}
        return Columns(
            by_role={role: tuple(columns) for role, columns in self.roles.items()},
            orders={at: self.headings[at].order for at in self.of(Role.FULL_NAME)},
            labels={at: at - 1 for at in self.of(Role.EMAIL) if at and self.is_label(at - 1)},
            hosts=hosts,
            custom=tuple(
                (at, name)
                for at, name in enumerate(self.header)
                if at not in used and fold(name) not in skipped
            ),
            chinese=is_chinese("".join(self.header)),
        )

    def worth(self, at: int) -> tuple[int, bool, bool, int, int]:
        """Sorts the columns of a role: whose it is, fitting cells, a sure heading, its rank, the leftmost."""
        heading = self.headings[at]
        filled = heading.role is not Role.EMAIL or self.profiles[at].share(Kind.ADDRESS) >= 0.2
        return heading.whose, filled, heading.sure, heading.rank, -at

    def holds_whole_numbers(self, at: int) -> bool:
        """Whether a column that speaks of codes has phone numbers: "Phone (with country code)"."""
        codes = self.headings[at].role in (Role.COUNTRY_CODE, Role.AREA_CODE)
        return codes and self.is_mostly(at, Kind.PHONE)

    def of(self, role: Role) -> list[int]:
        return self.roles.get(role, [])

    def add(self, role: Role, *columns: int) -> None:
        self.roles.setdefault(role, []).extend(columns)

    def find_addresses(self) -> None:
        """Columns full of addresses count if no heading leads to any; a user's, if there is no lead's."""
        emails = self.of(Role.EMAIL)
        if not any(self.profiles[at].share(Kind.ADDRESS) for at in emails):
            self.add(Role.EMAIL, *self.unlabelled(Kind.ADDRESS))
        best = max((self.headings[at].whose for at in self.of(Role.EMAIL)), default=0)
        for role in (Role.EMAIL, Role.PHONE, Role.NAME, *NAMES):
            kept = [
                at
                for at in self.of(role)
                if self.headings[at].whose > 1 or best < (2 if role is Role.EMAIL else 3)
            ]
            self.roles[role] = kept

    def is_label(self, at: int) -> bool:
        """Whether a column says of which kind the address beside it is."""
        heading = self.headings[at]
        return heading.role is Role.EMAIL and not heading.sure and self.profiles[at].share(Kind.TEXT) > 0.5

    def find_names(self) -> None:
        for at in self.roles.pop(Role.NAME, []):
            self.settle_name(at)
        if not self.of(Role.FIRST_NAME) and not self.of(Role.FULL_NAME):
            self.add(Role.FULL_NAME, *self.roles.pop(Role.LAST_NAME, []))
        if not any(self.of(role) for role in NAMES):
            self.find_unlabelled_names()

    def settle_name(self, at: int) -> None:
        """Which name a column called just "name" has, by the other columns of names."""
        first, last = self.of(Role.FIRST_NAME), self.of(Role.LAST_NAME)
        others = [*first, *last, *self.of(Role.FULL_NAME)]
        looks_like_company = self.profiles[at].share(Kind.COMPANY) >= 0.3
        if self.headings[at].sure and (self.agrees(at, others) if others else not looks_like_company):
            self.add(Role.FULL_NAME, at)
        elif self.headings[at].sure and last and not first:
            self.add(Role.FIRST_NAME, at)
        elif self.headings[at].sure and first and not last:
            self.add(Role.LAST_NAME, at)
        elif looks_like_company and not self.of(Role.COMPANY):
            self.add(Role.COMPANY, at)
        elif not others and self.is_name(at):
            self.add(Role.FULL_NAME, at)

    def agrees(self, at: int, others: Iterable[int]) -> bool:
        """Whether the names of a column share words with those beside them; a column that is empty does."""
        beside = [" ".join(parts) for parts in zip(*(self.cells[other] for other in others), strict=True)]
        pairs = [
            (set(fold(name).split()), set(fold(other).split()))
            for name, other in zip(self.cells[at], beside, strict=True)
            if name and other.strip()
        ]
        return sum(bool(name & other) for name, other in pairs) * 2 >= len(pairs)

    def is_name(self, at: int) -> bool:
        looks = self.profiles[at].share(Kind.PERSON)
        varied = self.profiles[at].distinct >= 0.8 and looks >= 0.8
        return looks >= 0.6 and (varied or self.in_addresses(at) >= OFTEN)

    def in_addresses(self, at: int) -> float:
        """The share of the cells of which a word stands in the address beside it."""
        for email in self.of(Role.EMAIL)[:1]:
            pairs = [(c, a) for c, a in zip(self.cells[at], self.cells[email], strict=True) if c and "@" in a]
            return sum(in_address(cell, address) for cell, address in pairs) / max(len(pairs), 1)
        return 0.0

    def find_unlabelled_names(self) -> None:
        """Without a heading that says so, names are what stands in the addresses beside it."""
        open_columns = [at for at in self.unclaimed() if self.is_name(at)]
        if not open_columns:
            return
        best = max(open_columns, key=lambda at: (self.in_addresses(at), self.profiles[at].distinct, -at))
        pair = [
            at for at in (best - 1, best, best + 1) if at in self.unclaimed() and self.is_one_word_name(at)
        ]
        if len(pair) > 1 and best in pair:
            self.add(Role.FIRST_NAME, pair[0])
            self.add(Role.LAST_NAME, pair[1])
        else:
            self.add(Role.FULL_NAME, best)

    def is_one_word_name(self, at: int) -> bool:
        return (
            self.profiles[at].share(Kind.PERSON) >= 0.6 and self.profiles[at].share(Kind.ONE_WORD) >= ENOUGH
        )

    def find_unlabelled(self) -> None:
        for at in [at for at in self.of(Role.LINKEDIN) if self.is_mostly(at, Kind.LINKEDIN_COMPANY)]:
            self.roles[Role.LINKEDIN].remove(at)
            self.add(Role.COMPANY_LINKEDIN, at)
        if not self.of(Role.PHONE):
            self.add(Role.PHONE, *self.unlabelled(Kind.WRITTEN_PHONE)[:1])
        for at in self.unlabelled(Kind.LINKEDIN):
            self.add(
                Role.COMPANY_LINKEDIN if self.is_mostly(at, Kind.LINKEDIN_COMPANY) else Role.LINKEDIN, at
            )
        if not self.of(Role.COMPANY):
            self.add(Role.COMPANY, *[at for at in self.unclaimed() if self.is_mostly(at, Kind.COMPANY)][:1])

    def is_mostly(self, at: int, kind: Kind) -> bool:
        return self.profiles[at].share(kind) >= 0.5

    def unlabelled(self, kind: Kind) -> list[int]:
        """Columns that nothing is known of but that nearly all of their cells are of that kind."""
        return [at for at in self.unclaimed() if self.profiles[at].share(kind) >= ENOUGH]

    def unclaimed(self) -> list[int]:
        used = {at for columns in self.roles.values() for at in columns}
        return [
            at
            for at, heading in enumerate(self.headings)
            if at not in used
            and (not heading.known or not heading.sure)
            and heading.role is not Role.NOT_A_LEAD
        ]


def fits(heading: Heading, cells: Profile) -> bool:
    """Whether the cells of a column can be what its heading says."""
    role = heading.role
    if role in (Role.NONE, Role.NOT_A_LEAD):
        return False
    if not cells.filled:
        return heading.sure
    if role is Role.EMAIL and cells.share(*NO_ADDRESS) > 0.5:
        return False
    if role is Role.DESIGNATION and cells.share(Kind.FORM) > 0.5:
        return False
    if role not in TELLING and not heading.sure and not heading.open:
        return False
    kinds, if_sure, if_not = WANTED.get(role, WORDS)
    return cells.share(*kinds) >= (if_sure if heading.sure else if_not)


def tells_hosts(cells: Profile) -> bool:
    return cells.share(Kind.EVENT_ROLE) == 1 and cells.share(Kind.ATTENDEE) > 0


def is_chinese(text: str) -> bool:
    return not CHINESE.isdisjoint(text) and not any(ord(letter) in KANA for letter in text)
