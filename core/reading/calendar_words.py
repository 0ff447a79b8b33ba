"""The words that say days, in lower case and without accents: names → numbers, in eleven languages."""

MONTHS: dict[str, int] = {}
for number, names in enumerate(
    (
        "january jan januar janner janvier janv enero ene janeiro gennaio genn januari styczen stycznia styczniu",
        "february feb februar fevrier fevr febrero fevereiro fev febbraio febb februari luty lutego lutym",
        "march mar marz maerz mrz mars marzo marco maart mrt marzec marca marcu",
        "april apr avril avr abril abr aprile kwiecien kwietnia kwietniu",
        "may mai mayo maio maggio magg mei maj maja maju",
        "june jun juni juin junio junho giugno giu czerwiec czerwca czerwcu",
        "july jul juli juillet juil julio julho luglio lug lipiec lipca lipcu",
        "august aug aout agosto ago augustus augusti sierpien sierpnia sierpniu",
        "september sep sept septembre septiembre setiembre setembro settembre sett wrzesien wrzesnia wrzesniu",
        "october oct oktober okt octobre octubre outubro ottobre ott pazdziernik pazdziernika pazdzierniku",
        "november nov novembre noviembre novembro listopad listopada listopadzie",
        "december dec dezember dez decembre diciembre dic dezembro dicembre grudzien grudnia grudniu",
    ),
    start=1,
):
    MONTHS |= dict.fromkeys(names.split(), number)

WEEKDAYS: dict[str, int] = {}
for number, names in enumerate(
    (
        "monday mon montag lundi lunes segunda-feira segunda lunedi maandag poniedzialek poniedzialku mandag 月曜日 月曜 星期一 周一",
        "tuesday tue tues dienstag mardi martes terca-feira terca martedi dinsdag wtorek wtorku tisdag tirsdag 火曜日 火曜 星期二 周二",
        "wednesday wed weds mittwoch mercredi miercoles quarta-feira quarta mercoledi woensdag sroda srode srody onsdag 水曜日 水曜 星期三 周三",
        "thursday thu thur thurs donnerstag jeudi jueves quinta-feira quinta giovedi donderdag czwartek czwartku torsdag 木曜日 木曜 星期四 周四",
        "friday fri freitag vendredi viernes sexta-feira sexta venerdi vrijdag piatek piatku fredag 金曜日 金曜 星期五 周五",
        "saturday samstag sonnabend samedi sabado sabato zaterdag sobota sobote soboty lordag 土曜日 土曜 星期六 周六",
        "sunday sonntag dimanche domingo domenica zondag niedziela niedziele niedzieli sondag 日曜日 日曜 星期日 周日",
    )
):
    WEEKDAYS |= dict.fromkeys(names.split(), number)

# days from today
NEAR_DAYS = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "ubermorgen": 2, "apres-demain": 2, "pasado manana": 2,
    "depois de amanha": 2, "dopodomani": 2, "overmorgen": 2, "pojutrze": 2, "明後日": 2, "あさって": 2,
    "tomorrow": 1, "morgen fruh": 1, "demain": 1, "amanha": 1, "domani": 1, "jutro": 1, "明日": 1, "明天": 1,
    "morgen": 1, "manana": 1, "today": 0, "tonight": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0, "hoje": 0, "oggi": 0, "vandaag": 0,
    "dzisiaj": 0, "dzis": 0, "本日": 0, "今日": 0, "今天": 0, "this afternoon": 0, "this morning": 0, "this evening": 0,
}  # fmt: skip

NEXT = r"next|the following|nachste[nrs]?|kommende[nrs]?|prochaine?|proxim[oa]|volgende?|komende?|przysz\w+|nastepn\w+|来|翌|下个?"
THIS = r"(?:(?:this|the|dieser|der|diese|diesen|des|cette|la|de la|du|de cette|esta|del|de|do|da|deze|de|van de|van het|tego|tym) ?)+"
THIS_ONE = r"this|diese[rn]?|cette|esta|questa|deze|tym|今|本"
WEEK = r"week|woche|semaine|semana|settimana|tydzien|tygodniu|tygodnia|週|周"
MONTH = r"month|monats?|mois|mes|mese|maand|miesiac\w*|月"
QUARTER = r"quarter|quartals?|quartal|trimestre|kwartaa?l\w*|四半期"
YEAR = r"year|jahr(?:es)?|annee|ano|anno|jaar|rok\w*|年"
END_OF = r"(?:the )?end of|late|ende|fin(?: de| du)?|finales de|fines de|fim de|final de|fine(?: di)?|eind(?:e)?|koniec|konca|koncu"
UNITS = {
    "day": r"days?|tage?n?|jours?|dias?|giorn[oi]|dagen|dag|dni|dzien|日間?",
    "week": r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken|week|tygodnie|tygodni|tydzien|週間?",
    "month": r"months?|monate?n?|mois|mes(?:es)?|mesi|mese|maanden|maand|miesiace|miesiecy|miesiac|か月|ヶ月",
    "year": r"years?|jahre?n?|ans?|anos?|anni|anno|jaar|lata?|rok|年間?",
}
NUMBERS: dict[str, int] = {}
for number, names in enumerate(
    (
        "a an one ein eine einem einer un une uno una um uma een jeden jedna",
        "two couple zwei deux dos dois duas due twee dwa dwie",
        "three drei trois tres tre drie trzy",
        "four vier quatre cuatro quatro quattro cztery",
        "five funf cinq cinco cinque vijf piec",
        "six sechs seis sei zes szesc",
    ),
    start=1,
):
    NUMBERS |= dict.fromkeys(names.split(), number)
NUMBERS |= {"a couple of": 2, "couple of": 2}
