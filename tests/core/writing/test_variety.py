"""Each lead gets a text of its own, and always the same one."""

import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from uuid import uuid5

import pytest
from uuid6 import UUID

from core.schedule import RECOMMENDED, Tone
from core.spreadsheet.lead_sheet import NewLead
from core.upload import place_of
from core.writing.template import write
from tests.core.writing.briefs import INFORMATION, SOURCES, brief, sentences, upload_keys

UPLOAD = upload_keys(1000)
RANDOM = [str(uuid5(UUID(int=0), str(n))) for n in range(1000)]
NAMED = [f"lead-{n}" for n in range(1000)]
FIRST = [(source, Tone.CANDID, 1) for source in [*SOURCES, "Webinar"]]
FOLLOW_UPS = [("Event", tone, 2) for tone in Tone]


def variants(source, tone, step, keys, **changes):
    """The writer's own sentences for each key, as one comparable tuple each."""
    mails = (
        write(brief(lead_key=key, place=place, source=source, tone=tone, step=step, **changes))
        for place, key in enumerate(keys)
    )
    return [tuple(sentences(mail.body)) for mail in mails]


def overlap(one, other):
    return len(set(one) & set(other)) / len(one)


@pytest.mark.parametrize("keys", [UPLOAD, RANDOM, NAMED], ids=["upload", "random", "named"])
@pytest.mark.parametrize(("source", "tone", "step"), FIRST + FOLLOW_UPS)
def test_a_thousand_leads_share_more_than_a_hundred_texts_evenly(source, tone, step, keys):
    counts = Counter(variants(source, tone, step, keys))
    assert len(counts) > 100
    assert max(counts.values()) <= 30  # 3 %


@pytest.mark.parametrize("information", ["", INFORMATION])
@pytest.mark.parametrize(("source", "tone", "step"), FIRST + FOLLOW_UPS)
def test_neighbours_in_an_upload_share_fewer_than_half_of_their_sentences(source, tone, step, information):
    texts = variants(source, tone, step, UPLOAD, additional_information=information)
    assert max(overlap(one, other) for one, other in pairwise(texts)) < 0.5


@pytest.mark.parametrize(("source", "tone", "step"), FIRST + FOLLOW_UPS)
def test_any_two_texts_that_differ_share_one_sentence_at_most(source, tone, step):
    different = list(set(variants(source, tone, step, UPLOAD)))
    assert all(overlap(one, other) <= 0.25 for one in different[:40] for other in different if one != other)


def test_leads_that_were_added_one_by_one_get_different_texts_too():
    places = [place_of([NewLead(1, key, "Lee")], 0) for key in UPLOAD]
    alone = [write(brief(lead_key=key, place=place)) for key, place in zip(UPLOAD, places, strict=True)]
    texts = [tuple(sentences(mail.body)) for mail in alone]
    assert len({text[0] for text in texts}) == 13, "each opening is used"
    assert len(set(texts)) > 100
    assert max(Counter(texts).values()) <= 30


def test_the_same_lead_and_step_always_get_the_same_text():
    mail = write(brief(step=2, tone=Tone.GENTLE))
    assert mail == write(brief(step=2, tone=Tone.GENTLE))
    assert mail.body.startswith("H")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_text(seed):
    program = """
from core.writing.template import write
from tests.core.writing.briefs import brief
print(write(brief()))
"""
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == repr(write(brief()))


def test_one_lead_never_reads_a_sentence_twice_in_a_recommended_schedule():
    for place, key in enumerate(UPLOAD[:200]):
        mails = [
            write(brief(lead_key=key, place=place, tone=s.tone, step=s.number)).body for s in RECOMMENDED
        ]
        read = [sentence for mail in mails for sentence in sentences(mail)]
        assert len(set(read)) == len(read)


@pytest.mark.parametrize("tone", Tone)
def test_a_schedule_of_one_tone_says_something_new_in_every_sentence_for_twelve_follow_ups(tone):
    for place, key in enumerate(UPLOAD[:50]):
        mails = [write(brief(lead_key=key, place=place, tone=tone, step=n)).body for n in range(2, 14)]
        read = [sentence for mail in mails for sentence in sentences(mail)]
        assert len(set(read)) == len(read)


@pytest.mark.parametrize("tone", Tone)
def test_no_mail_of_a_schedule_of_twenty_steps_is_another_again(tone):
    for place, key in enumerate(UPLOAD[:50]):
        mails = [write(brief(lead_key=key, place=place, tone=tone, step=n)).body for n in range(1, 21)]
        assert len(set(mails)) == 20
