# ruff: noqa: E501 (lists of headings)
"""Which column means what, by its heading and by its cells."""

import pytest

from core.spreadsheet.columns import find_columns
from core.spreadsheet.heading_concepts import fold
from core.spreadsheet.heading_words import WORDS
from core.spreadsheet.headings import Order, Role, read_heading

ANN = ["Ann Ek", "ann@ek.example.com"]
BO = ["Bo Ström", "bo@strom.example.com"]


def test_no_word_stands_for_two_things():
    meanings = {}
    for concept, words in WORDS.items():
        for word in words.split(","):
            key = (word.strip().startswith("="), fold(word))
            assert key[1], word
            assert meanings.setdefault(key, concept) is concept, word


@pytest.mark.parametrize(
    ("headings", "role"),
    [
        (
            "Email, E-mail, e_mail, EMAIL ID, emailAddress, E-Mail-Adresse, Correo electrónico, メールアドレス, 邮箱",
            Role.EMAIL,
        ),
        (
            "Work email, workemailid, Person - Email - Work, What is your email?, Эл. почта, E-posta, 이메일 주소",
            Role.EMAIL,
        ),
        (
            "First name, first_name, firstName, FNAME, Vorname, Prénom, Name (First), What's your first name?",
            Role.FIRST_NAME,
        ),
        ("Last name, LASTNAME, Surname, Nachname, Apellidos, Cognome, Soyadı, Фамилия, 姓", Role.LAST_NAME),
        (
            "Full name, Your full name*, Imię i nazwisko, Ad Soyad, ФИО, 氏名, ご担当者氏名, 姓名, Họ và tên",
            Role.FULL_NAME,
        ),
        (
            "Phone, Phone_Number, Mobile, Handynummer, Tel., Teléfono móvil, Cep Telefonu, 携帯電話, No. HP",
            Role.PHONE,
        ),
        (
            "Company, companyName, Account Name, Lead Company, Firmenname, Société, What's your company?",
            Role.COMPANY,
        ),
        ("Lead Designation, Job Title, Position, Funktion, Stanowisko, Должность, 役職", Role.DESIGNATION),
        ("Country_Code, Dial code, Ländervorwahl, Код страны", Role.COUNTRY_CODE),
        ("Linkedin Profile URL, linkedInUrl, Person Linkedin Url", Role.LINKEDIN),
        ("Company Linkedin URL, LinkedIn Company Page", Role.COMPANY_LINKEDIN),
        (
            "Owner, Lead Owner, Host Email, Buyer Name, Sales Rep, Created By, Vendedor, Ответственный",
            Role.NOT_A_LEAD,
        ),
        ("Industry, Lead Industry, Branche, Company Industry, Sektor", Role.INDUSTRY),
        ("Start Email Sending Date", Role.START_AT),
        ("Invitee Time Zone, TIMEZONE", Role.TIME_ZONE),
        ("Language, Preferred_Language, Contact language, Sprache, Langue, Idioma, 言語", Role.LANGUAGE),
    ],
)
def test_headings_are_read_in_many_languages_and_spellings(headings, role):
    for heading in headings.split(", "):
        assert read_heading(heading).role is role, heading


@pytest.mark.parametrize(
    "heading",
    [
        "Campaign Name",
        "Event Name",
        "Company Size",
        "Company ID",
        "Email Status",
        "Email Opt Out",
        "Last Contacted",
        "IP Address",
    ],
)
def test_a_heading_about_the_thing_is_not_taken_for_the_thing(heading):
    assert not read_heading(heading).sure


def test_the_work_address_goes_first_and_the_others_stand_in_for_it():
    columns = find_columns(["Name", "Email - Home", "Email - Other", "Email - Work"], [])
    assert columns.of(Role.EMAIL) == (3, 1, 2)


def test_owners_hosts_buyers_and_sellers_are_not_leads():
    header = ["Owner", "Owner Email", "Buyer Email", "Host Email", "Seller Email", "Name", "Email"]
    row = ["Rita", *["rita@ours.example.com"] * 4, *ANN]
    assert find_columns(header, [row]).of(Role.EMAIL) == (6,)
    assert find_columns(header[:5], [row[:5]]).of(Role.EMAIL) == ()


