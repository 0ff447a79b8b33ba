"""From bytes to text, whatever charset they claim to be in."""

import re
from codecs import lookup
from email.errors import HeaderParseError
from email.header import decode_header

# What a mail says → the codec that reads it, and everything that programs write under that name.
SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "tis-620": "cp874",
}
ALIASES = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-mac-roman": "mac_roman",
    "ansi": "cp1252",
    "cp-850": "cp850",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
}
UNFIT = re.compile("[\0\ud800-\udfff\x0b\x0c\x0e-\x1f\ufeff]")  # no database or screen takes these


def decode(raw: bytes, charset: str = "") -> str:
    """Text from bytes. UTF-8 is told from its bytes, and believed over a claim of some Latin charset."""
    claimed = _codec(charset, raw)
    order = ("utf-8", claimed) if claimed.startswith(("cp125", "iso8859")) else (claimed, "utf-8")
    for codec in order:
        try:
            return UNFIT.sub("", raw.decode(codec))
        except (UnicodeError, LookupError):
            continue
    return UNFIT.sub("", raw.decode(claimed if claimed.startswith("cp") else "cp1252", "replace"))


def _codec(charset: str, raw: bytes) -> str:
    """The codec for a claimed charset; Windows' where none, or one that nobody knows, is claimed."""
    name = charset.strip("\"' ;").lower()
    try:
        known = lookup(ALIASES.get(name, name)).name if name else "cp1252"
    except (LookupError, ValueError):
        known = "cp1252"
    if b"\x1b$" in raw[:10_000] and known in ("cp1252", "ascii", "utf-8"):
        return "iso2022_jp_ext"
    return SUPERSETS.get(known, known)


def header_text(value: str) -> str:
    """A header's value, unfolded and with its encoded words decoded; what cannot be decoded stays as it is."""
    value = re.sub(r"\r?\n", "", _eight_bit(value))
    try:
        parts = decode_header(value) if "=?" in value else [(value, None)]
    except (HeaderParseError, ValueError):
        parts = [(value, None)]
    decoded = (part if isinstance(part, str) else decode(part, charset or "") for part, charset in parts)
    return " ".join("".join(decoded).split())


def _eight_bit(value: str) -> str:
    """Raw bytes in a header, which the parser carries as surrogates, as the text that they were meant to be."""
    return decode(value.encode("ascii", "surrogateescape")) if UNFIT.search(value) else value
