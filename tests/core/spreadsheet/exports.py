# ruff: noqa: E501 (the header rows stand as they are exported)
"""Sheets as other products export them: their headers as they are known, with people that we made up."""

from dataclasses import dataclass

Person = tuple[str, str, str, str, str]  # email, first name, last name, phone, company


@dataclass(frozen=True)
class Export:
    name: str
    text: str
    leads: list[Person]
    rejected: int = 0
    duplicates: int = 0
    encoding: str = "utf-8"
    ending: str = "csv"

    @property
    def data(self) -> bytes:
        return self.text.encode(self.encoding)


EXPORTS = [
    Export(
        "salesforce report with its footer",
        '"First Name","Last Name","Title","Company / Account","Phone","Mobile","Email","Lead Owner","Lead Source"\n'
        '"Dana","Whitfield","VP Ops","Northgate Mills","+1 312 555 0171","","dana@northgate.example.com","Rita Rep","Web"\n'
        '"Omar","Haddad","","Haddad Imports","","(312) 555-0172","OMAR@haddad.example.com","Rita Rep","Web"\n'
        '"","","","Lonely Ltd","","","info@lonely.example.com","Rita Rep","Web"\n'
        '"Grand Totals (3 records)"\n\n"Confidential Information - Do Not Distribute"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n',
        [
            ("dana@northgate.example.com", "Dana", "Whitfield", "+13125550171", "Northgate Mills"),
            ("omar@haddad.example.com", "Omar", "Haddad", "3125550172", "Haddad Imports"),
        ],
        rejected=1,
    ),
    Export(
        "hubspot contacts",
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Marketing contact status,"
        "Create Date (GMT),Associated Company,Job Title\n"
        "101,Lena,Brandvold,lena@fjell.example.com,+47 22 00 00 11,owner@ours.example.com,New,Marketing contact,"
        "2026-01-02 10:00,Fjell AS,CTO\n"
        "102,Arne,,arne@fjell.example.com,,owner@ours.example.com,,Non-marketing contact,2026-01-03 10:00,,\n"
        "103,,,,+47 22 00 00 12,owner@ours.example.com,,,2026-01-03 10:00,,\n",
        [
            ("lena@fjell.example.com", "Lena", "Brandvold", "+4722000011", "Fjell AS"),
            ("arne@fjell.example.com", "Arne", "", "", ""),
        ],
        rejected=1,
    ),
    Export(
        "zoho crm leads",
        "Lead Id,Lead Owner Id,Lead Owner,Company,First Name,Last Name,Designation,Email,Phone,Fax,Mobile,Website,"
        "Lead Source,Lead Status,Industry,No. of Employees,Annual Revenue,Email Opt Out,Skype ID,Salutation,"
        "Secondary Email,Twitter,Lead Name\n"
        "zcrm_1,zcrm_9,Owen Owner,Kestrel Labs,Priya,Nair,CEO,priya@kestrel.example.com,022-5550-1234,022-5550-1235,"
        "98200 00001,www.kestrel.example.com,Trade Show,,Software,40,0,false,,Ms.,priya.n@example.net,,Priya Nair\n"
        "zcrm_2,zcrm_9,Owen Owner,Solo,,Mehta,,,,,,,,,,,,false,,Mr.,mehta@example.net,,Mehta\n",
        [
            ("priya@kestrel.example.com", "Priya", "Nair", "02255501234", "Kestrel Labs"),
        ],
        rejected=1,
    ),
    Export(
        "mailchimp audience",
        "Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,"
        "CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
        "hana@sakura.example.com,Hana,Kobe,,,2,,,2026-01-02 10:00:00,192.0.2.1,35.6,139.7,9,9,Asia/Tokyo,JP,13,"
        "2026-01-02 10:00:00,1001,abc,,\n"
        'joe@example.org,JOE,MCALLEN,"1 Main St  Austin TX 78701  US",512-555-0133,4,,,2026-01-02 10:00:00,192.0.2.2,,,,,'
        "America/Chicago,US,TX,2026-01-02 10:00:00,1002,abd,,\n",
        [
            ("hana@sakura.example.com", "Hana", "Kobe", "", ""),
            ("joe@example.org", "Joe", "McAllen", "5125550133", ""),
        ],
    ),
    Export(
        "apollo people",
        "First Name,Last Name,Title,Company Name,Company Name for Emails,Email,Email Status,Primary Email Source,"
        "Email Confidence,Primary Email Last Verified At,Seniority,Departments,Contact Owner,Work Direct Phone,Home Phone,"
        "Mobile Phone,Corporate Phone,Stage,Lists,Account Owner,# Employees,Industry,Keywords,Person Linkedin Url,Website,"
        "Company Linkedin Url,Facebook Url,Twitter Url,City,State,Country,Company Address,Company Phone,Secondary Email\n"
        "Iris,Calloway,Head of Growth,Calloway Media Inc,Calloway Media,iris@calloway.example.com,Verified,Apollo,,"
        "2026-05-01T00:00:00+00:00,Head,Marketing,rep@ours.example.com,,,'+1 415-555-0190,'+1 415-555-0199,Cold,Q3,"
        "rep@ours.example.com,25,marketing & advertising,seo,http://www.linkedin.com/in/example-iris,http://calloway.example.com,"
        "http://www.linkedin.com/company/example-calloway,,,San Francisco,California,United States,,,\n"
        "Ned,Okoro,,Okoro GmbH,Okoro,,Unavailable,,,,,,rep@ours.example.com,,,,,Cold,Q3,rep@ours.example.com,5,,,,,,,,,,,,,\n",
        [("iris@calloway.example.com", "Iris", "Calloway", "+14155550190", "Calloway Media Inc")],
        rejected=1,
    ),
    Export(
        "outlook contacts",
        "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Web Page,Birthday,Home Phone,Business Phone,Mobile Phone,"
        "Home Fax,Company,Job Title,Department,Manager's Name,Assistant's Name,Assistant's Phone,E-mail Address,"
        "E-mail Display Name,E-mail 2 Address,E-mail 3 Address,Notes\n"
        "Gwen,R.,Parry,Ms.,,,,,,029 2055 0101,07700 900123,,Parry Surveyors,Partner,,Big Boss,Al Aide,029 2055 0199,"
        "gwen@parry.example.com,Gwen Parry (gwen@parry.example.com),gwen.home@example.net,,\n"
        "Huw,,Beynon,Mr.,,,,,01792 555012,,,,,,,,,,,,huw@example.org,,\n",
        [
            ("gwen@parry.example.com", "Gwen", "Parry", "02920550101", "Parry Surveyors"),
            ("huw@example.org", "Huw", "Beynon", "01792555012", ""),
        ],
    ),
    Export(
        "typeform responses",
        "#,What's your *first name*?,And your last name?,What's your email address?,What company do you work for?,"
        "What's your phone number?,How did you hear about us?,Start Date (UTC),Submit Date (UTC),Network ID,Tags\n"
        "a1,Bo,Lindgren,bo@lind.example.com,Lind & Co,'+46701234567,A friend,2026-02-01 09:00:00,2026-02-01 09:02:00,n1,\n"
        "a2,cleo,marchetti,cleo@example.com,,,Google,2026-02-02 09:00:00,2026-02-02 09:02:00,n2,\n",
        [
            ("bo@lind.example.com", "Bo", "Lindgren", "+46701234567", "Lind & Co"),
            ("cleo@example.com", "Cleo", "Marchetti", "", ""),
        ],
    ),
    Export(
        "meta lead ads, utf-16 with tabs",
        "id\tcreated_time\tad_id\tad_name\tadset_id\tadset_name\tcampaign_id\tcampaign_name\tform_id\tform_name\tis_organic\t"
        "platform\tfull_name\temail\tphone_number\tcompany_name\tjob_title\tlead_status\n"
        "l:1\t2026-03-01T10:00:00+01:00\tag:1\tSpring Ad\tas:1\tWide Set\tc:1\tSpring Push\tf:1\tQuote Form\tfalse\tfb\t"
        "Tomas Riva\ttomas@riva.example.com\tp:+34600000123\tRiva SL\tGerente\tCREATED\n"
        "l:2\t2026-03-01T11:00:00+01:00\tag:1\tSpring Ad\tas:1\tWide Set\tc:1\tSpring Push\tf:1\tQuote Form\tfalse\tig\t"
        "<test lead: dummy data for full_name>\ttest@fb.example.com\t<test lead: dummy data for phone_number>\t"
        "<test lead: dummy data for company_name>\t<test lead: dummy data for job_title>\tCREATED\n",
        [("tomas@riva.example.com", "Tomas", "Riva", "+34600000123", "Riva SL")],
        rejected=1,
        encoding="utf-16",
    ),
    Export(
        "calendly events",
        "Team,User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Invitee Time Zone,"
        "Text Reminder Number,Event Type Name,Start Date & Time,End Date & Time,Location,Event Created Date & Time,Canceled,"
        "Canceled By,Question 1,Response 1\n"
        ",Sally Seller,sally@ours.example.com,Ruth Adeyemi,,,ruth@adeyemi.example.com,Europe/London,+44 7700 900456,Intro call,"
        "2026-04-01 10:00 am,2026-04-01 10:30 am,Zoom,2026-03-30 09:00 am,false,,Topic?,Pricing\n"
        ",Sally Seller,sally@ours.example.com,,Piet,Mulder,piet@mulder.example.com,Europe/Amsterdam,,Intro call,"
        "2026-04-02 10:00 am,2026-04-02 10:30 am,Zoom,2026-03-30 09:00 am,true,Piet Mulder,Topic?,\n"
        ",Sally Seller,sally@ours.example.com,,,,,,,Intro call,2026-04-03 10:00 am,2026-04-03 10:30 am,Zoom,"
        "2026-03-30 09:00 am,false,,,\n",
        [
            ("ruth@adeyemi.example.com", "Ruth", "Adeyemi", "+447700900456", ""),
            ("piet@mulder.example.com", "Piet", "Mulder", "", ""),
        ],
        rejected=1,
    ),
    Export(
        "shopify customers",
        "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,"
        "Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,"
        "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags\n"
        "'7001,Nora,Quill,nora@quill.example.com,yes,Quill Paper,1 Elm,Boston,MA,US,'02101,617-555-0144,'+16175550145,no,"
        "10.00,1,,no,vip\n"
        "'7002,,,anon@example.com,no,,,,,,,,,no,0.00,0,,no,\n",
        [("nora@quill.example.com", "Nora", "Quill", "+16175550145", "Quill Paper")],
        rejected=1,
    ),
    Export(
        "lemlist campaign",
        "email,firstName,lastName,companyName,jobTitle,phone,linkedinUrl,icebreaker,picture,emailStatus,lastState\n"
        "axel@blom.example.com,Axel,Blom,Blom BV,Founder,,https://www.linkedin.com/in/example-axel,"
        "Saw your post about axel@other.example.com,,deliverable,emailsSent\n",
        [("axel@blom.example.com", "Axel", "Blom", "", "Blom BV")],
    ),
    Export(
        "brevo contacts",
        "CONTACT ID;EMAIL;LASTNAME;FIRSTNAME;SMS;WHATSAPP;EXT_ID;LANDLINE_NUMBER;CONTACT_TIMEZONE;JOB_TITLE;LINKEDIN;"
        "DOUBLE_OPT-IN;OPT_IN;ADDED_TIME\n"
        "1;elodie@marchand.example.com;MARCHAND;Élodie;33612345678;;;;Europe/Paris;Acheteuse;;1;true;01-02-2026 10:00:00\n"
        "2;zed@example.org;;;;;;;;;;0;false;01-02-2026 10:00:00\n",
        [("elodie@marchand.example.com", "Élodie", "Marchand", "33612345678", "")],
        rejected=1,
    ),
]
