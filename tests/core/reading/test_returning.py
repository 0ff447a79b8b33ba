from datetime import date

import pytest

from core.reading.returning import return_date

TUESDAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # until D gives D
        ("I am out of the office until 12 October.", "2026-10-12"),
        ("Ich bin bis zum 12. Oktober nicht im Büro.", "2026-10-12"),
        ("Je suis absent jusqu'au 12 octobre.", "2026-10-12"),
        ("Estoy fuera de la oficina hasta el lunes.", "2026-10-12"),
        ("Estou de férias até 12 de outubro.", "2026-10-12"),
        ("Sono in ferie fino al 12 ottobre.", "2026-10-12"),
        ("Ik ben afwezig tot 12 oktober.", "2026-10-12"),
        ("Jestem na urlopie do 12 października.", "2026-10-12"),
        ("10月12日まで不在にしております。", "2026-10-12"),
        ("I'm on vacation until next Monday and will not read mail.", "2026-10-12"),
        # the last day away, named as such, gives the day after
        ("Out of the office through 12 October.", "2026-10-13"),
        ("Ich bin bis einschließlich 12. Oktober im Urlaub.", "2026-10-13"),
        ("Absente jusqu'au 12 octobre inclus.", "2026-10-13"),
        ("Met vakantie t/m 12 oktober.", "2026-10-13"),
        # compounds say away as their last word does
        ("Ik ben met zwangerschapsverlof tot en met 31 januari 2027.", "2027-02-01"),
        ("Bis 31. Januar 2027 bin ich im Mutterschaftsurlaub.", "2027-01-31"),
        ("Im Jahresurlaub vom 5. bis 9. Oktober.", "2026-10-10"),
        # a range gives the day after it
        ("I am away from 5 to 9 October.", "2026-10-10"),
        ("Im Urlaub vom 05.10. bis 09.10.2026.", "2026-10-10"),
        ("En congé du 5 au 9 octobre.", "2026-10-10"),
        ("De vacaciones del 5 al 9 de octubre.", "2026-10-10"),
        ("Od 5 do 9 października jestem na urlopie.", "2026-10-10"),
        ("10月5日から10月9日まで休暇をいただきます。", "2026-10-10"),
        ("Out of office: Oct 5 - Oct 9", "2026-10-10"),
        # back on D
        ("On leave. Back on 19 October.", "2026-10-19"),
        ("I will return to the office on Monday, October 19th, and reply then.", "2026-10-19"),
        ("Ab dem 19.10. bin ich wieder erreichbar.", "2026-10-19"),
        ("Je serai de retour le 19 octobre.", "2026-10-19"),
        ("Wracam 19 października.", "2026-10-19"),
        ("10月19日に出社いたします。", "2026-10-19"),
        ("I'm away from 5 to 16 October and will be back on the 19th.", "2026-10-19"),
        ("Away, back in two weeks.", "2026-10-20"),
        ("Ik ben vrij en maandag 12 oktober weer aanwezig.", "2026-10-12"),
        ("10月5日（月）から10月9日（金）まで不在です。", "2026-10-10"),
        ("10月12日まで休暇をいただいております。ご返信は13日以降となります。", "2026-10-13"),
        ("Vom 5. bis einschließlich 11. Oktober bin ich auf Fortbildung.", "2026-10-12"),
        ("Je suis en formation et serai de nouveau joignable le lundi 12 octobre.", "2026-10-12"),
        ("Off the grid until October 12.", "2026-10-12"),
        ("Estoy fuera hasta el lunes 12 de octubre.", "2026-10-12"),
        # a month gives its first, the end of one the next
        ("On parental leave until March 2027.", "2027-03-01"),
        ("I'm on sabbatical till the end of the year.", "2027-01-01"),
        ("In Elternzeit bis Ende November.", "2026-12-01"),
        # a day off gives the next working day
        ("I am out of the office today.", "2026-10-07"),
        ("I'm out of office on Friday.", "2026-10-12"),
        ("I will be on vacation next week.", "2026-10-19"),
        ("Heute bin ich nicht im Büro.", "2026-10-07"),
        # a weekday beside the number of its day, in this month or the next ones
        ("I am out of the office through Friday 4 December, back on Monday 7.", "2026-12-07"),
        ("Sono fuori ufficio fino a venerdì 4 dicembre compreso, rientrerò lunedì 7", "2026-12-07"),
        ("Sono in ferie, rientrerò lunedì 9.", "2026-11-09"),
        ("Ich bin im Urlaub, wieder da am Montag, den 9.", "2026-11-09"),
        ("Absente, de retour lundi 12", "2026-10-12"),
        # a day back that lies before the absence ends is no day back
        ("I'm out of the office until 30 October, then back on Monday.", "2026-10-30"),
    ],
)
def test_the_first_day_back_is_read(text: str, expected: str) -> None:
    day_first = None if "/" in text else True
    assert str(return_date(text, TUESDAY, day_first=day_first)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office with limited access to email.",
        "I was out of the office until 1 October.",
        "I'm away until 12 October 2029.",
        "Away until 10/12.",
        "Out of office until 11/02/2026.",
        "Our fair runs from 12 to 15 October, come and see us.",
        "The offer is valid until 12 October.",
        "I'm on leave. For orders call 415-555-0101 before 5 pm.",
        "I will get back to you.",
    ],
)
def test_what_is_not_said_stays_empty(text: str) -> None:
    assert return_date(text, TUESDAY, day_first=None) is None


def test_an_order_that_only_a_zone_tells_is_doubted_where_the_other_one_is_soon() -> None:
    text = "I am out of the office until 05/12."
    november = date(2026, 11, 24)
    assert return_date(text, november, day_first=False, sure=False) is None
    assert return_date(text, november, day_first=False, sure=True) == date(2027, 5, 12)
    assert return_date(text, november, day_first=True, sure=False) == date(2026, 12, 5)
