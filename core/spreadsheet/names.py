"""Names of people: what is none, first and last apart, and ALL CAPS as one writes them."""

import re
import unicodedata
from functools import lru_cache

from core.spreadsheet.capitals import LOWER_PARTICLES, PARTICLES, word_set
from core.spreadsheet.headings import Order

PLACEHOLDERS = word_set(
    """
    n/a n.a. n.a na none null nil nan undefined unknown unbekannt inconnu desconocido desconhecido
    sconosciuto onbekend неизвестно anonymous anonym anonymous_user anonyme anonimo tbd tba xxx xx n.n.
    nn no_name no_first_name no_last_name noname not_provided not_available not_applicable not_specified
    info_requested information_requested keine_angabe k.a. first_name last_name firstname lastname name
    full_name surname #n/a #name? #ref! #value! (blank) (none) (null) (empty) [blank] [none] <blank>
    false true
    """
)
UNFILLED = re.compile(r"\{\{.*\}\}|\{%.*%\}|\*\|.*\|\*|\$\{.*\}|\[\[?.*\]\]?|%%?\w+%%?|<.*>|\{\w+\}")
FORMS_OF_ADDRESS = word_set(
    """
    dr prof mr mrs ms miss mx sir madam herr frau mme mlle monsieur madame mademoiselle dott dottssa
    signor signora sr sra srta г-н г-жа господин госпожа
    """
)
WITH_A_DOT = word_set("m hr fr ing mag mgr mudr judr phdr rndr bc inż hab dhr sig sigra drs dipl er sn don")
GENERATIONS = word_set("jr sr ii iii iv junior senior")
DEGREES = word_set(
    """
    phd md mba msc bsc ba ma bs ms mph mpa cfa cpa pmp esq dds rn llm llb cissp pe jd facc fcca aca acca
    ccna csc csm dba edd mphil pgmp psm shrm-cp sphr phr ceng mcips
    """
)
SECOND_GIVEN_NAMES = word_set(
    """
    ann anne anna marie maria maría mária josé jose carlos luis luís luiz paul pierre luc lou beth jo
    antonio antónio manuel ángel angel pablo claude philippe françois michel jacques marc clara paula
    eduardo henrique pedro filipe alberto ignacio fernando joão
    """
)
REMARKS = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）|[\"“”„«»][^\"“”„«»]*[\"“”«»]")
APPENDED = re.compile(r"\s(?://?|\||[-–—•·])\s.*$")  # Ann Ek - Acme
LOOKALIKES = re.compile("[\uff01-\uffef\U0001d400-\U0001d7ff]+")  # fullwidth and mathematical letters
PATRONYMIC = re.compile(r".*(?:вич|вна|ична|инична|ович|івна)$", re.IGNORECASE)
COMPOUND_SURNAMES = word_set(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 皇甫 尉迟 남궁 황보 제갈 선우 독고 사공 서문 동방"
)
CHINESE_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬鄭羅謝許"
    "韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯"
)


def clean_name(text: str) -> str:
    """A name as it stands, without decoration; '' where the cell holds none: a dash, `N/A`, `{{name}}`."""
    if LOOKALIKES.search(text):
        text = readable(text)
    if "@" in text or "://" in text or is_placeholder(text):
        return ""
    text = text.strip(" \t,;:/|_*")
    return text if any(map(str.isalpha, text)) and not is_placeholder(text) else ""


def is_placeholder(text: str) -> bool:
    """Whether a text stands for nothing: `N/A`, `unknown`, `-`, `{{first_name}}`."""
    folded = text.casefold().replace(" ", "_")
    if folded in PLACEHOLDERS:
        return text != "Na"  # a name, other than NA
    return not folded[:1].isalnum() and (not any(map(str.isalnum, text)) or bool(UNFILLED.fullmatch(text)))


def readable(text: str) -> str:
    """Composed letters; mathematical and fullwidth ones as the letters that they look like."""
    plain = LOOKALIKES.sub(lambda letters: unicodedata.normalize("NFKC", letters[0]), text)
    return unicodedata.normalize("NFC", plain)


def without_remarks(text: str) -> str:
    """`Robert (Bob) "Bobby" Ek` → `Robert Ek`, but `(Bob)` → `Bob`."""
    kept = REMARKS.sub(" ", text)
    return kept if any(map(str.isalpha, kept)) else text.strip('()[]（）"“”„«» ')


@lru_cache(maxsize=16_384)
def clean_first_name(text: str) -> str:
    """`Dr. Robert (Bob)` → `Robert`."""
    words, _ = without_forms(without_remarks(clean_name(text)).split())
    return " ".join(words)


def clean_last_name(text: str) -> str:
    """`Ek (IoT), MBA` → `Ek`."""
    if text.isalnum() and not text.isdigit() and not LOOKALIKES.search(text):
        return "" if is_placeholder(text) else text
    parts = [part.strip() for part in without_remarks(clean_name(text)).split(",")]
    kept = parts[:1] + [part for part in parts[1:] if not is_degree(part, parts[0])]
    return ", ".join(" ".join(without_degrees(part.split())) for part in kept)


def split_full_name(text: str, order: Order = Order.UNSAID, chinese: bool = False) -> tuple[str, str]:
    """First and last name; the first is '' where only a surname is said (`Mr. Smith`).

    `order` is what the heading says. Names of Chinese characters in one piece are split only in a Chinese
    sheet: elsewhere nobody can know where the surname ends.
    """
    text = APPENDED.sub("", without_remarks(clean_name(text)))
    parts = [part.strip() for part in text.split(",") if part.strip()]
    named = parts[:1] + [part for part in parts[1:] if not is_degree(part, parts[0])]
    if len(named) > 1:
        given, _ = without_forms(without_degrees(named[1].split()))
        return " ".join(without_initials(given)), named[0]
    words = [word for word in text.partition(",")[0].split() if any(map(str.isalpha, word))]
    words, formal = without_forms(without_degrees(words))
    if len(words) == 1 and formal:
        return "", words[0]
    if words and all(is_east_asian(word) for word in words):
        return split_east_asian(words, chinese)
    return split_words(words, order)


