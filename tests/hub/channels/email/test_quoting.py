"""What is new in a mail and what is repeated: Gmail, Outlook, Apple Mail, Thunderbird and Yahoo, in many languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email.quoting import trimmed
from agent_desktop.hub.channels.email.reading import read

NEW = "Dziękuję, thank you, größte Freude.\n\nThe order is 4711."
#: Client and language → the first lines of what it repeats; "> " marks follow where the client puts them.
HEADS = {
    "gmail en": "On Sat, Nov 21, 2026 at 10:00 AM Support <support@hub.test> wrote:\n\n> ",
    "gmail en wrapped": "On Sat, Nov 21, 2026 at 10:00 AM Support Team of the Shop\n<support@hub.test> wrote:\n\n> ",
    "gmail de": "Am Sa., 21. Nov. 2026 um 10:00 Uhr schrieb Support <support@hub.test>:\n\n> ",
    "gmail fr": "Le sam. 21 nov. 2026 à 10:00, Support <support@hub.test> a écrit :\n\n> ",
    "gmail pl": "sob., 21 lis 2026 o 10:00 Support <support@hub.test> napisał(a):\n\n> ",
    "gmail es": "El sáb, 21 nov 2026 a las 10:00, Support (<support@hub.test>) escribió:\n\n> ",
    "gmail it": "Il giorno sab 21 nov 2026 alle ore 10:00 Support <support@hub.test> ha scritto:\n\n> ",
    "gmail nl": "Op za 21 nov 2026 om 10:00 schreef Support <support@hub.test>:\n\n> ",
    "gmail pt": "Support <support@hub.test> escreveu no dia sábado, 21/11/2026 à(s) 10:00:\n\n> ",
    "gmail sv": "Den lör 21 nov. 2026 kl 10:00 skrev Support <support@hub.test>:\n\n> ",
    "gmail cs": "so 21. 11. 2026 v 10:00 odesílatel Support <support@hub.test> napsal:\n\n> ",
    "gmail ru": "сб, 21 нояб. 2026 г. в 10:00, Support <support@hub.test>:\n\n> ",
    "apple en": "> On 21 Nov 2026, at 10:00, Support <support@hub.test> wrote:\n> \n> ",
    "apple de": "> Am 21.11.2026 um 10:00 schrieb Support <support@hub.test>:\n> \n> ",
    "apple fr": "> Le 21 nov. 2026 à 10:00, Support <support@hub.test> a écrit :\n> \n> ",
    "apple pl": "> Wiadomość napisana przez Support <support@hub.test> w dniu 21.11.2026, o godz. 10:00:\n> \n> ",
    "apple es": "> El 21 nov 2026, a las 10:00, Support <support@hub.test> escribió:\n> \n> ",
    "apple it": "> Il giorno 21 nov 2026, alle ore 10:00, Support <support@hub.test> ha scritto:\n> \n> ",
    "apple nl": "> Op 21 nov 2026, om 10:00 heeft Support <support@hub.test> het volgende geschreven:\n> \n> ",
    "apple pt": "> No dia 21/11/2026, às 10:00, Support <support@hub.test> escreveu:\n> \n> ",
    "thunderbird en": "On 21.11.26 10:00, Support wrote:\n> ",
    "thunderbird de": "Am 21.11.26 um 10:00 schrieb Support:\n> ",
    "thunderbird pl": "W dniu 21.11.2026 o 10:00, Support pisze:\n> ",
    "thunderbird fr": "Le 21/11/2026 à 10:00, Support a écrit :\n> ",
    "thunderbird es": "El 21/11/26 a las 10:00, Support escribió:\n> ",
    "thunderbird it": "Il 21/11/26 10:00, Support ha scritto:\n> ",
    "thunderbird nl": "Op 21-11-2026 om 10:00 schreef Support:\n> ",
    "thunderbird pt": "Em 21/11/2026 10:00, Support escreveu:\n> ",
    "yahoo en": "On Saturday, November 21, 2026 at 10:00:00 AM GMT+1, Support <support@hub.test> wrote:\n\n ",
    "yahoo de": "Am Samstag, 21. November 2026 um 10:00:00 MEZ hat Support <support@hub.test> "
    "Folgendes geschrieben:\n\n ",
    "yahoo it": "Il sabato 21 novembre 2026 alle ore 10:00:00 CET, Support <support@hub.test> ha scritto:\n\n ",
    "yahoo fr": "Le samedi 21 novembre 2026 à 10:00:00 UTC+1, Support <support@hub.test> a écrit :\n\n ",
    "yahoo es": "El sábado, 21 de noviembre de 2026, 10:00:00 CET, Support <support@hub.test> escribió:\n\n ",
    "yahoo nl": "Op zaterdag 21 november 2026 om 10:00:00 CET schreef Support <support@hub.test>:\n\n ",
    "yahoo pl": "W dniu sobota, 21 listopada 2026 10:00:00 CET użytkownik Support <support@hub.test> napisał:\n\n ",
    "yahoo pt": "Em sábado, 21 de novembro de 2026 10:00:00 BRT, Support <support@hub.test> escreveu:\n\n ",
    "outlook en": "From: Support <support@hub.test>\nSent: Saturday, November 21, 2026 10:00 AM\nTo: Layla\n"
    "Subject: Order\n\n",
    "outlook en ruled": "________________________________\nFrom: Support <support@hub.test>\nSent: Saturday\n"
    "To: Layla\nSubject: Order\n\n",
    "outlook de": "Von: Support <support@hub.test>\nGesendet: Samstag, 21. November 2026 10:00\nAn: Layla\n"
    "Betreff: Bestellung\n\n",
    "outlook fr": "De : Support <support@hub.test>\nEnvoyé : samedi 21 novembre 2026 10:00\nÀ : Layla\n"
    "Objet : Commande\n\n",
    "outlook pl": "Od: Support <support@hub.test>\nWysłano: sobota, 21 listopada 2026 10:00\nDo: Layla\n"
    "Temat: Zamówienie\n\n",
    "outlook es": "De: Support <support@hub.test>\nEnviado: sábado, 21 de noviembre de 2026 10:00\nPara: Layla\n"
    "Asunto: Pedido\n\n",
    "outlook it": "Da: Support <support@hub.test>\nInviato: sabato 21 novembre 2026 10:00\nA: Layla\n"
    "Oggetto: Ordine\n\n",
    "outlook nl": "Van: Support <support@hub.test>\nVerzonden: zaterdag 21 november 2026 10:00\nAan: Layla\n"
    "Onderwerp: Bestelling\n\n",
    "outlook pt": "De: Support <support@hub.test>\nEnviado: sábado, 21 de novembro de 2026 10:00\nPara: Layla\n"
    "Assunto: Pedido\n\n",
    "outlook old": "-----Original Message-----\nFrom: Support\nSent: Saturday\nTo: Layla\n\n",
    "outlook old de": "-----Ursprüngliche Nachricht-----\nVon: Support\nGesendet: Samstag\nAn: Layla\n\n",
    "unknown words": "2026年 Support <support@hub.test> 曰く:\n> ",
}


def test_each_program_is_tried_in_eight_languages() -> None:
    for client in ("gmail", "outlook", "apple", "thunderbird", "yahoo"):
        for language in ("en", "de", "fr", "es", "it", "nl", "pl", "pt"):
            assert f"{client} {language}" in HEADS


@pytest.mark.parametrize("client", HEADS)
def test_the_answer_is_new_and_the_rest_is_quoted(client: str) -> None:
    head = HEADS[client]
    mark = head.rpartition("\n")[2]
    old = f"\n{mark}".join(["How can we help?", "Which order is it?", "", "Your support"])
    # Words that nobody knows are found by our own address alone.
    for ours in [["support@hub.test"]] if client == "unknown words" else [["support@hub.test"], []]:
        found = trimmed(f"{NEW}\n\n{head}{old}\n", ours)
        assert found.text == NEW
        assert found.quoted.startswith(head.lstrip("_\n")[:20]) or head.startswith("____")
        assert "Which order is it?" in found.quoted


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\nTo: Munich\nDate: next week\nWhat does it cost?",
        "From: the station\nI walked home.",
        "He wrote: never again.\nAnd I agree.",
        "I have three questions:\n> is a sign that I like",
        "Best regards\nLayla",
        "Time 10:00, address a@b.example:\nthat is all",
        "",
        "\n\n",
        ">",
    ],
)
def test_what_people_write_is_no_quote(text: str) -> None:
    found = trimmed(text)
    assert (found.text, found.quoted) == (text.strip("\n"), "")


def test_answers_between_the_lines_stay_whole() -> None:
    text = (
        "See below.\n\nOn Sat, Nov 21, 2026 at 10:00 AM Support <s@hub.test> wrote:\n"
        "> Which order?\n4711\n> Which size?\nLarge\n"
    )
    assert trimmed(text).text == text.strip("\n")
    assert trimmed(text).quoted == ""


def test_an_answer_below_the_quote_is_the_text() -> None:
    text = "On Sat, Nov 21, 2026 at 10:00 AM Support <s@hub.test> wrote:\n> Which order?\n\nIt is 4711.\n"
    found = trimmed(text)
    assert found.text == "It is 4711."
    assert found.quoted.endswith("> Which order?")


def test_a_signature_below_the_quote_is_no_answer() -> None:
    text = "It is 4711.\n\nOn Sat, Nov 21, 2026 at 10:00 AM S <s@hub.test> wrote:\n> Which?\n-- \nLayla"
    assert trimmed(text).text == "It is 4711."


def test_our_own_signature_in_what_is_repeated_is_no_answer() -> None:
    ours = "Which order?\n\n-- \nAnna, Care <https://hub.test/care>"
    marked = "\n".join(f"> {line}".rstrip() for line in ours.split("\n"))
    head = "On Sat, Nov 21, 2026 at 10:00 AM Support <s@hub.test> wrote:\n"
    for text in (f"It is 4711.\n\n{head}{marked}\n", f"{head}{marked}\n\nIt is 4711.\n"):
        found = trimmed(text)
        assert found.text == "It is 4711."
        assert "Anna, Care" in found.quoted


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Somebody <s@a.example>\nDate: Sat\nSubject: x\nTo: me\n\n",
        "Begin forwarded message:\n\n> From: Somebody\n> Subject: x\n\n",
        "-------- Weitergeleitete Nachricht --------\nBetreff: x\nVon: a\nAn: b\n\n",
    ],
)
def test_a_forward_is_text(head: str) -> None:
    text = f"Please look.\n\n{head}The parcel is broken."
    assert trimmed(text).text == text


def test_a_mail_that_is_nothing_but_a_quote_is_text() -> None:
    text = "From: a@b.example\nSent: Monday\nTo: c@d.example\nSubject: x\n\nWords"
    assert trimmed(text).text == text


def test_a_quote_without_a_head() -> None:
    found = trimmed("Yes.\n\n> Shall we?\n> Soon?\n")
    assert (found.text, found.quoted) == ("Yes.", "> Shall we?\n> Soon?")


LINES = st.sampled_from(
    [
        "",
        "> quoted",
        "word",
        "On Sat, Nov 21, 2026 S <s@hub.test> wrote:",
        "From: a",
        "Sent: b",
        "To: c",
        "-- ",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES, max_size=30).map("\n".join)))
def test_nothing_is_lost(text: str) -> None:
    found = trimmed(text, ["s@hub.test"])
    both = sorted(f"{found.text}\n{found.quoted}".split())
    # A line of underscores before a header may go; words never do.
    assert both == sorted(text.split())


@given(st.one_of(st.text(), st.lists(LINES, max_size=30).map("\n".join)))
def test_a_second_pass_changes_nothing_where_nothing_was_quoted(text: str) -> None:
    found = trimmed(text)
    if not found.quoted:
        assert trimmed(found.text) == found


@pytest.mark.timeout(20)  # each takes milliseconds, unless its time grows with more than its length
@pytest.mark.parametrize(
    "text",
    [
        "On " * 40_000 + "wrote:",
        "From: " * 30_000,
        "From: x\n" * 20_000,
        "> " * 60_000,
        "\n" * 100_000,
        "-" * 100_000,
        " " * 100_000 + "x",
        ("a" * 100 + ":\n") * 1_000,
        "On a\n" * 20_000,
    ],
)
def test_bombs_end(text: str) -> None:
    assert trimmed(text).quoted == ""


#: What the programs make of an answer in HTML; the text is made of it when the mail brings none.
PAGES = {
    "gmail": '<div dir="ltr">It is 4711.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
    "On Sat, Nov 21, 2026 at 10:00 AM Support &lt;<a "
    "href='mailto:support@hub.test'>support@hub.test</a>&gt; wrote:<br>"
    '</div><blockquote class="gmail_quote" style="margin:0px">Which order is it?<br>Yours</blockquote></div>',
    "gmail pl": '<div dir="ltr">It is 4711.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
    "sob., 21 lis 2026 o 10:00 Support &lt;<a href='mailto:s@hub.test'>s@hub.test</a>&gt; napisał(a):<br></div>"
    "<blockquote>Which order is it?</blockquote></div>",
    "outlook": '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{marg'
    "in:0}</style></head>"
    '<body><div class="WordSection1"><p class="MsoNormal">It is 4711.<o:p></o:p></p><p '
    'class="MsoNormal"><o:p>&nbsp;</o:p>'
    '</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>From:</b> Support<br>'
    "<b>Sent:</b> Saturday, November 21, 2026 10:00 AM<br><b>To:</b> Layla<br><b>Subject:</b> "
    "Order<o:p></o:p></p></div>"
    '</div><p class="MsoNormal">Which order is it?</p></div></body></html>',
    "outlook de": "<div>It is 4711.</div><hr><div><b>Von:</b> Support<br><b>Gesendet:</b> "
    "Samstag<br><b>An:</b> Layla<br>"
    "<b>Betreff:</b> Bestellung</div><div>Which order is it?</div>",
    "apple": '<html><body>It is 4711.<div><br><blockquote type="cite"><div>On 21 Nov 2026, at 10:00, Support '
    "&lt;support@hub.test&gt; wrote:</div><br><div>Which order is it?</div></blockquote></div></body></html>",
    "thunderbird": '<p>It is 4711.</p><div class="moz-cite-prefix">Am 21.11.26 um 10:00 schrieb Support:<br></div>'
    '<blockquote type="cite">Which order is it?</blockquote>',
    "yahoo": '<div>It is 4711.</div><div id="ydp1" class="yahoo_quoted"><div>On Saturday, November '
    "21, 2026 at 10:00:00 AM "
    "GMT+1, Support &lt;support@hub.test&gt; wrote:</div><div><br></div><div>Which order is it?</div></div>",
}


@pytest.mark.parametrize("client", PAGES)
def test_quotes_are_found_in_formatted_mails(client: str) -> None:
    mail = read(
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{PAGES[client]}".encode(),
        ["support@hub.test"],
    )
    assert mail.text == "It is 4711."
    assert "Which order is it?" in mail.quoted
