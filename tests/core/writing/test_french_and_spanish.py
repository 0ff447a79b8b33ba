"""What only French and Spanish readers would stumble on."""

import re
from itertools import product

import pytest

from core.schedule import Tone
from core.writing.phrase import asks
from core.writing.template import write
from core.writing.texts import FOLDER
from tests.core.writing.briefs import SOURCES, brief, upload_keys

TALKS_ABOUT = {"fr": "sur", "es": "sobre"}
INFORMATION = {  # 25 words each
    "fr": "Northwind accompagne quarante banques régionales dans neuf pays, avec une équipe joignable jour "
    "et nuit et un contact unique pour chacune de vos agences locales.",
    "es": "Northwind acompaña a cuarenta bancos regionales en nueve países, con un equipo disponible día "
    "y noche y contacto único en cada una de sus sucursales.",
}
SPAM = {
    "fr": r"gratuit|offre|promo|urgen|garanti|cliqu|opportunit|remise|profite|exclusi|cadeau|gagne|argent",
    "es": r"gratis|oferta|promo|urgen|garant|\bclic|oportunidad|descuento|exclusiv|regalo|\bgana\b|dinero",
}
OF_A_MAN_OR_A_WOMAN = {
    "fr": r"\b(ravie?|heureu(x|se)|sûre?|certaine?|curieu(x|se)|convaincue?|persuadée?|prête?|contente?"
    r"|reconnaissante?|intéressée?|occupée?|déçue?|chère?|bienvenue|passée?|venue?|rencontrée?)\b",
    "es": r"\b(encantad[oa]|agradecid[oa]|segur[oa]|convencid[oa]|interesad[oa]|ocupad[oa]|content[oa]"
    r"|estimad[oa]|curios[oa]|honest[oa]|bienvenid[oa]s?|atent[oa])\b",
}
OF_A_THING = {"fr": ["Tout sera prêt", "s’y prête"], "es": ["Seguro que", "le haya interesado"]}
CONTEXTS = ["CyberSecurity", "our new pricing", "le stand SaaStr 2026", "El stand SaaStr 2026", ""]


def sentences(language):
    return re.findall(r'^    "(.+)",$', (FOLDER / f"{language}.toml").read_text("utf-8"), re.MULTILINE)


def mails(language, **changes):
    """Mails of every source and tone, first and later ones."""
    for source, tone, context, step in product([*SOURCES, "Webinar"], Tone, CONTEXTS, (1, 2)):
        for key in upload_keys(3):
            given = {"source": source, "tone": tone, "context": context, "step": step, "lead_key": key}
            yield write(brief(language=language, **given, **changes))


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_mail_stays_short_with_a_long_additional_information_and_asks_once(language):
    for mail in mails(language, additional_information=INFORMATION[language]):
        assert len(mail.body.split()) < 90
        assert INFORMATION[language] in mail.body
        assert mail.body.count("?") == 1
        assert asks(mail.body)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_sentence_smells_of_spam(language):
    assert [s for s in sentences(language) if re.search(SPAM[language], s, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_sentence_takes_the_reader_or_the_assistant_for_a_man_or_a_woman(language):
    gendered = [s for s in sentences(language) if re.search(OF_A_MAN_OR_A_WOMAN[language], s, re.IGNORECASE)]
    assert [s for s in gendered if not any(word in s for word in OF_A_THING[language])] == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_preposition_before_a_context_would_contract_with_its_article(language):
    contracts = re.compile(r"\b(de|à|du|au|d’|a|al|del|en) {{ (context|about)", re.IGNORECASE)
    assert [s for s in sentences(language) if contracts.search(s)] == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_context_follows_its_preposition_as_it_was_typed(language):
    for context in ("CyberSecurity", "our new pricing", "le stand SaaStr 2026"):
        body = write(brief(language=language, context=context, step=2)).body
        assert f" {TALKS_ABOUT[language]} {context}" in body


@pytest.mark.parametrize(("language", "greeting"), [("fr", "Bonjour,"), ("es", "Hola:")])
def test_a_lead_without_a_name_is_greeted_without_one(language, greeting):
    assert write(brief(language=language, first_name="")).body.startswith(f"{greeting}\n")


def test_french_has_a_no_break_space_before_a_colon_and_a_question_mark_also_in_the_mail():
    for mail in mails("fr"):
        assert re.search(r"\w\u00a0\?", mail.body)
        assert not re.search(r"(?<!\u00a0)[?:;!]", mail.body)
        assert "'" not in mail.body
        assert mail.subject.isprintable()


def test_spanish_opens_each_question():
    for mail in mails("es"):
        assert re.search(r"¿[^¿?]+\?", mail.body)
        assert mail.body.count("¿") == 1


@pytest.mark.parametrize(
    ("language", "typed", "read"),
    [
        ("fr", "À propos de nos nouveaux tarifs.", "sur nos nouveaux tarifs"),
        ("fr", "L’hébergement en Europe", "sur l’hébergement en Europe"),
        ("fr", "Que change NIS2\u00a0?", "sur Que change NIS2"),
        ("es", "Acerca de nuestros precios", "sobre nuestros precios"),
        ("es", "¿Qué cambia?", "sobre qué cambia"),
    ],
)
def test_a_context_reads_as_part_of_the_sentence_however_it_was_typed(language, typed, read):
    for tone in Tone:
        body = write(brief(language=language, context=typed, tone=tone, step=2)).body
        assert re.search(rf"{read}[ .,:]", body)
