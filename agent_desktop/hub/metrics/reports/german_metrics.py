"""The German of what metrics mean: their words, and their formulas."""

from collections.abc import Mapping
from typing import Final

_SERVICE: Final = "The share of those who were answered within the queue's threshold."
_DIENST: Final = "Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden."

METRICS: Final[Mapping[str, str]] = {
    f"{_SERVICE} Who gave up within the threshold counts nowhere.": (
        f"{_DIENST} Wer innerhalb der Schwelle aufgab, zählt nirgends."
    ),
    f"{_SERVICE} Everybody who gave up counts as not served in time.": (
        f"{_DIENST} Wer aufgab, zählt als nicht rechtzeitig bedient."
    ),
    f"{_SERVICE} Who gave up within the threshold counts as served in time.": (
        f"{_DIENST} Wer innerhalb der Schwelle aufgab, zählt als rechtzeitig bedient."
    ),
    f"{_SERVICE} Nobody who gave up, left otherwise or still waits counts.": (
        f"{_DIENST} Wer aufgab, anders ging oder noch wartet, zählt nicht."
    ),
    f"{_SERVICE} Who gave up after a moment counts as served in time, the others as not.": (
        f"{_DIENST} Wer sofort aufgab, zählt als rechtzeitig bedient, die anderen nicht."
    ),
    f"{_SERVICE} Whoever left the queue within the threshold counts as served in time, of all who came.": (
        f"{_DIENST} Wer die Warteschlange innerhalb der Schwelle verließ, zählt als rechtzeitig bedient, von allen,"
        " die kamen."
    ),
    "Who came to the queue: new, transferred, or fallen out of an agent's hands.": (
        "Wer in die Warteschlange kam: neu, weitergeleitet oder einem Agenten verloren gegangen."
    ),
    "Whom an agent answered, out of the queue.": "Wen ein Agent aus der Warteschlange annahm.",
    "Whom agents have served to the end, with the wrap-up.": (
        "Wen Agenten zu Ende bedient haben, mit der Nachbearbeitung."
    ),
    "Who gave up while waiting. Callbacks and voicemails are none of them.": (
        "Wer beim Warten aufgab. Rückrufe und Sprachnachrichten zählen nicht dazu."
    ),
    "Who of them gave up after a moment.": "Wer davon sofort aufgab.",
    "Who left the queue otherwise: voicemail, queue full, another queue.": (
        "Wer die Warteschlange anders verließ: Sprachnachricht, voll, andere Warteschlange."
    ),
    "Who waits now.": "Wer jetzt wartet.",
    "How long those who were answered had waited. Who gave up counts apart.": (
        "Wie lange die Angenommenen gewartet hatten. Wer aufgab, zählt für sich."
    ),
    "How long those who gave up had waited.": "Wie lange die gewartet hatten, die aufgaben.",
    "The share of those who gave up. Callbacks are none of them.": (
        "Der Anteil derer, die aufgaben. Rückrufe zählen nicht dazu."
    ),
    "The share of those who gave up among all who came, also those who left otherwise or still wait.": (
        "Der Anteil derer, die aufgaben, unter allen, die kamen, auch anders gegangenen und wartenden."
    ),
    "The same without those who gave up after a moment.": "Dasselbe ohne die, die sofort aufgaben.",
    "How long agents work for a customer: talking or writing, hold and wrap-up, each agent's part by itself,"
    " and the time of colleagues whom they call in.": (
        "Wie lange Agenten für einen Kunden arbeiten: Gespräch oder Schreiben, Halten und Nachbearbeitung,"
        " der Teil jedes Agenten für sich, und die Zeit hinzugezogener Kollegen."
    ),
    "The same of everybody who had a part in it together.": "Dasselbe aller Beteiligten zusammen.",
    "Of it: talking or writing.": "Davon: Gespräch oder Schreiben.",
    "Of it: the customer is held.": "Davon: Der Kunde wird gehalten.",
    "Of it: wrap-up, also of those who needed none.": (
        "Davon: Nachbearbeitung, auch derer, die keine brauchten."
    ),
    "Of it: agents in a colleague's work, asked aside or called into a conference.": (
        "Davon: Agenten in der Arbeit eines Kollegen, zur Rückfrage oder in einer Konferenz."
    ),
    "In how many written conversations an agent was at once, while in any.": (
        "In wie vielen schriftlichen Gesprächen ein Agent zugleich war, solange in einem."
    ),
    "How long a written conversation costs an agent who is in several at once.": (
        "Was ein schriftliches Gespräch einen Agenten kostet, der in mehreren zugleich ist."
    ),
    "The share of those whom agents served and sent on. Consultations are none of them.": (
        "Der Anteil derer, die bedient und weitergeleitet wurden. Rückfragen zählen nicht dazu."
    ),
    "How often agents were asked to take somebody.": "Wie oft Agenten jemand angeboten wurde.",
    "How often an agent declined.": "Wie oft ein Agent ablehnte.",
    "How often an agent did not answer in time.": "Wie oft ein Agent nicht rechtzeitig annahm.",
    "From the customer's coming to the first answer by a person.": (
        "Vom Kommen des Kunden bis zur ersten Antwort eines Menschen."
    ),
    "From the customer's first word that was not answered to the next answer by a person, in written channels.": (
        "Vom ersten unbeantworteten Wort des Kunden bis zur nächsten Antwort eines Menschen, schriftlich."
    ),
    "How many customers said how satisfied they were.": (
        "Wie viele Kunden sagten, wie zufrieden sie waren."
    ),
    "The share of those who gave 4 or 5 of 5.": "Der Anteil derer, die 4 oder 5 von 5 gaben.",
    "What customers gave on average, of 5.": "Was Kunden im Mittel gaben, von 5.",
    "The share of those served who said how satisfied they were.": (
        "Der Anteil der Bedienten, die sagten, wie zufrieden sie waren."
    ),
    "Who waited longest, and for how long; who still waits counts too.": (
        "Wer am längsten wartete und wie lange; wer noch wartet, zählt mit."
    ),
    "How often agents helped in a colleague's work. The customer is not theirs.": (
        "Wie oft Agenten bei der Arbeit eines Kollegen halfen. Der Kunde ist nicht der ihre."
    ),
    "How long agents were signed in. Told of agents and teams alone.": (
        "Wie lange Agenten angemeldet waren. Nur für Agenten und Teams."
    ),
    "Of it: with work in hand, wrap-up too, or in a call.": (
        "Davon: mit Arbeit in Händen, auch Nachbearbeitung, oder im Anruf."
    ),
    "Of it: ready, and nothing to do.": "Davon: bereit und nichts zu tun.",
    "Of it: asked to take somebody. It counts in no share below.": (
        "Davon: während eines Angebots. Es zählt in keinem Anteil."
    ),
    "Of it: neither busy nor ready.": "Davon: weder in Arbeit noch bereit.",
    "Of it: without a link, and nothing in hand.": "Davon: ohne Verbindung und nichts in Händen.",
    "How much of the time in which agents worked or waited for work they worked. Told of agents and teams alone.": (
        "Wie viel der Zeit, in der Agenten arbeiteten oder auf Arbeit warteten, sie arbeiteten."
        " Nur für Agenten und Teams."
    ),
    "How much of the paid time agents worked or waited for work. On days without a shift the time signed in counts"
    " as paid. Told of agents and teams alone.": (
        "Wie viel der bezahlten Zeit Agenten arbeiteten oder auf Arbeit warteten. An Tagen ohne Schicht gilt die"
        " Anmeldezeit als bezahlt. Nur für Agenten und Teams."
    ),
    "How long shifts were planned, breaks too, up to now. Told of agents and teams alone.": (
        "Wie lange Schichten geplant waren, mit Pausen, bis jetzt. Nur für Agenten und Teams."
    ),
    "Of it: what is paid.": "Davon: was bezahlt wird.",
    "How much of the planned time agents followed their shifts: working or ready for work in planned work,"
    " neither in planned breaks. Told of agents and teams alone.": (
        "Wie viel der geplanten Zeit Agenten ihren Schichten folgten: in geplanter Arbeit tätig oder bereit,"
        " in geplanten Pausen keines von beiden. Nur für Agenten und Teams."
    ),
    "How much agents worked, or were ready for work, of the work that was planned, whenever on a day with a shift"
    " it was. Told of agents and teams alone.": (
        "Wie viel der geplanten Arbeit Agenten arbeiteten oder bereit waren, wann auch immer an einem Tag mit Schicht."
        " Nur für Agenten und Teams."
    ),
    "What agents began themselves; it counts in no figure above.": (
        "Was Agenten selbst begannen; es zählt in keiner anderen Zahl."
    ),
    "Matters whose customer had the house's time to come again, and that agents served.": (
        "Bediente Anliegen, deren Kunde die Frist des Hauses hatte, um wiederzukommen."
    ),
    "The share of those in which one contact was enough: nobody came again about it, and the outcome does not say"
    " unresolved.": (
        "Der Anteil derer, bei denen ein Kontakt genügte: Niemand kam deswegen wieder, und das Ergebnis sagt nicht"
        " ungelöst."
    ),
    "From the customer's coming to the first time that the matter was settled.": (
        "Vom Kommen des Kunden bis das Anliegen zum ersten Mal erledigt war."
    ),
    "The same to the last time, of matters of which nothing is open.": (
        "Dasselbe bis zum letzten Mal, bei Anliegen, von denen nichts offen ist."
    ),
    "First response, as far as the house was open: by its calendar when the answer came.": (
        "Erste Antwort, soweit das Haus offen war: nach seinem Kalender, als die Antwort kam."
    ),
    "Response, as far as the house was open: by its calendar when the answer came.": (
        "Antwort, soweit das Haus offen war: nach seinem Kalender, als die Antwort kam."
    ),
    "From the customer's coming with a matter to the first answer by a person.": (
        "Vom Kommen des Kunden mit einem Anliegen bis zur ersten Antwort eines Menschen."
    ),
    "The same, as far as the house was open.": "Dasselbe, soweit das Haus offen war.",
    "time to the first answer / matters answered": (
        "Zeit bis zur ersten Antwort / beantwortete Anliegen"
    ),
    "open time to the first answer / matters answered": (
        "offene Zeit bis zur ersten Antwort / beantwortete Anliegen"
    ),
    "open time to answers / answers": "offene Zeit bis zu Antworten / Antworten",
    "First resolution, as far as the house was open.": "Erste Lösung, soweit das Haus offen war.",
    "Full resolution, as far as the house was open.": (
        "Endgültige Lösung, soweit das Haus offen war."
    ),
    "Who came with something new: the first contact of a conversation.": (
        "Wer mit etwas Neuem kam: der erste Kontakt eines Gesprächs."
    ),
    "Who came again in a conversation that had ended before.": (
        "Wer in einem Gespräch wiederkam, das schon beendet war."
    ),
    "What agents ended in this time, whenever it came.": (
        "Was Mitarbeiter in dieser Zeit beendet haben, wann immer es kam."
    ),
    "What ended in this time without an agent: given up, voicemail, not let in.": (
        "Was in dieser Zeit ohne Mitarbeiter endete: aufgegeben, Nachricht, nicht eingelassen."
    ),
    "How many said how likely they would recommend us.": (
        "Wie viele sagten, wie wahrscheinlich sie uns empfehlen."
    ),
    "Those who gave 9 or 10 of 10 less those who gave 6 or less, of 100 who answered.": (
        "Wer 9 oder 10 von 10 gab, weniger wer 6 oder weniger gab, von 100 Antworten."
    ),
    "How many said how easy it was.": "Wie viele sagten, wie leicht es war.",
    "How easy customers found it on average, of 7.": "Wie leicht Kunden es im Mittel fanden, von 7.",
    "The share of those who gave 5, 6 or 7 of 7.": "Der Anteil derer, die 5, 6 oder 7 von 7 gaben.",
    "How many surveys reached their customers.": "Wie viele Umfragen ihre Kunden erreicht haben.",
    "How many of them were answered in time.": "Wie viele davon rechtzeitig beantwortet wurden.",
    "To how many the customer said instead that they want to be asked no more.": (
        "Auf wie viele der Kunde stattdessen sagte, dass er nicht mehr gefragt werden möchte."
    ),
    "How many were neither answered nor refused, or are not yet.": (
        "Wie viele weder beantwortet noch abgelehnt wurden, oder noch nicht."
    ),
    "The share of those whom surveys asked how satisfied they were who said so.": (
        "Der Anteil der in Umfragen nach ihrer Zufriedenheit Gefragten, die sie sagten."
    ),
    "The share of those asked how likely they would recommend us who said so.": (
        "Der Anteil der nach einer Empfehlung Gefragten, die antworteten."
    ),
    "The share of those asked how easy it was who said so.": (
        "Der Anteil der nach dem Aufwand Gefragten, die antworteten."
    ),
    "The share of surveys that were answered.": "Der Anteil der beantworteten Umfragen.",
    "Talks with a menu or a bot that are over, and callers whom the closed house answered."
    " Not told by agent or tag.": (
        "Beendete Gespräche mit einem Menü oder Bot, und Anrufer, denen das geschlossene Haus antwortete."
        " Nicht nach Agent oder Schlagwort."
    ),
    "The share of these talks in which no person took over. Not told by agent or tag.": (
        "Der Anteil dieser Gespräche, die kein Mensch übernahm. Nicht nach Agent oder Schlagwort."
    ),
    "The share of these talks in which the customer got what they came for and did not come again within 24 hours."
    " Who left, was not understood or met a closed house is not among them. Talks count when these hours are over."
    " Not told by agent or tag.": (
        "Der Anteil dieser Gespräche, in denen der Kunde bekam, wofür er kam, und binnen 24 Stunden nicht wiederkam."
        " Wer ging, nicht verstanden wurde oder das Haus geschlossen fand, gehört nicht dazu. Gespräche zählen,"
        " sobald diese Stunden um sind. Nicht nach Agent oder Schlagwort."
    ),
    "Talks after which a person took over, or is to.": (
        "Gespräche, nach denen ein Mensch übernahm oder übernehmen soll."
    ),
    "Talks that came to an end that the menu or the bot has for them.": (
        "Gespräche, die zu einem Ende kamen, das Menü oder Bot dafür haben."
    ),
    "Talks amid which the customer left.": "Gespräche, mitten in denen der Kunde ging.",
    "Talks in which the customer was not understood, or that broke.": (
        "Gespräche, in denen der Kunde nicht verstanden wurde oder die abbrachen."
    ),
    "Talks that ended because the house was closed.": (
        "Gespräche, die endeten, weil das Haus geschlossen war."
    ),
    # formulas
    "answered in time / (answered + given up, left otherwise or waiting after the threshold)": (
        "rechtzeitig angenommen / (angenommen + nach der Schwelle aufgegeben, anders gegangen oder wartend)"
    ),
    "answered in time / (answered + given up + left otherwise or waiting after the threshold)": (
        "rechtzeitig angenommen / (angenommen + aufgegeben + nach der Schwelle anders gegangen oder wartend)"
    ),
    "(answered in time + given up within the threshold)"
    " / (answered + given up + left otherwise or waiting after it)": (
        "(rechtzeitig angenommen + innerhalb der Schwelle aufgegeben)"
        " / (angenommen + aufgegeben + danach anders gegangen oder wartend)"
    ),
    "answered in time / answered": "rechtzeitig angenommen / angenommen",
    "(answered in time + given up after a moment)"
    " / (answered + given up + left otherwise or waiting after the threshold)": (
        "(rechtzeitig angenommen + sofort aufgegeben)"
        " / (angenommen + aufgegeben + nach der Schwelle anders gegangen oder wartend)"
    ),
    "left the queue within the threshold / came": (
        "innerhalb der Schwelle aus der Warteschlange / gekommen"
    ),
    "waiting of the answered / answered": "Wartezeit der Angenommenen / angenommen",
    "waiting of those who gave up / given up": "Wartezeit derer, die aufgaben / aufgegeben",
    "given up / (answered + given up)": "aufgegeben / (angenommen + aufgegeben)",
    "given up / offered": "aufgegeben / gekommen",
    "(given up - after a moment) / (answered + given up - after a moment)": (
        "(aufgegeben - sofort) / (angenommen + aufgegeben - sofort)"
    ),
    "(talk + hold + wrap-up + called in) / handled": (
        "(Gespräch + Halten + Nachbearbeitung + Hinzugezogene) / bedient"
    ),
    "(talk + hold + wrap-up + called in) / interactions handled": (
        "(Gespräch + Halten + Nachbearbeitung + Hinzugezogene) / bediente Interaktionen"
    ),
    "talk / handled": "Gespräch / bedient",
    "hold / handled": "Halten / bedient",
    "wrap-up / handled": "Nachbearbeitung / bedient",
    "called in / handled": "Hinzugezogene / bedient",
    "time in conversations / time in any conversation": (
        "Zeit in Gesprächen / Zeit in irgendeinem Gespräch"
    ),
    "time in any conversation / conversations": "Zeit in irgendeinem Gespräch / Gespräche",
    "transferred / handled": "weitergeleitet / bedient",
    "time to the first answer / answered by a person": (
        "Zeit bis zur ersten Antwort / von Menschen beantwortet"
    ),
    "time to answers / answers": "Zeit bis zu Antworten / Antworten",
    "rated 4 or 5 / rated": "mit 4 oder 5 bewertet / bewertet",
    "ratings / rated": "Summe der Bewertungen / bewertet",
    "rated / interactions handled": "bewertet / bediente Interaktionen",
    "busy / (busy + idle)": "in Arbeit / (in Arbeit + frei)",
    "(busy + idle) / (paid by shifts + signed in on days without a shift)": (
        "(in Arbeit + frei) / (durch Schichten bezahlt + an Tagen ohne Schicht angemeldet)"
    ),
    "followed as planned / planned": "wie geplant befolgt / geplant",
    "worked / planned work": "gearbeitet / geplante Arbeit",
    "settled by one contact / matters": "durch einen Kontakt erledigt / Anliegen",
    "time to the first settlement / settled": "Zeit bis zur ersten Erledigung / erledigt",
    "time to the last settlement / settled for good": (
        "Zeit bis zur letzten Erledigung / endgültig erledigt"
    ),
    "open time to the first answer / answered by a person": (
        "Geschäftszeit bis zur ersten Antwort / von Menschen beantwortet"
    ),
    "open time to the first settlement / settled": (
        "Geschäftszeit bis zur ersten Erledigung / erledigt"
    ),
    "open time to the last settlement / settled for good": (
        "Geschäftszeit bis zur letzten Erledigung / endgültig erledigt"
    ),
    "(promoters - detractors) / answers": "(Befürworter - Kritiker) / Antworten",
    "scores / answers": "Summe der Noten / Antworten",
    "gave 5 to 7 / answers": "gaben 5 bis 7 / Antworten",
    "answered / sent": "beantwortet / verschickt",
    "without a handoff / talks": "ohne Übergabe / Gespräche",
    "done and stayed away / talks whose 24 hours are over": (
        "erledigt und weggeblieben / Gespräche, deren 24 Stunden um sind"
    ),
}
