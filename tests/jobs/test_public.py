"""The unsubscribe link, as leads, mail providers and mail scanners use it: through a real server."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from time import monotonic
from urllib.parse import urlencode, urlsplit

import pytest

from core.state import LeadState
from data import lock
from data.database import Database
from data.store import Store
from jobs.public import serving
from tests.desk import ANNA
from tests.jobs.conftest import House, text_of

NONE: Mapping[str, str] = {}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONE_CLICK = "List-Unsubscribe=One-Click"  # the body that RFC 8058 asks for
EVERY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROB")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


class Site:
    """The public endpoints of a house, asked over HTTP."""

    def __init__(self, house: House) -> None:
        self.house = house

    def ask(
        self,
        method: str,
        path: str,
        body: str | Iterator[bytes] = "",
        headers: Mapping[str, str] = NONE,
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.house.settings.public_port, timeout=20)
        try:
            connection.request(method, path, body=body or None, headers=headers)
            answer = connection.getresponse()
            said = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, said, answer.read().decode())
        finally:
            connection.close()

    def post(self, path: str, body: str = ONE_CLICK, headers: Mapping[str, str] = FORM) -> Answer:
        return self.ask("POST", path, body, headers)

    def is_unchanged(self) -> bool:
        return (
            self.house.lead().state is LeadState.COLD and self.house.rows("select * from suppressions") == []
        )


@pytest.fixture
def site(house: House) -> Iterator[Site]:
    """Serves the public endpoints; Anna is a lead."""
    house.desk.add()
    with serving(house.settings, house.database, lambda: house.now):
        yield Site(house)


@pytest.fixture
def path(site: Site) -> str:
    """Anna's."""
    return f"/u/{site.house.lead().token}"


def altered(token: str) -> dict[str, str]:
    return {
        "unknown": "0123456789abcdef0123456789abcdef",
        "cut": token[:-1],
        "cut at its start": token[1:],
        "lengthened": token + "0",
        "in capitals": token.upper(),
        "with a slash behind": token + "/",
        "with a folder behind": token + "/x",
        "with a dot behind": token + ".",
        "with a space behind": token + "%20",
        "with a line break behind": token + "%0A",
        "with a zero byte behind": token + "%00",
        "with a broken letter": token + "%FF",
        "a pattern": "%25",
        "empty": "",
    }


@pytest.mark.parametrize("method", EVERY_METHOD)
def test_an_unknown_cut_or_altered_link_is_not_found_whatever_the_method(
    site: Site, path: str, method: str
) -> None:
    token = path.removeprefix("/u/")
    statuses = {
        how: site.ask(method, f"/u/{wrong}", ONE_CLICK if method == "POST" else "", FORM).status
        for how, wrong in altered(token).items()
    }
    assert statuses == dict.fromkeys(statuses, 404)
    assert site.is_unchanged()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "FROB"])
def test_a_known_link_says_which_methods_there_are(site: Site, path: str, method: str) -> None:
    answer = site.ask(method, path)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert site.is_unchanged()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_mail_scanner_that_follows_the_link_unsubscribes_nobody(site: Site, path: str, method: str) -> None:
    for _ in range(3):
        assert site.ask(method, path).status == 200
    assert site.is_unchanged()


def test_head_answers_without_a_body(site: Site, path: str) -> None:
    assert site.ask("HEAD", path).text == ""


def test_the_page_shows_the_address_and_a_button_that_unsubscribes(site: Site, path: str) -> None:
    page = site.ask("GET", path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert ANNA in page.text
    assert '<form method="post">' in page.text
    assert "<button>Unsubscribe</button>" in page.text
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', page.text)
    pressed = site.post(path, urlencode(fields))
    assert (pressed.status, "You are unsubscribed" in pressed.text) == (200, True)
    assert site.house.lead().state is LeadState.UNSUBSCRIBED


def test_the_one_click_post_of_a_mail_provider_unsubscribes(site: Site, path: str) -> None:
    assert site.post(path).status == 200
    assert site.house.lead().state is LeadState.UNSUBSCRIBED


def test_a_one_click_post_as_multipart_unsubscribes_too(site: Site, path: str) -> None:
    body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    assert site.post(path, body, headers).status == 200
    assert site.house.lead().state is LeadState.UNSUBSCRIBED


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("", "application/x-www-form-urlencoded"),
        ("", ""),
        ("List-Unsubscribe=", "application/x-www-form-urlencoded"),
        ("List-Unsubscribe=one-click", "application/x-www-form-urlencoded"),
        ("Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        (ONE_CLICK, "text/plain"),
        ('{"List-Unsubscribe": "One-Click"}', "application/json"),
        ("--b\r\nthis is no part", "multipart/form-data; boundary=b"),
        ("nothing of the kind", "multipart/form-data"),
    ],
)
def test_a_post_without_the_words_of_rfc_8058_changes_nothing(
    site: Site, path: str, body: str, content_type: str
) -> None:
    assert site.post(path, body, {"Content-Type": content_type}).status == 400
    assert site.is_unchanged()


