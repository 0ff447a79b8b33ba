"""What every mail keeps to: sources × tones × languages × the contexts that people type.

The words that smell of spam follow the idea of SpamAssassin's body rules and of the lists that mail houses
give to marketers: money, haste, promises, and orders to click.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise, product

import pytest

from core.schedule import Tone
from core.writing.template import Text, write
from core.writing.texts import languages, texts
from tests.core.writing.briefs import SOURCES, brief, sentences, upload_keys

CONTEXTS = [
    "CyberSecurity",
    "our new pricing",
    "the SaaStr 2026 booth",
    "",
    "   \n\t ",
    "x" * 300,
    "a platform for the branches of regional banks " * 7,
    "🚀 rockets 🚀",
    "CLOUD MIGRATION",
    "Our new pricing!!!",
    "About data privacy.",
    "网络安全",
    "الأمن السيبراني",
    "Кибербезопасность",
    "{{ evil }}",
    "{% for a in b %}",
    "<script>alert(1)</script>",
    "https://acme.example/a?b=c",
    '"Zero Trust"',
    "Is your backup safe?",
    "Cloud\r\nBcc: all@acme.example",
    "- one, two; three:",
]
TYPED_BRACES = re.compile(r"\{\{ evil \}\}|\{% for a in b %\}")
SPAM = {
    "de": r"gratis|kostenlos|garantiert|jetzt kaufen|klicken|rabatt|gewinn|dringend|einmalig|sonderangebot",
    "en": r"free|guarantee\w*|act now|urgent\w*|click|winner|cash|discount\w*|buy|cheap|exclusive\w*|bonus",
    "es": r"gratis|oferta\w*|urgente\w*|garant\w*|clic|descuento|exclusiv\w*|regalo|dinero",
    "fr": r"gratuit\w*|promo\w*|urgen\w*|garanti\w*|cliqu\w*|remise|exclusi\w*|cadeau|argent",
}
HOLE = re.compile(r"[ \t]{2}| [.,]|[“„«»\"] *[”“»«\"]|[{}]|\bNone\b|\(\s*\)|\.\.|[,:;]\.|…\.|!")
INFORMATION = "Northwind 24/7."
NURTURE, LINK = "Our guide is out.", "https://calendar.example/ines"
SET = list(product(SOURCES, Tone, CONTEXTS))


def faults(mail: Text, language: str) -> list[str]:
    """What breaks a rule."""
    body = TYPED_BRACES.sub("typed", mail.body)
    found = [rule for rule in (HOLE.search(body.replace("!!!", "")),) if rule]
    own = " ".join(sentences(body))
    found += re.findall(rf"\b({SPAM[language]})\b", own.lower())
    if len(body.split()) >= 90:
        found.append("too long")
    if len(re.findall(r"\?(?!b=c)", body)) != 1:
        found.append("not one question")
    if not 0 < len(mail.subject) <= 110 or not mail.subject.isprintable() or "\n" in mail.subject:
        found.append("bad subject")
    return found


@pytest.mark.parametrize("language", languages())
def test_no_mail_breaks_a_rule(language):
    for n, (source, tone, context) in enumerate(SET):
        given = {"lead_key": f"anna.{n}@example.com", "source": source, "tone": tone, "context": context}
        first = write(brief(language=language, **given))
        later = write(brief(language=language, step=2 + n % 6, previous_subject=first.subject, **given))
        for mail in (first, later):
            assert not faults(mail, language), mail
        assert later.subject == first.subject


@pytest.mark.parametrize("language", languages())
def test_what_the_team_adds_stands_in_its_place(language):
    words = texts(language)
    for n, (source, tone, context) in enumerate(SET[::3]):
        body = write(
            brief(
                lead_key=f"anna.{n}@example.com",
                language=language,
                source=source,
                tone=tone,
                context=context,
                step=1 + n % 7,
                additional_information=INFORMATION,
                nurture_line=NURTURE,
                calendar_url=LINK,
            )
        ).body
        *_, information, question, signature, postscript = body.split("\n\n")
        assert information == INFORMATION
        assert "?" in re.split(r"(?<=\?)", question, maxsplit=1)[0]
        assert signature.endswith(LINK)
        assert postscript == words.postscript.replace("{{ line }}", NURTURE)


UPLOAD = upload_keys(1000)
LANGUAGES = [language for language in languages() if language != "en"]  # test_variety.py has that
KINDS = [*((source, Tone.CANDID, 1) for source in SOURCES), *(("Event", tone, 2) for tone in Tone)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("source", "tone", "step"), KINDS)
def test_a_thousand_leads_read_many_texts_and_neighbours_never_the_same(language, source, tone, step):
    plain = brief(language=language, source=source, tone=tone, step=step)
    briefs = [replace(plain, lead_key=key, place=place) for place, key in enumerate(UPLOAD)]
    written = [tuple(sentences(write(each).body)) for each in briefs]
    assert len(set(written)) >= (12 if step == 1 else 8)
    assert max(Counter(written).values()) <= 150
    assert max(len(set(one) & set(other)) / len(one) for one, other in pairwise(written)) < 0.5
    assert written[:10] == [tuple(sentences(write(each).body)) for each in briefs[:10]]
