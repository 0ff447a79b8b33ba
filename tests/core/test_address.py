"""Addresses as people and spreadsheets write them."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from core.address import display_name, parse_email


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ann@ek.example.com", "ann@ek.example.com"),
        ("  Ann.EK@Ek.Example.COM ", "ann.ek@ek.example.com"),
        ("Ann Ek <ann@ek.example.com>", "ann@ek.example.com"),
        ('"Ek, Ann" <ann@ek.example.com>', "ann@ek.example.com"),
        ("mailto:ann@ek.example.com?subject=Hello", "ann@ek.example.com"),
        ("E-Mail: ann@ek.example.com", "ann@ek.example.com"),
        ("ann@ek.example.com;", "ann@ek.example.com"),
        ("<ann@ek.example.com>,", "ann@ek.example.com"),
        ("'ann@ek.example.com'", "ann@ek.example.com"),
        ("ann@ek.example.com.", "ann@ek.example.com"),
        ("ann@ek.example.com - ann@ek.example.com", "ann@ek.example.com"),
        ("ann@ek.example.com; ANN@ek.example.com", "ann@ek.example.com"),
        ("ann@ek.example.com (office)", "ann@ek.example.com"),
        ("Ann Ek, ann@ek.example.com", "ann@ek.example.com"),
        ("ann @ ek.example.com", "ann@ek.example.com"),
        ("ann (at) ek.example (dot) com", "ann@ek.example.com"),
        ("ａｎｎ＠ｅｋ．ｅｘａｍｐｌｅ．ｃｏｍ", "ann@ek.example.com"),
        ("ann@ek.example.com\u200b", "ann@ek.example.com"),
        ("ann@ek.example.com ::: ann@home.example.net", "ann@ek.example.com"),
        ("o'brien@ek.example.com", "o'brien@ek.example.com"),
        ("ann+news@ek.example.com", "ann+news@ek.example.com"),
        ("zoe@münchen.example.com", "zoe@münchen.example.com"),
        ("zoe@xn--mnchen-3ya.example.com", "zoe@münchen.example.com"),
    ],
)
def test_an_address_is_taken_out_of_what_stands_around_it(written, address):
    assert parse_email(written) == address


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "no email address"),
        ("Info Requested", "not an email address"),
        ("{{email}}", "not an email address"),
        ("+49 30 5550101", "not an email address"),
        ("ann@@ek.example.com", "invalid characters"),
        ("ann@ek", "period"),
        ("ann@ek..example.com", "two periods"),
        ("ann@localhost", "period"),
        ("ann@printer.local", "special-use"),
        ("ann ek@ek.example.com", "space"),
        ("ann@ek.example.com, bo@ek.example.com", "two different addresses"),
        ("ann@ek.example.com/bo@ek.example.com", "two different addresses"),
        ("ann@ek_trading.example.com", "invalid characters"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(written, reason):
    with pytest.raises(ValueError, match=reason):
        parse_email(written)


LETTERS = st.sampled_from("aZ09.-_+@'é ")


@given(
    st.text(LETTERS, max_size=12),
    st.text(LETTERS, max_size=12),
    st.sampled_from(["com", "test", "local", "c0"]),
)
def test_the_short_way_takes_no_address_that_the_standard_refuses(local, domain, top):
    try:
        address = parse_email(f"{local}@{domain}.{top}")
    except ValueError:
        return
    checked = validate_email(address, check_deliverability=False, test_environment=True)
    assert checked.normalized == address


@given(st.from_regex(r"[a-z0-9]{1,8}([.+_-][a-z0-9]{1,8}){0,2}@[a-z0-9-]{1,20}\.[a-z]{2,6}", fullmatch=True))
def test_a_plain_address_is_taken_if_and_only_if_the_standard_takes_it(address):
    try:
        expected = validate_email(address, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        with pytest.raises(ValueError, match=r"\w"):
            parse_email(address)
    else:
        assert parse_email(address) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Ek <ann@ek.example.com>", "Ann Ek"),
        ('"Ek, Ann" <ann@ek.example.com>', "Ek, Ann"),
        ("<ann@ek.example.com>", ""),
    ],
)
def test_the_name_before_an_address_is_kept(written, name):
    assert display_name(written) == name