def test_the_words_of_rfc_8058_in_the_address_do_not_count(site: Site, path: str) -> None:
    assert site.post(f"{path}?{ONE_CLICK}", "").status == 400
    assert site.is_unchanged()


def test_a_second_click_is_as_welcome_as_the_first(site: Site, path: str) -> None:
    assert [site.post(path).status for _ in range(3)] == [200, 200, 200]
    assert [event for event, _ in site.house.desk.events()].count("Cold → Unsubscribed") == 1


def test_twenty_clicks_at_once_are_one_unsubscription(site: Site, path: str) -> None:
    with ThreadPoolExecutor(20) as clicks:
        assert {answer.status for answer in clicks.map(site.post, [path] * 20)} == {200}
    assert len(site.house.rows("select * from events where new_state = 'Unsubscribed'")) == 1


def test_each_unsubscription_leaves_a_trace_of_how_and_from_where(site: Site, path: str) -> None:
    site.post(path, headers=FORM | {"User-Agent": "Mailbox/1.0", "X-Forwarded-For": "198.51.100.7"})
    ((reason, detail),) = site.house.rows("select reason, detail from suppressions")
    assert reason == "unsubscribed"
    assert detail == "POST from 198.51.100.7 at 2026-03-02 09:00:00 UTC, Mailbox/1.0"


def test_a_body_that_says_it_is_too_large_is_refused(site: Site, path: str) -> None:
    assert site.post(path, f"{ONE_CLICK}&filling={'x' * 20_000}").status == 413
    assert site.is_unchanged()


def test_a_body_that_turns_out_too_large_is_refused(site: Site, path: str) -> None:
    chunks = iter([ONE_CLICK.encode() + b"&filling=", *[b"x" * 1_000] * 20])
    assert site.ask("POST", path, chunks, FORM).status == 413
    assert site.is_unchanged()


def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    answers = {
        200: site.ask("GET", path),
        400: site.post(path, "nothing"),
        404: site.ask("GET", "/"),
        405: site.ask("PUT", path),
        413: site.post(path, "x" * 20_000),
    }
    for status, answer in answers.items():
        assert answer.status == status
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


def test_letters_of_an_address_never_become_markup(site: Site) -> None:
    lead = site.house.desk.add("a&b'c@acme.example")
    page = site.ask("GET", f"/u/{lead.token}").text
    assert "a&amp;b&#x27;c@acme.example" in page


def test_nothing_of_the_dashboard_is_reachable(site: Site) -> None:
    for path in ("/", "/lead", "/leads", "/_stcore/health", "/docs", "/openapi.json", "/u", "/favicon.ico"):
        assert site.ask("GET", path).status == 404
    assert site.ask("GET", "/healthz").text == '{"status":"ok"}'


@contextmanager
def served(house: House, database: Database) -> Iterator[Site]:
    with serving(house.settings, database, lambda: house.now):
        yield Site(house)


def test_a_busy_database_is_no_200_and_changes_nothing(shut_house: House) -> None:
    token = shut_house.desk.add().token
    impatient = Database(shut_house.settings.data_dir, wait_seconds=0.2)
    with served(shut_house, impatient) as site:
        with lock.held(shut_house.database.path.with_suffix(".lock"), monotonic()):
            answers = [site.post(f"/u/{token}"), site.ask("GET", f"/u/{token}")]
        assert site.is_unchanged()
        assert site.post(f"/u/{token}").status == 200
    for answer in answers:
        assert (answer.status, "Please try again" in answer.text) == (503, True)
        assert answer.headers["x-frame-options"] == "DENY"


class FullDisk(Database):
    """Everything goes well until the commit."""

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        with super().transaction() as store:
            yield store
            raise OSError("secret words about the disk")


def test_the_answer_is_200_only_after_the_commit(shut_house: House) -> None:
    token = shut_house.desk.add().token
    with served(shut_house, FullDisk(shut_house.settings.data_dir)) as site:
        answer = site.post(f"/u/{token}")
        assert answer.status == 503
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert site.is_unchanged()


def links_of(house: House) -> dict[str, str]:
    """Where the links of Anna's first mail lead: in its header, its text and its HTML."""
    house.once()
    (mail,) = house.outbox()
    assert mail["List-Unsubscribe-Post"] == ONE_CLICK
    found = {
        "header": re.fullmatch(r"<(.+)>", mail["List-Unsubscribe"]),
        "text": re.search(r"Unsubscribe: (\S+)", text_of(mail)),
        "HTML": re.search(r'href="([^"]+)"[^>]*>Unsubscribe', text_of(mail, "html")),
    }
    return {place: match[1] for place, match in found.items() if match}


@pytest.mark.parametrize("place", ["header", "text", "HTML"])
def test_the_links_of_a_mail_work_and_nothing_more_is_sent(site: Site, place: str) -> None:
    link = urlsplit(links_of(site.house)[place])
    assert link.port == site.house.settings.public_port
    assert "Unsubscribe?" in site.ask("GET", link.path).text
    assert site.post(link.path).status == 200
    for _ in range(10):
        site.house.desk.wait(days=1)
        site.house.once()
    assert len(site.house.outbox()) == 1
