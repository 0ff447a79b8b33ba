"""Names of people as sheets write them."""

import pytest

from core.spreadsheet.capitals import proper_case
from core.spreadsheet.headings import Order
from core.spreadsheet.names import clean_first_name, clean_last_name, clean_name, split_full_name


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Ann Ek", "Ann", "Ek"),
        ("Ann", "Ann", ""),
        ("Ek, Ann", "Ann", "Ek"),
        ("EK, ANN", "ANN", "EK"),
        ("De la Cruz, Juan Carlos", "Juan Carlos", "De la Cruz"),
        ("Ann Ek, MBA", "Ann", "Ek"),
        ("Ann Ek, CEO", "Ann", "Ek"),
        ("Ek, Ann, Jr.", "Ann", "Ek"),
        ("Ann Ek PhD", "Ann", "Ek"),
        ("Yo-Yo Ma", "Yo-Yo", "Ma"),
        ("YO-YO MA", "YO-YO", "MA"),
        ("Dr. Ann Ek", "Ann", "Ek"),
        ("Herr Prof. Dr. Max von und zu Muster", "Max", "von und zu Muster"),
        ("Frau Dipl.-Ing. Eva Beck", "Eva", "Beck"),
        ("Tom van den Berg", "Tom", "van den Berg"),
        ("Anna Maria van den Berg", "Anna Maria", "van den Berg"),
        ("Mohamed El Amrani", "Mohamed", "El Amrani"),
        ("John A. Smith", "John", "Smith"),
        ("J. R. R. Tolkien", "J. R. R.", "Tolkien"),
        ("Mary Ann Smith", "Mary Ann", "Smith"),
        ("Juan García López", "Juan", "García López"),
        ("DUPONT Jean", "Jean", "DUPONT"),
        ("Jean DUPONT", "Jean", "DUPONT"),
        ("DE LA CRUZ Juan", "Juan", "DE LA CRUZ"),
        ('Robert "Bob" Ek', "Robert", "Ek"),
        ("Robert (Bob) Ek", "Robert", "Ek"),
        ("Ann Ek (iPhone)", "Ann", "Ek"),
        ("Ann Ek - Ek Trading", "Ann", "Ek"),
        ("🚀 Ann Ek", "Ann", "Ek"),
        ("Иванов Иван Иванович", "Иван", "Иванов"),
        ("Иван Иванович Иванов", "Иван", "Иванов"),
        ("佐藤 太郎", "太郎", "佐藤"),
        ("ジョン・スミス", "ジョン", "スミス"),
        ("近藤五郎", "近藤五郎", ""),
        ("김철수", "철수", "김"),
        ("남궁민수", "민수", "남궁"),
        ("محمد أحمد", "محمد", "أحمد"),
    ],
)
def test_a_full_name_comes_apart_into_first_and_last(full, first, last):
    assert split_full_name(full) == (first, last)


def test_a_form_of_address_and_one_name_is_no_first_name():
    assert split_full_name("Mr. Smith") == ("", "Smith")


def test_the_heading_says_in_which_order_a_full_name_stands():
    assert split_full_name("Kovács Győző", Order.SURNAME_FIRST) == ("Győző", "Kovács")
    assert split_full_name("de la Cruz Juan", Order.SURNAME_FIRST) == ("Juan", "de la Cruz")
    assert split_full_name("Nguyễn Văn An", Order.GIVEN_LAST) == ("An", "Nguyễn Văn")


def test_a_chinese_name_in_one_piece_is_split_in_a_chinese_sheet_only():
    assert split_full_name("王小明", chinese=True) == ("小明", "王")
    assert split_full_name("欧阳静", chinese=True) == ("静", "欧阳")
    assert split_full_name("林太郎") == ("林太郎", "")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            "-",
            ".",
            "--",
            "?",
            "N/A",
            "n/a",
            "NA",
            "none",
            "NULL",
            "Unknown",
            "Info Requested",
            "#N/A",
            "(blank)",
        ),
        *("{{firstName}}", "*|FNAME|*", "[First Name]", "%FIRST%", "<test lead: dummy data>"),
        *("ann@ek.example.com", "14155550100"),
    ],
)
def test_a_placeholder_is_no_name(cell):
    assert clean_name(cell) == ""


def test_a_name_that_looks_like_a_placeholder_stays():
    assert clean_name("Na") == "Na"


@pytest.mark.parametrize(
    ("written", "proper"),
    [
        ("SANJU", "Sanju"),
        ("shu", "Shu"),
        ("VAN DER BERG", "van der Berg"),
        ("DE LUCA", "De Luca"),
        ("ORTEGA Y GASSET", "Ortega y Gasset"),
        ("VON UND ZU MUSTER", "von und zu Muster"),
        ("DELL'ACQUA", "Dell'Acqua"),
        ("NICCOLO'", "Niccolo'"),
        ("O'BRIEN", "O'Brien"),
        ("D’ANGELO", "D’Angelo"),
        ("SA'AD", "Sa'ad"),
        ("MCDONALD", "McDonald"),
        ("JEAN-LUC", "Jean-Luc"),
        ("SMITH III", "Smith III"),
        ("LE", "Le"),
        ("K", "K"),
        ("J.P.", "J.P."),
        ("JP", "JP"),
        ("ИВАНОВ", "Иванов"),
        ("MÜLLER", "Müller"),
        ("McKay", "McKay"),
        ("van der Berg", "van der Berg"),
    ],
)
def test_a_name_in_capitals_or_small_letters_is_written_as_its_owner_does(written, proper):
    assert proper_case(written, last=True) == proper


def test_turkish_has_two_kinds_of_i():
    assert proper_case("YILDIZ", turkish=True) == "Yıldız"
    assert proper_case("ilker", turkish=True) == "İlker"


def test_decoration_is_taken_off_first_and_last_names():
    assert clean_first_name("Dr. Robert (Bob)") == "Robert"
    assert clean_first_name("𝐕𝐢𝐤𝐫𝐚𝐦") == "Vikram"
    assert clean_last_name("Ek (IoT), MBA") == "Ek"
    assert clean_last_name("Ek CFA") == "Ek"
    assert clean_last_name("Sunny 🌈") == "Sunny 🌈"
