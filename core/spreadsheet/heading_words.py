"""The words by which people and products head their columns, in many languages.

Case, accents, punctuation and camelCase do not matter; `=` marks a word that counts only where it is the
whole heading, since it means something else within a longer one ("Last" and "Last contacted").
"""

from enum import Enum, auto


class Concept(Enum):
    """What a word of a heading can stand for."""

    EMAIL = auto()
    PHONE = auto()
    MOBILE = auto()
    SWITCHBOARD = auto()  # the phone of the whole company
    CODE = auto()  # country code of a phone
    AREA = auto()  # area code of a phone
    FAX = auto()
    NAME = auto()  # any name: which one, the other columns tell
    FULL = auto()
    SURNAME_FIRST = auto()  # full name, in this order
    GIVEN_LAST = auto()  # full name, surname first, and the given name at its very end
    FIRST = auto()
    LAST = auto()
    SECOND_LAST = auto()  # the second of two surnames
    PARTICLE = auto()  # "van der" in a column of its own
    NAME_PART = auto()  # middle, nick, maiden and phonetic names, forms of address
    COMPANY = auto()
    DESIGNATION = auto()
    INDUSTRY = auto()
    LINKEDIN = auto()
    TWITTER = auto()
    NETWORK = auto()  # any other network
    URL = auto()
    CITY = auto()
    REGION = auto()
    COUNTRY = auto()
    LOCATION = auto()
    TIME_ZONE = auto()
    LANGUAGE = auto()
    START = auto()  # when the first message goes
    ATTENDEE = auto()  # surely the person to write to
    PERSON = auto()  # as a rule the person to write to
    USER = auto()  # the person to write to, or one of ours
    FOREIGN = auto()  # a person who is not the lead
    WORK = auto()
    HOME = auto()
    OTHER = auto()
    ADDRESS = auto()  # belongs to "email address", else a postal one
    NUMBER = auto()  # belongs to "phone number", else to a thing that is counted
    ATTRIBUTE = auto()  # something about what the other words name
    FILLER = auto()
    UNKNOWN = auto()


