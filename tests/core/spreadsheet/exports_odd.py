# ruff: noqa: E501 (the header rows stand as they are exported)
"""Sheets with sections, groups and odd headers, as products export them, with made-up people."""

from tests.core.spreadsheet.exports import Export

ODD_EXPORTS = [
    Export(
        "Teams attendance, utf-16 with three sections",
        "1. Summary\n"
        "Meeting title\tProduct demo\n"
        "Attended participants\t4\n"
        "Start time\t3/4/26, 10:00:00 AM\n"
        "End time\t3/4/26, 11:00:00 AM\n"
        "\n"
        "2. Participants\n"
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "Olga Organizer\t3/4/26, 9:58:00 AM\t3/4/26, 11:00:00 AM\t1h 2m\tolga@ours.example.com\tolga@ours.example.com\tOrganizer\n"
        "Paul Presenter\t3/4/26, 9:58:00 AM\t3/4/26, 11:00:00 AM\t1h 2m\tpaul@ours.example.com\tpaul@ours.example.com\tPresenter\n"
        "Guest One (Guest)\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\tg.one@client.example.com\t\tAttendee\n"
        "Berg, Lars (External)\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\tlars.berg@client.example.com\t\tAttendee\n"
        "Dialin\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\t\t\tAttendee\n"
        "\n"
        "3. In-Meeting Activities\n"
        "Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "Olga Organizer\t3/4/26, 9:58:00 AM\t3/4/26, 11:00:00 AM\t1h 2m\tolga@ours.example.com\tOrganizer\n"
        "Berg, Lars (External)\t3/4/26, 10:00:00 AM\t3/4/26, 11:00:00 AM\t1h\tlars.berg@client.example.com\tAttendee\n",
        [
            ("g.one@client.example.com", "Guest", "One", "", ""),
            ("lars.berg@client.example.com", "Lars", "Berg", "", ""),
        ],
        rejected=4,
        duplicates=1,
        encoding="utf-16",
    ),
    Export(
        "GoToWebinar attendees and panelists",
        "Attendee Report:,Our webinar\n"
        ",\n"
        "General Information\n"
        "Webinar Name,Webinar ID,Actual Start Date/Time,Actual Duration (minutes),Clicked Registration Link,Opened Invitation\n"
        'Our webinar,123-456-789,"Apr 1, 2026 10:00 AM PST",60,40,30\n'
        "\n"
        "Session Details\n"
        "Attended,Interest Rating,Last Name,First Name,Email Address,Registration Date/Time,Join Time - Leave Time (Time in Session),Time in Session,Unsubscribed,Registration Q & A,Phone,Organization\n"
        'Yes,55,Ortiz,Lia,lia@ortiz.example.com,"Mar 1, 2026 10:00 AM PST",10:00-11:00,60 minutes,No,,+1 212 555 0101,Ortiz LLC\n'
        'No,--,Blank,Bea,bea@blank.example.com,"Mar 2, 2026 10:00 AM PST",--,--,No,,,\n'
        "\n"
        "Panelist Details\n"
        "Last Name,First Name,Email Address\n"
        "Pan,Peter,peter@ours.example.com\n",
        [
            ("lia@ortiz.example.com", "Lia", "Ortiz", "+12125550101", "Ortiz LLC"),
            ("bea@blank.example.com", "Bea", "Blank", "", ""),
        ],
    ),
    Export(
        "WooCommerce orders of one customer",
        "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing),Country Code (Billing),Email (Billing),Phone (Billing),First Name (Shipping),Last Name (Shipping),Payment Method Title,Item Name,Quantity,Item Cost\n"
        "5001,Completed,2026-04-01 10:00,,Kai,Moss,Moss Bikes,1 Rd,Leeds,,LS1,GB,kai@moss.example.com,0113 555 0101,Jo,Other,PayPal,Helmet,1,20\n"
        "5002,Completed,2026-04-02 10:00,,Kai,Moss,Moss Bikes,1 Rd,Leeds,,LS1,GB,kai@moss.example.com,0113 555 0101,,,PayPal,Bell,2,5\n",
        [("kai@moss.example.com", "Kai", "Moss", "01135550101", "Moss Bikes")],
        duplicates=1,
    ),
    Export(
        "SurveyMonkey, header of two lines",
        "Respondent ID,Collector ID,Date Created,Date Modified,IP Address,Email Address,First Name,Last Name,Custom Data 1,Please tell us about yourself,,,\n"
        ",,,,,,,,,Name,Company,Email Address,Phone Number\n"
        "1,9,04/01/2026 10:00:00 AM,04/01/2026 10:01:00 AM,192.0.2.1,,,,,Ada Finch,Finch Co,ada@finch.example.com,555-555-0101\n"
        "2,9,04/01/2026 11:00:00 AM,04/01/2026 11:01:00 AM,192.0.2.2,,,,,Bob Gray,,bob@gray.example.com,\n",
        [
            ("ada@finch.example.com", "Ada", "Finch", "5555550101", "Finch Co"),
            ("bob@gray.example.com", "Bob", "Gray", "", ""),
        ],
    ),
    Export(
        "Google Contacts with labels",
        "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Label,Website 1 - Value\n"
        "Uma,,Thorne,,,,,,,,Thorne Oy,CFO,,,,,* myContacts,* Home,uma@home.example.net,Work,uma@thorne.example.com,Mobile,+358 40 555 0101 ::: +358 40 555 0102,,\n"
        "Vic,,,,,,,,,,,,,,,,* myContacts,,vic@example.org ::: vic2@example.org,,,,,,\n",
        [
            ("uma@home.example.net", "Uma", "Thorne", "+358405550101", "Thorne Oy"),
            ("vic@example.org", "Vic", "", "", ""),
        ],
    ),
    Export(
        "ZoomInfo",
        "ZoomInfo Contact ID,Last Name,First Name,Middle Name,Salutation,Suffix,Job Title,Job Function,Management Level,Company Division Name,Direct Phone Number,Email Address,Email Domain,Department,Supplemental Email,Mobile phone,LinkedIn Contact Profile URL,Person City,Country,ZoomInfo Company ID,Company Name,Website,Founded Year,Company HQ Phone,Fax,Ticker,Revenue (in 000s USD),Employees,Primary Industry,LinkedIn Company Profile URL\n"
        "-1,Vance,Iona,,,,CMO,Marketing,C-Level,,(617) 555-0101,iona@vance.example.com,vance.example.com,Marketing,,(617) 555-0102,https://www.linkedin.com/in/example-iona,Boston,United States,77,Vance Corp,www.vance.example.com,1999,(617) 555-0100,,,100,10,Software,https://www.linkedin.com/company/example-vance\n",
        [("iona@vance.example.com", "Iona", "Vance", "6175550101", "Vance Corp")],
    ),
    Export(
        "Bitrix24",
        "ID;Название лида;Обращение;Имя;Фамилия;Отчество;Дата рождения;Название компании;Должность;Рабочий телефон;Мобильный телефон;Рабочий e-mail;Частный e-mail;Ответственный;Статус;Источник\n"
        "1;Заявка с сайта;;Мария;Орлова;Павловна;;ООО Пример;Директор;+7 495 555-01-01;;orlova@primer.example.ru;m.orlova@example.ru;Иван Менеджер;Новый;Веб-сайт\n"
        "2;Звонок;;;;;;ООО Тест;;;;;test@example.ru;Иван Менеджер;Новый;Звонок\n",
        [("orlova@primer.example.ru", "Мария", "Орлова", "+74955550101", "ООО Пример")],
        rejected=1,
    ),
    Export(
        "Dynamics 365",
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic,Status Reason,Created On,Email,Company Name,Business Phone,Mobile Phone,Owner\n"
        "guid-1,abc,2026-01-01,Yara Stein,Interested,New,2026-01-01,yara@stein.example.com,Stein AG,+41 44 555 01 01,,# Sales\n",
        [("yara@stein.example.com", "Yara", "Stein", "+41445550101", "Stein AG")],
    ),
    Export(
        "XING",
        "Anrede;Titel;Vorname;Nachname;Position;Firma;Geschäftlich: E-Mail;Geschäftlich: Telefon;Geschäftlich: Mobil;Geschäftlich: Fax;Privat: E-Mail;Privat: Telefon\n"
        "Herr;Dr.;Timo;Kern;CTO;Kern GmbH;timo@kern.example.de;+49 89 5550101;;;timo@example.net;\n",
        [("timo@kern.example.de", "Timo", "Kern", "+49895550101", "Kern GmbH")],
    ),
    Export(
        "no header, first and last name apart",
        "Ann,Ek,ann.ek@ek.example.com,Ek AB,+46 8 555 01 01\n"
        "Bo,Ström,bo.strom@strom.example.com,Ström AB,+46 8 555 01 02\n"
        "Cia,Lund,cia@lund.example.com,,\n",
        [
            ("ann.ek@ek.example.com", "Ann", "Ek", "+4685550101", "Ek AB"),
            ("bo.strom@strom.example.com", "Bo", "Ström", "+4685550102", "Ström AB"),
            ("cia@lund.example.com", "Cia", "Lund", "", ""),
        ],
    ),
    Export(
        "no header, full name behind the address",
        "\nann.ek@ek.example.com;Ann Ek;Stockholm\nbo.strom@strom.example.com;Bo Ström;Malmö\n",
        [
            ("ann.ek@ek.example.com", "Ann", "Ek", "", ""),
            ("bo.strom@strom.example.com", "Bo", "Ström", "", ""),
        ],
    ),
    Export(
        "addresses with display names and no header",
        'Ann Ek <ann@ek.example.com>\n"Ström, Bo" <bo@strom.example.com>\nCia Lund <cia@lund.example.com>\n',
        [
            ("ann@ek.example.com", "Ann", "Ek", "", ""),
            ("bo@strom.example.com", "Bo", "Ström", "", ""),
            ("cia@lund.example.com", "Cia", "Lund", "", ""),
        ],
    ),
    Export(
        "groups above the headings",
        "Buyer,,Guest,,\n"
        "Name,Email,Name,Email,Ticket\n"
        "Pay Master,pay@corp.example.com,Gina Vale,gina@vale.example.com,Full\n"
        "Pay Master,pay@corp.example.com,Hal Ives,hal@ives.example.com,Full\n",
        [("gina@vale.example.com", "Gina", "Vale", "", ""), ("hal@ives.example.com", "Hal", "Ives", "", "")],
    ),
    Export(
        "Constant Contact",
        "Email address,First name,Last name,Company,Job title,Email status,Email permission status,Email update source,Confirmed Opt-Out Date,Phone - home,Phone - mobile,Street address line 1 - Home,City - Home,State/Province - Home,Country - Home,Tags,Created At\n"
        "ida@crane.example.com,Ida,Crane,Crane & Sons,Owner,Active,Express,Upload,,,206-555-0101,,Seattle,WA,US,,2026-01-01\n",
        [("ida@crane.example.com", "Ida", "Crane", "2065550101", "Crane & Sons")],
    ),
    Export(
        "ActiveCampaign",
        '"Contact ID","Email","First Name","Last Name","Phone","*Account","*Job Title","Date Created","Ip Address","Organization"\n'
        '"1","leo@finn.example.com","Leo","Finn","","Finn Ltd","","2026-01-01","",""\n',
        [("leo@finn.example.com", "Leo", "Finn", "", "Finn Ltd")],
    ),
    Export(
        "Odoo pipeline",
        "External ID,Opportunity,Contact Name,Email,Phone,Company Name,Salesperson,Sales Team,Expected Revenue,Stage,Country,City\n"
        "__export__.1,Need 10 desks,Rosa Blum,rosa@blum.example.com,+32 2 555 01 01,Blum NV,Mitchell Admin,Sales,100,New,Belgium,Gent\n"
        "__export__.2,Chairs,,info@chairs.example.com,,Chairs NV,Mitchell Admin,Sales,100,New,Belgium,Gent\n",
        [("rosa@blum.example.com", "Rosa", "Blum", "+3225550101", "Blum NV")],
        rejected=1,
    ),
    Export(
        "Hunter with role mailboxes",
        "Domain name,Organization,Email address,Confidence score,First name,Last name,Position,Twitter handle,LinkedIn URL,Phone number,Type,Number of sources\n"
        "stripe.example.com,Stripe Example,dora@stripe.example.com,97,Dora,Vance,Engineer,,,,personal,3\n"
        "stripe.example.com,Stripe Example,info@stripe.example.com,90,,,,,,,generic,9\n",
        [("dora@stripe.example.com", "Dora", "Vance", "", "Stripe Example")],
        rejected=1,
    ),
    Export(
        "Freshsales",
        "Name,First name,Last name,Emails,Work,Mobile,Job title,Sales owner,Accounts,Status\n"
        "Kim Dole,Kim,Dole,kim@dole.example.com,+1 555 555 0101,,Buyer,Rita,Dole Inc,New\n",
        [("kim@dole.example.com", "Kim", "Dole", "", "Dole Inc")],
    ),
    Export(
        "Livestorm",
        "First name,Last name,Email,Registration date,Has attended?,Attendance rate,Company,Job title,Country,Referrer\n"
        "Max,Reed,max@reed.example.com,2026-01-01,Yes,80%,Reed SA,,France,google.com\n",
        [("max@reed.example.com", "Max", "Reed", "", "Reed SA")],
        encoding="utf-8-sig",
    ),
    Export(
        "Pipedrive leads",
        "Lead - Title,Lead - Contact person,Lead - Organization,Lead - Owner,Person - Email - Work,Person - Phone - Work,Lead - Source\n"
        "Big deal,Ella Frost,Frost Oy,Me Myself,ella@frost.example.fi,+358 9 555 0101,Manual\n",
        [("ella@frost.example.fi", "Ella", "Frost", "+35895550101", "Frost Oy")],
    ),
    Export(
        "Jotform",
        "Submission Date,Name - First Name,Name - Last Name,E-mail,Phone Number,Company,IP,Submission ID\n"
        "2026-01-01 10:00:00,Finn,Doyle,finn@doyle.example.ie,(01) 555-0101,Doyle Ltd,192.0.2.1,99\n",
        [("finn@doyle.example.ie", "Finn", "Doyle", "015550101", "Doyle Ltd")],
    ),
    Export(
        "Airtable",
        "Name,Notes,Assignee,Status,E-mail,Phone,Firm\n"
        "Sia Moe,,Rita Rep <rita@ours.example.com>,Todo,sia@moe.example.no,22 55 01 01,Moe AS\n",
        [("sia@moe.example.no", "Sia", "Moe", "22550101", "Moe AS")],
    ),
    Export(
        "Thunderbird address book",
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home City,Work Address,Work City,Job Title,Department,Organization,Web Page 1,Birth Year,Custom 1,Notes\n"
        "Jan,Vos,Jan Vos,,jan@vos.example.nl,,,,,,,06 55501010,,,,,,,Vos BV,,,,\n"
        ",,Solo Name,,solo@example.nl,,,,,,,,,,,,,,,,,,\n",
        [
            ("jan@vos.example.nl", "Jan", "Vos", "0655501010", "Vos BV"),
            ("solo@example.nl", "Solo", "Name", "", ""),
        ],
    ),
    Export(
        "Intercom",
        "Name,Owner,Lead category,Conversation Rating,Email,Phone,User ID,First seen (CET),Signed up (CET),Last seen (CET),Country,City,Company name,Unsubscribed from Emails\n"
        "Noel Park,Rita,Lead,,noel@park.example.com,,u1,2026-01-01,,,,Paris,Park SAS,false\n",
        [("noel@park.example.com", "Noel", "Park", "", "Park SAS")],
    ),
    Export(
        "every line in quotation marks",
        '"Name,Email,Company"\n"Ann Ek,ann@ek.example.com,Ek AB"\n"Bo Ek,bo@ek.example.com,Ek AB"\n',
        [("ann@ek.example.com", "Ann", "Ek", "", "Ek AB"), ("bo@ek.example.com", "Bo", "Ek", "", "Ek AB")],
    ),
    Export(
        "UTF-8 that was read as cp1252 on the way",
        "Name,Email\nJÃ¼rgen GroÃŸ,j@x.example.de\n",
        [("j@x.example.de", "Jürgen", "Groß", "", "")],
    ),
]
