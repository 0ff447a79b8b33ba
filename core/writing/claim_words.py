"""Words that a text may only have where the team itself used them: prices, promises, dates, and what spam is
full of. Without accents, in lower case; `*` stands for any ending. English ones count in every language."""

import re
from functools import cache

CLAIMS = {  # the team must have said it in so many words to the lead: a context alone is not enough
    "en": """
        free freebie* gratis complimentary discount* rebate* coupon* voucher* percent percentage* cent
        cents dollar* euro euros pound pounds usd eur gbp price* priced pricing cost costs fee fees
        cheap* afford* budget* refund* money cash credit* invoice* payment* pay pays paid prepay* buy
        buys buying purchase* guarantee* guaranty warrant* promise* promising assure* ensure* commit*
        pledge* risk riskless trial* bonus* gift* prize* winner* win wins won reward* earn earns save
        saves saving savings profit* revenue* roi double* doubling triple* quadruple* halve* boost*
        skyrocket* proven best-in-class leading leader* award* certif* offer offers offered offering
        special* exclusive* limited urgent* urgency asap deadline* expire* hurry act now-or-never click
        clicks deal deals opportunit* amazing incredible unbelievable revolution* contract* sign-up
        signup subscribe* unsubscribe* opt-out opt-in remove* ignore* disregard* instruction* jailbreak*
        chatbot* password* login* bitcoin* crypto whatsapp telegram
    """,
    "de": """
        frei kostenlos* kostenfrei* gratis umsonst rabatt* nachlass* prozent* cent preis* preiswert*
        gunstig* billig* kosten kostet gebuhr* euro dollar geld bargeld guthaben rechnung* zahlung*
        zahlen bezahlen kaufen kauf garant* versprech* versproch* verspricht zusicher* zugesichert*
        risiko* risikofrei* testphase* bonus geschenk* gewinn* pramie* spart sparen ersparnis* umsatz*
        verdoppel* verdreifach* halbier* steiger* bewiesen* fuhrend* ausgezeichnet* zertifi* angebot*
        sonder* exklusiv* begrenzt* dringend* eilig* frist* klick* einmalig* gelegenheit unglaublich*
        vertrag* abmeld* abbestell* abonnier* ignorier* anweisung* passwort*
    """,
    "fr": """
        gratuit* offert* remise* rabais reduction* pourcent pourcentage* prix tarif* cout couts coute*
        frais euro euros dollar* argent facture* paiement* payer achat* acheter garanti* promet*
        promesse* promis assur* engage* risque* essai bonus cadeau* gagn* prime* economi* benefice*
        doubl* tripl* augment* prouve* leader* prime certifi* offre* special* exclusi* limite* urgen*
        delai* clique* occasion* incroyable* contrat* desabonn* desinscri* abonn* ignore* instruction*
    """,
    "es": """
        gratis gratuit* descuento* rebaja* porcentaje* ciento precio* tarifa* coste* cuesta* costo* euro
        euros dolar* dinero factura* pago pagos pagar compra* garanti* promet* promesa* asegur* comprom*
        riesgo* prueba* bono* regalo* premio* gana* ahorr* beneficio* duplic* triplic* aument* demostrad*
        lider* certific* oferta* especial* exclusiv* limitad* urgen* plazo* clic oportunidad* increible*
        contrato* baja suscri* ignor* instruccion*
    """,
}
FACTS = {  # a number, day or month that the team did not give
    "en": """
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred*
        thousand* million* billion* dozen* monday* tuesday* wednesday* thursday* friday* saturday*
        sunday* january february april june july august september october november december today
        tomorrow yesterday tonight noon midnight
    """,
    "de": """
        zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreißig vierzig funfzig sechzig
        siebzig achtzig neunzig hundert* tausend* million* milliard* dutzend* montag* dienstag* mittwoch*
        donnerstag* freitag* samstag* sonnabend* sonntag* januar februar marz april juni juli august
        september oktober november dezember heute gestern
    """,
    "fr": """
        deux trois quatre cinq six sept huit dix onze douze treize quatorze quinze seize vingt* trente
        quarante cinquante soixante* cent cents mille million* milliard* douzaine* lundi* mardi*
        mercredi* jeudi* vendredi* samedi* dimanche* janvier fevrier mars avril juin juillet aout
        septembre octobre novembre decembre aujourd demain hier
    """,
    "es": """
        dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta
        cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil millon* docena* lunes
        martes miercoles jueves viernes sabado* domingo* enero febrero marzo abril mayo junio julio
        agosto septiembre octubre noviembre diciembre hoy ayer
    """,
}


@cache
def claims(language: str) -> re.Pattern[str]:
    return _any(CLAIMS, language)


@cache
def facts(language: str) -> re.Pattern[str]:
    return _any(FACTS, language)


def _any(words: dict[str, str], language: str) -> re.Pattern[str]:
    listed = f"{words['en']} {words.get(language, '')}".split()
    ends = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in listed]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ends)})(?![\w])")
