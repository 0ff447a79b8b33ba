"""Phone numbers as people and spreadsheets write them."""

import pytest

from core.phone import clean_phone, with_area_code, with_country_code


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+49 30 123456", "+4930123456"),
        ("+49 (0)30 23125-012", "+493023125012"),
        ("0049 30 123456", "004930123456"),
        ("(312) 555-0144", "3125550144"),
        ("555-0134", "5550134"),
        ("030/123456", "030123456"),
        ("555.010.1234", "5550101234"),
        ("4612345678", "4612345678"),
        ("4612345678.0", "4612345678"),
        ("4.97112345678E+11", "497112345678"),
        ("p:+15555550101", "+15555550101"),
        ("Tel.: 030 123456", "030123456"),
        ("tel:+15551234567", "+15551234567"),
        ("'+49 30 123456", "+4930123456"),
        ("+1 555 555 0101 x12", "+15555550101"),
        ("555-0134 ext. 5", "5550134"),
        ("+44 20 7946 0155 (mobile)", "+442079460155"),
        ("030 123456 / 0170 1234567", "030123456"),
        ("030 123456, 0171 123456", "030123456"),
        ("+1 555 555 0101 ::: +1 555 555 0102", "+15555550101"),
        ("٠٥٠٠٠٠٠٠٠٢", "0500000002"),
        ("０３－１２３４－５６７８", "0312345678"),
        ("\u202a+972 50 555 0101\u202c", "+972505550101"),
    ],
)
def test_a_phone_number_becomes_its_digits(written, number):
    assert clean_phone(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "n/a",
        "call me",
        "12345",
        "0000000000",
        "1234567890123456",
        "2025-03-10",
        "4.97E+11",
        "ann@ek.example.com",
    ],
)
def test_what_is_no_phone_number_is_left_out(written):
    assert clean_phone(written) == ""


@pytest.mark.parametrize(
    ("code", "number", "whole"),
    [
        ("+46", "85550101", "+4685550101"),
        ("46", "085550101", "+4685550101"),
        ("0046", "085550101", "+4685550101"),
        ("+971", "971505550101", "+971505550101"),
        ("+49", "+49305550101", "+49305550101"),
        ("+39", "0655501010", "+390655501010"),
        ("India (+91)", "9820000001", "+919820000001"),
        ("", "305550101", "305550101"),
        ("+46", "", ""),
    ],
)
def test_code_and_number_of_two_cells_become_one(code, number, whole):
    assert with_country_code(code, number) == whole


def test_an_area_code_stands_before_the_number_once():
    assert with_area_code("030", "5550101") == "0305550101"
    assert with_area_code("030", "0305550101") == "0305550101"
