"""The phone number in a cell, and where it rings."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

PLAIN = re.compile(r"\+?[0-9][0-9 ()\-/]{4,24}")
PUNCTUATION = str.maketrans("", "", " ().-/")
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
SCIENTIFIC = re.compile(r"\d(?:[.,](\d+))?[eE]\+?(\d{1,2})")
ZERO_AFTER_CODE = re.compile(r"^((?:\+|00)[\d\s-]{1,6})\(0\)")  # +49 (0)30: the zero is only dialled at home
LABEL = re.compile(r"^[^\d+(]{1,20}?[:.\s]+(?=[+\d(])")
EXTENSION = re.compile(
    r"\s*(?:[,;#]|\b(?:ext|extn|extension|poste|durchwahl|dw|anexo|ramal|int|доб|내선|内線|分机)\b[.:]*|x)\s*#?\s*\d{1,6}$",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s*\(?[^\W\d_][^\d]{0,20}\)?$")
SEVERAL = re.compile(r"\s*(?:[;,|\n]|:::|\s/\s|\b(?:or|oder|ou|und|and|et)\b)\s*")
SHORTEST, LONGEST = 6, 15  # digits; the longest by E.164
ITALY = "39"  # where the zero in front belongs to the number, wherever one calls from


def clean_phone(text: str) -> str:
    """The digits of a phone number, with a leading + if it has one; '' where it is none.

    Of several numbers in one cell the first counts; an extension is left away.
    """
    if PLAIN.fullmatch(text) and "(0)" not in text and (digits := plausible(text.translate(PUNCTUATION))):
        return "" if text[4:5] == "-" and DAY.fullmatch(text) else digits
    text = without_wrapping(text)
    return digits_of(text) or next((found for part in SEVERAL.split(text) if (found := digits_of(part))), "")


def without_wrapping(text: str) -> str:
    """Arabic or fullwidth digits as plain ones, without what a spreadsheet or an exporter put around them."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).strip().strip("=\"'")
    if match := SCIENTIFIC.fullmatch(text):
        return written_out(text, len(match[1] or ""), int(match[2]))
    return LABEL.sub("", text.removesuffix(".0")).strip()


def written_out(text: str, decimals: int, exponent: int) -> str:
    """4.9711234567E+11 → 497112345670; '' for 4.97E+11, whose digits are lost."""
    return f"{Decimal(text.replace(',', '.')):f}" if exponent - decimals <= 1 else ""


def digits_of(text: str) -> str:
    text = ZERO_AFTER_CODE.sub(r"\1", text.strip())
    text = REMARK.sub("", EXTENSION.sub("", text)).strip()
    return plausible(re.sub(r"\s", "", text.translate(PUNCTUATION)))


def plausible(number: str) -> str:
    """The number if it is a + or none and then as many digits as a phone has, not all the same."""
    digits = number[1:] if number[:1] == "+" else number
    right = (
        SHORTEST <= len(digits) <= LONGEST and digits.isdecimal() and digits.count(digits[0]) < len(digits)
    )
    return number if right else ""


def with_country_code(code: str, number: str) -> str:
    """One number of a code and a number from two cells; the number alone where it already has the code."""
    code = re.sub(r"\D", "", without_wrapping(code)).lstrip("0")
    if not number or not code or len(code) > 4 or number.startswith(("+", "00")):
        return number
    if number.startswith(code) and len(number) - len(code) >= 8:
        return "+" + number
    return "+" + code + (number if code == ITALY else number.removeprefix("0"))


def with_area_code(code: str, number: str) -> str:
    code = re.sub(r"\D", "", without_wrapping(code))
    return (
        code + number
        if number and len(code) <= 5 and not number.startswith(("+", "00", code or "+"))
        else number
    )


@lru_cache(maxsize=4096)
def country_of_phone(phone: str) -> str:
    """The ISO 3166 code of a number that begins with its country code; '' where it does not."""
    number = _international(phone)
    return (phonenumbers.region_code_for_number(number) or "") if number else ""


@lru_cache(maxsize=4096)
def zones_of_phone(phone: str) -> tuple[str, ...]:
    """The IANA names of the zones in which the number may ring; none where it is not international."""
    number = _international(phone)
    return tuple(time_zones_for_number(number)) if number else ()


def _international(phone: str) -> phonenumbers.PhoneNumber | None:
    if not phone.startswith(("+", "00")):
        return None
    try:
        return phonenumbers.parse("+" + phone.removeprefix("00").removeprefix("+"))
    except phonenumbers.NumberParseException:
        return None