def test_a_user_is_the_lead_where_there_is_nobody_else():
    rows = [["Rita Rep", "rita@ours.example.com", *ANN]]
    assert find_columns(["User Name", "User Email"], [ANN]).of(Role.EMAIL) == (1,)
    assert find_columns(["User Name", "User Email", "Invitee Name", "Invitee Email"], rows).of(
        Role.EMAIL
    ) == (3,)


def test_a_column_of_yes_and_no_is_no_column_of_addresses():
    columns = find_columns(["E-Mail", "Name", "Kontakt"], [["ja", *ANN], ["nein", *BO]])
    assert columns.of(Role.EMAIL) == (2,)


def test_an_address_within_a_text_does_not_make_a_column_of_addresses():
    rows = [["Ann Ek", "Write me: ann@ek.example.com"], ["Bo Ek", "no thanks"]]
    assert find_columns(["Name", "Summary"], rows).of(Role.EMAIL) == ()


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        (["Name", "Vorname"], 1, 0),
        (["Nom", "Prénom"], 1, 0),
        (["Nome", "Cognome"], 0, 1),
        (["Name", "Surname"], 0, 1),
        (["Ime", "Prezime"], 0, 1),
    ],
)
def test_a_bare_name_is_whatever_the_other_column_is_not(header, first, last):
    rows = [["Maria", "Schmidt", "m@x.example.com"], ["Eva", "Weber", "e@x.example.com"]]
    columns = find_columns([*header, "E-mail"], rows)
    assert (columns.of(Role.FIRST_NAME), columns.of(Role.LAST_NAME)) == ((first,), (last,))


def test_a_bare_name_beside_first_and_last_is_the_full_one_if_it_has_their_words():
    header = ["Name", "First name", "Last name", "Email"]
    assert find_columns(header, [["Ann Ek", "Ann", "Ek", ANN[1]]]).of(Role.FULL_NAME) == (0,)


def test_a_lead_name_that_has_none_of_the_names_is_the_company():
    header = ["Lead Name", "First name", "Last name", "Email"]
    columns = find_columns(
        header, [["Ek Trading Ltd", "Ann", "Ström", ANN[1]], ["Bo Corp", "Cia", "Lund", BO[1]]]
    )
    assert columns.of(Role.COMPANY) == (0,)
    assert columns.of(Role.FULL_NAME) == ()


def test_a_last_name_without_a_first_name_column_is_a_full_name():
    assert find_columns(["Last Name", "email"], [ANN]).of(Role.FULL_NAME) == (0,)


def test_names_under_an_unknown_heading_are_known_by_the_addresses_beside_them():
    rows = [
        ["Ridge School", "Pat Moss", "pat@ridge.example.com"],
        ["Bay School", "Lee Ives", "lee.ives@bay.example.com"],
    ]
    columns = find_columns(["school", "coach", "email"], rows)
    assert (columns.of(Role.FULL_NAME), columns.of(Role.COMPANY)) == ((1,), (0,))


def test_the_order_of_a_full_name_is_read_from_its_heading():
    columns = find_columns(["Nazwisko i imię", "E-mail"], [["Żak Łukasz", "z@x.example.pl"]])
    assert columns.orders == {0: Order.SURNAME_FIRST}


def test_a_column_of_salutations_is_no_designation():
    assert find_columns(["Title", "Name", "Email"], [["Mr.", *ANN], ["Ms", *BO]]).of(Role.DESIGNATION) == ()


def test_other_columns_are_kept_under_their_headings_and_ours_are_not():
    header = ["Name", "Email", "Favourite colour", "", "Row number", "Column", "Value", "Reason"]
    assert find_columns(header, [[*ANN, "blue", "", "2", "Email", "x", "No"]]).custom == (
        (2, "Favourite colour"),
    )


def test_without_a_header_the_cells_tell():
    rows = [["Ann", "Ek", ANN[1], "Ek AB", "+46 8 555 01 01"], ["Bo", "Ström", BO[1], "Ström AB", ""]]
    columns = find_columns([], rows)
    assert columns.of(Role.EMAIL) == (2,)
    assert (columns.of(Role.FIRST_NAME), columns.of(Role.LAST_NAME)) == ((0,), (1,))
    assert (columns.of(Role.COMPANY), columns.of(Role.PHONE)) == ((3,), (4,))
