"""The German of what reports say.

Promises a word for every title, caption and definition that a report may show; a test compares.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.metrics.reports.german_metrics import METRICS

GERMAN: Final[Mapping[str, str]] = {
    **METRICS,
    # what rows are told apart by
    "From": "Von",
    "Day": "Tag",
    "Queue": "Warteschlange",
    "Channel": "Kanal",
    "Entry point": "Zugang",
    "Agent": "Agent",
    "Team": "Team",
    "Tag": "Schlagwort",
    "Calls": "Anrufe",
    "Chat": "Chat",
    "E-mail": "E-Mail",
    "SMS": "SMS",
    "Social networks": "Soziale Netze",
    "Video": "Video",
    # reports
    "Service by interval": "Service nach Zeitabschnitten",
    "How many came, how soon they were answered, and who gave up, interval by interval.": (
        "Wie viele kamen, wie bald sie angenommen wurden und wer aufgab, Abschnitt für Abschnitt."
    ),
    "Agent day": "Agententag",
    "What each agent did on each day: time signed in, time at work, how they followed their shifts,"
    " and whom they served.": (
        "Was jeder Agent an jedem Tag tat: Anmeldezeit, Arbeitszeit, wie er seinen Schichten folgte und wen er"
        " bediente."
    ),
    "Channels compared": "Kanäle im Vergleich",
    "Waits, handle time and satisfaction of each channel beside the others.": (
        "Wartezeit, Bearbeitungszeit und Zufriedenheit der Kanäle nebeneinander."
    ),
    "Queues compared": "Warteschlangen im Vergleich",
    "Waits, handle time and satisfaction of each queue beside the others.": (
        "Wartezeit, Bearbeitungszeit und Zufriedenheit der Warteschlangen nebeneinander."
    ),
    "Entry points compared": "Zugänge im Vergleich",
    "By which numbers, mailboxes and accounts customers came, and how it went.": (
        "Über welche Nummern, Postfächer und Konten Kunden kamen und wie es lief."
    ),
    "Teams compared": "Teams im Vergleich",
    "What the members of each team had in hand, and who waited in their queues.": (
        "Was die Mitglieder jedes Teams bearbeiteten und wer in ihren Warteschlangen wartete."
    ),
    "Tags compared": "Schlagwörter im Vergleich",
    "What the routing rules' tags stood on, and how it went.": (
        "Woran die Schlagwörter der Verteilregeln hingen und wie es lief."
    ),
    "Resolution": "Lösung",
    "How often one contact was enough, and how long it took until a matter was settled.": (
        "Wie oft ein Kontakt genügte und wie lange es dauerte, bis ein Anliegen erledigt war."
    ),
    "Surveys": "Umfragen",
    "What customers answered when they were asked: satisfaction, recommendation, effort.": (
        "Was Kunden auf Fragen antworteten: Zufriedenheit, Weiterempfehlung, Aufwand."
    ),
    "Dispositions": "Ergebniscodes",
    "With which outcome agents ended their work.": "Mit welchem Ergebnis Agenten ihre Arbeit beendeten.",
    "Customers' channels": "Kanäle der Kunden",
    "Which channel customers use most: each customer counts for the one by which they came most often.": (
        "Welchen Kanal Kunden am meisten nutzen: Jeder Kunde zählt für den, über den er am häufigsten kam."
    ),
    "Backlog": "Rückstand",
    "What was open at the beginning of each interval, what came, what was settled, and what was left.": (
        "Was zu Beginn jedes Abschnitts offen war, was kam, was erledigt wurde und was übrig blieb."
    ),
    "Ageing": "Alter des Offenen",
    "What is open now, by how long it has been.": "Was jetzt offen ist, danach, wie lange schon.",
    "A customer's journey": "Der Weg eines Kunden",
    "Everything by which a customer came, in order, and what became of it.": (
        "Alles, womit ein Kunde kam, der Reihe nach, und was daraus wurde."
    ),
    # metrics
    "Came": "Gekommen",
    "Answered": "Angenommen",
    "Served": "Bedient",
    "Gave up": "Aufgegeben",
    "Gave up at once": "Sofort aufgegeben",
    "Left otherwise": "Anders gegangen",
    "Waiting now": "Wartet jetzt",
    "Service level": "Servicelevel",
    "Mean wait": "Mittlere Wartezeit",
    "Wait of those who gave up": "Wartezeit bei Aufgabe",
    "Abandonment": "Abbruchquote",
    "Abandonment of all": "Abbruchquote aller",
    "Abandonment without short ones": "Abbruchquote ohne kurze",
    "Handle time": "Bearbeitungszeit",
    "Handle time in all": "Bearbeitungszeit gesamt",
    "Talk": "Gespräch",
    "Hold": "Gehalten",
    "Wrap-up": "Nachbearbeitung",
    "Called in": "Hinzugezogen",
    "Conversations at once": "Gespräche zugleich",
    "Adjusted handle time": "Bereinigte Bearbeitungszeit",
    "Transferred": "Weitergeleitet",
    "Offers": "Angebote",
    "Declined": "Abgelehnt",
    "Missed": "Verpasst",
    "First response": "Erste Antwort",
    "Response": "Antwort",
    "Ratings": "Bewertungen",
    "Satisfied": "Zufrieden",
    "Rating of 5": "Bewertung von 5",
    "Rated": "Bewertet",
    "Longest wait": "Längste Wartezeit",
    "Helped": "Geholfen",
    "Signed in": "Angemeldet",
    "Working": "In Arbeit",
    "Ready, idle": "Bereit, frei",
    "Ringing": "Klingelt",
    "Not ready": "Nicht bereit",
    "Without a link": "Ohne Verbindung",
    "Occupancy": "Auslastung",
    "Utilisation": "Nutzung",
    "Planned": "Geplant",
    "Paid": "Bezahlt",
    "Adherence": "Plantreue",
    "Conformance": "Planerfüllung",
    "Begun by agents": "Von Agenten begonnen",
    "Issues": "Anliegen",
    "First-contact resolution": "Erstlösungsquote",
    "First resolution": "Erste Lösung",
    "Full resolution": "Endgültige Lösung",
    "First response in business hours": "Erste Antwort in Geschäftszeit",
    "Response in business hours": "Antwort in Geschäftszeit",
    "First response to issues": "Erste Antwort auf Anliegen",
    "First response to issues in business hours": "Erste Antwort auf Anliegen in Geschäftszeit",
    "First resolution in business hours": "Erste Lösung in Geschäftszeit",
    "Full resolution in business hours": "Endgültige Lösung in Geschäftszeit",
    "NPS": "NPS",
    "NPS answers": "NPS-Antworten",
    "Effort of 7": "Aufwand von 7",
    "Easy": "Leicht",
    "Effort answers": "Aufwand-Antworten",
    "Asked": "Gefragt",
    "Answered surveys": "Beantwortete Umfragen",
    "Refused": "Abgelehnt",
    "No answer": "Ohne Antwort",
    "Surveys answered": "Umfragen beantwortet",
    "CSAT response rate": "Rücklauf CSAT",
    "NPS response rate": "Rücklauf NPS",
    "CES response rate": "Rücklauf CES",
    "Self-service": "Selbstbedienung",
    "How many callers menus and bots served without a person, and what became of the others.": (
        "Wie viele Anrufer Menüs und Bots ohne Menschen bedienten, und was aus den anderen wurde."
    ),
    "Contained": "Ohne Übergabe",
    "Contained, strictly": "Ohne Übergabe, streng",
    "Done": "Erledigt",
    "Handed off": "Übergeben",
    "Left": "Gegangen",
    "Failed": "Gescheitert",
    "After hours": "Außerhalb der Zeiten",
    # other columns
    "Disposition": "Ergebniscode",
    "Group": "Gruppe",
    "Interactions": "Interaktionen",
    "Share": "Anteil",
    "Work that agents ended so.": "Arbeit, die Agenten so beendeten.",
    "Of all agents who had a part in it, on average.": "Aller beteiligten Agenten, im Mittel.",
    "Of all work of this time that agents ended.": (
        "An aller Arbeit dieser Zeit, die Agenten beendeten."
    ),
    "How many of these customers said how satisfied they were.": (
        "Wie viele dieser Kunden sagten, wie zufrieden sie waren."
    ),
    "The share of these customers who did.": "Der Anteil dieser Kunden, die es taten.",
    "What they gave on average.": "Was sie im Mittel gaben.",
    "The place of a channel by its customers.": "Der Platz eines Kanals nach seinen Kunden.",
    "Of all customers who came in this time.": "An allen Kunden, die in dieser Zeit kamen.",
    "Of all interactions of this time.": "An allen Interaktionen dieser Zeit.",
    "What had come before and was not over.": "Was vorher gekommen und nicht vorbei war.",
    "Open at its start, new and reopened, less settled and left otherwise.": (
        "Offen am Anfang, neu und wieder geöffnet, ohne Erledigtes und anders Gegangenes."
    ),
    "What has come and is not over.": "Was gekommen und nicht vorbei ist.",
    "What is open and so old.": "Was offen und so alt ist.",
    "How old the oldest of it is.": "Wie alt das Älteste davon ist.",
    "Rank": "Rang",
    "Customers": "Kunden",
    "Customers who came by it most often.": "Kunden, die am häufigsten darüber kamen.",
    "Share of customers": "Anteil der Kunden",
    "How often customers came by it.": "Wie oft Kunden darüber kamen.",
    "Share of interactions": "Anteil der Interaktionen",
    "Open at its start": "Offen am Anfang",
    "New": "Neu",
    "Interactions that begin a conversation.": "Interaktionen, die eine Unterhaltung beginnen.",
    "Reopened": "Wieder geöffnet",
    "Interactions of a conversation that had ended before.": "Interaktionen einer Unterhaltung, die schon beendet war.",
    "Settled": "Erledigt",
    "Work that agents ended.": "Arbeit, die Agenten beendeten.",
    "Who gave up, left a voicemail, or was not let in.": (
        "Wer aufgab, eine Sprachnachricht hinterließ oder nicht eingelassen wurde."
    ),
    "Open at its end": "Offen am Ende",
    "Open": "Offen",
    "Under 1 h": "Unter 1 h",
    "1 to 4 h": "1 bis 4 h",
    "4 to 24 h": "4 bis 24 h",
    "1 to 3 days": "1 bis 3 Tage",
    "3 to 7 days": "3 bis 7 Tage",
    "Over 7 days": "Über 7 Tage",
    "Oldest": "Ältestes",
    "When": "Wann",
    "Conversation": "Unterhaltung",
    "How it began": "Wie es begann",
    "Waited": "Gewartet",
    "What became of it": "Was daraus wurde",
    "Waiting": "Wartet",
    "In hand": "In Bearbeitung",
    "In wrap-up": "In Nachbearbeitung",
    "Cancelled": "Zurückgezogen",
    "Wants a call back": "Wünscht Rückruf",
    "Not let in": "Nicht eingelassen",
    "Left a voicemail": "Sprachnachricht hinterlassen",
    "Begun by us": "Von uns begonnen",
    # heads of pages
    "All": "Alle",
    "Total": "Gesamt",
    "Customer": "Kunde",
    "Time": "Zeitraum",
    "Time zone": "Zeitzone",
    "Only": "Nur",
    "Made": "Erstellt",
    "What the columns mean": "Was die Spalten bedeuten",
    "There is nothing in this time.": "In diesem Zeitraum gibt es nichts.",
    "Still being counted again": "Wird noch neu gezählt",
    "There is more than is shown here: choose a shorter time.": (
        "Es gibt mehr, als hier steht: Wählen Sie einen kürzeren Zeitraum."
    ),
    "Page": "Seite",
    "Chart": "Diagramm",
    "More in the table": "Weitere in der Tabelle",
    "More rows in the file": "Weitere Zeilen in der Datei",
    "More columns in the file": "Weitere Spalten in der Datei",
    "Who had it sent, and can change or stop it": "Wer ihn schicken lässt und es ändern oder beenden kann",
    "Letters that these pages cannot show stand as □; other formats have them.": (
        "Zeichen, die diese Seiten nicht zeigen können, stehen als □; andere Formate haben sie."
    ),
    "Targets missed": "Verfehlte Ziele",
    "The worst of them": "Am weitesten verfehlt",
    "Target missed: at least": "Ziel verfehlt: mindestens",
    "Target missed: at most": "Ziel verfehlt: höchstens",
    "and more": "und weitere",
    "The report is attached.": "Der Bericht liegt bei.",
}
