"""Text of unknown encoding: which one makes sense of it."""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 16_000  # bytes that are judged
RARE = {"cp850": 0.6, "mac-roman": 0.6}  # must make that much more sense
OLD_MAC = 2.0  # what speaks for its encoding in a text whose lines end with a lone carriage return
KNOWN_HEADING = 3.0  # what a heading that makes sense is worth, beside 2 for every letter that does
SIGNS = "’‘“”–—…•·€£§°©®«»ºª¿¡№"
BROKEN = re.compile("[\udc80-\udcff]")  # what was no UTF-8, by surrogateescape
LANGUAGES = (  # encoding, and the letters beyond ASCII of one language; the first of equals wins
    ("cp1252", "äöüß"),
    ("cp1252", "éèêëàâçîïôùûüœæ"),
    ("cp1252", "áéíóúñüç"),
    ("cp1252", "ãáâàçéêíóôúü"),
    ("cp1252", "àèéìòù"),
    ("cp1252", "åäöæøéü"),
    ("cp1252", "áéíóúýðþæö"),
    ("cp1250", "ąćęłńóśźż"),
    ("cp1250", "áčďéěíňóřšťúůýžľĺŕôä"),
    ("cp1250", "áéíóöőúüű"),
    ("cp1250", "ăâîşţșț"),
    ("cp1250", "čćđšž"),
    ("cp1254", "ığşçöüâî"),
    ("cp1257", "ąčęėįšųūž"),
    ("cp1257", "āčēģīķļņšūž"),
    ("cp1257", "äõöüšž"),
    ("cp1251", "оеаинтсрвлкмдпуяыьзбгйчхжшюцщэёфії"),
    ("koi8-r", "оеаинтсрвлкмдпуяыьзбгйчхжшюцщэёф"),
    ("cp866", "оеаинтсрвлкмдпуяыьзбгйчхжшюцщэёф"),
    ("iso8859-2", "ąćęłńóśźżáčďéěíňřšťúůýžőöüű"),
    ("iso8859-5", "оеаинтсрвлкмдпуяыьзбгйчхжшюцщэёф"),
    ("cp1253", "αοιετσνηυρπκμλςωγδχθφβξζψάέήίόύώϊϋ"),
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
    ("cp1256", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةآأؤإئءپچژگ"),
    ("cp874", "กขคงจชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะาำเแโใไๆ"),
    ("mac-roman", "éèêëàâäåáãçñíîïìóôöòõúûüùßæøœ"),
    ("cp850", "éèêëàâäåáãçñíîïìóôöòõúûüùßæø"),
)
CJK = (  # encoding, and in which bytes its everyday letters begin: those of its first level
    ("cp932", "cp932", range(0x88, 0x98)),
    ("cp949", "euc_kr", range(0xB0, 0xC9)),
    ("gb18030", "gb2312", range(0xB0, 0xD8)),
    ("big5", "big5", range(0xA4, 0xC7)),
    ("euc_jp", "euc_jp", range(0xB0, 0xD0)),
)


def decode(data: bytes, known_headings: Callable[[str], int]) -> str:
    """The text of a file: by its mark, as UTF-16 or UTF-8, else in the encoding that reads best.

    `known_headings` counts the headings beyond ASCII that mean something in the first lines of a text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if wide := unmarked_utf16(data):
        return data.decode(wide, errors="replace")
    text = data.decode("utf-8", errors="surrogateescape")
    if is_mostly_utf8(text):
        return BROKEN.sub(
            lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", errors="replace"), text
        )
    return data.decode(best_encoding(data, known_headings), errors="replace")


def is_mostly_utf8(text: str) -> bool:
    """Whether a text that was read as UTF-8 has at most a stray byte here and there."""
    broken = len(BROKEN.findall(text))
    return broken == 0 or broken * 5 < sum(letter > "\x7f" for letter in text)


def unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark has a zero in every other byte of its ASCII letters."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def best_encoding(data: bytes, known_headings: Callable[[str], int]) -> str:
    judged = [
        (
            sense(text, is_everyday) + KNOWN_HEADING * known_headings(text) + bias(data, encoding),
            encoding,
        )
        for encoding, is_everyday in readings()
        if (text := decoded(data, encoding)) is not None
    ]
    return max(judged, key=lambda pair: pair[0], default=(0.0, "latin-1"))[1]


def bias(data: bytes, encoding: str) -> float:
    """What speaks for or against an encoding before its text is read."""
    if encoding == "mac-roman" and b"\r" in data and b"\n" not in data:
        return OLD_MAC
    return -RARE.get(encoding, 0.0)


def readings() -> Iterable[tuple[str, Callable[[str], bool]]]:
    for encoding, letters in LANGUAGES:
        everyday = frozenset(letters + letters.upper())
        yield encoding, everyday.__contains__
    for encoding, level_codec, first_level in CJK:
        yield encoding, everyday_cjk(level_codec, first_level)


def decoded(data: bytes, encoding: str) -> str | None:
    """The beginning of a file in that encoding; None where it cannot be that."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(data[:SAMPLE], final=len(data) <= SAMPLE)
    except UnicodeDecodeError:
        return None


def everyday_cjk(codec: str, first_level: range) -> Callable[[str], bool]:
    def is_everyday(letter: str) -> bool:
        if (
            "\u3001" <= letter <= "\u30ff" or "\uff01" <= letter <= "\uff5e"
        ):  # kana, brackets, fullwidth letters
            return codec != "euc_kr"
        try:
            return letter.encode(codec)[0] in first_level
        except UnicodeEncodeError:
            return False

    return is_everyday


def sense(text: str, is_everyday: Callable[[str], bool]) -> float:
    """How much sense the letters beyond ASCII make, from -3 to 2 on average."""
    beyond = [at for at, letter in enumerate(text) if letter > "\x7f"]
    return sum(letter_sense(text, at, is_everyday) for at in beyond) / max(len(beyond), 1)


def letter_sense(text: str, at: int, is_everyday: Callable[[str], bool]) -> float:
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if is_torn(before, letter) or is_torn(letter, after):
        return -3.0
    if is_everyday(letter):
        return 2.0
    if letter in SIGNS:
        return -1.0 if before.isalpha() and after.isalpha() and letter != "’" else 1.5
    return 0.5 if letter.isalpha() or unicodedata.category(letter) == "Mn" else -2.0


def is_torn(one: str, other: str) -> bool:
    """Whether two neighbours cannot stand in one word: `aB`, or letters of two scripts."""
    if not (one.isalpha() and other.isalpha()):
        return False
    return (one.islower() and other.isupper()) or is_latin(one) != is_latin(other)


def is_latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"