def is_degree(part: str, name: str) -> bool:
    """Whether what follows a comma is no name: `PhD`, `Jr.`, `CEO` (but not the JOHN of `SMITH, JOHN`)."""
    words = [word.replace(".", "").casefold() for word in part.split()]
    if all(word in DEGREES or word in GENERATIONS for word in words):
        return True
    return part.strip().isupper() and len(part.strip()) <= 5 and not name.isupper()


def without_degrees(words: list[str]) -> list[str]:
    """Without degrees in capitals at the end, where not the whole name is in capitals."""
    shouted = all(word.isupper() for word in words)
    while len(words) > 1 and not shouted and is_written_degree(words[-1]):
        words = words[:-1]
    return words


def is_written_degree(word: str) -> bool:
    plain = word.replace(".", "")
    return plain.casefold() in DEGREES and (plain.isupper() or "." in word or plain in ("PhD", "MSc", "BSc"))


def without_forms(words: list[str]) -> tuple[list[str], bool]:
    """Without `Dr.`, `Herr` and their like in front, and whether there were any."""
    at = 0
    while at < len(words) and is_form_of_address(words[at]):
        at += 1
    return words[at:], at > 0


def is_form_of_address(word: str) -> bool:
    plain = word.casefold().rstrip(".")
    return all(
        part in FORMS_OF_ADDRESS or (part in WITH_A_DOT and word.endswith("."))
        for part in re.split(r"[.]?-|[.]", plain)
    )


def is_initial(word: str) -> bool:
    return len(word.rstrip(".")) < 2


def without_initials(words: list[str]) -> list[str]:
    """`John A.` → `John`; initials alone stay."""
    return [word for word in words if not is_initial(word)] or words


def split_words(words: list[str], order: Order) -> tuple[str, str]:
    """First and last of a name in a script that puts spaces between words."""
    if len(words) < 2:
        return "".join(words), ""
    patronymic = next((at for at, word in enumerate(words) if at and PATRONYMIC.match(word)), 0)
    if patronymic and len(words) == 3:
        return (words[1], words[0]) if patronymic == 2 else (words[0], words[2])
    if at := shouted_surname(words):
        return " ".join(words[at[1] :] + words[: at[0]]), " ".join(words[at[0] : at[1]])
    if order is Order.GIVEN_LAST:
        return words[-1], " ".join(words[:-1])
    if order is Order.SURNAME_FIRST:
        at_given = next((i for i, word in enumerate(words) if word.casefold() not in PARTICLES), 0) + 1
        return " ".join(words[at_given:]), " ".join(words[:at_given])
    return split_given_first(words)


def shouted_surname(words: list[str]) -> tuple[int, int] | None:
    """From where to where `DUPONT Jean` or `Jean DUPONT` has the surname in capitals; None without one."""
    loud = [word.isupper() and (len(word) > 2 or word.casefold() in PARTICLES) for word in words]
    if all(word.isupper() for word in words) or not any(loud):
        return None
    start, end = loud.index(True), len(loud) - loud[::-1].index(True)
    while start and words[start - 1].casefold() in PARTICLES:
        start -= 1
    at_an_end = (start == 0) != (end == len(words))
    return (start, end) if at_an_end and all(loud[loud.index(True) : end]) else None


def split_given_first(words: list[str]) -> tuple[str, str]:
    calm = not all(word.islower() for word in words)
    if calm and words[0] in LOWER_PARTICLES:
        return "", " ".join(words)
    particle = next((at for at, word in enumerate(words[:-1]) if at and word.casefold() in PARTICLES), 0)
    if particle:
        return " ".join(without_initials(words[:particle])), " ".join(words[particle:])
    size = next((at for at, word in enumerate(words) if not is_initial(word)), 0) or 1  # J. R. R. Tolkien
    if len(words) > 2 and size == 1 and words[1].casefold() in SECOND_GIVEN_NAMES:
        size = 2
    middle = [word for word in words[size:-1] if not is_initial(word)]
    return " ".join(words[:size]), " ".join([*middle, words[-1]])


def is_east_asian(word: str) -> bool:
    """Whether all letters are Chinese, Japanese or Korean."""
    return all(
        "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" or letter == "・" for letter in word
    )


def split_east_asian(words: list[str], chinese: bool) -> tuple[str, str]:
    """The surname comes first; a foreign name in katakana (`ジョン・スミス`) keeps its own order."""
    if len(words) > 1:
        return " ".join(words[1:]), words[0]
    word = words[0]
    if "・" in word:
        first, _, last = word.strip("・").partition("・")
        return first, last
    size = surname_size(word, chinese)
    return word[size:], word[:size]


def surname_size(word: str, chinese: bool) -> int:
    """How many letters of a name in one piece are the surname; 0 where nobody can know."""
    if len(word) in (3, 4) and word[:2] in COMPOUND_SURNAMES and (chinese or word[0] >= "\uac00"):
        return 2
    if word[0] >= "\uac00":
        return 1 if len(word) in (2, 3) else 0
    return 1 if chinese and len(word) in (2, 3) and word[0] in CHINESE_SURNAMES else 0
