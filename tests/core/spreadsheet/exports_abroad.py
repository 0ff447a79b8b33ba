# ruff: noqa: E501 (the header rows stand as they are exported)
"""Sheets from other countries: their headers, encodings, separators and orders of names, with made-up people."""

from tests.core.spreadsheet.exports import Export

EXPORTS_ABROAD = [
    Export(
        "Japan, shift-jis, surname and given name apart",
        "会社名,部署名,役職,姓,名,セイ,メイ,メールアドレス,電話番号,FAX番号,郵便番号,住所,自社担当者\n"
        "見本商事株式会社,営業部,部長,高橋,健一,タカハシ,ケンイチ,takahashi@mihon.example.jp,03-5555-0101,03-5555-0102,"
        "100-0001,東京都千代田区,鈴木\n"
        "例題工業株式会社,,,中村,,ナカムラ,,nakamura@reidai.example.jp,,,,,鈴木\n",
        [("takahashi@mihon.example.jp", "健一", "高橋", "0355550101", "見本商事株式会社")],
        rejected=1,
        encoding="cp932",
    ),
    Export(
        "Japan, form with marks of required fields",
        "タイムスタンプ,お名前（必須）,フリガナ,メールアドレス（必須）,会社名・団体名,お電話番号,お問い合わせ内容\n"
        "2026/04/01 10:00:00,山本 さくら,ヤマモト サクラ,sakura@example.jp,見本株式会社,０９０－５５５５－０１０３,資料請求\n",
        [("sakura@example.jp", "さくら", "山本", "09055550103", "見本株式会社")],
    ),
    Export(
        "China, gbk",
        "序号,姓名,公司名称,职位,手机号码,电子邮箱,负责人,备注\n"
        "1,王小明,样本科技有限公司,经理,13900000001,wang@yangben.example.cn,销售李,\n"
        "2,欧阳静,,,13900000002,ouyang@example.cn,销售李,\n"
        "3,赵六,,,13900000003,,销售李,\n",
        [
            ("wang@yangben.example.cn", "小明", "王", "13900000001", "样本科技有限公司"),
            ("ouyang@example.cn", "静", "欧阳", "13900000002", ""),
        ],
        rejected=1,
        encoding="gb18030",
    ),
    Export(
        "Korea, cp949",
        "번호,회사명,담당자 이름,직책,이메일 주소,휴대폰 번호,영업 담당자\n"
        "1,견본전자,김민수,과장,minsu@gyeonbon.example.kr,010-5555-0101,박영업\n"
        "2,,이서연,,seoyeon@example.kr,,박영업\n",
        [
            ("minsu@gyeonbon.example.kr", "민수", "김", "01055550101", "견본전자"),
            ("seoyeon@example.kr", "서연", "이", "", ""),
        ],
        encoding="cp949",
    ),
    Export(
        "Russia, cp1251, one column of full names",
        "№;ФИО;Компания;Должность;Эл. почта;Телефон;Ответственный\n"
        "1;Смирнова Анна Сергеевна;ООО Пример;Директор;smirnova@primer.example.ru;+7 (495) 555-01-01;Петров\n"
        "2;Кузнецов Олег;;;kuznetsov@example.ru;8 495 555-01-02;Петров\n"
        "3;;ООО Без имени;;info@bez.example.ru;;Петров\n",
        [
            ("smirnova@primer.example.ru", "Анна", "Смирнова", "+74955550101", "ООО Пример"),
            ("kuznetsov@example.ru", "Олег", "Кузнецов", "84955550102", ""),
        ],
        rejected=1,
        encoding="cp1251",
    ),
    Export(
        "Poland, cp1250, surname before the first name in one column",
        "Nazwisko i imię;Firma;Stanowisko;Adres e-mail;Telefon komórkowy;Opiekun\n"
        "Wiśniewska Małgorzata;Przykład Sp. z o.o.;Dyrektor;m.wisniewska@przyklad.example.pl;600 555 101;Jan K.\n"
        "Żak Łukasz;;;lukasz@example.pl;;Jan K.\n",
        [
            (
                "m.wisniewska@przyklad.example.pl",
                "Małgorzata",
                "Wiśniewska",
                "600555101",
                "Przykład Sp. z o.o.",
            ),
            ("lukasz@example.pl", "Łukasz", "Żak", "", ""),
        ],
        encoding="cp1250",
    ),
    Export(
        "Turkey, cp1254, in capitals",
        "ADI;SOYADI;ŞİRKET;ÜNVANI;E-POSTA ADRESİ;CEP TELEFONU;MÜŞTERİ TEMSİLCİSİ\n"
        "AYŞE;YILDIZ;ÖRNEK A.Ş.;MÜDÜR;ayse@ornek.example.tr;0532 555 01 01;ALİ SATICI\n"
        "İLKER;ÇELİK;;;ilker@example.tr;;ALİ SATICI\n",
        [
            ("ayse@ornek.example.tr", "Ayşe", "Yıldız", "05325550101", "ÖRNEK A.Ş."),
            ("ilker@example.tr", "İlker", "Çelik", "", ""),
        ],
        encoding="cp1254",
    ),
    Export(
        "Brazil",
        "Nome completo;E-mail corporativo;Celular/WhatsApp;Empresa;Cargo;Responsável\n"
        "João Pedro da Conceição;joao@modelo.example.br;+55 (11) 95555-0101;Modelo Ltda;Gestor;Vendas\n"
        "Ana;ana@example.br;;;;Vendas\n",
        [
            ("joao@modelo.example.br", "João Pedro", "da Conceição", "+5511955550101", "Modelo Ltda"),
            ("ana@example.br", "Ana", "", "", ""),
        ],
        encoding="cp1252",
    ),
    Export(
        "Spain, two surnames",
        "Nombre;Primer apellido;Segundo apellido;Correo electrónico;Teléfono móvil;Razón social;Cargo\n"
        "María José;Muñoz;Ibáñez;mj@muestra.example.es;600 55 01 01;Muestra SL;Gerente\n"
        "Íñigo;Etxeberria;;inigo@example.es;;;\n",
        [
            ("mj@muestra.example.es", "María José", "Muñoz Ibáñez", "600550101", "Muestra SL"),
            ("inigo@example.es", "Íñigo", "Etxeberria", "", ""),
        ],
        encoding="cp1252",
    ),
    Export(
        "France, surname in capitals before the first name",
        "Civilité;Nom Prénom;Société;Fonction;Courriel;Téléphone;Commercial\n"
        "Mme;DUPONT-MOREL Hélène;Exemple SARL;Directrice;helene@exemple.example.fr;01 55 55 01 01;Luc V.\n"
        "M.;DE LA TOUR Jean-Luc;;;jeanluc@example.fr;;Luc V.\n",
        [
            ("helene@exemple.example.fr", "Hélène", "Dupont-Morel", "0155550101", "Exemple SARL"),
            ("jeanluc@example.fr", "Jean-Luc", "De la Tour", "", ""),
        ],
        encoding="cp1252",
    ),
    Export(
        "Netherlands, particle in a column of its own",
        "Voornaam;Tussenvoegsel;Achternaam;Bedrijfsnaam;E-mailadres;Telefoonnummer;Mobiel\n"
        "Sanne;van der;Heuvel;Voorbeeld B.V.;sanne@voorbeeld.example.nl;;06-55550101\n"
        "Joris;;Bakker;;joris@example.nl;020 555 0102;\n",
        [
            ("sanne@voorbeeld.example.nl", "Sanne", "van der Heuvel", "0655550101", "Voorbeeld B.V."),
            ("joris@example.nl", "Joris", "Bakker", "0205550102", ""),
        ],
    ),
    Export(
        "Germany, code and number apart",
        "Name;Vorname;Firma;E-Mail (geschäftlich);E-Mail (privat);Ländervorwahl;Rufnummer;Betreuer\n"
        "Schäfer;Jörg;Muster & Söhne OHG;j.schaefer@muster.example.de;joerg@example.net;+49;030 5550101;Vertrieb\n"
        "Weiß;Anke;;;anke@example.net;0049;1705550102;Vertrieb\n",
        [
            ("j.schaefer@muster.example.de", "Jörg", "Schäfer", "+49305550101", "Muster & Söhne OHG"),
            ("anke@example.net", "Anke", "Weiß", "+491705550102", ""),
        ],
        encoding="cp1252",
    ),
    Export(
        "Hungary",
        "Név;Cégnév;Beosztás;E-mail cím;Telefonszám\nKovács Győző;Minta Kft.;Igazgató;gyozo@minta.example.hu;+36 1 555 0101\n",
        [("gyozo@minta.example.hu", "Győző", "Kovács", "+3615550101", "Minta Kft.")],
        encoding="cp1250",
    ),
    Export(
        "Vietnam",
        "STT,Họ và tên,Công ty,Chức vụ,Email,Số điện thoại\n1,Nguyễn Văn Minh,Công ty Mẫu,Giám đốc,minh@mau.example.vn,0905 550 101\n",
        [("minh@mau.example.vn", "Minh", "Nguyễn Văn", "0905550101", "Công ty Mẫu")],
    ),
    Export(
        "Greece, cp1253",
        "Όνομα;Επώνυμο;Εταιρεία;Email;Κινητό\nΕλένη;Παπαδοπούλου;Δείγμα ΑΕ;eleni@deigma.example.gr;690 555 0101\n",
        [("eleni@deigma.example.gr", "Ελένη", "Παπαδοπούλου", "6905550101", "Δείγμα ΑΕ")],
        encoding="cp1253",
    ),
    Export(
        "Israel and its marks of direction",
        'שם פרטי,שם משפחה,חברה,דוא"ל,טלפון נייד\nנועה,לוי,דוגמה בע"מ,\u200fnoa@dugma.example.il\u200e,050-555-0101\n',
        [("noa@dugma.example.il", "נועה", "לוי", "0505550101", 'דוגמה בע"מ')],
    ),
    Export(
        "Finland",
        "Etunimi;Sukunimi;Sähköposti;Puhelinnumero;Yrityksen nimi\nÄijö;Väisänen;aijo@malli.example.fi;040 555 0101;Malli Oy\n",
        [("aijo@malli.example.fi", "Äijö", "Väisänen", "0405550101", "Malli Oy")],
        encoding="cp1252",
    ),
    Export(
        "Czechia, cp1250",
        "Jméno a příjmení;Společnost;E-mail;Telefon\nJiří Dvořák;Vzor s.r.o.;jiri@vzor.example.cz;+420 605 550 101\n",
        [("jiri@vzor.example.cz", "Jiří", "Dvořák", "+420605550101", "Vzor s.r.o.")],
        encoding="cp1250",
    ),
    Export(
        "Ukraine",
        "Ім'я,Прізвище,Електронна пошта,Номер телефону,Компанія\nОксана,Шевчук,oksana@example.ua,+380 50 555 0101,ТОВ Зразок\n",
        [("oksana@example.ua", "Оксана", "Шевчук", "+380505550101", "ТОВ Зразок")],
    ),
    Export(
        "Thailand",
        "ชื่อ,นามสกุล,อีเมล,เบอร์โทรศัพท์,บริษัท\nสมชาย,ใจดี,somchai@example.th,081-555-0101,ตัวอย่าง จำกัด\n",
        [("somchai@example.th", "สมชาย", "ใจดี", "0815550101", "ตัวอย่าง จำกัด")],
    ),
    Export(
        "Indonesia",
        "Nama Lengkap,Perusahaan,Jabatan,Alamat Email,No. HP\nDewi Lestari Putri,PT Contoh,Manajer,dewi@contoh.example.id,0812-5555-0101\n",
        [("dewi@contoh.example.id", "Dewi", "Lestari Putri", "081255550101", "PT Contoh")],
    ),
    Export(
        "Saudi Arabia, cp1256",
        "الاسم الأول,اسم العائلة,البريد الإلكتروني,رقم الجوال,الشركة\nنورة,القحطاني,noura@example.sa,٠٥٥٥٥٥٠١٠١,شركة نموذج\n",
        [("noura@example.sa", "نورة", "القحطاني", "0555550101", "شركة نموذج")],
    ),
]