WORDS: dict[Concept, str] = {
    Concept.EMAIL: """
        email, emails, e mail, e mails, mail, mails, email id, mail id, email ids, courriel, mél,
        correo, correo electrónico, correu, posta elettronica, eposta, e posta, elektronik posta, epost,
        e post, mejl, meil, netfang, tölvupóstur, sähköposti, sposti, poczta, el paštas, e pasts,
        drótposta, poștă electronică, surel, thư điện tử, hộp thư, ηλεκτρονικό ταχυδρομείο, ιμέιλ,
        почта, эл почта, электронная почта, электронной почты, электронный адрес, имейл, емейл, мейл,
        пошта, ел пошта, електронна пошта, електронної пошти, поща, אימייל, מייל, דואל, דוא ל,
        דואר אלקטרוני, البريد, بريد, البريد الإلكتروني, بريد إلكتروني, الإيميل, إيميل, ایمیل,
        پست الکترونیک, رایانامه, ईमेल, ई मेल, ইমেইল, อีเมล, อีเมล์, メール, メアド, eメール, イーメール,
        電子メール, 邮箱, 邮件, 电子邮箱, 电子邮件, 电邮, 電郵, 電子郵件, 電子信箱, 信箱, 郵件, 이메일,
        메일, 전자우편, 전자메일""",
    Concept.PHONE: """
        phone, phones, telephone, tel, ph, phn, fon, phone id, contact number, contact no, contact num,
        contact phone, landline, direct dial, direct line, telefon, telephon, telefono, telefone,
        telefoon, rufnummer, festnetz, fixe, tlf, tfn, puhelin, puhelinnumero, telefonszám, sími,
        telefonas, tālrunis, telepon, telpon, telp, nomor kontak, điện thoại, sđt, điện thoại liên hệ,
        whatsapp, whats app, wa, =sms, viber, τηλέφωνο, телефон, тел, телефонный, телефону, טלפון,
        الهاتف, هاتف, رقم الهاتف, رقم التواصل, تلفون, التليفون, تلفن, फ़ोन, फोन, ফোন, โทรศัพท์, โทร,
        เบอร์โทร, เบอร์โทรศัพท์, เบอร์ติดต่อ, 電話, 電話番号, お電話番号, 电话, 联系电话, 聯絡電話, 联系方式,
        전화, 전화번호, 연락처""",
    Concept.SWITCHBOARD: """
        corporate phone, hq phone, headquarters phone, switchboard, telefonzentrale,
        standard téléphonique""",
    Concept.MOBILE: """
        mobile, mobiles, mobil, mob, cell, cellphone, cellular, handy, natel, portable, gsm, móvil,
        celular, telemóvel, cellulare, mobiel, mobilni, komórka, komórkowy, kom, cep, cep telefonu,
        matkapuhelin, ponsel, hp, di động, κινητό, мобильный, мобильного, моб, сотовый, мобільний,
        мобилен, נייד, الجوال, جوال, رقم الجوال, موبايل, الموبايل, المحمول, موبایل, मोबाइल, มือถือ, 携帯,
        携帯電話, 手机, 手机号, 手機, 移动电话, 行動電話, 휴대폰, 핸드폰, 휴대전화, 모바일""",
    Concept.CODE: """
        country code, dial code, dialing code, dialling code, calling code, country calling code,
        phone code, isd, isd code, country prefix, landesvorwahl, ländervorwahl, indicatif,
        indicatif pays, prefijo, prefixo, ddi, prefisso, landcode, landnummer, landskod, kierunkowy,
        předvolba, ülke kodu, код страны, код країни, رمز الدولة, مفتاح الدولة, 国番号, 国家代码,
        国家区号, 국가번호, kode negara, mã quốc gia""",
    Concept.AREA: "area code, std code, vorwahl, ortsvorwahl, ddd, 市外局番, 区号, 지역번호",
    Concept.FAX: """
        fax, telefax, faks, pager, telex, факс, פקס, فاكس, الفاكس, ファックス, ファクス, 传真, 傳真,
        팩스""",
    Concept.NAME: """
        name, names, namen, display name, nom, nome, nombre, naam, namn, navn, nimi, nama, ime, imię,
        jméno, meno, nume, vardas, vārds, nafn, emri, isim, =ad, =adı, adi, tên, имя, имени, ім я, име,
        όνομα, שם, الاسم, اسم, نام, नाम, নাম, ชื่อ, お名前, 名前, 名字, 이름""",
    Concept.FULL: """
        full name, complete name, vor und nachname, vor nachname, first and last name, first last name,
        first name last name, vollständiger name, ansprechpartner, ansprechpartnerin, kontaktperson,
        nom complet, interlocuteur, nombre completo, nome completo, nominativo, referente,
        volledige naam, contactpersoon, fullständigt namn, fulde navn, fullt navn, koko nimi,
        kapcsolattartó, nume complet, puno ime, pełne imię, osoba kontaktowa, kontaktní osoba, ad soyad,
        adı soyadı, isim soyisim, yetkili, yetkili kişi, nama lengkap, ονοματεπώνυμο, полное имя,
        контактное лицо, контактна особа, שם מלא, איש קשר, الاسم الكامل, الاسم بالكامل, الاسم الثلاثي,
        نام و نام خانوادگی, पूरा नाम, ชื่อ นามสกุล, ชื่อ สกุล, ผู้ติดต่อ, contact person, point of contact, poc""",
    Concept.SURNAME_FIRST: """
        氏名, 姓名, 成员姓名, 担当者名, ご担当者名, 担当者, ご担当者, お客様名, 顧客名, 联系人, 聯絡人,
        客户姓名, 성명, 성함, 담당자, 담당자명, 담당자 이름, 고객명, 참석자명, фио, ф и о, піб, п і б,
        név, teljes név, teljes neve""",
    Concept.GIVEN_LAST: "họ và tên, họ tên, tên khách hàng",
    Concept.FIRST: """
        first name, given name, given names, given, forename, christian name, fname, f name, =first,
        vorname, vornamen, prénom, prénoms, primer nombre, nombre de pila, nombres, primeiro nome,
        nome proprio, nome di battesimo, voornaam, roepnaam, förnamn, tilltalsnamn, fornavn, etunimi,
        keresztnév, utónév, prenume, prenumele, křestní jméno, krstné meno, eesnimi, fornafn,
        nama depan, όνομα μικρό, שם פרטי, الاسم الأول, نام کوچک, पहला नाम, ชื่อจริง, 名, 下の名前,
        name first, name first name""",
    Concept.LAST: """
        last name, surname, family name, lname, l name, =last, nachname, familienname, zuname,
        nom de famille, nom d usage, apellido, apellidos, sobrenome, último nome, apelido, cognome,
        cognoms, achternaam, familienaam, efternamn, etternavn, sukunimi, nazwisko, příjmení,
        priezvisko, vezetéknév, családnév, nume de familie, prezime, priimek, pavardė, uzvārds,
        perenimi, perekonnanimi, eftirnafn, mbiemri, soyad, soyadı, soyisim, фамилия, прізвище,
        фамилно име, επώνυμο, επίθετο, שם משפחה, اسم العائلة, العائلة, اللقب, الاسم الأخير,
        نام خانوادگی, उपनाम, नाम उपनाम, นามสกุล, =họ, nama belakang, nama keluarga, 姓, 苗字, 성,
        name last, name last name, primer apellido, apellido paterno""",
    Concept.SECOND_LAST: """
        second surname, second last name, segundo apellido, apellido materno, apellido 2,
        segundo sobrenome""",
    Concept.PARTICLE: """
        tussenvoegsel, tussenvoegsels, voorvoegsel, voorvoegsels, namenszusatz, vorsatzwort, name infix""",
    Concept.NAME_PART: """
        middle name, middle, middle initial, maiden name, nickname, nick name, preferred name,
        name suffix, suffix, prefix, name prefix, initials, salutation, honorific, anrede, briefanrede,
        civilité, tratamiento, tratamento, aanhef, phonetic, yomi, pronunciation, screen name,
        short name, file as, alias, zweiter vorname, deuxième prénom, segundo nombre, nome do meio,
        отчество, по батькові, フリガナ, ふりがな, カナ, かな, =セイ, =メイ, ローマ字, よみがな, 拼音,
        영문, 영문명""",
    Concept.COMPANY: """
        company, companies, corporation, organisation, organization, organisations, org, account,
        employer, firm, agency, institution, institute, university, college, school, association, ngo,
        =business, business name, legal name, trading name, firma, firmen, unternehmen, betrieb,
        arbeitgeber, gesellschaft, einrichtung, verein, hochschule, société, entreprise, raison sociale,
        organisme, établissement, employeur, structure, empresa, compañía, razón social, organización,
        institución, companhia, organização, instituição, razão social, azienda, società,
        ragione sociale, ditta, impresa, organizzazione, bedrijf, bedrijfs, organisatie, werkgever,
        onderneming, instelling, företag, företags, bolag, arbetsgivare, virksomhed, virksomheds,
        selskap, selskaps, bedrift, bedrifts, yritys, yrityksen, organisaatio, spółka, organizacja,
        společnost, spoločnosť, organizace, podnik, cég, cégnév, vállalat, szervezet, companie,
        societate, organizație, tvrtka, poduzeće, preduzeće, podjetje, įmonė, uzņēmums, ettevõte,
        fyrirtæki, kompania, şirket, kurum, kuruluş, işyeri, işletme, εταιρεία, εταιρία, επιχείρηση,
        οργανισμός, компания, компании, организация, организации, фирма, предприятие, юрлицо,
        работодатель, компанія, організація, підприємство, חברה, ארגון, الشركة, شركة, المؤسسة, المنظمة,
        جهة العمل, شرکت, سازمان, कंपनी, কোম্পানি, บริษัท, หน่วยงาน, công ty, doanh nghiệp, đơn vị,
        perusahaan, instansi, syarikat, 会社, 企業, 法人, 勤務先, 所属, 団体, 貴社, 御社, 社名, 公司,
        单位, 企业, 單位, 機構, 机构, 회사, 업체, 소속, 기업, 기관, 단체, 会社名, 企業名, 法人名,
        団体名, 貴社名, 御社名, 勤務先名, 회사명, 업체명, 기업명, 기관명, 단체명""",
    Concept.DESIGNATION: """
        designation, title, job title, job, position, role, occupation, profession, titel, funktion,
        berufsbezeichnung, beruf, stellung, stelle, fonction, poste, métier, titre, intitulé, cargo,
        puesto, ocupación, profesión, título, profissão, função, ruolo, qualifica, mansione, posizione,
        functie, functietitel, beroep, befattning, yrke, stilling, tittel, tehtävä, titteli, ammatti,
        asema, stanowisko, pozice, funkce, pozícia, funkcia, beosztás, munkakör, poziție, pozicija,
        radno mjesto, pareigos, amats, ametikoht, starf, ünvan, unvanı, görev, görevi, pozisyon, meslek,
        θέση, ιδιότητα, должность, посада, длъжност, תפקיד, المسمى الوظيفي, الوظيفة, المنصب, سمت, شغل,
        पद, ตำแหน่ง, chức vụ, chức danh, jabatan, posisi, 役職, 役職名, 職種, 肩書, 肩書き, 职位, 职务,
        職稱, 職位, 職務, 직책, 직위, 직급, 직함, 직무""",
    Concept.INDUSTRY: """
        industry, sector, vertical, branche, wirtschaftszweig, industriezweig, industrie, secteur,
        secteur d activité, industria, rubro, setor, ramo, settore, bransch, bransje, toimiala, branża,
        odvětví, obor, iparág, ágazat, domeniu, djelatnost, sektor, κλάδος, отрасль, сфера,
        сфера деятельности, галузь, תעשייה, ענף, القطاع, الصناعة, المجال, صنعت, उद्योग, อุตสาหกรรม, ngành,
        ngành nghề, lĩnh vực, industri, bidang usaha, 業種, 業界, 産業, 行业, 行業, 업종, 산업, 업계""",
    Concept.LINKEDIN: "linkedin, linked in, sales navigator, linkedin id",
    Concept.TWITTER: "twitter, x handle, x profile, x url, tweeter",
    Concept.NETWORK: """
        facebook, instagram, insta, xing, skype, github, tiktok, youtube, wechat, 微信, telegram, vk,
        pinterest, angellist, crunchbase, snapchat, discord, slack""",
    Concept.URL: """
        url, urls, link, website, web, site, homepage, webseite, www, http, sito, sitio, página, сайт,
        网址, 홈페이지""",
    Concept.CITY: """
        city, town, locality, ort, stadt, wohnort, ville, localité, commune, ciudad, localidad, cidade,
        città, località, comune, plaats, woonplaats, kaupunki, miasto, město, város, oraș, grad,
        miestas, linn, şehir, πόλη, город, місто, град, עיר, المدينة, शहर, thành phố, kota, 市区町村,
        城市, 도시""",
    Concept.REGION: """
        state, province, region, county, bundesland, kanton, canton, département, provincia, estado,
        região, regione, provincie, maakunta, województwo, megye, județ, =il, bölge, область, регион,
        都道府県, 省份, 地区, 지역, tỉnh, provinsi""",
    Concept.COUNTRY: """
        country, nation, land, pays, país, paese, nazione, maa, państwo, kraj, země, stát, krajina,
        ország, țara, država, ülke, χώρα, страна, країна, מדינה, ארץ, الدولة, البلد, کشور, देश, ประเทศ,
        quốc gia, negara, 国, 国名, 国家, 國家, 국가""",
    Concept.LOCATION: """
        location, based, standort, localisation, ubicación, localização, ubicazione, locatie,
        lokalizacja, lokasi, konum, местоположение, الموقع, 所在地, 地点, 위치""",
    Concept.TIME_ZONE: """
        time zone, timezone, zeitzone, fuseau horaire, huso horario, zona horaria, fuso, tijdzone,
        часовой пояс""",
    Concept.LANGUAGE: """
        language, languages, locale, preferred language, sprache, korrespondenzsprache, langue, idioma,
        lengua, lingua, língua, taal, språk, sprog, kieli, język, jazyk, nyelv, limba, jezik, dil, γλώσσα,
        язык, мова, език, שפה, اللغة, زبان, भाषा, ภาษา, ngôn ngữ, bahasa, 言語, 语言, 語言, 언어""",
    Concept.START: """
        start email sending date, start sending date, email start date, email sending date,
        start sending, first email date, first mail date, first message date, send first email""",
    Concept.ATTENDEE: """
        attendee, invitee, guest, participant, registrant, recipient, delegate, visitor, respondent,
        teilnehmer, teilnehmerin, besucher, empfänger, invité, asistente, participante, partecipante,
        deelnemer, deltagare, deltager, osallistuja, uczestnik, účastník, résztvevő, katılımcı,
        участник, участника, учасник, 参加者, 来場者, 参会人, 参会者, 참가자, 참석자""",
    Concept.PERSON: """
        lead, leads, contact, contacts, person, people, individual, prospect, prospects, customer,
        client, subscriber, member, applicant, student, kontakt, kunde, kunden, mitglied, personne,
        contacto, persona, cliente, contato, pessoa, contatto, klant, relatie, kund, asiakas, klient,
        osoba, zákazník, ügyfél, müşteri, клиент, клиента, контакт, контакта, лица, العميل, לקוח,
        khách hàng, pelanggan, お客様, 顧客, 客户, 客戶, 고객""",
    Concept.USER: """
        user, benutzer, utilisateur, usuario, utente, gebruiker, пользователь, ユーザー, 用户, 사용자""",
    Concept.FOREIGN: """
        owner, owners, host, hosts, cohost, co host, organizer, organiser, organizers, organisers,
        buyer, purchaser, seller, vendor, salesperson, sales person, salesman, sales rep, sales, rep,
        account manager, account executive, manager, assigned, assignee, created by, modified by,
        updated by, edited by, changed by, added by, invited by, recorded by, creator, author, sender,
        from, cc, bcc, agent, recruiter, interviewer, presenter, presenters, panelist, panelists,
        panellist, panellists, speaker, speakers, moderator, moderators, staff, sponsor, referrer,
        referred, referred by, referral, introduced by, introducer, assistant, emergency, spouse,
        partner, parent, guardian, supervisor, boss, responsible, besitzer, inhaber, eigentümer,
        zuständig, zuständiger, bearbeiter, verkäufer, käufer, betreuer, vertrieb, erstellt von,
        geändert von, gastgeber, veranstalter, referent, absender, ersteller, propriétaire, commercial,
        vendeur, acheteur, organisateur, hôte, animateur, créé par, modifié par, propietario, vendedor,
        comprador, organizador, anfitrión, asesor, creado por, asignado, ponente, proprietário,
        responsável, palestrante, criado por, venditore, acquirente, organizzatore, relatore, creato da,
        eigenaar, verkoper, koper, beheerder, organisator, aangemaakt door, ägare, säljare, köpare,
        ansvarig, arrangör, skapad av, eier, selger, ejer, sælger, køber, omistaja, myyjä, ostaja,
        właściciel, opiekun, sprzedawca, handlowiec, kupujący, organizator, prelegent, vlastník,
        prodejce, tulajdonos, értékesítő, vânzător, sahibi, sahip, satıcı, temsilci, temsilcisi,
        владелец, ответственный, продавец, менеджер, организатор, ведущий, докладчик, покупатель, автор,
        בעלים, מוכר, المالك, البائع, المنظم, المضيف, pemilik, penjual, chủ sở hữu, nhân viên, 所有者,
        主催者, 主催, 登壇者, 講師, 営業担当, 営業担当者, 担当営業, 自社担当者, 弊社担当, 弊社担当者,
        作成者, 更新者, 负责人, 所有人, 销售, 业务员, 跟进人, 主办方, 主持人, 创建人, 소유자, 주최자,
        영업담당, 영업담당자, 판매자, 발표자, 작성자""",
    Concept.WORK: """
        work, business, primary, main, professional, office, corporate, official, direct, preferred,
        dienstlich, geschäftlich, geschäft, geschäfts, beruflich, haupt, büro, arbeit, professionnel,
        professionnelle, pro, principal, principale, bureau, travail, trabajo, laboral, profesional,
        corporativo, oficina, trabalho, profissional, comercial, lavoro, aziendale, ufficio, lavorativo,
        werk, zakelijk, zakelijke, jobb, arbete, arbejde, työ, służbowy, służbowa, firmowy, główny,
        pracovní, hlavní, munkahelyi, serviciu, kurumsal, рабочий, рабочая, основной, основная,
        служебный, корпоративная, робочий, العمل, 仕事, 直通, 代表, 工作, 办公, 직장, 업무, 대표""",
    Concept.HOME: """
        home, personal, private, privat, privé, privée, personnel, personnelle, perso, domicile, casa,
        particular, pessoal, residencial, privato, personale, thuis, hem, hjemme, koti, prywatny,
        domowy, soukromý, magán, otthoni, özel, личный, личная, домашний, особистий, الشخصي, 自宅, 個人,
        个人, 私人, 개인, 자택, shipping, delivery""",
    Concept.OTHER: """
        other, others, secondary, tertiary, alternate, alternative, alt, additional, second, backup,
        old, former, previous, paypal, weitere, zweite, andere, autre, secondaire, otro, otra,
        secundario, outro, altro, secondario, overig, andra, annet, inny, inna, jiný, egyéb, diğer,
        другой, дополнительный, その他, 其他, 기타""",
    Concept.ADDRESS: """
        address, addresses, addr, adresse, adressen, anschrift, dirección, endereço, indirizzo, adres,
        adresi, adress, osoite, adresa, cím, címe, adresas, adrese, aadress, διεύθυνση, адрес, адреса,
        כתובת, عنوان, العنوان, آدرس, पता, ที่อยู่, địa chỉ, alamat, アドレス, 住所, 地址, 주소""",
    Concept.NUMBER: """
        number, numbers, no, num, nr, nummer, numero, číslo, szám, numarası, numer, номер, رقم, số,
        nomor, 番号, 号码, 號碼, 号, 번호""",
    Concept.ATTRIBUTE: """
        id, ids, status, type, label, date, time, count, total, size, opt, optin, optout, opt in,
        opt out, consent, subscribed, subscription, unsubscribed, marketing, verified, verification,
        valid, validation, confidence, source, domain, score, rating, bounce, bounced, bounces, open,
        opens, opened, click, clicks, clicked, sent, received, gender,
        geschlecht, sex, age, birthday, zip, postcode, postal, postal code, plz, npa, code postal,
        street, strasse, rue, revenue, employees, department, abteilung, notes, note, comments, comment,
        description, tags, tag, lists, list, group, campaign, form, event, ticket, product, order,
        amount, price, plan, template, subject, file, photo, picture, image, avatar, keywords, token,
        hash, key, uuid, code, ref, reference, currency, page, ad, adset, platform, utm, session,
        webinar, meeting, topic, deal, opportunity, project, task, team, brand, category, segment,
        stage, pipeline, priority, reason, flag, level, ip, mac, display, catch, extension, ext,
        durchwahl, followers, connections, contacted, activity, interaction, modified, updated, created,
        enrichment, provider, почтовый, почтовый индекс, индекс, код""",
    Concept.FILLER: """
        the, your, you, my, our, we, a, an, of, for, is, are, what, whats, s, re, which, please, enter,
        provide, do, can, and, or, if, any, to, at, on, in, required, optional, mandatory, value,
        current, original, profile, profil, properties, default, details, info, best, votre, vos, quel,
        quelle, est, le, la, les, l, d, du, des, de, et, ou, obligatoire, ihr, ihre, dein, deine, wie,
        lautet, ist, und, oder, der, die, das, von, pflichtfeld, su, tu, cual, es, el, los, y, o, u, e,
        i, seu, sua, qual, da, dos, il, lo, un, una, del, della, di, uw, je, een, van, het, en, din,
        ditt, och, og, az, ve, nin, และ, ваш, ваша, ваше, название, и, на, و, 様, 欄, 必須, 任意, 全角,
        半角, 漢字, 本人, 的, 您, 您的, 必填, 필수, 선택, の, ご, お, 名称, 名稱, billing, mailing""",
}
