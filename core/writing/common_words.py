"""Words that are no names although they have a capital: those that begin sentences, and German nouns. The
sentences of the template writer add theirs."""

OPENERS = {
    "en": """
        a about after again all also although an and any anything are as asking at because before being
        both but by can checking could curious dear did do does during each either even every everyone
        few finally first following for from further getting given glad good grateful great had happy has
        have having hearing here hope hopefully hoping how however i if in instead is it its just keeping
        knowing last later let like looking many may maybe me might more most much my no not nothing
        often on once one only or other our over perhaps people please pleased quick quite rather
        reaching right same seeing several sharing she should since so some someone something sometimes
        still such talking teams than thank thanks that the their then there these they thinking this
        those though to too under understanding until very was we well were what whatever when whenever
        where whether which while who why wishing with within without wondering working would writing yet
        you your yours
    """,
    "de": """
        aber alle alles als also am an auch auf aus bald bei beim bestimmt bevor bin bis bitte da dabei
        dafur damit danach danke dann daran darf darum das dass davor dazu dem den denn der deshalb die
        dies diese diesen dieser dieses doch dort durch eben ein eine einem einen einer eines einfach
        einige er erst es etwas falls fur ganz gab geben gern gerne gibt habe haben hat hatten hier
        hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ist ja je jede jeder jedes jetzt
        kann kein keine konnen konnte konnten kurz lassen leider mag man manche manchmal mehr mein meine
        meinen meist mich mir mit mochte mochten nach naturlich neben nein nicht nichts noch nun nur ob
        oder oft ohne passt per schon sehr sei seit seither sich sicher sie sind so sobald solche soll
        sollen sollte sollten sonst sprechen statt trotz uber um und uns unser unsere unserem unseren
        unter viele vielen vielleicht vom von vor wahrend wann war waren warum was weil weiter welche
        wenn wer werde werden weshalb wie wieder wir wird wo wodurch woran worum wurde wurden ware waren
        zu zuerst zum zur zwar zwischen
    """,
    "fr": """
        a afin ai ainsi alors apres au aujourd aussi autre aux avant avec avez beaucoup bien bientot bon
        bonne c car ce cela celle celui ces cet cette chaque chez comme comment curieux d dans de depuis
        derniere des des dire du elle elles en encore enfin ensuite entre est et etes etre faut heureux
        ici il ils j je juste l la le les leur lors lorsque ma mais me mes merci mieux moi mon n ne ni
        nos notre nous on ou par parfois parlons parmi pas pensez permettez peut peut-etre plus plusieurs
        plutot pour pourquoi pourriez pouvez pouvons puis puisque qu quand que quel quelle quelles
        quelque quelques quels qui quoi s sa sans serait seriez si simplement soit son souhaitez sous
        souvent sur tant tel tous tout toute toutes toujours tres un une vers voici voila vos votre
        voudriez voulez vous y
    """,
    "es": """
        a ademas ahora al algo alguien algun alguna algunas algunos ante antes aqui asi aun aunque bien
        cada casi como con cual cualquier cuando cuanto curioso de del desde despues donde durante e el
        ella ellos en entonces entre era es esa ese eso espero esta estaria estas este esto estos estoy
        fue gracias ha habra hace hasta hay incluso la las le les lo los luego mas me mejor mi mientras
        mis mucha muchas mucho muchos muy nada ni ninguna no nos nosotros nuestra nuestras nuestro
        nuestros nunca o ojala para parece pero podemos podria podriamos por porque prefiere puede pues
        que querria quien quiere quiza quizas sabe se segun sera seria si sin sobre solo somos son su sus
        tal tambien tampoco tan tanto te tiene tienen toda todas todavia todo todos tras tu un una unas
        uno unos usted ustedes y ya yo
    """,
}
GERMAN_NOUNS = """
    ablauf ablaufe abschnitt absprache alltag anfang anfrage angabe anliegen anregung anruf ansatz
    ansicht anspruch antwort aufgabe aufmerksamkeit aufwand auge augen augenblick auskunft aussage
    austausch auswahl bedarf bedenken bedingung begegnung beginn beispiel beitrag bereich bescheid
    besprechung besuch blick branche brief chance dank daten detail details dienst ding dinge druck
    durchblick eindruck einblick einfluss einladung einsatz einschatzung ende entscheidung entwicklung
    erfahrung erfolg ergebnis erinnerung erwartung fall fakten feedback firma folge form frage freude
    funktion gedanke gedanken gefuhl gelegenheit geschaft geschichte gesellschaft gesprach gesprache
    grund grunde gruß gruße gute halfte hand haus herausforderung hilfe hinblick hinsicht hintergrund
    hinweis idee ideen informationen inhalt interesse kalender kollegen kontakt kopf kraft kunde kunden
    kurze lage land leben leistung leitung leute licht liste losung losungen lust mail mails markt mensch
    menschen minute minuten mittel moglichkeit moment monat monate morgen muhe nachricht nachrichten
    nachfrage nahe neuigkeit neuigkeiten notiz nutzen ordnung ort partner person personen pflicht plan
    plane planung platz position praxis problem projekt projekte prozess punkt punkte rahmen rat raum
    reaktion rede reihe reise richtung rolle ruckblick ruckfrage ruckmeldung ruhe sache sachen satz
    schluss schritt schritte seite seiten sicherheit sicht sinn situation sorge spaß stand stelle stellen
    stimme stunde suche system tag tage team teams teil telefon telefonat termin text thema themen tipp
    ton treffen uberblick uberlegung umfang umfeld umgang umsetzung unternehmen unterlagen unterschied
    unterstutzung veranderung veranstaltung verbindung verfugung vergleich verstandnis vertrauen
    verwendung vorbereitung vorgehen vorhaben vorschlag vorstellung vorteil wahl website weg weise welt
    wert wesen wichtigkeit wissen woche wochen wort worte wunsch wunsche zahl zeichen zeile zeilen zeit
    zeitpunkt ziel ziele zukunft zusammenarbeit zusammenhang zweck
"""
