"""`python -m jobs preview`: what a lead would read, and when."""

import os
import re
from collections.abc import Callable

import pytest

from core.schedule import Tone, steps
from core.scheduling import create_schedule
from core.source import add_source
from core.writing.texts import languages
from jobs.cli import main
from tests.desk import NOW
from tests.jobs.conftest import House

FAIR = ("--source", "Event", "--context", "the Spring Fair", "--now", NOW.isoformat())
Preview = Callable[..., str]


@pytest.fixture
def preview(
    shut_house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Preview:
    """What the command prints; where it fails, what it says on stderr."""
    monkeypatch.setattr(os, "environ", shut_house.environ)

    def preview(*arguments: str) -> str:
        code = main(["preview", *FAIR, *arguments])
        printed = capsys.readouterr()
        assert bool(code) is not bool(printed.out)
        return printed.err if code else printed.out

    return preview


def test_a_preview_shows_step_date_subject_and_body_of_every_mail(preview: Preview) -> None:
    _to, *mails = preview().split("-" * 72)
    assert len(mails) == 7
    assert mails[0].startswith("\nStep 1 of 7: Candid\nDate: Monday, 02 March 2026, 09:00 UTC\nSubject: ")
    assert re.match(
        r"\nStep 7 of 7: Curious\nDate: \w+day, \d\d \w+ 2026, 08:\d\d UTC\nSubject: Re: ", mails[6]
    )
    assert all("Spring Fair" in mail and "\n\nH" in mail and "Ada Example" in mail for mail in mails)


def test_a_preview_is_what_the_sidecar_sends(preview: Preview, shut_house: House) -> None:
    desk = shut_house.desk
    desk.add("sam.sample@customer.example", "Sam", order=desk.order(context="the Spring Fair"))
    shut_house.once()
    [message] = shut_house.messages()
    assert f"Subject: {message.subject}\n\n{message.body}\n" in preview()


@pytest.mark.parametrize("language", languages())
def test_a_preview_is_written_in_any_language(preview: Preview, language: str) -> None:
    hello = {"de": "Guten Tag|Hallo", "en": "Hi|Hello", "es": "Hola", "fr": "Bonjour"}[language]
    assert len(re.findall(rf"^({hello}),? Sam[,:]$", preview("--language", language), re.MULTILINE)) == 7


def test_a_preview_opens_as_the_team_words_its_source(preview: Preview, shut_house: House) -> None:
    shut_house.desk.do(add_source, "Webinar", "Thank you for joining our webinar.")
    assert preview("--source", "webinar").count("Thank you for joining our webinar.") == 1


def test_a_preview_follows_the_schedule_that_is_named(preview: Preview, shut_house: House) -> None:
    chosen = steps((2, Tone.GENTLE), (1, Tone.CURIOUS))
    shut_house.desk.do(create_schedule, "Two steps", chosen)
    printed = preview("--schedule", "Two steps")
    assert re.findall(r"^Step (.+)\nDate: (\w+), 0", printed, re.MULTILINE) == [
        ("1 of 2: Gentle", "Wednesday"),
        ("2 of 2: Curious", "Thursday"),
    ]


def test_a_preview_adds_nothing(preview: Preview, shut_house: House) -> None:
    before = shut_house.desk.ask(lambda store: (store.sources(), store.contexts()))
    preview("--source", "Fair of fairs", "--context", "never used before")
    assert shut_house.desk.ask(lambda store: (store.sources(), store.contexts())) == before
    assert shut_house.desk.ask(lambda store: list(store.lead_lines(""))) == []


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--assistant", "nobody@our.example", "no assistant with the address nobody@our.example"),
        ("--language", "tlh", "no texts in the language 'tlh'. There are: de, en, es, fr."),
        ("--schedule", "Daily", "no schedule named 'Daily'. There are: "),
    ],
)
def test_what_a_preview_cannot_find_is_said(preview: Preview, option: str, value: str, words: str) -> None:
    assert words in preview(option, value)
