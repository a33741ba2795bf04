<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AgentDesktop</name>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>(A kind of message that is not shown here.)</source>
            <translation>(Eine Art von Nachricht, die hier nicht gezeigt wird.)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>(An encrypted message, which cannot be read here.)</source>
            <translation>(Eine verschlüsselte Nachricht, die hier nicht gelesen werden kann.)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>(This mail has {size}, more than is fetched: here is its beginning. Read it in the mailbox, or ask for a link to the files.)</source>
            <translation>(Diese E-Mail hat {size}, mehr als abgerufen wird: Hier steht ihr Anfang. Lesen Sie sie im Postfach, oder bitten Sie um einen Link zu den Dateien.)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(answered in time + given up after a moment) / (answered + given up + waiting beyond the threshold)</source>
            <translation>(rechtzeitig angenommen + nach einem Moment aufgelegt) / (angenommen + aufgegeben + wartend über der Schwelle)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(answered in time + given up within the threshold) / (answered + given up + waiting beyond it)</source>
            <translation>(rechtzeitig angenommen + innerhalb der Schwelle aufgegeben) / (angenommen + aufgegeben + wartend darüber hinaus)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(busy + idle) / signed in</source>
            <translation>(beschäftigt + frei) / angemeldet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(given up - after a moment) / (answered + given up - after a moment)</source>
            <translation>(aufgegeben - nach einem Moment) / (angenommen + aufgegeben - nach einem Moment)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(talk + hold + wrap-up + called in) / handled</source>
            <translation>(Sprechen + Halten + Nacharbeit + hinzugerufen) / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>(talk + hold + wrap-up + called in) / interactions handled</source>
            <translation>(Sprechen + Halten + Nacharbeit + hinzugerufen) / bediente Interaktionen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>({name} could not be fetched.)</source>
            <translation>({name} konnte nicht geholt werden.)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>({name} could not be fetched: {why})</source>
            <translation>({name} konnte nicht geholt werden: {why})</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/head.py" />
            <source>+1 min</source>
            <translation>+1 min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>0 is none. An empty field leaves it to the agent to complete.</source>
            <translation>0 heißt keine. Ein leeres Feld überlässt es dem Agenten, sie abzuschließen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>0 leaves it to the provider's DNS.</source>
            <translation>0 überlässt es dem DNS des Anbieters.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>1 to {0} interactions are moved at once.</source>
            <translation>Auf einmal werden 1 bis {0} Vorgänge verschoben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>1 year</source>
            <translation>1 Jahr</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>1. A message that answers another one joins the conversation of that one.</source>
            <translation>1. Eine Nachricht, die auf eine andere antwortet, kommt in deren Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>15 minutes</source>
            <translation>15 Minuten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>16 bit, any rate. Silence around it is cut, and it is made as loud as the others.</source>
            <translation>16 Bit, jede Abtastrate. Stille am Rand wird entfernt, und sie wird so laut wie die anderen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>2. A mail to a conversation's own address (with + and a token) joins that conversation.</source>
            <translation>2. Eine Mail an die eigene Adresse eines Gesprächs (mit + und Kennung) kommt in dieses Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>2026-12-25 is one day, 12-25 that day of every year. Without times it is closed.</source>
            <translation>2026-12-25 ist ein Tag, 12-25 dieser Tag in jedem Jahr. Ohne Zeiten ist geschlossen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>3. What is written in a room or chat of a network joins the conversation of that room.</source>
            <translation>3. Was in einem Raum oder Chat eines Netzes geschrieben wird, kommt in das Gespräch dieses Raums.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>30 days</source>
            <translation>30 Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>30 minutes</source>
            <translation>30 Minuten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>4. Else a message joins its customer's open conversation; of several the one with its subject.</source>
            <translation>4. Sonst kommt eine Nachricht in das offene Gespräch ihres Kunden; bei mehreren in das mit ihrem Betreff.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>5. Else it reopens the one by the same entry point that was closed a short while ago.</source>
            <translation>5. Sonst öffnet sie das Gespräch über denselben Eingang wieder, das vor Kurzem geschlossen wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>6. Else a mail that says it answers reopens the one with the same subject.</source>
            <translation>6. Sonst öffnet eine Mail, die sich als Antwort ausgibt, das Gespräch mit demselben Betreff wieder.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>7. Else a new conversation begins.</source>
            <translation>7. Sonst beginnt ein neues Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>90 days</source>
            <translation>90 Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>A TURN server needs its shared secret, or else a user and a password.</source>
            <translation>Ein TURN-Server braucht sein gemeinsames Geheimnis oder einen Benutzer und ein Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A VPN carries the way to the hub ({interface}).</source>
            <translation>Der Weg zum Hub führt durch ein VPN ({interface}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>A cable instead of Wi-Fi often helps. “Check the connection” says what is in the way.</source>
            <translation>Ein Kabel statt WLAN hilft oft. „Verbindung prüfen“ sagt, was im Weg ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>A call among colleagues cannot wait in a queue.</source>
            <translation>Ein Gespräch unter Kollegen kann in keiner Warteschlange warten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>A call is part of this conversation now.</source>
            <translation>Ein Anruf gehört gerade zu diesem Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>A call rings</source>
            <translation>Ein Anruf klingelt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>A call that is spoken cannot be taken over.</source>
            <translation>Ein Gespräch, das geführt wird, lässt sich nicht übernehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>A call that is spoken cannot be taken over. Barge into it instead.</source>
            <translation>Ein laufender Anruf lässt sich nicht übernehmen. Sprechen Sie stattdessen mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>A callback was offered</source>
            <translation>Ein Rückruf wurde angeboten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>A client ID is missing.</source>
            <translation>Die Client-ID fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>A colleague</source>
            <translation>Ein Kollege</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>A colleague was faster, or the customer left.</source>
            <translation>Jemand anders war schneller, oder der Kunde ist gegangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>A colleague was faster.</source>
            <translation>Jemand im Team war schneller.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>A conference needs two calls.</source>
            <translation>Eine Konferenz braucht zwei Anrufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>A conversation cannot be merged with itself.</source>
            <translation>Ein Gespräch lässt sich nicht mit sich selbst zusammenführen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/merging.py" />
            <source>A customer cannot be merged with itself.</source>
            <translation>Ein Kunde lässt sich nicht mit sich selbst zusammenführen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>A customer has at most {0} addresses.</source>
            <translation>Ein Kunde hat höchstens {0} Adressen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>A customer without a name</source>
            <translation>Ein Kunde ohne Namen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <location filename="../agent_desktop/hub/server/rule_routes.py" />
            <source>A day looks like 2026-03-29.</source>
            <translation>Ein Tag sieht so aus: 2026-03-29.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/resuming.py" />
            <source>A digest has 64 digits.</source>
            <translation>Eine Prüfsumme hat 64 Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>A file</source>
            <translation>Eine Datei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>A file needs a name.</source>
            <translation>Eine Datei braucht einen Namen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <location filename="../agent_desktop/hub/written/attempts.py" />
            <source>A file of this message is not there any more.</source>
            <translation>Eine Datei dieser Nachricht ist nicht mehr da.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>A file's row is damaged.</source>
            <translation>Der Eintrag einer Datei ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>A filter may open connections; tell the administrator.</source>
            <translation>Vielleicht öffnet ein Filter Verbindungen; sagen Sie es Ihrer Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A filter on the way may open connections, or the hub's authority is not installed here: ask the administrator, and do not go on with a password.</source>
            <translation>Vielleicht öffnet ein Filter unterwegs Verbindungen, oder die Zertifizierungsstelle des Hubs ist hier nicht installiert: Fragen Sie Ihre Administration, und geben Sie kein Passwort ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A firewall may be in the way; check port and network.</source>
            <translation>Vielleicht steht eine Firewall im Weg; prüfen Sie Port und Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A firewall may swallow it. Try another network, such as a telephone's.</source>
            <translation>Vielleicht verschluckt es eine Firewall. Versuchen Sie ein anderes Netzwerk, etwa das eines Mobiltelefons.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/lines.py" />
            <source>A frame has at most {0} bytes.</source>
            <translation>Ein Frame hat höchstens {0} Bytes.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <source>A hello comes once.</source>
            <translation>Ein Hallo kommt einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/following.py" />
            <source>A hint has 1 to {0} characters.</source>
            <translation>Ein Hinweis hat 1 bis {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>A key that has no choice</source>
            <translation>Taste ohne Auswahl</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>A language is written like de or pt-BR.</source>
            <translation>Eine Sprache wird wie de oder pt-BR geschrieben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>A letter without Ctrl would be typed into your reply.</source>
            <translation>Ein Buchstabe ohne Strg stünde in Ihrer Antwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>A link leads to a site, a mail address or a telephone number.</source>
            <translation>Ein Link führt zu einer Website, einer Mailadresse oder einer Telefonnummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>A mail goes to at most {0} addresses in one line.</source>
            <translation>Eine Mail geht je Zeile an höchstens {0} Adressen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>A menu knows the digits 0 to 9, * and #.</source>
            <translation>Ein Menü kennt die Tasten 0 bis 9, * und #.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>A merge of two customer records was taken back</source>
            <translation>Die Zusammenführung zweier Kundeneinträge wurde zurückgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>A message carries at most {0} files.</source>
            <translation>Eine Nachricht trägt höchstens {0} Dateien.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/items.py" />
            <source>A message that the backend does not have yet cannot be kept as history.</source>
            <translation>Eine Nachricht, die das System noch nicht hat, kann nicht als Verlauf abgelegt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>A name is needed.</source>
            <translation>Ein Name fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>A new history was begun; the old one is kept as {name}. Unsent replies that could be read are here.</source>
            <translation>Ein neuer Verlauf wurde begonnen; der alte bleibt als {name} erhalten. Lesbare ungesendete Antworten sind hier.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>A number was not reached</source>
            <translation>Nummer nicht erreicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/recipients.py" />
            <source>A number with so many digits does not exist there.</source>
            <translation>Eine Nummer mit so vielen Ziffern gibt es dort nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A passphrase protects passwords and history.</source>
            <translation>Eine Passphrase schützt Passwörter und Verlauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/passwords.py" />
            <source>A password has {0} to {1} characters.</source>
            <translation>Ein Passwort hat {0} bis {1} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>A password is missing.</source>
            <translation>Das Passwort fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>A point counts as a minute of waiting.</source>
            <translation>Ein Punkt zählt wie eine Minute Wartezeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A program or a filter on the way opens encrypted connections.</source>
            <translation>Ein Programm oder ein Filter unterwegs öffnet verschlüsselte Verbindungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/synthesis.py" />
            <source>A prompt has 1 to {0} characters.</source>
            <translation>Eine Ansage hat 1 bis {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>A prompt has 2,000 characters at the most.</source>
            <translation>Eine Ansage hat höchstens 2.000 Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>A prompt has one or two channels.</source>
            <translation>Eine Ansage hat einen oder zwei Kanäle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>A prompt is at most {0} minutes long.</source>
            <translation>Eine Ansage ist höchstens {0} Minuten lang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>A prompt's name has small letters, digits, - and _, perhaps with one / inside.</source>
            <translation>Der Name einer Ansage hat Kleinbuchstaben, Ziffern, - und _, vielleicht mit einem / darin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A proxy or filter may be in the way: ask who runs it.</source>
            <translation>Vielleicht steht ein Proxy oder Filter im Weg: Fragen Sie, wer ihn betreibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>A recording could not be read.</source>
            <translation>Eine Aufzeichnung konnte nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/sound_server_routes.py" />
            <source>A relay needs its secret, or a user and a password.</source>
            <translation>Ein Relay braucht sein Geheimnis, oder Benutzer und Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>A reply is just being sent.</source>
            <translation>Eine Antwort wird gerade gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>A sent reply waits before it leaves.</source>
            <translation>Eine Antwort wartet, bevor sie hinausgeht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <source>A shape has at least {0} # and at most {1} characters.</source>
            <translation>Ein Muster hat mindestens {0} # und höchstens {1} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/admin.py" />
            <source>A shortcut is one word of 1 to 64 characters, without “/” and “:”.</source>
            <translation>Ein Kürzel ist ein Wort aus 1 bis 64 Zeichen, ohne „/“ und „:“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A sign-in page may be in the way: open a browser. Else check the address.</source>
            <translation>Vielleicht steht eine Anmeldeseite im Weg: Öffnen Sie einen Browser. Sonst prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A sign-in page of your network is in the way of the hub.</source>
            <translation>Eine Anmeldeseite Ihres Netzwerks steht vor dem Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>A skill has a level from 1 to 10: “{value}”.</source>
            <translation>Eine Fähigkeit hat eine Stufe von 1 bis 10: „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>A skill is no longer asked for: {target}</source>
            <translation>Eine Fähigkeit ist nicht mehr verlangt: {target}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>A speaker, so that you hear it without the headset.</source>
            <translation>Ein Lautsprecher, damit Sie es ohne Headset hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>A spoken text</source>
            <translation>Ein gesprochener Text</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>A step is not finished.</source>
            <translation>Ein Schritt ist nicht fertig.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>A stream like a call's comes through badly ({told}).</source>
            <translation>Ein Datenstrom wie der eines Anrufs kommt schlecht durch ({told}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>A stream like a call's comes through well ({told}).</source>
            <translation>Ein Datenstrom wie der eines Anrufs kommt gut durch ({told}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>A stream like a call's comes through with holes ({told}).</source>
            <translation>Ein Datenstrom wie der eines Anrufs kommt mit Lücken durch ({told}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/agents.py" />
            <source>A team needs an administrator, and this is the last one.</source>
            <translation>Ein Team braucht eine Administration, und dies ist das letzte Konto mit diesem Recht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>A telephone system could not be tried in time.</source>
            <translation>Eine Telefonanlage ließ sich nicht rechtzeitig erproben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>A value without which Meta takes nothing is missing.</source>
            <translation>Es fehlt eine Angabe, ohne die Meta nichts annimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>A voicemail was offered</source>
            <translation>Die Sprachbox wurde angeboten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>A week has seven days.</source>
            <translation>Eine Woche hat sieben Tage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/frames.py" />
            <source>A whole number has at most the size {0} at {1}.</source>
            <translation>Eine ganze Zahl ist höchstens {0} groß, bei {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>A word is enough</source>
            <translation>Ein Wort genügt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>AC and 32 letters and digits.</source>
            <translation>AC und 32 Buchstaben und Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/settings.py" />
            <source>API server</source>
            <translation>API-Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>API token</source>
            <translation>API-Token</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Abandon rate</source>
            <translation>Abbruchquote</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Abandon rate of offered</source>
            <translation>Abbruchquote aller Eingegangenen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Abandon rate without short</source>
            <translation>Abbruchquote ohne kurze</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Abandon wait</source>
            <translation>Wartezeit bis Abbruch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Abandoned</source>
            <translation>Aufgelegt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Abandoned within</source>
            <translation>Abgebrochen innerhalb der Schwelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/painter.py" />
            <source>Accept or decline</source>
            <translation>Annehmen?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Accept the offer</source>
            <translation>Angebot annehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Access token</source>
            <translation>Zugriffstoken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Account SID</source>
            <translation>Account-SID</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>Accounts on networks</source>
            <translation>Konten in Netzwerken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Active · {n}</source>
            <translation>Aktiv · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Add a calendar</source>
            <translation>Kalender hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Add a day</source>
            <translation>Tag hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Add a menu</source>
            <translation>Menü hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Add a number</source>
            <translation>Nummer hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Add a person</source>
            <translation>Person hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <source>Add a person to the call</source>
            <translation>Eine Person zum Anruf hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Add a prompt</source>
            <translation>Ansage hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Add a queue</source>
            <translation>Warteschlange hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Add a ring</source>
            <translation>Ring hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Add a rule</source>
            <translation>Regel hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Add a saved reply</source>
            <translation>Textbaustein hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Add a server</source>
            <translation>Server hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Add a skill</source>
            <translation>Fähigkeit hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Add a step</source>
            <translation>Schritt hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Add a team</source>
            <translation>Team hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Add a telephone account</source>
            <translation>Telefonkonto hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <source>Add a telephone account in the settings, or save the file.</source>
            <translation>Richten Sie in den Einstellungen ein Telefonkonto ein, oder speichern Sie die Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Add a telephone account, and its calls can answer themselves.</source>
            <translation>Fügen Sie ein Telefonkonto hinzu, dann können sich seine Anrufe selbst annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Add a telephone account; then microphone and headset are chosen and tried here.</source>
            <translation>Fügen Sie ein Telefonkonto hinzu; dann werden Mikrofon und Headset hier gewählt und ausprobiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Add a trunk</source>
            <translation>Amtsleitung hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Add a website</source>
            <translation>Website hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>Add an entry point</source>
            <translation>Eingang hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Add an outcome</source>
            <translation>Ergebnis hinzufügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Add link</source>
            <translation>Link einfügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Add note</source>
            <translation>Notiz anfügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <source>Add or join</source>
            <translation>Hinzufügen oder zusammenschalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/manifest.py" />
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Address</source>
            <translation>Adresse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Address of the link</source>
            <translation>Adresse des Links</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Address to listen at</source>
            <translation>Adresse, an der der Hub annimmt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Address: {value}</source>
            <translation>Adresse: {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Addresses</source>
            <translation>Adressen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Addresses or networks, parted by blanks.</source>
            <translation>Adressen oder Netze, durch Leerzeichen getrennt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <source>Addresses that the others do not see</source>
            <translation>Adressen, die die anderen nicht sehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Adjusted handle time</source>
            <translation>Bereinigte Bearbeitungszeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Administrator</source>
            <translation>Administrator</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Administrators can name one: TURN by TLS on port 443.</source>
            <translation>Ihre Administration kann eines nennen: TURN über TLS auf Port 443.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>After</source>
            <translation>Nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>After a while a skill is asked for at a lower level, or not at all.</source>
            <translation>Nach einer Weile wird eine Fähigkeit auf niedrigerer Stufe verlangt, oder gar nicht mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>After it</source>
            <translation>Danach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>After the current work</source>
            <translation>Nach der jetzigen Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/signature_row.py" />
            <source>Agent</source>
            <translation>Agent</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/root.py" />
            <location filename="../agent_desktop/ui/settings/consenting.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <location filename="../agent_desktop/ui/shell/window.py" />
            <location filename="../agent_desktop/ui/signin/steps.py" />
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Agent Desktop</source>
            <translation>Agent Desktop</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/about.py" />
            <source>Agent Desktop {version}, Apache-2.0</source>
            <translation>Agent Desktop {version}, Apache-2.0</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Agent away</source>
            <translation>Agent abwesend</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Agent of last time</source>
            <translation>Agent vom letzten Mal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tile_grid.py" />
            <source>Agents</source>
            <translation>Agenten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Agents find it by this.</source>
            <translation>Danach wird er gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Agents may pause for what is confidential</source>
            <translation>Agenten dürfen bei Vertraulichem anhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Agents may start a recording</source>
            <translation>Agenten dürfen eine Aufzeichnung beginnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Agents type :: and this. It stays as it is.</source>
            <translation>Agenten tippen :: und dies. Es lässt sich nicht mehr ändern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Agents who serve it: {0}.</source>
            <translation>Agenten, die sie bedienen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>Agents · {total}, needs attention first</source>
            <translation>Agenten · {total}, Dringendes zuerst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Agree on a longer one with Sinch: 8 characters at least.</source>
            <translation>Vereinbaren Sie mit Sinch ein längeres: mindestens 8 Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Alike</source>
            <translation>Gleich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>All agents</source>
            <translation>Alle Agenten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>All calls</source>
            <translation>Alle Anrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>All calls recorded</source>
            <translation>Alle Anrufe aufgezeichnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>All calls: after a notice, unless the caller objects. With consent: only who agrees when asked.</source>
            <translation>Alle Anrufe: nach einem Hinweis, wenn der Anrufer nicht widerspricht. Mit Zustimmung: nur wer auf die Frage hin zustimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>All channels</source>
            <translation>Alle Kanäle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/merging.py" />
            <source>All conversations and addresses of {other} move to {name}. It can be taken back.</source>
            <translation>Alle Gespräche und Adressen von {other} kommen zu {name}. Das lässt sich zurücknehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>All entry points</source>
            <translation>Alle Eingänge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/keysheet.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>All keys</source>
            <translation>Alle Tasten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>All languages</source>
            <translation>Alle Sprachen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>All queues</source>
            <translation>Alle Warteschlangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>All teams</source>
            <translation>Alle Teams</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>All together</source>
            <translation>Alles zusammen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>Allow it in the account's settings, if you may.</source>
            <translation>Erlauben Sie es in den Einstellungen des Kontos, wenn Sie dürfen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <source>All…</source>
            <translation>Alle …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Alphabet of incoming messages that name none</source>
            <translation>Alphabet eingehender Nachrichten, die keines nennen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Already waiting</source>
            <translation>Warten schon</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Alt with a letter types characters on many keyboards.</source>
            <translation>Alt mit einem Buchstaben schreibt auf vielen Tastaturen Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Altogether</source>
            <translation>Alles zusammen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Always from this sender</source>
            <translation>Von diesem Absender immer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>An administrator can allow the origin at the entry point.</source>
            <translation>Ihre Administration kann die Herkunft am Eingang erlauben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>An administrator has to give the app the permission that it lacks.</source>
            <translation>Ein Administrator muss der App die fehlende Berechtigung geben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>An administrator has to look at the billing of the business account.</source>
            <translation>Ein Administrator muss die Abrechnung des Unternehmenskontos prüfen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>An agent has 1 to {0} units.</source>
            <translation>Ein Mensch im Team hat 1 bis {0} Einheiten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>An agent has it, from {queue}.</source>
            <translation>Ein Agent hat es, aus {queue}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <source>An announcement ends within the next 90 days.</source>
            <translation>Eine Ansage endet innerhalb der nächsten 90 Tage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <source>An announcement has 1 to {0} characters.</source>
            <translation>Eine Ansage hat 1 bis {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>An entry point has this id.</source>
            <translation>Ein Eingang hat diese Kennung schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>An entry point keeps its channel.</source>
            <translation>Ein Eingang behält seinen Kanal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/operations.py" />
            <source>An id has 1 to 64 letters, digits, - and _, and begins with a letter or digit.</source>
            <translation>Eine Kennung hat 1 bis 64 Buchstaben, Ziffern, - und _ und beginnt mit Buchstabe oder Ziffer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <source>An id has 1 to {0} characters.</source>
            <translation>Eine Kennung hat 1 bis {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>An id has 1 to {0} visible characters without spaces.</source>
            <translation>Eine Kennung hat 1 bis {0} sichtbare Zeichen ohne Leerzeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <source>An interval is one of {0}.</source>
            <translation>Ein Intervall ist eines von {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>An offer without a token cannot be expected.</source>
            <translation>Ein Angebot ohne Kennung kann nicht erwartet werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>An order names each of them once.</source>
            <translation>Eine Reihenfolge nennt jeden Eintrag genau einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>An upload id has 8 to 64 letters, digits, - and _.</source>
            <translation>Die Kennung eines Uploads hat 8 bis 64 Buchstaben, Ziffern, - und _.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>And</source>
            <translation>Und</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Announce</source>
            <translation>Bekanntgeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Announced.</source>
            <translation>Bekanntgegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Announcement</source>
            <translation>Ankündigung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <source>Announcement from {name}:</source>
            <translation>Ankündigung von {name}:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>Announcements</source>
            <translation>Ansagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>Another agent has this e-mail address.</source>
            <translation>Jemand anders im Team hat diese E-Mail-Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Another change of this message is on its way.</source>
            <translation>Eine andere Änderung dieser Nachricht ist unterwegs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>Another customer has this address.</source>
            <translation>Ein anderer Kunde hat diese Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>Another hub (process {0}) already uses the folder {1}.</source>
            <translation>Ein anderer Hub (Prozess {0}) benutzt den Ordner {1} schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Another hub has worked on this database meanwhile, so nothing was saved.</source>
            <translation>Inzwischen hat ein anderer Hub mit dieser Datenbank gearbeitet, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/node.py" />
            <location filename="../agent_desktop/hub/server/relaying.py" />
            <source>Another node of the hub takes the lead.</source>
            <translation>Ein anderer Knoten des Hubs übernimmt die Führung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Another number…</source>
            <translation>Eine andere Nummer …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>Another one than Telegram's own, where there is one.</source>
            <translation>Ein anderer als der von Telegram, wo es einen gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Another one than Twilio's own, where there is one.</source>
            <translation>Ein anderer als der von Twilio, wo es einen gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Another one than Vonage's own, where there is one.</source>
            <translation>Ein anderer als der von Vonage, wo es einen gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Another program holds the hub's database, so nothing was saved.</source>
            <translation>Ein anderes Programm hält die Datenbank des Hubs fest, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Another saved reply has this shortcut.</source>
            <translation>Ein anderer Textbaustein hat dieses Kürzel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>Another sign-in was begun instead.</source>
            <translation>Stattdessen wurde eine andere Anmeldung begonnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>Another sound was sent in between.</source>
            <translation>Dazwischen kam eine andere Tonaufnahme.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Another supervisor listens already.</source>
            <translation>Es hört schon eine andere Teamleitung zu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/process.py" />
            <source>Another telephone runs in this folder.</source>
            <translation>In diesem Ordner läuft schon ein Telefon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Another trunk has this name.</source>
            <translation>Eine andere Amtsleitung heißt so.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Another way of the customer</source>
            <translation>Ein anderer Kanal des Kunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Answer STOP, START and HELP</source>
            <translation>STOP, START und HILFE beantworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Answer another way.</source>
            <translation>Antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/translate.py" />
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Answer by another channel.</source>
            <translation>Antworten Sie über einen anderen Kanal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Answer in the chat.</source>
            <translation>Antworten Sie im Chat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>Answer privately, or another way.</source>
            <translation>Antworten Sie privat oder auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mailing.py" />
            <source>Answer the customer</source>
            <translation>Dem Kunden antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Answer wait</source>
            <translation>Wartezeit bis Annahme</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Answer {name}</source>
            <translation>{name} annehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Answered</source>
            <translation>Angenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Answered by itself in {n} s, after a tone.</source>
            <translation>Wird in {n} s mit einem Ton von selbst angenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Answered within</source>
            <translation>Innerhalb der Schwelle angenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/telephone.py" />
            <source>Answering and talking</source>
            <translation>Annehmen und Sprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Answering…</source>
            <translation>Nimmt an …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Answers</source>
            <translation>Antwortet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Answers hexadecimal</source>
            <translation>Antworten hexadezimal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Answers reopen conversations for {n} days</source>
            <translation>Antworten öffnen Gespräche {n} Tage lang wieder</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Answers to an address with a token</source>
            <translation>Antworten an eine Adresse mit Kennung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Any words of yours; write the same on the webhook's page.</source>
            <translation>Beliebige Worte; dieselben gehören auf die Seite des Webhooks.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>App secret</source>
            <translation>App-Geheimnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Application ID</source>
            <translation>Anwendungs-ID</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>As @BotFather gave it: 123456:ABC…</source>
            <translation>Wie @BotFather es gegeben hat: 123456:ABC…</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>As Sinch set it up for the callbacks of the plan.</source>
            <translation>Wie Sinch es für die Rückrufe des Plans eingerichtet hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <source>As https://mastodon.example</source>
            <translation>Zum Beispiel https://mastodon.example</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>As many as the provider takes.</source>
            <translation>So viele, wie der Anbieter annimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>As of {time}</source>
            <translation>Stand {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>As offered</source>
            <translation>Wie angeboten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>As shipped</source>
            <translation>Mitgeliefert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>As the customer reads it.</source>
            <translation>Wie der Kunde es liest.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>As usual</source>
            <translation>Wie sonst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Aside</source>
            <translation>Abseits</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <source>Ask a team lead to look</source>
            <translation>Eine Teamleitung bitten, darauf zu schauen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Ask again.</source>
            <translation>Fragen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Ask an administrator for a sender with a number.</source>
            <translation>Bitten Sie einen Administrator um einen Absender mit Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/operations.py" />
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>Ask an administrator of the team.</source>
            <translation>Fragen Sie die Administration des Teams.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/translate.py" />
            <source>Ask an administrator to look at Kannel's log.</source>
            <translation>Bitten Sie einen Administrator, ins Protokoll von Kannel zu sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/translate.py" />
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <source>Ask an administrator to look at the provider's settings.</source>
            <translation>Bitten Sie einen Administrator, die Einstellungen beim Anbieter anzusehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>Ask an administrator.</source>
            <translation>Bitten Sie einen Administrator.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/network.py" />
            <source>Ask as the bot</source>
            <translation>Als Bot anfragen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Ask first</source>
            <translation>Erst fragen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>Ask for a sign of life</source>
            <translation>Um ein Lebenszeichen bitten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Ask for another address.</source>
            <translation>Bitten Sie um eine andere Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <source>Ask for it to be sent again.</source>
            <translation>Bitten Sie darum, sie noch einmal zu senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>Ask for less.</source>
            <translation>Verlangen Sie weniger.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <location filename="../agent_desktop/hub/channels/meta/network.py" />
            <source>Ask for the account</source>
            <translation>Nach dem Konto fragen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/guidance.py" />
            <source>Ask its team lead.</source>
            <translation>Fragen Sie deren Teamleitung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/queues.py" />
            <source>Ask somebody of {queue} first</source>
            <translation>Erst jemanden von {queue} fragen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Ask the administrator whether the hub runs, and whether the port is right.</source>
            <translation>Fragen Sie Ihre Administration, ob der Hub läuft und ob der Port stimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Ask the administrator; the hub may be starting.</source>
            <translation>Fragen Sie Ihre Administration; vielleicht startet der Hub gerade.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>Ask the customer to write in a room without encryption, or answer another way.</source>
            <translation>Bitten Sie den Kunden, in einem Raum ohne Verschlüsselung zu schreiben, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <source>Ask the provider</source>
            <translation>Den Anbieter fragen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Ask the provider for it.</source>
            <translation>Fragen Sie den Anbieter danach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Ask the provider for one of at most 8.</source>
            <translation>Bitten Sie den Anbieter um eines mit höchstens 8.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Ask the provider what it wants.</source>
            <translation>Fragen Sie den Anbieter, was er will.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>Ask the provider.</source>
            <translation>Fragen Sie den Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Ask whether it serves</source>
            <translation>Fragen, ob er dient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>Ask whether you are heard.</source>
            <translation>Fragen Sie nach, ob man Sie hört.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Ask who looks after it about its certificate.</source>
            <translation>Fragen Sie, wer die Anlage betreut, nach ihrem Zertifikat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Ask who looks after it.</source>
            <translation>Fragen Sie, wer sie betreut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Ask who runs it to leave the hub's address out: calls are hindered by it.</source>
            <translation>Bitten Sie, wer ihn betreibt, die Adresse des Hubs auszunehmen: Er behindert Anrufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Ask who runs the network to let UDP out, or the administrator for TURN by TLS on port 443.</source>
            <translation>Bitten Sie, wer das Netzwerk betreibt, UDP hinauszulassen, oder Ihre Administration um TURN über TLS auf Port 443.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Ask who runs the network to let UDP to the TURN server out.</source>
            <translation>Bitten Sie, wer das Netzwerk betreibt, UDP zum TURN-Server hinauszulassen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>Ask your administrator for recordings in this queue.</source>
            <translation>Bitten Sie Ihre Administration um Aufnahmen in dieser Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/session.py" />
            <location filename="../agent_desktop/desk/guidance.py" />
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>Ask your administrator.</source>
            <translation>Fragen Sie Ihre Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>Ask your team lead to give it to you.</source>
            <translation>Bitten Sie Ihre Teamleitung darum.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Ask your team lead what is recorded.</source>
            <translation>Fragen Sie Ihre Teamleitung, was aufgezeichnet wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Asked for, from this level on.</source>
            <translation>Verlangt, ab dieser Stufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Asking the provider…</source>
            <translation>Der Anbieter wird gefragt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Assigned</source>
            <translation>Zugeteilt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Assigned to you</source>
            <translation>Ihnen zugeteilt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Assigned to {who}</source>
            <translation>{who} zugeteilt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <source>At most {0} can be named.</source>
            <translation>Höchstens {0} lassen sich nennen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>At once</source>
            <translation>Sofort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>At the provider</source>
            <translation>Beim Anbieter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>At {end} the code “No disposition” is set and the capacity is freed.</source>
            <translation>Bei {end} wird „Ohne Ergebnis“ gesetzt und der Platz frei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/attaching.py" />
            <location filename="../agent_desktop/ui/conversation/composer/bar.py" />
            <source>Attach files</source>
            <translation>Dateien anhängen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <location filename="../agent_desktop/hub/written/attempts.py" />
            <source>Attach it anew.</source>
            <translation>Hängen Sie sie neu an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Attach the file itself.</source>
            <translation>Hängen Sie die Datei selbst an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/chips.py" />
            <source>Attached files</source>
            <translation>Angehängte Dateien</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Audit trail</source>
            <translation>Prüfprotokoll</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Auth token</source>
            <translation>Auth-Token</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Automatic answers</source>
            <translation>Automatische Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Automatic reply</source>
            <translation>Automatische Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/findings.py" />
            <source>BAD</source>
            <translation>FEHLER</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Back at the same place in line</source>
            <translation>Zurück am selben Platz in der Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/parties.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Back to the call</source>
            <translation>Zurück zum Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_parts.py" />
            <source>Back to the call with {name}</source>
            <translation>Zurück zum Anruf mit {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>Back to the connectors</source>
            <translation>Zurück zu den Konnektoren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>Back to the customer</source>
            <translation>Zurück zum Kunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Back to the default</source>
            <translation>Zurück zur Vorgabe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <source>Back to the known pages</source>
            <translation>Zurück zu den bekannten Seiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Back to the list</source>
            <translation>Zurück zur Liste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Back to the shipped one</source>
            <translation>Zurück zur mitgelieferten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Backspace</source>
            <translation>Rückschritt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Bad</source>
            <translation>Schlecht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Barge in</source>
            <translation>Mitsprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Barge in on the call</source>
            <translation>Im Gespräch mitsprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Barge in on {name}</source>
            <translation>Bei {name} mitsprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Barge into it instead.</source>
            <translation>Schalten Sie sich stattdessen in das Gespräch ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <source>Bcc</source>
            <translation>Bcc</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/forgotten.py" />
            <source>Begin anew</source>
            <translation>Neu beginnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <source>Begin it anew.</source>
            <translation>Beginnen Sie das Hochladen neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Begin with + and the country's code, or ask your administrator to set the region.</source>
            <translation>Beginnen Sie mit + und der Landesvorwahl, oder bitten Sie Ihre Administration, die Region festzulegen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Behind some firewalls calls have no sound without it. It is tried again by itself.</source>
            <translation>Hinter manchen Firewalls haben Anrufe ohne ihn keinen Ton. Er wird von selbst wieder versucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Behind the numbers that are called. Empty: the server.</source>
            <translation>Steht hinter den Nummern, die angerufen werden. Leer: der Server.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Being asked…</source>
            <translation>Wird gefragt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>Being brought…</source>
            <translation>Wird geholt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Being called back</source>
            <translation>Rückruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>Being called back needs a digit and at least one try.</source>
            <translation>Ein Rückruf braucht eine Taste und mindestens einen Versuch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Bell</source>
            <translation>Klingel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Best skills</source>
            <translation>Beste Fähigkeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Beyond this computer the hub speaks TLS only.</source>
            <translation>Über diesen Computer hinaus spricht der Hub nur TLS.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/translate.py" />
            <source>Blocked the bot.</source>
            <translation>Hat den Bot blockiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Bold</source>
            <translation>Fett</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Bot</source>
            <translation>Bot</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>Bot API server</source>
            <translation>Server der Bot-API</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Both telephones have no kind of sound in common.</source>
            <translation>Beide Telefone haben keine gemeinsame Tonart.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Break</source>
            <translation>Pause</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>Bring practice customers</source>
            <translation>Übungskunden holen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/about.py" />
            <source>Built with:</source>
            <translation>Gebaut mit:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Bullets</source>
            <translation>Aufzählung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Busy</source>
            <translation>Besetzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>By agent</source>
            <translation>Je Agent</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>By channel</source>
            <translation>Je Kanal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>By entry point</source>
            <translation>Je Eingang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>By hand</source>
            <translation>Von Hand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>By it the hub knows that a request comes from Meta.</source>
            <translation>Daran erkennt der Hub, dass eine Anfrage von Meta kommt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <location filename="../agent_desktop/ui/settings/house.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>By queue</source>
            <translation>Je Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>By rule</source>
            <translation>Nach Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>By team</source>
            <translation>Je Team</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>By time</source>
            <translation>Nach Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>By webhook only where Telegram can reach this hub over https.</source>
            <translation>Über einen Webhook nur, wo Telegram diesen Hub über https erreicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Calendar</source>
            <translation>Kalender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Calendars</source>
            <translation>Kalender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <location filename="../agent_desktop/ui/call/queues.py" />
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Call</source>
            <translation>Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <source>Call a number</source>
            <translation>Eine Nummer anrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/history.py" />
            <source>Call a number…</source>
            <translation>Nummer anrufen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>Call again.</source>
            <translation>Rufen Sie noch einmal an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Call anyway</source>
            <translation>Trotzdem anrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Call back</source>
            <translation>Zurückrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Call by number.</source>
            <translation>Rufen Sie über die Nummer an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Call ended</source>
            <translation>Gespräch beendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Call from</source>
            <translation>Anrufen von</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Call in progress</source>
            <translation>Laufender Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>Call somebody else.</source>
            <translation>Rufen Sie jemand anders an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Call the customer.</source>
            <translation>Rufen Sie den Kunden an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Call the last number again</source>
            <translation>Wahlwiederholung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/mailboxes.py" />
            <source>Call the mailbox</source>
            <translation>Anrufbeantworter anrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Call there on a second line, and join both calls.</source>
            <translation>Rufen Sie dort auf einer zweiten Leitung an, und verbinden Sie beide.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/mailboxes.py" />
            <source>Call your mailbox to hear them.</source>
            <translation>Rufen Sie Ihren Anrufbeantworter an, um sie zu hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/laid.py" />
            <location filename="../agent_desktop/ui/customer/rows.py" />
            <source>Call {name}</source>
            <translation>{name} anrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/queues.py" />
            <source>Call {name} for {queue}</source>
            <translation>{name} für {queue} anrufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Call: {words}</source>
            <translation>Anruf: {words}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Callback: agreed</source>
            <translation>Rückruf: vereinbart</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Callback: agreed on a web page</source>
            <translation>Rückruf: auf einer Webseite vereinbart</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Callback: no answer, the last try</source>
            <translation>Rückruf: niemand da, letzter Versuch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Callback: no answer, tried again later</source>
            <translation>Rückruf: niemand da, später wieder</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Callback: the offer</source>
            <translation>Rückruf: das Angebot</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Callers hear</source>
            <translation>Anrufer hören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Callers may keep their place and hang up</source>
            <translation>Anrufer dürfen ihren Platz behalten und auflegen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>Calling…</source>
            <translation>Ruft an …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/calls.py" />
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/history.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Calls</source>
            <translation>Anrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Calls begin late. Try another network, or ask who runs this one.</source>
            <translation>Anrufe beginnen spät. Versuchen Sie ein anderes Netzwerk, oder fragen Sie, wer dieses betreibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>Calls can be seen, and not heard: there is no telephone here.</source>
            <translation>Gespräche sind zu sehen, aber nicht zu hören: Hier gibt es kein Telefon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Calls for help</source>
            <translation>Notrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Calls from these are let in without a password, one in each line.</source>
            <translation>Anrufe von dort werden ohne Passwort eingelassen, eines in jeder Zeile.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Calls go by the hours of their number instead.</source>
            <translation>Anrufe richten sich stattdessen nach den Zeiten ihrer Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Calls in {n} s</source>
            <translation>Anruf in {n} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Calls make do with that and sound plainer. Stop other uploads and downloads.</source>
            <translation>Anrufe kommen damit aus und klingen schlichter. Beenden Sie andere Uploads und Downloads.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Calls of any telephone system that speaks SIP, wherever your other work comes from.</source>
            <translation>Anrufe jeder Telefonanlage, die SIP spricht, woher Ihre übrige Arbeit auch kommt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>Calls of this account are not recorded.</source>
            <translation>Gespräche dieses Kontos werden nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Calls to {name} answer themselves</source>
            <translation>Anrufe an {name} werden von selbst angenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/findings.py" />
            <source>Calls will not work well: {bad} of {all} checks failed.</source>
            <translation>Anrufe werden nicht gut gehen: {bad} von {all} Prüfungen sind fehlgeschlagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Calls {number}</source>
            <translation>Ruft {number} an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Came to the queue</source>
            <translation>Eingegangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>Came to wait in {queue}</source>
            <translation>Begann in {queue} zu warten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Can still be taken back</source>
            <translation>Kann noch zurückgenommen werden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <location filename="../agent_desktop/ui/customer/merging.py" />
            <location filename="../agent_desktop/ui/guidance/sheet.py" />
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <location filename="../agent_desktop/ui/settings/form.py" />
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Cannot sign in</source>
            <translation>Kann sich nicht anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Card payments</source>
            <translation>Kartenzahlungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Catching up · current to {time}</source>
            <translation>Holt auf · aktuell bis {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Catching up…</source>
            <translation>Holt auf …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <source>Cc</source>
            <translation>Cc</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <source>Cc Bcc</source>
            <translation>Cc Bcc</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Certificate authority</source>
            <translation>Zertifizierungsstelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Certificate for deliveries</source>
            <translation>Zertifikat für Zustellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>Change a message</source>
            <translation>Eine Nachricht ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>Change a rule first.</source>
            <translation>Ändern Sie zuerst eine Regel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Change it, or ask the mail server's administrators.</source>
            <translation>Ändern Sie sie, oder fragen Sie die Administration des Mailservers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Change or finish these first.</source>
            <translation>Ändern oder beenden Sie das zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Change presence</source>
            <translation>Status ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <source>Change presence…</source>
            <translation>Status ändern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Change the message, or answer another way.</source>
            <translation>Ändern Sie die Nachricht, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Change the presence of {name}</source>
            <translation>Anwesenheit von {name} ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>Change them first.</source>
            <translation>Ändern Sie diese zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Change these settings</source>
            <translation>Diese Einstellungen ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Change {name}</source>
            <translation>{name} ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Changed a person</source>
            <translation>Hat eine Person geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Changed a presence</source>
            <translation>Hat einen Status geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Changed a queue</source>
            <translation>Hat eine Warteschlange geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Changed a team</source>
            <translation>Hat ein Team geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Changed the own password</source>
            <translation>Hat das eigene Passwort geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Changes are used when the call is over.</source>
            <translation>Änderungen gelten, sobald der Anruf vorbei ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Channel</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Chat widget for your website</source>
            <translation>Chat für Ihre Website</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Chat · web widget</source>
            <translation>Chat · Website</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Chats</source>
            <translation>Chats</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Chats for your web pages, and who may show them.</source>
            <translation>Chats für Ihre Webseiten, und wer sie zeigen darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Check again</source>
            <translation>Noch einmal prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>Check both and try again.</source>
            <translation>Prüfen Sie beides, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>Check both in the entry point's settings, or wait a few minutes.</source>
            <translation>Prüfen Sie beides in den Einstellungen des Eingangs oder warten Sie ein paar Minuten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Check client ID and client secret, and the kind of application that is registered.</source>
            <translation>Prüfen Sie Client-ID und Client-Geheimnis und die Art der registrierten Anwendung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>Check client ID and client secret.</source>
            <translation>Prüfen Sie Client-ID und Client-Geheimnis.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Check domain and user name: some servers do not answer strangers.</source>
            <translation>Prüfen Sie Domain und Benutzername: Manche Server antworten Fremden nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Check how it is written.</source>
            <translation>Prüfen Sie die Schreibweise.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Check how the server is written, or name a port and another transport.</source>
            <translation>Prüfen Sie, wie der Server geschrieben ist, oder nennen Sie einen Port und einen anderen Transport.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Check it.</source>
            <translation>Prüfen Sie sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Check it: digits, perhaps with + before them.</source>
            <translation>Prüfen Sie sie: Ziffern, vielleicht mit + davor.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>Check its address.</source>
            <translation>Prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Check its address; it may need a VPN.</source>
            <translation>Prüfen Sie ihre Adresse; vielleicht braucht es ein VPN.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Check its certificate</source>
            <translation>Sein Zertifikat prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <source>Check its name, port and security.</source>
            <translation>Prüfen Sie Name, Port und Verschlüsselung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>Check its port and security.</source>
            <translation>Prüfen Sie Port und Verschlüsselung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Check its rights.</source>
            <translation>Prüfen Sie seine Rechte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Check port and transport, and whether a firewall lets the hub out.</source>
            <translation>Prüfen Sie Port und Transport, und ob eine Firewall den Hub hinauslässt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Check port and transport, and whether the provider expects calls from this hub.</source>
            <translation>Prüfen Sie Port und Transport, und ob der Anbieter Anrufe von diesem Hub erwartet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>Check server and port, and the firewall.</source>
            <translation>Prüfen Sie Server und Port und die Firewall.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>Check server, port and encryption, or ask the provider.</source>
            <translation>Prüfen Sie Server, Port und Verschlüsselung oder fragen Sie den Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Check server, port and transport, and the firewall. It is tried again by itself.</source>
            <translation>Prüfen Sie Server, Port und Transport und die Firewall. Es wird von selbst wieder versucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>Check that clamd listens there, and its log.</source>
            <translation>Prüfen Sie, ob clamd dort lauscht, und sein Protokoll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>Check that it is still there, and attach it again.</source>
            <translation>Prüfen Sie, ob sie noch da ist, und hängen Sie sie erneut an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>Check that its folder can be written, and try again.</source>
            <translation>Prüfen Sie, ob der Ordner beschreibbar ist, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Check that the data folder exists and that the hub may write to it.</source>
            <translation>Prüfen Sie, ob es den Datenordner gibt und der Hub hineinschreiben darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>Check that the disk has room and that its folder may be written.</source>
            <translation>Prüfen Sie, ob Platz frei ist und der Ordner beschrieben werden darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Check that the server runs and that the hub may connect to it.</source>
            <translation>Prüfen Sie, ob der Server läuft und der Hub sich mit ihm verbinden darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Check that this computer has a network at all; then the DNS server in its settings.</source>
            <translation>Prüfen Sie, ob dieser Computer überhaupt ein Netzwerk hat; dann den DNS-Server in seinen Einstellungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <source>Check the API server and this computer's way to the internet.</source>
            <translation>Prüfen Sie den API-Server und den Weg dieses Computers ins Internet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Check the ID of the account.</source>
            <translation>Prüfen Sie die ID des Kontos.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/network.py" />
            <source>Check the access token and the ID of the account.</source>
            <translation>Prüfen Sie das Zugriffstoken und die ID des Kontos.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Check the address and the network.</source>
            <translation>Prüfen Sie Adresse und Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Check the address and this computer's clock, or ask your administrator.</source>
            <translation>Prüfen Sie die Adresse und die Uhr dieses Computers, oder fragen Sie Ihre Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Check the address for typing errors. If it is right, connect the VPN that it may need.</source>
            <translation>Prüfen Sie die Adresse auf Tippfehler. Stimmt sie, verbinden Sie das VPN, das sie vielleicht braucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>Check the address, and whether the scanner runs.</source>
            <translation>Prüfen Sie die Adresse, und ob der Scanner läuft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Check the address, or ask your administrator.</source>
            <translation>Prüfen Sie die Adresse, oder fragen Sie Ihre Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>Check the address.</source>
            <translation>Prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Check the address; nobody got the mail.</source>
            <translation>Prüfen Sie die Adresse; niemand hat die E-Mail bekommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>Check the addresses of its endpoints, then sign in again.</source>
            <translation>Prüfen Sie die Adressen seiner Endpunkte und melden Sie sich dann erneut an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Check the addresses of its endpoints.</source>
            <translation>Prüfen Sie die Adressen seiner Endpunkte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/checking.py" />
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Check the connection</source>
            <translation>Verbindung prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Check the digits behind the +.</source>
            <translation>Prüfen Sie die Ziffern hinter dem +.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/faults.py" />
            <source>Check the disk and try again. {0}</source>
            <translation>Prüfen Sie den Datenträger, und versuchen Sie es noch einmal. {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Check the disk, then start the hub again.</source>
            <translation>Prüfen Sie den Datenträger, dann starten Sie den Hub neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>Check the folder and the server's log.</source>
            <translation>Prüfen Sie den Ordner und das Protokoll des Servers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Check the microphone</source>
            <translation>Mikrofon prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Check the network.</source>
            <translation>Prüfen Sie das Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/faults.py" />
            <source>Check the permissions of its folder. {0}</source>
            <translation>Prüfen Sie die Rechte seines Ordners. {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Check the scope, and what the application may do at the provider.</source>
            <translation>Prüfen Sie die Berechtigungen (Scope) und was die Anwendung beim Anbieter darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>Check the server's name and its certificate authority.</source>
            <translation>Prüfen Sie den Namen des Servers und seine Zertifizierungsstelle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>Check the server's name and port, and that it can be reached.</source>
            <translation>Prüfen Sie Name und Port des Servers, und ob er erreichbar ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>Check the server's name; give its own authority in the settings.</source>
            <translation>Prüfen Sie den Namen des Servers; eine eigene Zertifizierungsstelle gehört in die Einstellungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/network.py" />
            <source>Check the token and the Bot API server.</source>
            <translation>Prüfen Sie das Token und den Server der Bot-API.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>Check the user's name, and write the password or the access token anew.</source>
            <translation>Prüfen Sie den Namen des Benutzers, und geben Sie das Passwort oder das Zugriffstoken neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Check the webhook's address, and that it is open from outside.</source>
            <translation>Prüfen Sie die Adresse des Webhooks, und ob sie von außen erreichbar ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Check the whole trail</source>
            <translation>Das ganze Protokoll prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Check this computer's date first; if it is right, tell the administrator.</source>
            <translation>Prüfen Sie zuerst das Datum dieses Computers; stimmt es, sagen Sie es Ihrer Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Check user name and domain as the provider gave them.</source>
            <translation>Prüfen Sie Benutzername und Domain, wie der Anbieter sie nannte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Check user name and domain, and whether the provider locked the account.</source>
            <translation>Prüfen Sie Benutzername und Domain, und ob der Anbieter das Konto gesperrt hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Check user name, password and domain, and whether the provider locked the account.</source>
            <translation>Prüfen Sie Benutzername, Passwort und Domain, und ob der Anbieter das Konto gesperrt hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>Check user name, password and system type.</source>
            <translation>Prüfen Sie Benutzername, Passwort und Systemtyp.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Check whether digits are missing.</source>
            <translation>Prüfen Sie, ob Ziffern fehlen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Check whether there are digits too many.</source>
            <translation>Prüfen Sie, ob es Ziffern zu viel sind.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Checking…</source>
            <translation>Wird geprüft …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Check…</source>
            <translation>Prüfen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Chime</source>
            <translation>Glockenspiel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Choose Ready first, then take the customer.</source>
            <translation>Wählen Sie zuerst Bereit, dann nehmen Sie den Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Choose TLS or TCP in the account, where it offers them.</source>
            <translation>Wählen Sie im Konto TLS oder TCP, wo die Anlage sie anbietet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Choose a WAV file</source>
            <translation>WAV-Datei wählen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Choose a WAV file…</source>
            <translation>WAV-Datei wählen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Choose a colleague, or a number.</source>
            <translation>Wählen Sie einen Kollegen oder eine Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>Choose a conversation to see its customer.</source>
            <translation>Wählen Sie ein Gespräch, um den Kunden zu sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <source>Choose a conversation, or press {keys}.</source>
            <translation>Wählen Sie ein Gespräch, oder drücken Sie {keys}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <source>Choose a conversation.</source>
            <translation>Wählen Sie ein Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Choose a file first.</source>
            <translation>Wählen Sie zuerst eine Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Choose a later message.</source>
            <translation>Wählen Sie eine spätere Nachricht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>Choose a presence first.</source>
            <translation>Wählen Sie zuerst eine Präsenz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Choose a queue or an agent.</source>
            <translation>Wählen Sie eine Warteschlange oder einen Agenten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>Choose a row first.</source>
            <translation>Wählen Sie zuerst eine Zeile.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/prompts.py" />
            <source>Choose a shorter sound.</source>
            <translation>Wählen Sie eine kürzere Aufnahme.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>Choose a template</source>
            <translation>Vorlage wählen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>Choose a template or another way, or wait until the customer writes.</source>
            <translation>Wählen Sie eine Vorlage oder einen anderen Weg, oder warten Sie, bis der Kunde schreibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/approving.py" />
            <source>Choose a template to reply.</source>
            <translation>Wählen Sie eine Vorlage, um zu antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/strip.py" />
            <source>Choose a template…</source>
            <translation>Vorlage wählen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>Choose again.</source>
            <translation>Wählen Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver.py" />
            <source>Choose an address of this computer and a port that nobody uses.</source>
            <translation>Wählen Sie eine Adresse dieses Computers und einen freien Port.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Choose an agent who is ready, or a queue.</source>
            <translation>Wählen Sie einen Agenten, der bereit ist, oder eine Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>Choose an outcome from the list.</source>
            <translation>Wählen Sie ein Ergebnis aus der Liste.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Choose another data folder, or restore it from a backup.</source>
            <translation>Wählen Sie einen anderen Datenordner, oder stellen Sie ihn aus einer Sicherung wieder her.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <source>Choose another end.</source>
            <translation>Wählen Sie ein anderes Ende.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/door.py" />
            <location filename="../agent_desktop/desk/runner_figures.py" />
            <source>Choose another folder or free some space, and try again.</source>
            <translation>Wählen Sie einen anderen Ordner oder schaffen Sie Platz, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>Choose another folder with --data.</source>
            <translation>Wählen Sie mit --data einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Choose another kind.</source>
            <translation>Wählen Sie eine andere Art.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Choose another one, and write it into Kannel's post-url.</source>
            <translation>Wählen Sie ein anderes und schreiben Sie es in die post-url von Kannel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <location filename="../agent_desktop/hub/centre/calls/numbering.py" />
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <location filename="../agent_desktop/hub/centre/merging.py" />
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>Choose another one.</source>
            <translation>Wählen Sie etwas anderes.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <source>Choose another presence.</source>
            <translation>Wählen Sie eine andere Präsenz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Choose another queue.</source>
            <translation>Wählen Sie eine andere Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>Choose another source of work</source>
            <translation>Andere Arbeitsquelle wählen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Choose another template, and fill in all its values.</source>
            <translation>Wählen Sie eine andere Vorlage, und füllen Sie alle Werte aus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/beginning.py" />
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>Choose another way to answer.</source>
            <translation>Antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Choose how Sinch proves who it is.</source>
            <translation>Wählen Sie, wie Sinch sich ausweist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>Choose it again.</source>
            <translation>Wählen Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Choose one key, such as {key}.</source>
            <translation>Wählen Sie eine einzelne Taste, zum Beispiel {key}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>Choose one of at least {0}; three or four words are good.</source>
            <translation>Wählen Sie eine mit mindestens {0}; drei oder vier Wörter sind gut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Choose one of the list, or type a number.</source>
            <translation>Wählen Sie aus der Liste, oder tippen Sie eine Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>Choose one of them.</source>
            <translation>Wählen Sie eines davon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>Choose one of those that are listed.</source>
            <translation>Wählen Sie eines aus der Liste.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Choose one of: {0}.</source>
            <translation>Wählen Sie eines von: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>Choose one row alone.</source>
            <translation>Wählen Sie nur eine Zeile.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Choose one.</source>
            <translation>Wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Choose somebody else.</source>
            <translation>Wählen Sie jemand anders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Choose where the call goes.</source>
            <translation>Wählen Sie, wohin der Anruf geht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Choose yes or no.</source>
            <translation>Wählen Sie ja oder nein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <location filename="../agent_desktop/ui/settings/picking.py" />
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Choose…</source>
            <translation>Wählen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>ClamAV looks at every file that customers and agents send.</source>
            <translation>ClamAV prüft jede Datei, die Kunden und Agenten senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Click here to answer.</source>
            <translation>Hier klicken, um anzunehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Click here to see it.</source>
            <translation>Hier klicken, um es zu sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Client ID</source>
            <translation>Client-ID</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Client secret</source>
            <translation>Client-Geheimnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <location filename="../agent_desktop/ui/kit/widgets/notices.py" />
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <location filename="../agent_desktop/ui/shell/keysheet.py" />
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/following.py" />
            <source>Close one first.</source>
            <translation>Schließen Sie zuerst eines.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/sound.py" />
            <source>Close other programs that use it, or choose another device in the settings.</source>
            <translation>Schließen Sie andere Programme, die es benutzen, oder wählen Sie in den Einstellungen ein anderes Gerät.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <location filename="../agent_desktop/phone/starting.py" />
            <source>Close other programs; if it stays so, look into the log.</source>
            <translation>Schließen Sie andere Programme; bleibt es so, sehen Sie ins Protokoll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Close the other program, then try again.</source>
            <translation>Schließen Sie das andere Programm, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Closed days</source>
            <translation>Geschlossene Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Closed: nobody could take it in time</source>
            <translation>Geschlossen: Niemand konnte es rechtzeitig übernehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Code {code}</source>
            <translation>Code {code}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Colleague</source>
            <translation>Kollege</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Colleagues call each other here.</source>
            <translation>Hier sprechen nur Leute aus dem Team miteinander.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Colleagues call under it. An empty field is given a free one.</source>
            <translation>Darunter rufen Kollegen an. Ein leeres Feld bekommt eine freie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Colleagues to watch</source>
            <translation>Beobachtete Kollegen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/audit.py" />
            <source>Compare it with an export that lies elsewhere, and with a backup.</source>
            <translation>Vergleichen Sie es mit einem Export, der woanders liegt, und mit einer Sicherung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>Complete</source>
            <translation>Abschließen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Completed</source>
            <translation>Abgeschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/face.py" />
            <source>Composer</source>
            <translation>Schreibfeld</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Concerning</source>
            <translation>Betrifft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Concurrency</source>
            <translation>Gleichzeitigkeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>Connect</source>
            <translation>Verbinden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/lines.py" />
            <source>Connect again and resume.</source>
            <translation>Verbinden Sie sich neu, und machen Sie weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/following.py" />
            <location filename="../agent_desktop/hub/server/front.py" />
            <location filename="../agent_desktop/hub/server/node.py" />
            <location filename="../agent_desktop/hub/server/opening.py" />
            <location filename="../agent_desktop/hub/server/relaying.py" />
            <location filename="../agent_desktop/hub/server/switchboard.py" />
            <source>Connect again in a moment.</source>
            <translation>Verbinden Sie sich gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <location filename="../agent_desktop/hub/server/relaying.py" />
            <source>Connect again.</source>
            <translation>Verbinden Sie sich noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Connect both</source>
            <translation>Beide verbinden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Connect to it</source>
            <translation>Verbindung aufbauen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>Connect to…</source>
            <translation>Verbinden mit …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Connected</source>
            <translation>Verbunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Connecting · history current to {time}</source>
            <translation>Verbindet · Verlauf aktuell bis {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Connecting…</source>
            <translation>Verbindet …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Consent</source>
            <translation>Einwilligung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Consents</source>
            <translation>Einwilligungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Consult</source>
            <translation>Hinzugerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Consult somebody first.</source>
            <translation>Fragen Sie zuerst jemanden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Consult time</source>
            <translation>Zeit als Hinzugerufene</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Consults</source>
            <translation>Hinzugerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Contact centre</source>
            <translation>Contact Center</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/view.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Conversation</source>
            <translation>Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>Conversation {number}</source>
            <translation>Gespräch {number}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>Conversations</source>
            <translation>Gespräche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Copied.</source>
            <translation>Kopiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/translate.py" />
            <source>Copy account SID and auth token from Twilio's console; is the account active?</source>
            <translation>Kopieren Sie Account-SID und Auth-Token aus der Konsole von Twilio; ist das Konto aktiv?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <source>Copy all loaded messages</source>
            <translation>Alle geladenen Nachrichten kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <source>Copy application ID and private key from Vonage's dashboard.</source>
            <translation>Kopieren Sie Anwendungs-ID und privaten Schlüssel aus dem Dashboard von Vonage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>Copy it from @BotFather: a number, a colon, and letters.</source>
            <translation>Kopieren Sie es von @BotFather: eine Zahl, ein Doppelpunkt und Buchstaben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Copy it from the app's page at Meta, or leave it empty.</source>
            <translation>Kopieren Sie den Wert von der Seite der App bei Meta, oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Copy it from the app's page at Meta.</source>
            <translation>Kopieren Sie den Wert von der Seite der App bei Meta.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Copy its SID from Twilio's console, or leave the field empty.</source>
            <translation>Kopieren Sie seine SID aus der Konsole von Twilio oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Copy link</source>
            <translation>Link kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Copy message</source>
            <translation>Nachricht kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Copy number</source>
            <translation>Nummer kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Copy selection</source>
            <translation>Auswahl kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <source>Copy service plan ID and API token from Sinch's dashboard; check the region.</source>
            <translation>Kopieren Sie Serviceplan-ID und API-Token aus dem Dashboard von Sinch; prüfen Sie die Region.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Copy the API token from Sinch's dashboard.</source>
            <translation>Kopieren Sie das API-Token aus dem Dashboard von Sinch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Copy the Account SID from Twilio's console: AC and 32 letters and digits.</source>
            <translation>Kopieren Sie die Account-SID aus der Konsole von Twilio: AC und 32 Buchstaben und Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Copy the address</source>
            <translation>Adresse kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Copy the application's ID from Vonage's dashboard.</source>
            <translation>Kopieren Sie die ID der Anwendung aus dem Dashboard von Vonage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Copy the auth token from Twilio's console.</source>
            <translation>Kopieren Sie das Auth-Token aus der Konsole von Twilio.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Copy the code</source>
            <translation>Code kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Copy the report</source>
            <translation>Bericht kopieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Copy the service plan ID from Sinch's dashboard.</source>
            <translation>Kopieren Sie die Serviceplan-ID aus dem Dashboard von Sinch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Copy the signature secret from the settings in Vonage's dashboard.</source>
            <translation>Kopieren Sie das Signaturgeheimnis aus den Einstellungen im Dashboard von Vonage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Copy the token anew from @BotFather.</source>
            <translation>Kopieren Sie das Token neu von @BotFather.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/translate.py" />
            <source>Copy user name and password from Kannel's group sendsms-user.</source>
            <translation>Kopieren Sie Benutzernamen und Passwort aus der Gruppe sendsms-user von Kannel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Correct it, or leave it out.</source>
            <translation>Berichtigen Sie sie, oder lassen Sie sie weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Correct the address of the database.</source>
            <translation>Berichtigen Sie die Adresse der Datenbank.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>Correct the system type in the entry point's settings.</source>
            <translation>Berichtigen Sie den Systemtyp in den Einstellungen des Eingangs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>Correct the user name in the entry point's settings.</source>
            <translation>Berichtigen Sie den Benutzernamen in den Einstellungen des Eingangs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Countries that may be written to</source>
            <translation>Länder, in die geschrieben werden darf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Country</source>
            <translation>Land</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Create it with the encoding UTF8.</source>
            <translation>Legen Sie sie mit der Kodierung UTF8 an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Create it, or correct the address of the database.</source>
            <translation>Legen Sie sie an oder berichtigen Sie die Adresse der Datenbank.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Ctrl</source>
            <translation>Strg</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Ctrl Enter</source>
            <translation>Strg Eingabe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Current to {time}</source>
            <translation>Aktuell bis {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>Current workspace</source>
            <translation>Jetziger Arbeitsbereich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/chart.py" />
            <source>Curve of {measure}, arrow keys go through it</source>
            <translation>Verlauf von {measure}, Pfeiltasten gehen hindurch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/workspace/sidebar.py" />
            <source>Customer</source>
            <translation>Kunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Customers hear you only while you hold the key, in this window.</source>
            <translation>Kunden hören Sie nur, solange Sie die Taste in diesem Fenster halten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Customers with their history</source>
            <translation>Kunden mit ihrem Verlauf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>Date: {date}</source>
            <translation>Datum: {date}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Days</source>
            <translation>Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <source>Days have a name of {0}, or a first day and a number.</source>
            <translation>Tage haben einen Namen aus {0} oder einen ersten Tag und eine Anzahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Deciding that day once more…</source>
            <translation>Der Tag wird noch einmal entschieden …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Decline</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Decline the offer</source>
            <translation>Angebot ablehnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Decline {name}</source>
            <translation>{name} ablehnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Declined</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Del</source>
            <translation>Entf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>Delete for everyone?</source>
            <translation>Für alle löschen?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>Delete for everyone…</source>
            <translation>Für alle löschen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Delete for good</source>
            <translation>Endgültig löschen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Delete…</source>
            <translation>Löschen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Deleting…</source>
            <translation>Wird gelöscht …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Delivered</source>
            <translation>Zugestellt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Deliveries</source>
            <translation>Zustellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Differences</source>
            <translation>Unterschiede</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Digit {digit}</source>
            <translation>Taste {digit}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Directory</source>
            <translation>Verzeichnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Discard changes</source>
            <translation>Änderungen verwerfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>Disposition</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/list.py" />
            <source>Dispositions</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/unrecorded.py" />
            <source>Do not let the customer say card details now; stop the recording, or try again.</source>
            <translation>Lassen Sie jetzt keine Kartendaten nennen; beenden Sie die Aufnahme oder versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Does not answer</source>
            <translation>Antwortet nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Domain</source>
            <translation>Domäne</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Down</source>
            <translation>Ab</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/composer.py" />
            <source>Draft saved {time}</source>
            <translation>Entwurf gesichert {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Dry run</source>
            <translation>Probelauf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/manifest.py" />
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>E-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>E-mail addresses</source>
            <translation>E-Mail-Adressen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>E-mail or password is wrong.</source>
            <translation>E-Mail oder Passwort ist falsch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>E-mails</source>
            <translation>E-Mails</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Each is worth a minute of waiting, on top of those of the queue.</source>
            <translation>Jeder zählt wie eine Minute Wartezeit, zusätzlich zu denen der Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Each keeps its arrival. An agent is offered it first; what finds no room stays as it is.</source>
            <translation>Jedes behält seine Ankunftszeit. Einem Agenten wird es zuerst angeboten; was keinen Platz findet, bleibt, wie es ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Each point counts like a minute of waiting. What waits here comes before other queues.</source>
            <translation>Jeder Punkt zählt wie eine Minute Wartezeit. Was hier wartet, kommt vor anderen Warteschlangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>Earlier messages</source>
            <translation>Frühere Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Edit customer</source>
            <translation>Kunden bearbeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/apart.py" />
            <source>Edit it, send it again or discard it.</source>
            <translation>Ändern Sie sie, senden Sie sie noch einmal, oder verwerfen Sie sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>Edit message</source>
            <translation>Nachricht ändern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>Edit message…</source>
            <translation>Nachricht ändern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Either</source>
            <translation>Beides</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/rule_routes.py" />
            <source>Either rules or a text are given.</source>
            <translation>Entweder Regeln oder ein Text werden angegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Email</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Emergency numbers</source>
            <translation>Notrufnummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Emergency services may not see where you are.</source>
            <translation>Der Notruf sieht vielleicht nicht, wo Sie sind.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Empty: for every language.</source>
            <translation>Leer: für jede Sprache.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Empty: nobody signs in with a code.</source>
            <translation>Leer: Niemand meldet sich mit einem Code an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Empty: that of the house's own numbers.</source>
            <translation>Leer: das Land der eigenen Rufnummern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Empty: the address.</source>
            <translation>Leer: die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Empty: the one that the server names.</source>
            <translation>Leer: der, den der Server nennt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Empty: what the provider calls mail.</source>
            <translation>Leer: was beim Anbieter Mail heißt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Encrypted sound</source>
            <translation>Verschlüsselter Ton</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Encryption</source>
            <translation>Verschlüsselung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Encryption and certificate</source>
            <translation>Verschlüsselung und Zertifikat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>End</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/tickets.py" />
            <source>End it first, or go on speaking there.</source>
            <translation>Beenden Sie ihn zuerst, oder sprechen Sie dort weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>End it first.</source>
            <translation>Beenden Sie es zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>End it, then listen to your colleague.</source>
            <translation>Beenden Sie ihn, dann hören Sie mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/door.py" />
            <source>End its call; a new one starts by itself then.</source>
            <translation>Beenden Sie dessen Anruf; danach startet von selbst ein neues.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/second_line.py" />
            <source>End one of them first.</source>
            <translation>Beenden Sie zuerst einen davon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>End that first.</source>
            <translation>Beenden Sie das zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>End that, or join them first.</source>
            <translation>Beenden Sie das, oder führen Sie zuerst alle zusammen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <source>End the call</source>
            <translation>Anruf beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>End, then complete</source>
            <translation>Beenden, dann abschließen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Endpoint for codes</source>
            <translation>Endpunkt für Codes</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Ends</source>
            <translation>Endet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Ends their sessions, and their work goes back to its queues. What they wrote stays.</source>
            <translation>Beendet ihre Sitzungen, und ihre Arbeit geht in ihre Warteschlangen zurück. Was sie geschrieben hat, bleibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Engaged</source>
            <translation>In Gesprächen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Enter both anew, as the provider gave them. It is not tried again before.</source>
            <translation>Geben Sie beides neu ein, wie der Anbieter es nannte. Vorher wird es nicht wieder versucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Enter both as the provider gave them.</source>
            <translation>Geben Sie beides ein, wie der Anbieter es nannte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Enter it again in the settings.</source>
            <translation>Geben Sie es in den Einstellungen neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>Enter run</source>
            <translation>Eingabe ausführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/menus.py" />
            <source>Enter sends in chat, Shift+Enter begins a line</source>
            <translation>Eingabe sendet im Chat, Umsch+Eingabe beginnt eine Zeile</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/sealed.py" />
            <source>Enter them again in the settings.</source>
            <translation>Geben Sie sie in den Einstellungen neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Enter them as the provider gave them.</source>
            <translation>Geben Sie beides ein, wie der Anbieter es nannte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Entry</source>
            <translation>Eintrag</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Entry point</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>Entry points</source>
            <translation>Eingänge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Entry points that lead to it: {0}.</source>
            <translation>Eingänge, die zu ihr führen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>Esc close</source>
            <translation>Esc schließen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Every call</source>
            <translation>Jeden Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>Every call of this account is recorded.</source>
            <translation>Jedes Gespräch dieses Kontos wird aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/page.py" />
            <source>Every message, note and file name kept on this computer is searched.</source>
            <translation>Durchsucht werden alle Nachrichten, Notizen und Dateinamen auf diesem Computer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Every queue</source>
            <translation>Jede Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Every week</source>
            <translation>Jede Woche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>Every workday like Monday</source>
            <translation>Jeder Werktag wie Montag</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/strip.py" />
            <source>Everybody can read this reply.</source>
            <translation>Alle können diese Antwort lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/database.py" />
            <source>Everybody on this computer can see a password in a command line.</source>
            <translation>Jeder an diesem Computer kann ein Passwort in einer Befehlszeile sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Everybody then has a password of their own, which ends by itself. It is not shown again.</source>
            <translation>Jeder hat dann ein eigenes Passwort, das von selbst endet. Es wird nicht wieder gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Everybody who signs in: what they may do, which queues they serve, and how much at once.</source>
            <translation>Alle, die sich anmelden: was sie dürfen, welche Warteschlangen sie bedienen und wie viel zugleich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Everyone</source>
            <translation>Alle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Expected wait over</source>
            <translation>Erwartet mehr als</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Explore with practice customers</source>
            <translation>Mit Übungskunden ausprobieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Exported the audit trail</source>
            <translation>Hat das Prüfprotokoll exportiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Extension</source>
            <translation>Durchwahl</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Extensions</source>
            <translation>Durchwahlen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <source>Facts</source>
            <translation>Gründe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/sections.py" />
            <source>Fewer settings</source>
            <translation>Weniger Einstellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Fields of the customer's profile, one a line: name, or name=value.</source>
            <translation>Felder im Profil des Kunden, eines je Zeile: Name, oder Name=Wert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/table.py" />
            <location filename="../agent_desktop/ui/supervisor/figures_place.py" />
            <source>Figures</source>
            <translation>Kennzahlen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/figures.py" />
            <source>Figures are brought when the link is back.</source>
            <translation>Kennzahlen kommen, sobald die Verbindung wieder steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>File without a name</source>
            <translation>Datei ohne Namen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Files are not checked.</source>
            <translation>Dateien werden nicht geprüft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Files kept back</source>
            <translation>Quarantäne</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Files that were let through carry a mark; they are not checked later.</source>
            <translation>Durchgelassene Dateien tragen einen Vermerk; sie werden nicht nachträglich geprüft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>Fill in the field anew.</source>
            <translation>Füllen Sie das Feld neu aus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consent_routes.py" />
            <source>Fill in what its form asks for.</source>
            <translation>Füllen Sie aus, wonach sein Formular fragt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/connector.py" />
            <source>Fill it in.</source>
            <translation>Füllen Sie es aus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>Find a connector</source>
            <translation>Konnektor suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>Find a connector or paste an address</source>
            <translation>Konnektor suchen oder Adresse einfügen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>Find a disposition</source>
            <translation>Ergebnis suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>Find and run anything</source>
            <translation>Alles finden und ausführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Find by person, act or thing</source>
            <translation>Nach Person, Handlung oder Sache suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Find in this conversation</source>
            <translation>In diesem Gespräch suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <source>Find in this conversation…</source>
            <translation>In diesem Gespräch suchen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Find the mail server</source>
            <translation>Mailserver finden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/merging.py" />
            <source>Find the other record by name</source>
            <translation>Den anderen Eintrag nach Namen suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Find the server</source>
            <translation>Den Server finden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Find the test file</source>
            <translation>Testdatei finden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Finding</source>
            <translation>Befund</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <source>Finish it first, or choose this presence for when you are free.</source>
            <translation>Beenden Sie sie zuerst, oder wählen Sie diese Präsenz für danach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>Finish something first, then take the next customer.</source>
            <translation>Beenden Sie zuerst etwas, dann nehmen Sie den nächsten Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Finish the call and its wrap-up first.</source>
            <translation>Beenden Sie zuerst den Anruf und seine Nacharbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Firewalls</source>
            <translation>Firewalls</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>First</source>
            <translation>Zuerst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>First after</source>
            <translation>Zuerst nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>First conversation with this customer.</source>
            <translation>Erstes Gespräch mit diesem Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>First day</source>
            <translation>Erster Tag</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>First reply</source>
            <translation>Erste Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>First response</source>
            <translation>Zeit bis zur ersten Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Five seconds to undo</source>
            <translation>Fünf Sekunden zum Zurücknehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Folder of sent mails</source>
            <translation>Ordner der gesendeten E-Mails</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Followed a conversation</source>
            <translation>Hat ein Gespräch mitgelesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>For</source>
            <translation>Für</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>For Google an app password.</source>
            <translation>Für Google ein App-Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>For a telephone system behind a trunk that has extensions of its own.</source>
            <translation>Für eine Telefonanlage hinter einer Amtsleitung, die eigene Durchwahlen hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>For ever</source>
            <translation>Für immer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>For example 21:00-08:00, by the customer's clock. Answers are sent at any time.</source>
            <translation>Zum Beispiel 21:00-08:00, nach der Uhr des Kunden. Antworten gehen jederzeit hinaus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>For example US=+15550100, DE=ACME.</source>
            <translation>Zum Beispiel US=+15550100, DE=ACME.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>For example {0}.</source>
            <translation>Zum Beispiel {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>For homeservers where people sign in on a page.</source>
            <translation>Für Homeserver, bei denen man sich auf einer Seite anmeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>For message templates.</source>
            <translation>Für Nachrichtenvorlagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>For relays</source>
            <translation>Für Relais</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>For those who read the rules after you.</source>
            <translation>Für alle, die die Regeln nach Ihnen lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <source>For webhooks</source>
            <translation>Für Webhooks</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>For who presses nothing, or the wrong key too often.</source>
            <translation>Für alle, die nichts drücken oder zu oft die falsche Taste.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>For your pages</source>
            <translation>Für Ihre Seiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/picking.py" />
            <source>Forget it</source>
            <translation>Vergessen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/forgotten.py" />
            <source>Forgotten? Begin a new history…</source>
            <translation>Vergessen? Neuen Verlauf beginnen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <source>Formatted mail</source>
            <translation>Formatierte E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mailing.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Forward</source>
            <translation>Weiterleiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>Forwarded message</source>
            <translation>Weitergeleitete Nachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mailing.py" />
            <source>Forwarded to somebody else: the customer does not get this mail.</source>
            <translation>An jemand anderen weitergeleitet: Der Kunde bekommt diese Mail nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Forwarded, not to the customer</source>
            <translation>Weitergeleitet, nicht an den Kunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/hits.py" />
            <source>Found messages</source>
            <translation>Gefundene Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/lines.py" />
            <source>Frames are JSON text, and this one is binary.</source>
            <translation>Frames sind JSON-Text, und dieses ist binär.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/lamps.py" />
            <source>Free</source>
            <translation>Frei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>Free some space on the disk, and record again.</source>
            <translation>Schaffen Sie Platz auf dem Datenträger, und zeichnen Sie erneut auf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Free some space on the hub's disk, then try again.</source>
            <translation>Schaffen Sie Platz auf dem Datenträger des Hubs, dann versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/received.py" />
            <source>Free some space on the hub's disk; the mail is fetched again by itself.</source>
            <translation>Schaffen Sie Platz auf der Festplatte des Hubs; die E-Mail wird von selbst erneut abgerufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Free some space there, then try again.</source>
            <translation>Schaffen Sie dort Platz und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <source>Free some space, or start with --data and another folder.</source>
            <translation>Schaffen Sie Platz, oder starten Sie mit --data und einem anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Free some space.</source>
            <translation>Schaffen Sie etwas Platz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Free some space: replies and recordings cannot be saved.</source>
            <translation>Schaffen Sie etwas Platz: Antworten und Aufzeichnungen lassen sich nicht speichern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>From</source>
            <translation>Von</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>From 0 to 9. A higher class goes before all of a lower one, whenever it came.</source>
            <translation>Von 0 bis 9. Eine höhere Klasse geht vor jeder niedrigeren, gleich wann sie kam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>From the app's page for WhatsApp; it is not the number itself.</source>
            <translation>Von der WhatsApp-Seite der App; es ist nicht die Nummer selbst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>From the customer's coming to the first answer by a person.</source>
            <translation>Vom Eingang des Kunden bis zur ersten Antwort eines Menschen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>From the customer's first word that was not answered to the next answer by a person, in written channels.</source>
            <translation>Vom ersten unbeantworteten Wort des Kunden bis zur nächsten Antwort eines Menschen, in schriftlichen Kanälen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>From {channel}, {when}</source>
            <translation>Aus {channel}, {when}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>From: {name}</source>
            <translation>Von: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Gave a hint</source>
            <translation>Hat einen Hinweis gegeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Give --database postgresql://user@host/name.</source>
            <translation>Geben Sie --database postgresql://benutzer@rechner/name an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy.</source>
            <translation>Geben Sie --tls-cert und --tls-key an, oder horchen Sie hinter einem Proxy auf 127.0.0.1.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/telephones.py" />
            <source>Give --voice-address with the address under which telephones reach it.</source>
            <translation>Geben Sie --voice-address mit der Adresse an, unter der Telefone ihn erreichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>Give a number of your own for that country.</source>
            <translation>Geben Sie für dieses Land eine eigene Nummer an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>Give a number with + and country code, a short number, or a name of up to 11 letters and digits.</source>
            <translation>Geben Sie eine Nummer mit + und Landesvorwahl an, eine Kurznummer oder einen Namen aus bis zu 11 Buchstaben und Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Give at most 50 colleagues with their numbers, and commas between: Ann 202, Bob 203.</source>
            <translation>Geben Sie höchstens 50 Kollegen mit ihren Nummern an, durch Kommas getrennt: Ann 202, Bob 203.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Give it as http://host:port, with TLS as https://host:port.</source>
            <translation>Geben Sie sie als http://rechner:port an, mit TLS als https://rechner:port.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Give it as postgresql://user@host:5432/name.</source>
            <translation>Geben Sie sie als postgresql://benutzer@rechner:5432/name an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Give it with --files.</source>
            <translation>Geben Sie ihn mit --files an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/first_password.py" />
            <source>Give one with --email.</source>
            <translation>Geben Sie eine mit --email an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>Give one.</source>
            <translation>Geben Sie einen an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Give that action other keys first.</source>
            <translation>Geben Sie dieser Aktion zuerst andere Tasten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <source>Give the access token the right to read.</source>
            <translation>Geben Sie dem Zugriffstoken das Recht zu lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/database.py" />
            <source>Give the address as postgresql://user@host:5432/name.</source>
            <translation>Geben Sie die Adresse als postgresql://benutzer@rechner:5432/name an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Give the hub the address of the server that may write.</source>
            <translation>Geben Sie dem Hub die Adresse des Servers, der schreiben darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Give the hub the right to write to its data folder.</source>
            <translation>Geben Sie dem Hub das Recht, in seinen Datenordner zu schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Give the number that {digit} calls.</source>
            <translation>Nennen Sie die Nummer, die {digit} anruft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>Give the passphrase, choose one, or go on without a local history.</source>
            <translation>Geben Sie die Passphrase ein, wählen Sie eine, oder arbeiten Sie ohne lokalen Verlauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Give the password of the account.</source>
            <translation>Geben Sie das Passwort des Kontos an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver.py" />
            <source>Give the paths of a PEM certificate and its key on the hub's computer.</source>
            <translation>Nennen Sie die Pfade eines PEM-Zertifikats und seines Schlüssels auf dem Computer des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Go on recording</source>
            <translation>Weiter aufnehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Go to this place</source>
            <translation>An diese Stelle gehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/quote.py" />
            <source>Goes along below: {words}</source>
            <translation>Geht unten mit: {words}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Good</source>
            <translation>Gut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Goodbye</source>
            <translation>Verabschiedung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <location filename="../agent_desktop/ui/guidance/plates.py" />
            <source>Got it</source>
            <translation>Verstanden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Graph API server</source>
            <translation>Server der Graph-API</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Greeting</source>
            <translation>Begrüßung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Group</source>
            <translation>Gruppe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <source>Hand over</source>
            <translation>Weitergeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <source>Hand raised {time}</source>
            <translation>Hand gehoben {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Handed over.</source>
            <translation>Weitergegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Handing over…</source>
            <translation>Gibt weiter …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Handle</source>
            <translation>Bearbeitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Handle time</source>
            <translation>Bearbeitungszeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Handle time in all</source>
            <translation>Bearbeitungszeit insgesamt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Handled</source>
            <translation>Bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Hang up</source>
            <translation>Auflegen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Hard to hear you · your upload loses {n} %</source>
            <translation>Man hört Sie schlecht · beim Senden gehen {n} % verloren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Has a problem</source>
            <translation>Hat ein Problem</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Has the number {number}, written in another form.</source>
            <translation>Hat die Nummer {number}, anders geschrieben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Has the same name, and a mail address that begins with {name}.</source>
            <translation>Hat denselben Namen und eine Mailadresse, die mit {name} beginnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Has the same name, and is in {place} too.</source>
            <translation>Hat denselben Namen und ist auch in {place}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Has the same name, and the address {address}.</source>
            <translation>Hat denselben Namen und die Adresse {address}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Hash</source>
            <translation>Raute</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Headset or speaker</source>
            <translation>Headset oder Lautsprecher</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Hear it again</source>
            <translation>Noch einmal hören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Hear it faster</source>
            <translation>Schneller hören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Hear yourself</source>
            <translation>Sich selbst hören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Hears music</source>
            <translation>Hört Musik</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Held</source>
            <translation>Traf zu</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because it answers a message of this conversation</source>
            <translation>Hier, weil es auf eine Nachricht dieses Gesprächs antwortet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because it answers, and the subject is the same</source>
            <translation>Hier, weil es antwortet und der Betreff derselbe ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because it came to the address of this conversation</source>
            <translation>Hier, weil es an die Adresse dieses Gesprächs kam</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because this conversation belongs to the network's thread</source>
            <translation>Hier, weil dieses Gespräch zum Thread des Netzes gehört</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because this conversation was closed a short while ago</source>
            <translation>Hier, weil dieses Gespräch erst vor Kurzem geschlossen wurde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>Here because this conversation with the customer was open</source>
            <translation>Hier, weil dieses Gespräch mit dem Kunden offen war</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Hide quoted text</source>
            <translation>Zitierten Text ausblenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Hide window</source>
            <translation>Fenster verbergen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Hint</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Hint for {name}</source>
            <translation>Hinweis für {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>Hint from {name} for {agent}. The customer never sees it.</source>
            <translation>Hinweis von {name} für {agent}. Der Kunde sieht ihn nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Hint from {name}.</source>
            <translation>Hinweis von {name}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>Hint from {name}. Only you see it, never the customer.</source>
            <translation>Hinweis von {name}. Nur Sie sehen ihn, der Kunde nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Hint sent to {name}.</source>
            <translation>Hinweis an {name} gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>History and drafts stay on this computer, encrypted.</source>
            <translation>Verlauf und Entwürfe bleiben verschlüsselt auf diesem Computer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/about.py" />
            <source>History, drafts and unsent replies are kept encrypted on this computer. The key is in the system's keychain.</source>
            <translation>Verlauf, Entwürfe und nicht gesendete Antworten liegen verschlüsselt auf diesem Computer. Der Schlüssel liegt im Schlüsselbund des Systems.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/about.py" />
            <source>History, drafts and unsent replies are kept encrypted on this computer. The key opens with your passphrase, which is asked for at each start.</source>
            <translation>Verlauf, Entwürfe und nicht gesendete Antworten liegen verschlüsselt auf diesem Computer. Der Schlüssel öffnet sich mit Ihrer Passphrase, die bei jedem Start abgefragt wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Hold</source>
            <translation>Halten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Hold files back</source>
            <translation>Dateien zurückhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Hold or resume</source>
            <translation>Halten oder zurückholen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Hold time</source>
            <translation>Haltezeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Hold {key} to talk</source>
            <translation>Zum Sprechen {key} halten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Holidays and exceptions</source>
            <translation>Feiertage und Ausnahmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Holidays and the like, one in each line.</source>
            <translation>Feiertage und Ähnliches, je Zeile einer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Home</source>
            <translation>Pos1</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>Homeserver</source>
            <translation>Homeserver</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Hours</source>
            <translation>Stunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>How Kannel reaches this entry point.</source>
            <translation>Wie Kannel diesen Eingang erreicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>How Sinch proves who it is</source>
            <translation>Wie Sinch sich ausweist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>How it is sent</source>
            <translation>Versand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>How it stands</source>
            <translation>Wie es steht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>How long a closed conversation goes on</source>
            <translation>Wie lange ein geschlossenes Gespräch weitergehen kann</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How long a written conversation costs an agent who is in several at once.</source>
            <translation>Wie viel Zeit ein schriftliches Gespräch einen Agenten kostet, der in mehreren zugleich ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How long agents were signed in.</source>
            <translation>Wie lange Agenten angemeldet waren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How long agents work for a customer: talking or writing, hold and wrap-up, each agent's part by itself, and the time of colleagues whom they call in.</source>
            <translation>Wie lange Agenten für einen Kunden arbeiten: Sprechen oder Schreiben, Halten und Nacharbeit, der Teil jedes Agenten für sich, und die Zeit hinzugerufener Kollegen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How long those who gave up had waited.</source>
            <translation>Wie lange gewartet hatte, wer aufgab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How long those who were answered had waited. Who gave up counts apart.</source>
            <translation>Wie lange gewartet hatte, wer angenommen wurde. Wer aufgab, zählt gesondert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How many customers said how satisfied they were.</source>
            <translation>Wie viele Kunden sagten, wie zufrieden sie waren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>How many of each kind. 0 offers none; an empty field is the usual number.</source>
            <translation>Wie viele von jeder Art. 0 bietet keine an; ein leeres Feld ist die übliche Zahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How much of the time in which agents worked or waited for work they worked.</source>
            <translation>Welchen Teil der Zeit, in der Agenten arbeiteten oder auf Arbeit warteten, sie arbeiteten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How much of the time in which they were signed in agents worked or waited for work. Paid time is not known.</source>
            <translation>Welchen Teil der angemeldeten Zeit Agenten arbeiteten oder auf Arbeit warteten. Bezahlte Zeit ist nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>How news come</source>
            <translation>Wie Neues kommt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How often agents helped in a colleague's call. The customer is not theirs.</source>
            <translation>Wie oft Agenten im Anruf eines Kollegen halfen. Der Kunde ist nicht ihrer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How often agents were asked to take somebody.</source>
            <translation>Wie oft Agenten gefragt wurden, ob sie jemanden übernehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How often an agent declined.</source>
            <translation>Wie oft ein Agent ablehnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>How often an agent did not answer in time.</source>
            <translation>Wie oft ein Agent nicht rechtzeitig antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>How this entry point is reached from outside, with https.</source>
            <translation>Wie dieser Eingang von außen erreicht wird, mit https.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/settings.py" />
            <source>How this entry point is reached from outside.</source>
            <translation>Wie dieser Eingang von außen erreicht wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>How this entry point is reached from outside. Twilio signs it.</source>
            <translation>Wie dieser Eingang von außen erreicht wird. Twilio unterschreibt sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>How this entry point is reached from outside; Instagram fetches pictures there.</source>
            <translation>Wie dieser Eingang von außen erreicht wird; Instagram holt dort Bilder ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>How to object to being recorded</source>
            <translation>Wie man der Aufzeichnung widerspricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <source>Hub on this computer</source>
            <translation>Hub auf diesem Computer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>IMAP port</source>
            <translation>IMAP-Port</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>IMAP security</source>
            <translation>IMAP-Verschlüsselung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>IMAP server</source>
            <translation>IMAP-Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Idle</source>
            <translation>Frei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Idle longest</source>
            <translation>Am längsten frei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>If the address is right, a sign-in page or a filter is in the way: open a browser.</source>
            <translation>Stimmt die Adresse, steht eine Anmeldeseite oder ein Filter im Weg: Öffnen Sie einen Browser.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>If they are one person, merge the customers first.</source>
            <translation>Wenn es eine Person ist, führen Sie zuerst die Kunden zusammen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>If this network asks you to sign in first, do so in a browser. Else check the address.</source>
            <translation>Verlangt dieses Netzwerk eine Anmeldung, melden Sie sich im Browser an. Sonst prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>In a call</source>
            <translation>Im Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>In a call of their own</source>
            <translation>In einem eigenen Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>In a call, muted</source>
            <translation>Im Gespräch, stumm</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>In a call, on hold</source>
            <translation>Im Gespräch, gehalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>In hand</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>In hand in {queue} · {n}</source>
            <translation>In Arbeit in {queue} · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>In how many written conversations an agent was at once, while in any.</source>
            <translation>In wie vielen schriftlichen Gesprächen ein Agent zugleich war, solange er in einem war.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>In seconds. Empty fields have the usual times: calls 20, chats 30, e-mails 120.</source>
            <translation>In Sekunden. Für leere Felder gelten die üblichen Zeiten: Anrufe 20, Chats 30, E-Mails 120.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>In the call</source>
            <translation>Im Gespräch dabei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>In the call of {name}: everybody hears you</source>
            <translation>Im Anruf von {name}: alle hören Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/table.py" />
            <source>In their own order</source>
            <translation>In ihrer eigenen Reihenfolge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>In this call</source>
            <translation>In diesem Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>In time</source>
            <translation>Rechtzeitig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>In which country it stands, and which numbers called people see.</source>
            <translation>In welchem Land es steht und welche Nummern Angerufene sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Inbound call</source>
            <translation>Eingehender Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/shell/window.py" />
            <location filename="../agent_desktop/ui/workspace/workspace.py" />
            <source>Inbox</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Incoming call</source>
            <translation>Eingehender Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Incoming chat</source>
            <translation>Eingehender Chat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Incoming video call</source>
            <translation>Eingehender Videoanruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Incoming {channel}</source>
            <translation>Neu: {channel}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Ins</source>
            <translation>Einfg</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/signature_row.py" />
            <source>Insert the name: {name}</source>
            <translation>Namen einsetzen: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Instagram account ID</source>
            <translation>ID des Instagram-Kontos</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <source>Install it again, or choose another place for your work.</source>
            <translation>Installieren Sie ihn erneut, oder wählen Sie, woher Ihre Arbeit sonst kommt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Interactions</source>
            <translation>Interaktionen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Interactions that wait in it or are worked on: {0}.</source>
            <translation>Vorgänge, die darin warten oder bearbeitet werden: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Interactions that wait or are worked on with it: {0}.</source>
            <translation>Vorgänge, die mit ihr warten oder bearbeitet werden: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>Intervals</source>
            <translation>Intervalle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <source>Intervals shorter than a day can be had for {0} days.</source>
            <translation>Intervalle unter einem Tag gibt es für {0} Tage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Is closed</source>
            <translation>Ist geschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Is open</source>
            <translation>Ist geöffnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Is the hub running?</source>
            <translation>Läuft der Hub?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>It answered: {0}</source>
            <translation>Er antwortete: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>It answers, encrypted.</source>
            <translation>Er antwortet, verschlüsselt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>It answers.</source>
            <translation>Er antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>It answers{0}.</source>
            <translation>Er antwortet{0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>It cannot be played at this speed.</source>
            <translation>Mit dieser Geschwindigkeit kann sie nicht abgespielt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>It cannot be reached: {0}.</source>
            <translation>Er ist nicht zu erreichen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>It comes with a name.</source>
            <translation>Sie erscheint, sobald es einen Namen gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>It counts once.</source>
            <translation>Es zählt einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>It did not leave.</source>
            <translation>Sie ist nicht hinausgegangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>It ends after</source>
            <translation>Sie endet nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>It finds the harmless test file: {0}.</source>
            <translation>Er findet die harmlose Testdatei: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>It found nothing in the harmless test file.</source>
            <translation>Er fand in der harmlosen Testdatei nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>It gave no answer: {0}.</source>
            <translation>Er gab keine Antwort: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>It has an address.</source>
            <translation>Er hat eine Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>It is asked again every half minute.</source>
            <translation>Er wird jede halbe Minute erneut gefragt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>It is at {0}.</source>
            <translation>Er ist unter {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>It is being connected.</source>
            <translation>Er wird verbunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>It is encrypted.</source>
            <translation>Sie ist verschlüsselt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It is in wrap-up, from {queue}.</source>
            <translation>Es ist in Nacharbeit, aus {queue}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>It is night where the customer is.</source>
            <translation>Beim Kunden ist Nacht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>It is not allowed in this queue.</source>
            <translation>In dieser Warteschlange ist das nicht erlaubt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>It is not among the sent mails.</source>
            <translation>Sie ist nicht unter den gesendeten E-Mails.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>It is not shown again.</source>
            <translation>Es wird nicht wieder gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It is offered, from {queue}.</source>
            <translation>Es wird angeboten, aus {queue}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>It is opened again by itself. If this lasts, look into the hub's log.</source>
            <translation>Er wird von selbst wieder geöffnet. Wenn es so bleibt, sehen Sie ins Protokoll des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>It is over, or there already, or the queue is full. Look again.</source>
            <translation>Es ist vorbei oder schon dort, oder die Warteschlange ist voll. Sehen Sie noch einmal nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It is over; it came from {queue}.</source>
            <translation>Es ist vorbei; es kam aus {queue}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>It is paused.</source>
            <translation>Er ist pausiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <location filename="../agent_desktop/phone/starting.py" />
            <source>It is started again; if it stays so, look into the log.</source>
            <translation>Es wird neu gestartet; wenn es so bleibt, sehen Sie ins Protokoll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>It is the last one of queues that ask for one: {0}.</source>
            <translation>Es ist das letzte von Warteschlangen, die eines verlangen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>It is too large.</source>
            <translation>Sie ist zu groß.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>It is tried again at {time}.</source>
            <translation>Der nächste Versuch ist um {time}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>It is tried again by itself. If this lasts, ask the provider.</source>
            <translation>Es wird von selbst wieder versucht. Dauert es an, fragen Sie den Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>It is tried again by itself; look at the network if it stays so.</source>
            <translation>Es wird von selbst wieder versucht; wenn es so bleibt, prüfen Sie das Netz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>It knows {0}.</source>
            <translation>Er kennt {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/address.py" />
            <source>It looks like https://hub.example.com.</source>
            <translation>Sie sieht aus wie https://hub.example.com.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>It may be over.</source>
            <translation>Vielleicht ist er vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>It may be over; look at it again.</source>
            <translation>Vielleicht ist er vorbei; sehen Sie noch einmal hin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/sending_files.py" />
            <source>It may have been moved or changed. Attach it again.</source>
            <translation>Vielleicht wurde sie verschoben oder geändert. Hängen Sie sie erneut an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/prompts.py" />
            <source>It may have been moved. Choose it again.</source>
            <translation>Vielleicht wurde sie verschoben. Wählen Sie sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>It says the choices.</source>
            <translation>Sie sagt, was man wählen kann.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>It stands at the top of every window of the team until it is read.</source>
            <translation>Sie steht oben in jedem Fenster des Teams, bis sie gelesen ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/drafts.py" />
            <source>It stands in the note here, which your team alone reads.</source>
            <translation>Es steht jetzt hier in der Notiz, die nur Ihr Team liest.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>It starts again by itself; call back when it is ready.</source>
            <translation>Es startet von selbst neu; rufen Sie zurück, sobald es bereit ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>It starts again by itself; no call was lost.</source>
            <translation>Es startet von selbst neu; kein Anruf ging verloren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>It stays where it is and is tried again at the next start.</source>
            <translation>Sie bleibt, wo sie ist, und wird beim nächsten Start noch einmal versucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It waits in another queue as well: {target}</source>
            <translation>Es wartet auch in einer anderen Warteschlange: {target}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It waits in {queue}.</source>
            <translation>Es wartet in {queue}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>It was ended</source>
            <translation>Es wurde beendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>It was reached.</source>
            <translation>Er wurde erreicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Italic</source>
            <translation>Kursiv</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>Its connection failed inside the hub.</source>
            <translation>Seine Verbindung ist im Hub gescheitert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Its packets hold {n} bytes only, so large messages may vanish (MTU).</source>
            <translation>Seine Pakete fassen nur {n} Bytes, darum können große Nachrichten verschwinden (MTU).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Join</source>
            <translation>Zusammenschalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>Join all</source>
            <translation>Alle verbinden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Joined</source>
            <translation>Zusammengeschaltet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>Joining…</source>
            <translation>Wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/translate.py" />
            <source>Kannel refuses the message: its number is on a list, or our account may not.</source>
            <translation>Kannel lehnt die Nachricht ab: Die Nummer steht auf einer Liste, oder unser Konto darf nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/translate.py" />
            <source>Kannel refuses the user name or the password.</source>
            <translation>Kannel lehnt Benutzernamen oder Passwort ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Kannel's address</source>
            <translation>Adresse von Kannel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Keep a copy of sent mails</source>
            <translation>Kopie gesendeter E-Mails behalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Keep editing</source>
            <translation>Weiter bearbeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Keep it</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Keep it back</source>
            <translation>Zurückhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Keep recordings</source>
            <translation>Aufzeichnungen behalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Keep typing: this never takes focus. If missed, it returns to the queue.</source>
            <translation>Schreiben Sie weiter: Das nimmt nie den Fokus. Verpasst kehrt es in die Warteschlange zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Keep typing: this never takes focus. If missed, you find it under Calls.</source>
            <translation>Tippen Sie ruhig weiter: Dies nimmt nie den Fokus. Verpasst finden Sie ihn unter Anrufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Keeps working offline</source>
            <translation>Arbeitet offline weiter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Kept as you type, in the call's entry in the timeline.</source>
            <translation>Wird beim Tippen gespeichert, im Eintrag des Anrufs im Verlauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Kept back since</source>
            <translation>Zurückgehalten seit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Kept for</source>
            <translation>Aufbewahrt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Kept out</source>
            <translation>Ausgesperrt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Key of the certificate</source>
            <translation>Schlüssel des Zertifikats</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Key to hold</source>
            <translation>Taste zum Halten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/pads.py" />
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Keypad</source>
            <translation>Tastenfeld</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>Keys can be sent once the call is answered.</source>
            <translation>Tasten können gesendet werden, sobald der Anruf angenommen ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Keys that send</source>
            <translation>Tasten zum Senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Kind of address</source>
            <translation>Art der Adresse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Language: {value}</source>
            <translation>Sprache: {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>Last day</source>
            <translation>Letzter Tag</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Last month</source>
            <translation>Letzter Monat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Last time</source>
            <translation>Letztes Mal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Last week</source>
            <translation>Letzte Woche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Late waiting</source>
            <translation>Wartend über der Schwelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Leads</source>
            <translation>Leitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Leave</source>
            <translation>Verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Leave it for yourself.</source>
            <translation>Verlassen Sie ihn nur selbst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/database.py" />
            <source>Leave it out of the address; write it into the file .pgpass of the hub's user.</source>
            <translation>Lassen Sie es in der Adresse weg; schreiben Sie es in die Datei .pgpass des Hub-Benutzers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>Leave it out.</source>
            <translation>Lassen Sie sie weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Leave the call of {name}</source>
            <translation>Den Anruf von {name} verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>Leave the call that you are in first.</source>
            <translation>Verlassen Sie zuerst das Gespräch, in dem Sie sind.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Leave the colleague's call</source>
            <translation>Gespräch des Kollegen verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Left a call that was listened to</source>
            <translation>Hat einen mitgehörten Anruf verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Less motion</source>
            <translation>Weniger Bewegung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Less noise</source>
            <translation>Weniger Geräusche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>Let its owner sign in again; see that IMAP is allowed for it.</source>
            <translation>Das Postfach muss neu angemeldet werden; IMAP muss dafür erlaubt sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Let its owner sign in again; see that SMTP is allowed for it.</source>
            <translation>Das Postfach muss neu angemeldet werden; SMTP muss dafür erlaubt sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Let the system set it: certificates and passwords depend on it.</source>
            <translation>Lassen Sie das System sie stellen: Zertifikate und Passwörter hängen davon ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Let them go first, or leave the call to them.</source>
            <translation>Lassen Sie die anderen zuerst gehen, oder überlassen Sie ihnen den Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Let them through</source>
            <translation>Durchlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>Let {name} go</source>
            <translation>{name} trennen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>Let {name} hear music</source>
            <translation>{name} Musik hören lassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Level</source>
            <translation>Stufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Level 1 is a beginning, 10 is the best. Queues may ask for a level.</source>
            <translation>Stufe 1 ist ein Anfang, 10 die beste. Warteschlangen können eine Stufe verlangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>Lifetime value</source>
            <translation>Umsatz</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Like the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Line fair</source>
            <translation>Leitung mäßig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Line good</source>
            <translation>Leitung gut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Line poor</source>
            <translation>Leitung schlecht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Line very poor</source>
            <translation>Leitung sehr schlecht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Link</source>
            <translation>Link</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Link lost</source>
            <translation>Verbindung verloren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Link lost {time}</source>
            <translation>Verbindung verloren {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Listen</source>
            <translation>Mithören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>Listen to it afterwards.</source>
            <translation>Hören Sie sie danach an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Listen to the call</source>
            <translation>Im Gespräch mithören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Listen to {name}</source>
            <translation>Bei {name} mithören</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Listened to a call</source>
            <translation>Hat in einen Anruf gehört</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Listening</source>
            <translation>Hört mit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Listening to {name}: nobody hears you</source>
            <translation>Sie hören bei {name} mit: niemand hört Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Listens</source>
            <translation>Hört mit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <location filename="../agent_desktop/ui/supervisor/live_board.py" />
            <source>Live board</source>
            <translation>Live-Übersicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>Loading earlier messages…</source>
            <translation>Frühere Nachrichten werden geladen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>Loading messages…</source>
            <translation>Nachrichten werden geladen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Loading…</source>
            <translation>Wird geladen …</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Longer than {n} SMS. Shorten the text to send it.</source>
            <extracomment>One: Longer than {n} SMS. Shorten the text to send it.</extracomment>
            <translation>
                <numerusform>Länger als {n} SMS. Kürzen Sie den Text, um ihn zu senden.</numerusform>
                <numerusform>Länger als {n} SMS. Kürzen Sie den Text, um ihn zu senden.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Longest wait</source>
            <translation>Längste Wartezeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Look again in a moment.</source>
            <translation>Sehen Sie gleich noch einmal nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/book.py" />
            <source>Look again; it may have been merged or removed.</source>
            <translation>Sehen Sie noch einmal nach; vielleicht wurde es zusammengeführt oder entfernt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/numbering.py" />
            <source>Look among the colleagues, or call the whole number.</source>
            <translation>Suchen Sie im Team, oder rufen Sie die ganze Nummer an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Look at it again.</source>
            <translation>Sehen Sie noch einmal hin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/line.py" />
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>Look at it and try again.</source>
            <translation>Prüfen Sie sie und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Look at its address and server in the settings.</source>
            <translation>Prüfen Sie Adresse und Server in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Look at its address in the settings.</source>
            <translation>Prüfen Sie ihre Adresse in den Einstellungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>Look at line {0}: {1}</source>
            <translation>Sehen Sie Zeile {0} an: {1}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/guidance.py" />
            <source>Look at the board when the link is back.</source>
            <translation>Sehen Sie auf die Übersicht, wenn die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Look at the call again.</source>
            <translation>Sehen Sie sich den Anruf noch einmal an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Look at the call and try again.</source>
            <translation>Sehen Sie sich das Gespräch an und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>Look at the call, then try again.</source>
            <translation>Sehen Sie nach dem Anruf und versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/book.py" />
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Look at the conversation again.</source>
            <translation>Sehen Sie sich das Gespräch noch einmal an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/link.py" />
            <source>Look at the disk of the hub; nothing is lost, it is fetched again.</source>
            <translation>Sehen Sie nach der Festplatte des Hubs; nichts geht verloren, es wird noch einmal geholt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>Look at the homeserver's log.</source>
            <translation>Sehen Sie im Protokoll des Homeservers nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/link.py" />
            <source>Look at the hub's log.</source>
            <translation>Sehen Sie im Protokoll des Hubs nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>Look at the list again.</source>
            <translation>Sehen Sie sich die Liste noch einmal an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Look at the next rules, too</source>
            <translation>Auch die nächsten Regeln ansehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>Look at the provider's page about its state.</source>
            <translation>Sehen Sie auf der Statusseite des Anbieters nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>Look at the telephone in the settings; try again when it is connected.</source>
            <translation>Sehen Sie in den Einstellungen nach dem Telefon und versuchen Sie es noch einmal, wenn es verbunden ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Look at the telephone's settings, or wait a moment.</source>
            <translation>Sehen Sie in die Einstellungen des Telefons, oder warten Sie einen Moment.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Look at their order now, then move them again.</source>
            <translation>Sehen Sie sich die Reihenfolge jetzt an, und verschieben Sie dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>Look at them again, then move them.</source>
            <translation>Sehen Sie sich die Liste noch einmal an, und verschieben Sie dann.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/administration.py" />
            <source>Look at what is asked for, and write it otherwise.</source>
            <translation>Sehen Sie nach, was gefragt ist, und schreiben Sie es anders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_administration.py" />
            <source>Look at what is kept when the link is back.</source>
            <translation>Sehen Sie nach, was gilt, sobald die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/forwarding.py" />
            <source>Look whether it was done before you do it again.</source>
            <translation>Sehen Sie nach, ob es getan wurde, bevor Sie es wiederholen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Look whether it was saved before you do it again.</source>
            <translation>Sehen Sie nach, ob gespeichert wurde, bevor Sie es noch einmal tun.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/process.py" />
            <source>Look whether the disk is full or read-only.</source>
            <translation>Prüfen Sie, ob der Datenträger voll oder schreibgeschützt ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Looking up names is slow here.</source>
            <translation>Namen werden hier langsam gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Looks</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Loss, jitter and bandwidth were not measured: no server here sends packets back.</source>
            <translation>Verlust, Jitter und Bandbreite wurden nicht gemessen: Kein Server schickt hier Pakete zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Loud</source>
            <translation>Laut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Loudness of the microphone</source>
            <translation>Lautstärke des Mikrofons</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Loudness of the ringing</source>
            <translation>Lautstärke des Klingelns</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Lower the hand</source>
            <translation>Hand senken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <source>Lower your hand</source>
            <translation>Ihre Hand senken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Lowered a hand</source>
            <translation>Hat eine Meldung erledigt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>MG and 32 letters and digits, where Twilio is to choose the sender.</source>
            <translation>MG und 32 Buchstaben und Ziffern, wo Twilio den Absender wählen soll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>MMM yyyy</source>
            <translation>MMM yyyy</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Made an announcement</source>
            <translation>Hat eine Ansage gemacht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Mailbox</source>
            <translation>Postfach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>Mailboxes, SMS numbers and accounts by which customers write to you.</source>
            <translation>Postfächer, SMS-Nummern und Konten, über die Kunden Ihnen schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Mailing list</source>
            <translation>Mailingliste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <source>Mails can be sent.</source>
            <translation>E-Mails können gesendet werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Mails delivered to the hub</source>
            <translation>E-Mails, die dem Hub zugestellt werden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Make a new access token for the app, and write it here.</source>
            <translation>Erstellen Sie ein neues Zugriffstoken für die App, und geben Sie es hier ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>Make a new access token with the rights to read and write, and write it here.</source>
            <translation>Erstellen Sie ein neues Zugriffstoken mit Lese- und Schreibrecht, und geben Sie es hier ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <source>Make a new access token, and write it here.</source>
            <translation>Erstellen Sie ein neues Zugriffstoken, und geben Sie es hier ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>Make another entry point.</source>
            <translation>Legen Sie einen anderen Eingang an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Make it smaller, or send a link to it.</source>
            <translation>Verkleinern Sie die Datei, oder senden Sie einen Link darauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <source>Make one in the account's preferences, under Development.</source>
            <translation>Erstellen Sie eines in den Einstellungen des Kontos unter „Entwicklung“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Make smaller</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/agents.py" />
            <source>Make somebody else an administrator first.</source>
            <translation>Geben Sie das Recht zuerst jemand anders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Make that user the owner of the database.</source>
            <translation>Machen Sie diesen Benutzer zum Eigentümer der Datenbank.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Marimba</source>
            <translation>Marimba</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>May</source>
            <translation>Darf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>May be written to</source>
            <translation>Darf angeschrieben werden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Meal</source>
            <translation>Essen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>Measures</source>
            <translation>Messgrößen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Medium</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Meeting</source>
            <translation>Meeting</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Members</source>
            <translation>Mitglieder</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <source>Mentions can be read.</source>
            <translation>Erwähnungen können gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Menu for practice customers</source>
            <translation>Menü für Übungskunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Menu: {name}</source>
            <translation>Menü: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Menus</source>
            <translation>Menüs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <location filename="../agent_desktop/ui/customer/merging.py" />
            <source>Merge</source>
            <translation>Zusammenführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>Merge the two customers, or remove it there first.</source>
            <translation>Führen Sie die beiden Kunden zusammen, oder entfernen Sie sie zuerst dort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Merge with another conversation, or take it back</source>
            <translation>Mit einem anderen Gespräch zusammenführen oder das zurücknehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Merge with another record</source>
            <translation>Mit einem anderen Eintrag zusammenführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Merge {name} into this record</source>
            <translation>{name} mit diesem Eintrag zusammenführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/rearranging.py" />
            <source>Merge {title} into this conversation</source>
            <translation>{title} mit diesem Gespräch zusammenführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Merged customers</source>
            <translation>Hat Kunden zusammengeführt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>Merge…</source>
            <translation>Zusammenführen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Message</source>
            <translation>Nachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Message for {name}</source>
            <translation>Nachricht für {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Messages</source>
            <translation>Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Messages a second</source>
            <translation>Nachrichten je Sekunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Messages on the way at a time</source>
            <translation>Nachrichten gleichzeitig unterwegs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>Messages to that country are switched off at the provider.</source>
            <translation>Nachrichten in dieses Land sind beim Anbieter ausgeschaltet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/recipients.py" />
            <source>Messages to that country are switched off.</source>
            <translation>Nachrichten in dieses Land sind ausgeschaltet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>Messaging service</source>
            <translation>Messaging-Dienst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Meta cannot change messages that were sent.</source>
            <translation>Meta kann gesendete Nachrichten nicht ändern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta cannot take it at the moment.</source>
            <translation>Meta kann es im Moment nicht annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Meta cannot tell whether it has this message.</source>
            <translation>Meta kann nicht sagen, ob es diese Nachricht hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Meta did not answer in time.</source>
            <translation>Meta hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Meta does not know this account, or the app may not see it.</source>
            <translation>Meta kennt dieses Konto nicht, oder die App darf es nicht sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <source>Meta does not take the access token.</source>
            <translation>Meta nimmt das Zugriffstoken nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta had a fault and does not say more.</source>
            <translation>Bei Meta ist ein Fehler aufgetreten; mehr sagt Meta nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta refused it ({0}).</source>
            <translation>Meta hat es abgelehnt ({0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta refused it ({0}): {1}</source>
            <translation>Meta hat es abgelehnt ({0}): {1}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta takes no more so quickly.</source>
            <translation>Meta nimmt so schnell nichts mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/network.py" />
            <source>Meta takes the access token, and knows the account.</source>
            <translation>Meta nimmt das Zugriffstoken an und kennt das Konto.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Meta wants the account's payment settled first.</source>
            <translation>Meta verlangt zuerst, dass die Bezahlung des Kontos geklärt wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/telephone.py" />
            <source>Microphone and headset</source>
            <translation>Mikrofon und Headset</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/sound.py" />
            <source>Microphone or speaker cannot be opened.</source>
            <translation>Mikrofon oder Lautsprecher lassen sich nicht öffnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Microphones: {microphones}, speakers: {speakers}.</source>
            <translation>Mikrofone: {microphones}, Lautsprecher: {speakers}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Missed</source>
            <translation>Verpasst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Missed call</source>
            <translation>Verpasster Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Missed call: {name}</source>
            <translation>Verpasster Anruf: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Missed offer</source>
            <translation>Verpasstes Angebot</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Month before</source>
            <translation>Monat davor</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Months</source>
            <translation>Monate</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header.py" />
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <location filename="../agent_desktop/ui/supervisor/tile_grid.py" />
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tile_grid.py" />
            <source>More for {name}</source>
            <translation>Mehr zu {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/sections.py" />
            <source>More settings</source>
            <translation>Weitere Einstellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>More than {0} entries would move.</source>
            <translation>Mehr als {0} Einträge würden verschoben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Most waiting</source>
            <translation>Höchstens wartend</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/arranging.py" />
            <source>Move down</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/rearranging.py" />
            <source>Move from here on into a new conversation</source>
            <translation>Ab hier in ein neues Gespräch verschieben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/arranging.py" />
            <source>Move up</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/page.py" />
            <source>Moved</source>
            <translation>Verschoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Music</source>
            <translation>Musik</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Music to wait with</source>
            <translation>Wartemusik</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Music: {name}</source>
            <translation>Musik: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Must be chosen in wrap-up</source>
            <translation>Muss in der Nacharbeit gewählt werden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Mute</source>
            <translation>Stumm</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Mute or unmute</source>
            <translation>Stumm oder laut schalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Muted</source>
            <translation>Stumm</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <location filename="../agent_desktop/app/root.py" />
            <source>My team</source>
            <translation>Mein Team</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/verifying.py" />
            <source>Name a file in JSON Lines that a hub exported.</source>
            <translation>Nennen Sie eine Datei in JSON Lines, die ein Hub exportiert hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Name each trunk once.</source>
            <translation>Nennen Sie jede Amtsleitung einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Name in automatic answers</source>
            <translation>Name in automatischen Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Name of the sender</source>
            <translation>Name des Absenders</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>Name or address</source>
            <translation>Name oder Adresse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/verifying.py" />
            <source>Name the data folder or the database of a hub.</source>
            <translation>Nennen Sie den Datenordner oder die Datenbank eines Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Name the server or the domain of the telephone system.</source>
            <translation>Nennen Sie den Server oder die Domain der Telefonanlage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Name the user: what the telephone system calls this telephone.</source>
            <translation>Nennen Sie den Benutzer: wie die Telefonanlage dieses Telefon nennt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Name: {value}</source>
            <translation>Name: {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Named the order {number} too.</source>
            <translation>Hat auch die Bestellung {number} genannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <source>Names or addresses</source>
            <translation>Namen oder Adressen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <source>Network</source>
            <translation>Dienst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Network silent</source>
            <translation>Netz antwortet nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>Networks in that country deliver nothing that a name sends.</source>
            <translation>Netze in diesem Land stellen nichts zu, was ein Name sendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Never</source>
            <translation>Nie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>New SMS</source>
            <translation>Neue SMS</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>New announcement</source>
            <translation>Neue Ankündigung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <source>New announcement…</source>
            <translation>Neue Ankündigung …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>New calendar</source>
            <translation>Neuer Kalender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>New e-mail</source>
            <translation>Neue E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>New entry point</source>
            <translation>Neuer Eingang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>New mails can be read.</source>
            <translation>Neue E-Mails können gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>New menu</source>
            <translation>Neues Menü</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>New message</source>
            <translation>Neue Nachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>New number</source>
            <translation>Neue Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>New outcome</source>
            <translation>Neues Ergebnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>New person</source>
            <translation>Neue Person</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>New prompt</source>
            <translation>Neue Ansage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>New queue</source>
            <translation>Neue Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>New rule</source>
            <translation>Neue Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>New saved reply</source>
            <translation>Neuer Textbaustein</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>New server</source>
            <translation>Neuer Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>New social message</source>
            <translation>Neue Direktnachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>New sound</source>
            <translation>Neue Aufnahme</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>New team</source>
            <translation>Neues Team</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>New trunk</source>
            <translation>Neue Amtsleitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>New website</source>
            <translation>Neue Website</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <source>Newer place</source>
            <translation>Neuere Stelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>Newest</source>
            <translation>Neueste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Newest first</source>
            <translation>Neueste zuerst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>News come by polling or by webhook.</source>
            <translation>Neues kommt durch Abfragen oder über einen Webhook.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Next conversation</source>
            <translation>Nächstes Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Next due first</source>
            <translation>Dringende zuerst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>Next pane</source>
            <translation>Nächster Bereich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>Next reply {left}</source>
            <translation>Antwort {left}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Next try in {n} s</source>
            <translation>Nächster Versuch in {n} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>Next: {word}</source>
            <translation>Danach: {word}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>No access token: {0}</source>
            <translation>Kein Zugriffstoken: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>No address is known yet.</source>
            <translation>Noch ist keine Adresse bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>No agent has the skill “{value}”.</source>
            <translation>Kein Agent hat die Fähigkeit „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/following.py" />
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>No agent has this conversation now.</source>
            <translation>Kein Agent hat dieses Gespräch gerade.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>No agent has work of this queue.</source>
            <translation>Kein Agent hat Arbeit aus dieser Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>No agent serves its queues now</source>
            <translation>Gerade bedient kein Agent seine Warteschlangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>No agents signed in.</source>
            <translation>Keine Agenten angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>No answer</source>
            <translation>Keine Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>No calls</source>
            <translation>Keine Anrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/history.py" />
            <source>No calls yet. Calls that you make or take stand here.</source>
            <translation>Noch keine Anrufe. Hier stehen Anrufe, die Sie führen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>No connection came about: {0}.</source>
            <translation>Es kam keine Verbindung zustande: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>No connector here fits “{words}”.</source>
            <translation>Kein Konnektor hier passt zu „{words}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>No connector is installed.</source>
            <translation>Kein Konnektor ist installiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>No country</source>
            <translation>Kein Land</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>No customer has said yet that they want no messages.</source>
            <translation>Noch hat kein Kunde gesagt, dass er keine Nachrichten möchte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/chart.py" />
            <source>No data in these days.</source>
            <translation>Keine Daten in diesen Tagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/list.py" />
            <source>No disposition has these words.</source>
            <translation>Kein Ergebnis enthält diese Wörter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>No entry point</source>
            <translation>Kein Eingang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>No file is kept back.</source>
            <translation>Keine Datei wird zurückgehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>No headset: you can hear nobody</source>
            <translation>Kein Headset: Sie hören niemanden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <source>No hello came in time.</source>
            <translation>Es kam nicht rechtzeitig ein Hallo.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>No key was pressed</source>
            <translation>Keine Taste gedrückt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>No lead</source>
            <translation>Ohne Leitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>No line out</source>
            <translation>Keine Leitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>No longer followed a conversation</source>
            <translation>Liest ein Gespräch nicht mehr mit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>No longer from this sender</source>
            <translation>Von diesem Absender nicht mehr</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_senders.py" />
            <source>No longer show pictures from {sender}</source>
            <translation>Bilder von {sender} nicht mehr zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>No longer there: {id}</source>
            <translation>Nicht mehr da: {id}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>No messages yet.</source>
            <translation>Noch keine Nachrichten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>No microphone is plugged in. A headset is taken as soon as it is there.</source>
            <translation>Es ist kein Mikrofon angeschlossen. Ein Headset wird genommen, sobald es da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>No microphone: nobody can hear you</source>
            <translation>Kein Mikrofon: niemand hört Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/front.py" />
            <source>No node of the hub leads just now.</source>
            <translation>Gerade führt kein Knoten des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>No number is answered yet.</source>
            <translation>Noch wird keine Nummer beantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>No number of that country has so many digits.</source>
            <translation>Keine Nummer dieses Landes hat so viele Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>No password yet</source>
            <translation>Noch kein Passwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>No queue</source>
            <translation>Keine Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>No reaction: {why}</source>
            <translation>Keine Reaktion: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>No relay by TLS is named: in strict networks calls have no sound.</source>
            <translation>Es ist kein Relay über TLS genannt: In strengen Netzwerken haben Anrufe keinen Ton.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/approving.py" />
            <source>No reply can be written now.</source>
            <translation>Jetzt kann keine Antwort geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>No rule</source>
            <translation>Keine Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/saved.py" />
            <source>No saved reply has “{query}”.</source>
            <translation>Kein Textbaustein enthält „{query}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>No scanner has looked at it yet.</source>
            <translation>Noch hat kein Scanner sie geprüft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>No secure connection to the hub: {0}.</source>
            <translation>Keine sichere Verbindung zum Hub: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>No server was found: {0}.</source>
            <translation>Es wurde kein Server gefunden: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/handshake.py" />
            <source>No setup came over stdin.</source>
            <translation>Über stdin kam keine Einrichtung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>No sound arrives</source>
            <translation>Kein Ton kommt an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <source>No telephone account is connected, so nobody can be called.</source>
            <translation>Kein Telefonkonto ist verbunden, daher kann niemand angerufen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>No template fits what you search for.</source>
            <translation>Keine Vorlage passt zu Ihrer Suche.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>No. {number}</source>
            <translation>Nr. {number}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>No: where the network answers them itself.</source>
            <translation>Nein: wo das Netz sie selbst beantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Nobody answered there.</source>
            <translation>Dort hat niemand abgenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Nobody answered.</source>
            <translation>Niemand hat abgehoben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Nobody answers when a name is looked up.</source>
            <translation>Niemand antwortet, wenn ein Name gesucht wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Nobody came on {day}.</source>
            <translation>Am {day} kam niemand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Nobody can be written to at an address of this kind.</source>
            <translation>An eine Adresse dieser Art kann man niemandem schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Nobody can call over this trunk: it is not registered, and no address is trusted.</source>
            <translation>Über diese Amtsleitung kann niemand anrufen: Sie ist nicht angemeldet, und keiner Adresse wird vertraut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Nobody can open these: the virus scanner found something, or has not answered yet.</source>
            <translation>Diese kann niemand öffnen: Der Virenscanner hat etwas gefunden oder noch nicht geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Nobody else</source>
            <translation>Niemand sonst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/page.py" />
            <source>Nobody else is in the team yet.</source>
            <translation>Noch ist niemand sonst im Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Nobody else is on the line yet.</source>
            <translation>Noch ist niemand anders in der Leitung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nobody else is on the line.</source>
            <translation>Niemand sonst ist in der Leitung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Nobody has raised a hand.</source>
            <translation>Niemand hat die Hand gehoben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/page.py" />
            <source>Nobody in a call</source>
            <translation>Niemand im Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/places.py" />
            <source>Nobody in line</source>
            <translation>Niemand wartet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Nobody is a supervisor yet. Say so on the page of people.</source>
            <translation>Noch niemand ist Teamleitung. Legen Sie das auf der Seite Personen fest.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nobody is asked aside any more.</source>
            <translation>Es läuft keine Rückfrage mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Nobody is in the team yet.</source>
            <translation>Noch ist niemand im Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Nobody is named to whom the mail is to be forwarded.</source>
            <translation>Es ist niemand genannt, an den die Mail weitergeleitet werden soll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Nobody knows a server with the name {0}.</source>
            <translation>Niemand kennt einen Server mit dem Namen {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Nobody listens to that.</source>
            <translation>Dabei hört niemand mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Nobody of the team and no queue has this name.</source>
            <translation>Weder jemand im Team noch eine Warteschlange heißt so.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/numbering.py" />
            <source>Nobody of the team has this extension.</source>
            <translation>Niemand im Team hat diese Durchwahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nobody of the team would be left in this call.</source>
            <translation>Im Gespräch bliebe niemand aus dem Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/merging.py" />
            <source>Nobody of this name is known here.</source>
            <translation>Niemand mit diesem Namen ist hier bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>Nobody said in which country this hub is, so it cannot know whose number this is.</source>
            <translation>Niemand hat gesagt, in welchem Land dieser Hub ist, darum kann er nicht wissen, wessen Nummer das ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>Nobody said in which country this hub is: only numbers with + and the country's code can be called. Set the region, or the house's caller id.</source>
            <translation>Niemand hat gesagt, in welchem Land dieser Hub ist: Nur Nummern mit + und Landesvorwahl lassen sich anrufen. Legen Sie die Region fest, oder die eigene Rufnummer des Hauses.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>Nobody signed in to this mailbox yet.</source>
            <translation>Bei diesem Postfach hat sich noch niemand angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>Nobody signed in within ten minutes.</source>
            <translation>Innerhalb von zehn Minuten hat sich niemand angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Nobody signed in yet.</source>
            <translation>Noch hat sich niemand angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consent_routes.py" />
            <source>Nobody signs in to this network in a browser.</source>
            <translation>Bei diesem Netz meldet sich niemand im Browser an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Nobody speaks in this call yet.</source>
            <translation>In diesem Anruf spricht noch niemand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Nobody speaks in this call.</source>
            <translation>In diesem Anruf spricht niemand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nobody talks in the call any more.</source>
            <translation>In dem Gespräch spricht niemand mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Nobody waits here.</source>
            <translation>Hier wartet niemand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nobody was put on hold.</source>
            <translation>Niemand wurde gehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Nobody who is known</source>
            <translation>Niemand Bekanntes</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Nobody: waited or gave up</source>
            <translation>Niemand: wartet oder gab auf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>None of this could be moved.</source>
            <translation>Nichts davon ließ sich verschieben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_senders.py" />
            <source>None yet. You choose them in a mail that has pictures from elsewhere.</source>
            <translation>Noch keine. Sie wählen sie in einer E-Mail, die Bilder von anderswo enthält.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>None: the file was not sent yet.</source>
            <translation>Keines: Die Datei wurde noch nicht gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Not VIP</source>
            <translation>Kein VIP</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>Not connected</source>
            <translation>Nicht verbunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>Not connected. As of {time}</source>
            <translation>Nicht verbunden. Stand {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Not connected: what stands here may be old.</source>
            <translation>Nicht verbunden: Was hier steht, kann veraltet sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>Not deleted: {why}</source>
            <translation>Nicht gelöscht: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Not delivered</source>
            <translation>Nicht zugestellt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Not delivered: {why}</source>
            <translation>Nicht zugestellt: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>Not edited: {why}</source>
            <translation>Nicht geändert: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Not everybody is on the line yet.</source>
            <translation>Noch sind nicht alle in der Leitung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Not everybody may call as the trunk.</source>
            <translation>Nicht jeder darf als die Amtsleitung anrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Not first</source>
            <translation>Nicht zuerst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Not handed over; {name} is still with you.</source>
            <translation>Nicht weitergegeben; {name} ist noch bei Ihnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>Not in a call of a customer</source>
            <translation>In keinem Kundengespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <source>Not in the loaded messages</source>
            <translation>Nicht in den geladenen Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Not known</source>
            <translation>Nicht bekannt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Not known yet</source>
            <translation>Noch nicht bekannt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Not permitted</source>
            <translation>Nicht erlaubt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Not possible</source>
            <translation>Nicht möglich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Not reachable</source>
            <translation>Nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Not reached</source>
            <translation>Nicht erreicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Not ready</source>
            <translation>Nicht bereit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Not recorded in {n} places</source>
            <translation>An {n} Stellen nicht aufgezeichnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Not recorded {times}</source>
            <translation>Nicht aufgezeichnet {times}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Not registered: the telephone system did not take it.</source>
            <translation>Nicht angemeldet: Die Telefonanlage hat es nicht angenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Not responding</source>
            <translation>Antwortet nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Not sent</source>
            <translation>Nicht gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/composer.py" />
            <source>Not sent: this computer could not keep it. Your text is still here.</source>
            <translation>Nicht gesendet: Dieser Computer konnte den Text nicht sichern. Er steht noch hier.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Not sent: {why}</source>
            <translation>Nicht gesendet: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Not the same</source>
            <translation>Nicht dieselbe Person</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Not transferred to {name}.</source>
            <translation>Nicht an {name} übergeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/written/trials.py" />
            <source>Not tried.</source>
            <translation>Nicht versucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Not tried: a step before failed.</source>
            <translation>Nicht versucht: Ein Schritt davor ist fehlgeschlagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Not used yet</source>
            <translation>Noch nicht in Gebrauch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Note it</source>
            <translation>Festhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Note of the call</source>
            <translation>Notiz zum Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Note or reply</source>
            <translation>Notiz oder Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Note · only your team sees this</source>
            <translation>Notiz · nur Ihr Team sieht das</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <source>Notes</source>
            <translation>Notizen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Notes and saved replies</source>
            <translation>Notizen und Textbausteine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Nothing answers at the hub's address.</source>
            <translation>Unter der Adresse des Hubs antwortet nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Nothing cached yet. Work arrives as soon as the link is back.</source>
            <translation>Noch nichts gespeichert. Arbeit kommt, sobald die Verbindung wieder steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Nothing else</source>
            <translation>Nichts weiter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>Nothing fits “{words}”.</source>
            <translation>Nichts passt zu „{words}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>Nothing happened in these days.</source>
            <translation>In diesen Tagen ist nichts geschehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/sifting.py" />
            <source>Nothing here holds “{words}”.</source>
            <translation>Nichts hier enthält „{words}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Nothing here. Conversations appear when customers write.</source>
            <translation>Hier ist nichts. Gespräche erscheinen, wenn Kunden schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Nothing here. You are not offered work until you are Ready.</source>
            <translation>Hier ist nichts. Ihnen wird erst Arbeit angeboten, wenn Sie bereit sind.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Nothing is encrypted, so nobody proves who they are.</source>
            <translation>Nichts ist verschlüsselt, darum beweist niemand, wer er ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/about.py" />
            <source>Nothing is kept on this computer: history, drafts and unsent replies are forgotten when the program ends.</source>
            <translation>Auf diesem Computer bleibt nichts: Verlauf, Entwürfe und nicht gesendete Antworten sind vergessen, wenn das Programm endet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Nothing is known of {0} yet.</source>
            <translation>Von {0} ist noch nichts bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Nothing is recorded.</source>
            <translation>Es wird nichts aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Nothing of a stream like a call's comes through.</source>
            <translation>Von einem Datenstrom wie dem eines Anrufs kommt nichts durch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <source>Nothing of this mail is loaded from elsewhere.</source>
            <translation>Von dieser E-Mail wird nichts von anderswo geladen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/page.py" />
            <source>Nothing on this computer has these words.</source>
            <translation>Nichts auf diesem Computer enthält diese Wörter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Nothing slides or fades; the ring of an offer still steps once a second.</source>
            <translation>Nichts gleitet oder blendet; nur der Ring eines Angebots rückt jede Sekunde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/findings.py" />
            <source>Nothing stands in the way of calls, as far as could be measured.</source>
            <translation>Nichts steht Anrufen im Weg, soweit es sich messen ließ.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Nothing waiting. You have been Ready for {time}.</source>
            <translation>Niemand wartet. Sie sind seit {time} bereit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/administration.py" />
            <location filename="../agent_desktop/connectors/hub/routing_rules.py" />
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Nothing was changed.</source>
            <translation>Es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Nothing was moved here that could be taken back.</source>
            <translation>Hier wurde nichts verschoben, das zurückgenommen werden könnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Nothing was written down yet.</source>
            <translation>Noch ist nichts verzeichnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Nothing yet.</source>
            <translation>Noch nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Notice: calls are recorded</source>
            <translation>Hinweis: Anrufe werden aufgezeichnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>Now you should hear yourself.</source>
            <translation>Jetzt sollten Sie sich selbst hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Number</source>
            <translation>Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Number or name</source>
            <translation>Nummer oder Name</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Number {number}</source>
            <translation>Nummer {number}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Number: {value}</source>
            <translation>Nummer: {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <location filename="../agent_desktop/ui/settings/house.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Numbers</source>
            <translation>Nummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Numbers are read as one dials them in: {region}</source>
            <translation>Nummern werden gelesen, wie man sie dort wählt: {region}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Numbers are sent as</source>
            <translation>Nummern werden geschickt als</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Numbers of messages in receipts</source>
            <translation>Nummern der Nachrichten in Quittungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Numbers or mail addresses, one a line; * stands for anything.</source>
            <translation>Nummern oder Mailadressen, eine je Zeile; * steht für Beliebiges.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Numbers up to this length are colleagues. 0: there are no extensions.</source>
            <translation>Nummern bis zu dieser Länge sind Kollegen. 0: Es gibt keine Durchwahlen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Numbers: “hundred”</source>
            <translation>Zahlen: „hundert“</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Numbers: “more than”</source>
            <translation>Zahlen: „mehr als“</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Occupancy</source>
            <translation>Auslastung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Of Microsoft: for an application that is for one organisation only.</source>
            <translation>Von Microsoft: für eine Anwendung, die nur für eine Organisation gilt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Of a system user, so that it does not end after some hours.</source>
            <translation>Von einem Systembenutzer, damit es nicht nach einigen Stunden endet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: agents in a colleague's call, asked aside or called into a conference.</source>
            <translation>Davon: Agenten im Anruf eines Kollegen, für eine Rückfrage oder in eine Konferenz gerufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: asked to take somebody. It counts in no share below.</source>
            <translation>Davon: gefragt, ob sie jemanden übernehmen. Zählt in keinem der Anteile unten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: neither busy nor ready.</source>
            <translation>Davon: weder beschäftigt noch bereit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: ready, and nothing to do.</source>
            <translation>Davon: bereit, und nichts zu tun.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: talking or writing.</source>
            <translation>Davon: Sprechen oder Schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: the customer is held.</source>
            <translation>Davon: Der Kunde wird gehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: with work in hand, wrap-up too, or in a call.</source>
            <translation>Davon: mit Arbeit in der Hand, auch Nacharbeit, oder in einem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: without a link, and nothing in hand.</source>
            <translation>Davon: ohne Verbindung, und nichts in der Hand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Of it: wrap-up, also of those who needed none.</source>
            <translation>Davon: Nacharbeit, auch derer, die keine brauchten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Of the application that you registered at the provider.</source>
            <translation>Die der Anwendung, die Sie beim Anbieter registriert haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Of the customer's number: two letters, one a line.</source>
            <translation>Zur Nummer des Kunden: zwei Buchstaben, eines je Zeile.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <location filename="../agent_desktop/ui/call/sound.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Off queue</source>
            <translation>Nicht im Dienst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Offered</source>
            <translation>Angebot</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Offered after</source>
            <translation>Angeboten nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Offers</source>
            <translation>Angebote</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Office</source>
            <translation>Büro</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Offline since {time} · newer messages may be missing</source>
            <translation>Offline seit {time} · neuere Nachrichten können fehlen</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Offline since {time}, {n} replies waiting.</source>
            <extracomment>One: Offline since {time}, {n} reply waiting.</extracomment>
            <translation>
                <numerusform>Offline seit {time}, {n} Antwort wartet.</numerusform>
                <numerusform>Offline seit {time}, {n} Antworten warten.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Offline since {time}.</source>
            <translation>Offline seit {time}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Offline · history current to {time}</source>
            <translation>Offline · Verlauf aktuell bis {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <source>Older place</source>
            <translation>Ältere Stelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <location filename="../agent_desktop/ui/call/payments.py" />
            <location filename="../agent_desktop/ui/call/sound.py" />
            <location filename="../agent_desktop/ui/settings/rows.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>On</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/lamps.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>On call</source>
            <translation>Im Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>On hold</source>
            <translation>Gehalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>On port 443 it would be let through by more firewalls.</source>
            <translation>Auf Port 443 ließen es mehr Firewalls durch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/standing.py" />
            <source>On queue</source>
            <translation>Im Dienst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>On queue · {n}</source>
            <translation>Im Dienst · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>On the page</source>
            <translation>Auf der Seite</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>On this computer</source>
            <translation>Auf diesem Computer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>On {date} at {time}, {name} wrote:</source>
            <translation>Am {date} um {time} schrieb {name}:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>One at a time.</source>
            <translation>Nur eine Person zur gleichen Zeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>One in each line</source>
            <translation>Eine je Zeile</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>One in each line, beginning with stun:, turn: or turns:.</source>
            <translation>Eine in jeder Zeile, mit stun:, turn: oder turns: am Anfang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>One in each line. Those of the country are known besides, and never rewritten.</source>
            <translation>Je Zeile eine. Die des Landes sind ohnehin bekannt; keine wird je umgeschrieben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>One in each line; a block ends with *, and * alone is every number. Web pages need none.</source>
            <translation>Eine in jeder Zeile; ein Block endet mit *, und * allein ist jede Nummer. Webseiten brauchen keine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>One interaction costs 0 to {0} units.</source>
            <translation>Ein Vorgang kostet 0 bis {0} Einheiten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>One of the two conversations was split or merged again since.</source>
            <translation>Eines der beiden Gespräche wurde seither noch einmal geteilt oder zusammengeführt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>One of them stands in the first message; refund* finds refunding, too.</source>
            <translation>Eines davon steht in der ersten Nachricht; Erstattung* findet auch Erstattungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>One word, without spaces, “/” and “:”.</source>
            <translation>Ein Wort, ohne Leerzeichen, „/“ und „:“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>Only 0-9, *, # and A-D are keys.</source>
            <translation>Nur 0-9, *, # und A-D sind Tasten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Only numbers with + and the country's code can be called.</source>
            <translation>Nur Nummern mit + und Landesvorwahl können angerufen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Only open conversations can be merged.</source>
            <translation>Nur offene Gespräche lassen sich zusammenführen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Only supervisors listen to calls.</source>
            <translation>Nur die Teamleitung hört bei Anrufen mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <source>Only team leads see the board.</source>
            <translation>Nur Teamleitungen sehen die Tafel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/strip.py" />
            <source>Only the customer can read this reply. The question was public.</source>
            <translation>Nur der Kunde kann diese Antwort lesen. Die Frage war öffentlich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>Only uncompressed (PCM) WAV files can be prompts.</source>
            <translation>Nur unkomprimierte WAV-Dateien (PCM) können Ansagen sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Only visitors whom the site signed</source>
            <translation>Nur Besucher, die die Website signiert hat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Only when the work in hand is finished</source>
            <translation>Erst wenn die laufende Arbeit fertig ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Only while you are Ready and on no other call. You hear a tone before.</source>
            <translation>Nur solange Sie bereit und in keinem anderen Gespräch sind. Vorher hören Sie einen Ton.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Only who has every one of them at this level, or better, is asked.</source>
            <translation>Gefragt wird nur, wer jede davon auf dieser Stufe oder besser hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Only who has the call ends it for all.</source>
            <translation>Nur wer den Anruf hat, beendet ihn für alle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Only your team sees it.</source>
            <translation>Das sieht nur Ihr Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <source>Only your team sees this</source>
            <translation>Nur Ihr Team sieht das</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Only {name} and other leads of the team read it. The customer never does.</source>
            <translation>Nur {name} und andere Leitungen des Teams lesen ihn. Der Kunde nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Open a browser, sign in to the network, and try again.</source>
            <translation>Öffnen Sie einen Browser, melden Sie sich im Netzwerk an, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>Open conversations · {n}</source>
            <translation>Offene Gespräche · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Open it here</source>
            <translation>Hier öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/saving.py" />
            <source>Open it only if you expected it and know who sent it. Ask your administrator if unsure.</source>
            <translation>Öffnen Sie sie nur, wenn Sie sie erwartet haben und wissen, von wem sie kommt. Fragen Sie im Zweifel Ihre Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Open link</source>
            <translation>Link öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Open on special days alone</source>
            <translation>Nur an besonderen Tagen geöffnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Open or close this mail</source>
            <translation>Diese Mail auf- oder zuklappen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Open the browser again</source>
            <translation>Browser erneut öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Open the chat, and merge the other conversation into it.</source>
            <translation>Öffnen Sie den Chat, und führen Sie das andere Gespräch dort zusammen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Open the conversation again, and forward it there.</source>
            <translation>Öffnen Sie das Gespräch erneut, und leiten Sie die Nachricht dort weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Open the demo page</source>
            <translation>Demoseite öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Open the other one, or take the merge back.</source>
            <translation>Öffnen Sie das andere, oder nehmen Sie die Zusammenführung zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Open this address on any device:</source>
            <translation>Öffnen Sie diese Adresse auf einem beliebigen Gerät:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>Open this entry point in the settings and sign in again.</source>
            <translation>Öffnen Sie diesen Eingang in den Einstellungen und melden Sie sich erneut an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Open {url}</source>
            <translation>{url} öffnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Open, mine · {n}</source>
            <translation>Offen, meine · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Opening by</source>
            <translation>Öffnung nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Opening hours</source>
            <translation>Öffnungszeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/choosing.py" />
            <source>Opening the history…</source>
            <translation>Der Verlauf wird geöffnet …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>Or an access token instead.</source>
            <translation>Oder stattdessen ein Zugriffstoken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Order numbers</source>
            <translation>Bestellnummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Order: {value}</source>
            <translation>Bestellung: {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>Organisation</source>
            <translation>Organisation</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Other addresses of this mailbox</source>
            <translation>Weitere Adressen dieses Postfachs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Other exits</source>
            <translation>Andere Abgänge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Other senders by country</source>
            <translation>Andere Absender nach Land</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Other servers</source>
            <translation>Andere Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Other windows cannot be seen here. Use Pause for card or the command “agent-desktop shield on”.</source>
            <translation>Andere Fenster sind hier nicht zu sehen. Verwenden Sie „Pause für Karte“ oder den Befehl „agent-desktop shield on“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Others are in the call, too.</source>
            <translation>Es sind noch andere in dem Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Others are in this call, too.</source>
            <translation>Auch andere sind in diesem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Otherwise</source>
            <translation>Sonst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>Our number is not registered for messages to that country.</source>
            <translation>Unsere Nummer ist für Nachrichten in dieses Land nicht registriert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>Our sender may not write to this number.</source>
            <translation>Unser Absender darf dieser Nummer nicht schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Outbound call</source>
            <translation>Ausgehender Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Outbox empty</source>
            <translation>Ausgang leer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Outcome</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Outcomes</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Outcomes that it alone has: {0}.</source>
            <translation>Ergebnisse, die nur sie hat: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>Outgoing call</source>
            <translation>Ausgehender Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Outside opening hours</source>
            <translation>Außerhalb der Öffnungszeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Overflow</source>
            <translation>Überlauf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Own certificate authority</source>
            <translation>Eigene Zertifizierungsstelle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Own days</source>
            <translation>Eigene Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Own numbers</source>
            <translation>Eigene Nummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>PEM text, where the server's certificate is not a public one.</source>
            <translation>PEM-Text, wo das Zertifikat des Servers kein öffentliches ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>PEM, for servers whose certificate is your own.</source>
            <translation>PEM, für Server mit eigenem Zertifikat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Page ID</source>
            <translation>ID der Seite</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>Pages of this origin may not use the hub.</source>
            <translation>Seiten dieser Herkunft dürfen den Hub nicht benutzen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/manifest.py" />
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Password</source>
            <translation>Passwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Password of the callbacks</source>
            <translation>Passwort der Rückrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Password or secret of the callbacks</source>
            <translation>Passwort oder Geheimnis der Rückrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>Paste it anew, in PEM.</source>
            <translation>Fügen Sie sie neu ein, als PEM.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Paste the text that begins with BEGIN CERTIFICATE, or leave it empty.</source>
            <translation>Fügen Sie den Text ein, der mit BEGIN CERTIFICATE beginnt, oder lassen Sie es leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Paste the whole text of the file private.key that Vonage gave you.</source>
            <translation>Fügen Sie den ganzen Text der Datei private.key ein, die Sie von Vonage haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Patience</source>
            <translation>Geduld</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_hands.py" />
            <location filename="../agent_desktop/ui/settings/form.py" />
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Pause again</source>
            <translation>Noch einmal pausieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Pause for card</source>
            <translation>Pause für Karte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Pause for card, or go on</source>
            <translation>Pause für Karte, oder weiter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <source>Pause for payment pages</source>
            <translation>Bei Zahlungsseiten pausieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/admin.py" />
            <source>Pause it among the entry points of networks.</source>
            <translation>Pausieren Sie ihn unter den Eingängen der Netzwerke.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Pause recordings by hand, or let the payment program call `agent-desktop shield on`.</source>
            <translation>Pausieren Sie Aufzeichnungen von Hand, oder lassen Sie das Zahlungsprogramm `agent-desktop shield on` aufrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>Pause the recording while nothing may be recorded.</source>
            <translation>Unterbrechen Sie die Aufzeichnung, solange nichts aufgezeichnet werden darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_parts.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Paused</source>
            <translation>Pausiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Paused {times}</source>
            <translation>Pausiert {times}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Paused, {times}</source>
            <translation>Angehalten, {times}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Pausing</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Pausing…</source>
            <translation>Wird pausiert …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Payment pages</source>
            <translation>Zahlungsseiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Payment pages are not seen any more: use Pause for card yourself.</source>
            <translation>Zahlungsseiten werden nicht mehr erkannt: Pausieren Sie selbst mit „Pause für Karte“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>People</source>
            <translation>Personen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>People for a point of priority</source>
            <translation>Personen je Punkt Vorrang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Perhaps the same person</source>
            <translation>Vielleicht dieselbe Person</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>PgDown</source>
            <translation>Bild ab</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>PgUp</source>
            <translation>Bild auf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Phone number ID</source>
            <translation>ID der Telefonnummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/attaching.py" />
            <source>Picture {time}.png</source>
            <translation>Bild {time}.png</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Pictures are being fetched…</source>
            <translation>Bilder werden geholt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Pictures from elsewhere are not shown: the writer would see that you read it.</source>
            <translation>Bilder von anderswo werden nicht gezeigt: Der Verfasser sähe, dass Sie die Mail lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Pictures from elsewhere are shown.</source>
            <translation>Bilder von anderswo werden gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Pictures from {sender} are always shown.</source>
            <translation>Bilder von {sender} werden immer gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_senders.py" />
            <source>Pictures from {sender} are shown when you ask.</source>
            <translation>Bilder von {sender} werden auf Wunsch gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Pictures in mails</source>
            <translation>Bilder in E-Mails</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <source>Pictures of this mail were loaded from elsewhere.</source>
            <translation>Bilder dieser Mail wurden von anderswo geladen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Place in line: before the number</source>
            <translation>Platz in der Warteschlange: vor der Zahl</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Place in line: the next one</source>
            <translation>Platz in der Warteschlange: als Nächstes</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>Place {n}</source>
            <translation>Stelle {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>Place {n} in line</source>
            <translation>Platz {n} in der Reihe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/address.py" />
            <source>Plain http would show every message and your password to the network.</source>
            <translation>Bloßes http würde dem Netzwerk jede Nachricht und Ihr Passwort zeigen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_hands.py" />
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>Play it again.</source>
            <translation>Spielen Sie sie noch einmal ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Play or pause</source>
            <translation>Abspielen oder anhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Played a recording</source>
            <translation>Hat eine Aufnahme angehört</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Played to the end</source>
            <translation>Zu Ende gespielt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Playing, {times}</source>
            <translation>Läuft, {times}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Please hold the line</source>
            <translation>Bitte bleiben Sie am Apparat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/work.py" />
            <source>Please try again a little later.</source>
            <translation>Bitte versuchen Sie es etwas später noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Please use at least {count} characters.</source>
            <translation>Bitte nehmen Sie mindestens {count} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Please write your name: customers see it.</source>
            <translation>Bitte schreiben Sie Ihren Namen: Kunden sehen ihn.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Plug a headset in, and allow its use in the system's settings.</source>
            <translation>Stecken Sie ein Headset ein, und erlauben Sie es in den Systemeinstellungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/sound.py" />
            <source>Plug in a headset; it is taken as soon as it is there.</source>
            <translation>Schließen Sie ein Headset an; es wird benutzt, sobald es da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>Plug one in, and play it again.</source>
            <translation>Schließen Sie eines an, und spielen Sie sie noch einmal ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Points</source>
            <translation>Punkte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>Points at the most</source>
            <translation>Höchstens Punkte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Port</source>
            <translation>Port</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Port to listen at</source>
            <translation>Port, an dem der Hub annimmt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Possible after the call.</source>
            <translation>Nach dem Anruf möglich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Post publicly</source>
            <translation>Öffentlich senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>Practice customers are on their way.</source>
            <translation>Übungskunden sind unterwegs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/room.py" />
            <source>Preferences</source>
            <translation>Eigene Einstellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <source>Preferences, Development, a new application with read and write.</source>
            <translation>Einstellungen, Entwicklung, neue Anwendung mit Lesen und Schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Presence</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>Presence: {word}, {time}</source>
            <translation>Status: {word}, {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Press a shortcut to change it; Backspace takes it away.</source>
            <translation>Drücken Sie ein Kürzel, um es zu ändern; Rückschritt nimmt es weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keyfield.py" />
            <source>Press the keys…</source>
            <translation>Tasten drücken …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <source>Press to lower it.</source>
            <translation>Drücken Sie hier, um sie zu senken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Previous conversation</source>
            <translation>Voriges Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>Previous pane</source>
            <translation>Voriger Bereich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Priority</source>
            <translation>Vorrang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Private key</source>
            <translation>Privater Schlüssel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Prompt</source>
            <translation>Ansage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Prompts</source>
            <translation>Ansagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Protect my history</source>
            <translation>Verlauf schützen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Protocol of deliveries</source>
            <translation>Protokoll der Zustellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Provider</source>
            <translation>Anbieter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Provider, main number</source>
            <translation>Anbieter, Hauptnummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Publish</source>
            <translation>Veröffentlichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Publishing…</source>
            <translation>Wird veröffentlicht …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <source>Push to talk</source>
            <translation>Sprechen per Tastendruck</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Push to talk works in our own window only.</source>
            <translation>Sprechen auf Tastendruck geht nur im eigenen Fenster.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>Put the right file back, or delete it and enter the secrets again.</source>
            <translation>Legen Sie die richtige Datei zurück, oder löschen Sie sie und geben Sie die Geheimnisse neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Put this line before &lt;/body&gt;. Your hub's public address belongs into it.</source>
            <translation>Setzen Sie diese Zeile vor &lt;/body&gt;. Sie braucht die öffentliche Adresse Ihres Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Quality {mos} of 4.5 · {loss} % lost · {delay} delay</source>
            <translation>Qualität {mos} von 4,5 · {loss} % verloren · {delay} Verzögerung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/sheet.py" />
            <source>Question</source>
            <translation>Frage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Question: may the call be recorded?</source>
            <translation>Frage: Darf aufgezeichnet werden?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/places.py" />
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <location filename="../agent_desktop/ui/settings/signature_row.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Queue note</source>
            <translation>Notiz einreihen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Queue public reply</source>
            <translation>Öffentliche Antwort vormerken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Queue reply</source>
            <translation>Einreihen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Queue {name}</source>
            <translation>Warteschlange {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Queue: {name}</source>
            <translation>Warteschlange: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Queued {time}</source>
            <translation>Eingereiht {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Queues</source>
            <translation>Warteschlangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Queues that ask for it: {0}.</source>
            <translation>Warteschlangen, die sie verlangen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Queues, skills, timed offers</source>
            <translation>Schlangen, Fähigkeiten, Fristen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Quiet</source>
            <translation>Leise</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Quiet hours</source>
            <translation>Ruhezeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>Rail</source>
            <translation>Leiste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <source>Raise a hand</source>
            <translation>Hand heben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Raise its limit of connections, then try again.</source>
            <translation>Erhöhen Sie seine Grenze für Verbindungen und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/hands.py" />
            <source>Raise your hand without it.</source>
            <translation>Melden Sie sich ohne diesen Vorgang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Raised a hand</source>
            <translation>Hat die Hand gehoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Raised hands</source>
            <translation>Gehobene Hände</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Raised hands · {n}</source>
            <translation>Gehobene Hände · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>Rate it when it has ended.</source>
            <translation>Bewerten Sie ihn, wenn er zu Ende ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Rated</source>
            <translation>Bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Rated well</source>
            <translation>Gut bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Rating</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Rating rate</source>
            <translation>Bewertungsquote</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Reach it</source>
            <translation>Ihn erreichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>Reach the homeserver</source>
            <translation>Den Homeserver erreichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <source>Reach the sending server</source>
            <translation>Postausgangsserver erreichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <source>Reach the server</source>
            <translation>Den Server erreichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Reachable</source>
            <translation>Erreichbar</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>React</source>
            <translation>Reagieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Read</source>
            <translation>Gelesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Read along</source>
            <translation>Mitlesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>Read messages</source>
            <translation>Nachrichten lesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Read the closed one in the customer's history.</source>
            <translation>Das geschlossene lesen Sie im Verlauf des Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/page.py" />
            <source>Reading…</source>
            <translation>Wird gelesen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Ready / on</source>
            <translation>Bereit / im Dienst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Ready for {queues}</source>
            <translation>Bereit für {queues}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <source>Read…</source>
            <translation>Lesen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Really remove</source>
            <translation>Wirklich entfernen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Really remove?</source>
            <translation>Wirklich entfernen?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Reason</source>
            <translation>Anliegen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Reassign</source>
            <translation>Umverteilen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Reassign it first, or choose this for when they are free.</source>
            <translation>Weisen Sie sie zuerst neu zu, oder wählen Sie dies für den Moment, in dem die Person frei ist.</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Reassign {n} interactions</source>
            <extracomment>One: Reassign {n} interaction</extracomment>
            <translation>
                <numerusform>{n} Vorgang umverteilen</numerusform>
                <numerusform>{n} Vorgänge umverteilen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Reassigned work</source>
            <translation>Hat Arbeit neu zugewiesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Reassign…</source>
            <translation>Umverteilen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Receipts hexadecimal</source>
            <translation>Quittungen hexadezimal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Reconnecting…</source>
            <translation>Verbindet neu …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Record a consent</source>
            <translation>Einwilligung festhalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Record on this computer</source>
            <translation>Auf diesem Computer aufzeichnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Recorded</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Recorded by {name}</source>
            <translation>Festgehalten von {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Recorded with consent</source>
            <translation>Aufgezeichnet mit Zustimmung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_parts.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <source>Recording deleted: its time was over</source>
            <translation>Aufzeichnung gelöscht: ihre Frist war abgelaufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Recording of the call</source>
            <translation>Aufzeichnung des Anrufs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <source>Recording pauses by itself while such a window is in front.</source>
            <translation>Die Aufnahme pausiert von selbst, solange ein solches Fenster vorn ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Recording pauses while card details are typed.</source>
            <translation>Die Aufnahme pausiert, während Kartendaten eingegeben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Recording pauses while the payment page is in front.</source>
            <translation>Die Aufnahme pausiert, solange die Zahlungsseite vorn ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Recording pauses: another program asked for it.</source>
            <translation>Die Aufnahme pausiert: Ein anderes Programm hat darum gebeten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Recordings pause while such a window is in front of an agent.</source>
            <translation>Aufnahmen pausieren, solange ein solches Fenster vor einem Agenten ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Refused</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Register it there as the administrators' guide says.</source>
            <translation>Registrieren Sie sie dort, wie es die Anleitung für Administratoren sagt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Registered</source>
            <translation>Angemeldet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Registration</source>
            <translation>Anmeldung beim Anbieter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Relaxing skills</source>
            <translation>Nachlassende Fähigkeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Release the file</source>
            <translation>Datei freigeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Release…</source>
            <translation>Freigeben …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Releasing…</source>
            <translation>Wird freigegeben …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/settings/book.py" />
            <location filename="../agent_desktop/ui/settings/form.py" />
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Remove it among the entry points of networks.</source>
            <translation>Entfernen Sie ihn unter den Eingängen der Netzwerke.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Remove it, or reply another way.</source>
            <translation>Entfernen Sie sie, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/format_bar.py" />
            <source>Remove link</source>
            <translation>Link entfernen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/teams.py" />
            <source>Remove one first.</source>
            <translation>Entfernen Sie zuerst eines.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>Remove some.</source>
            <translation>Entfernen Sie einige.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>Remove the entry point, or use a hub that knows it.</source>
            <translation>Entfernen Sie den Eingang, oder benutzen Sie einen Hub, der den Dienst kennt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>Remove the entry “{0}” of “{1}” from the keychain and start again.</source>
            <translation>Entfernen Sie den Eintrag „{0}“ von „{1}“ aus dem Schlüsselbund, und starten Sie neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Remove them, or reply another way.</source>
            <translation>Entfernen Sie die Dateien, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Remove this chat? Nobody new can write by it; chats that are open go to their end.</source>
            <translation>Diesen Chat entfernen? Niemand Neues kann mehr darüber schreiben; offene Chats gehen zu Ende.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/conversation/composer/address_field.py" />
            <location filename="../agent_desktop/ui/conversation/composer/chips.py" />
            <source>Remove {name}</source>
            <translation>{name} entfernen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/book.py" />
            <source>Removed</source>
            <translation>Entfernt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Removed a queue</source>
            <translation>Hat eine Warteschlange entfernt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Removed a team</source>
            <translation>Hat ein Team entfernt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/book.py" />
            <source>Removing…</source>
            <translation>Wird entfernt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Replace it</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Replied</source>
            <translation>Beantwortet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>Replied {time}</source>
            <translation>Beantwortet {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Replies</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Replies cannot be sent on this channel from here.</source>
            <translation>Auf diesem Kanal lässt sich von hier nicht antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/written_side.py" />
            <source>Replies that still wait to be sent by it: {0}.</source>
            <translation>Antworten, die noch darüber gesendet werden sollen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Reply</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Reply another way to send it.</source>
            <translation>Antworten Sie auf einem anderen Weg, um sie zu senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/menus.py" />
            <source>Reply by</source>
            <translation>Antworten per</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <source>Reply by {channel}</source>
            <translation>Antworten per {channel}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Reply to all</source>
            <translation>Allen antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Reply to {name} by {channel}</source>
            <translation>{name} per {channel} antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Reply to {name} for everybody to read</source>
            <translation>{name} antworten, für alle lesbar</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Required</source>
            <translation>Verlangt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Reserved</source>
            <translation>Reserviert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Response</source>
            <translation>Zeit bis zur Antwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>Restore it from a backup, or begin a new local history.</source>
            <translation>Stellen Sie sie aus einer Sicherung her, oder beginnen Sie einen neuen lokalen Verlauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>Restore the data folder from a backup.</source>
            <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Resume</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>Resume it to use it again.</source>
            <translation>Nehmen Sie sie wieder in Betrieb, um sie zu benutzen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Retry</source>
            <translation>Erneut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Retry now</source>
            <translation>Jetzt versuchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>Returned mail</source>
            <translation>Rückläufer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Rights</source>
            <translation>Rechte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Ringing</source>
            <translation>Klingelt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/lamps.py" />
            <source>Rings</source>
            <translation>Klingelt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Rings on</source>
            <translation>Klingelt auf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Rings on {device} until you accept.</source>
            <translation>Klingelt auf {device}, bis Sie annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Rings on: {name}</source>
            <translation>Klingelt auf: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Ringtone</source>
            <translation>Klingelton</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Routing rules</source>
            <translation>Verteilregeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>Routing rules ask for this calendar: {0}.</source>
            <translation>Verteilregeln fragen nach diesem Kalender: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Routing rules that ask for it: {0}.</source>
            <translation>Verteilregeln, die danach fragen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>Routing rules that lead to it: {0}.</source>
            <translation>Verteilregeln, die dorthin führen: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/figure_routes.py" />
            <source>Rows are told apart by {0}.</source>
            <translation>Zeilen werden unterschieden nach {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Rule</source>
            <translation>Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Rule 6 reopens what was closed within so many days. 0: never.</source>
            <translation>Regel 6 öffnet wieder, was vor höchstens so vielen Tagen geschlossen wurde. 0: nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Rules</source>
            <translation>Regeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Rules 1 and 2 reopen what was closed within so many days.</source>
            <translation>Die Regeln 1 und 2 öffnen wieder, was vor höchstens so vielen Tagen geschlossen wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Rules 3 and 5 reopen what was closed within so many hours. Empty: 24. 0: never.</source>
            <translation>Die Regeln 3 und 5 öffnen wieder, was vor höchstens so vielen Stunden geschlossen wurde. Leer: 24. 0: nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Running</source>
            <translation>In Kraft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>SMPP knows passwords of up to 8 plain characters.</source>
            <translation>SMPP kennt Passwörter mit höchstens 8 einfachen Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>SMPP knows up to {0} plain characters here.</source>
            <translation>SMPP kennt hier höchstens {0} einfache Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>SMS</source>
            <translation>SMS</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>SMS by Kannel</source>
            <translation>SMS über Kannel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>SMS by SMPP</source>
            <translation>SMS über SMPP</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>SMS by Sinch</source>
            <translation>SMS über Sinch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>SMS by Twilio</source>
            <translation>SMS über Twilio</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>SMS by Vonage</source>
            <translation>SMS über Vonage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>STUN and TURN servers, for agents and visitors whose networks let no calls through.</source>
            <translation>STUN- und TURN-Server für Agenten und Besucher, deren Netze keine Anrufe durchlassen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Said to the customer at once, in chats, SMS and social networks.</source>
            <translation>Wird dem Kunden sofort gesagt, in Chats, SMS und sozialen Netzen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Same agent</source>
            <translation>Derselbe Agent</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Satisfied</source>
            <translation>Zufrieden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/saving.py" />
            <source>Save all files</source>
            <translation>Alle Dateien speichern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Save all files…</source>
            <translation>Alle Dateien speichern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <location filename="../agent_desktop/ui/supervisor/figures_place.py" />
            <source>Save as CSV</source>
            <translation>Als CSV speichern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/saving.py" />
            <source>Save file</source>
            <translation>Datei speichern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/sound_hands.py" />
            <source>Save file…</source>
            <translation>Datei speichern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/saving.py" />
            <source>Save it anyway</source>
            <translation>Trotzdem speichern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Save it as one of these, or reply another way.</source>
            <translation>Speichern Sie die Datei in einem dieser Formate, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <location filename="../agent_desktop/desk/runner_sounds.py" />
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>Save the file, and open it with another program.</source>
            <translation>Speichern Sie die Datei, und öffnen Sie sie mit einem anderen Programm.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/formatted.py" />
            <source>Save the original mail, and open it with another program.</source>
            <translation>Speichern Sie die Original-E-Mail, und öffnen Sie sie mit einem anderen Programm.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Save the original mail…</source>
            <translation>Originalmail speichern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/items_menu.py" />
            <source>Save {name}…</source>
            <translation>{name} speichern …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/book.py" />
            <source>Saved</source>
            <translation>Gespeichert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Saved as {name}</source>
            <translation>Gespeichert als {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Saved on this computer, sent in order when the link returns.</source>
            <translation>Auf diesem Computer gesichert; wird der Reihe nach gesendet, wenn die Verbindung steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/bar.py" />
            <location filename="../agent_desktop/ui/conversation/composer/saved.py" />
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>Saved replies</source>
            <translation>Textbausteine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Saved reply</source>
            <translation>Textbaustein</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/book.py" />
            <location filename="../agent_desktop/ui/settings/page.py" />
            <source>Saving…</source>
            <translation>Wird gespeichert …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Say</source>
            <translation>Sagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>Say after which time, or from which expected wait: “{value}”.</source>
            <translation>Geben Sie an, nach welcher Zeit oder ab welcher erwarteten Wartezeit: „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>Say by which calendar the house opens.</source>
            <translation>Geben Sie an, nach welchem Kalender das Haus öffnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>Say goodbye</source>
            <translation>Verabschieden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>Say something: we listen for three seconds.</source>
            <translation>Sagen Sie etwas: Wir hören drei Sekunden zu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>Say something…</source>
            <translation>Sagen Sie etwas …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Say the address first.</source>
            <translation>Nennen Sie zuerst die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Say the place and the expected wait</source>
            <translation>Platz und erwartete Wartezeit sagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Scope</source>
            <translation>Berechtigungen (Scope)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/page.py" />
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <location filename="../agent_desktop/ui/workspace/workspace.py" />
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Search address or customer</source>
            <translation>Adresse oder Kunde suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Search everything</source>
            <translation>Alles durchsuchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>Search everything for “{words}”</source>
            <translation>Alles nach „{words}“ durchsuchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/page.py" />
            <source>Search everything on this computer</source>
            <translation>Alles auf diesem Computer durchsuchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/pane.py" />
            <source>Search or run a command</source>
            <translation>Suchen oder ausführen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>Search templates</source>
            <translation>Vorlagen suchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>See and help the work of others</source>
            <translation>Die Arbeit anderer sehen und dabei helfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>See what is said of UDP.</source>
            <translation>Siehe, was zu UDP gesagt ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/bar.py" />
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Send</source>
            <translation>Senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>Send Content-Type: application/json.</source>
            <translation>Senden Sie Content-Type: application/json.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>Send a file of another kind, or choose another way to answer.</source>
            <translation>Senden Sie eine Datei anderer Art, oder wählen Sie einen anderen Weg zu antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/plates.py" />
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Send a hint…</source>
            <translation>Hinweis geben …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/sending_files.py" />
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>Send a smaller file.</source>
            <translation>Senden Sie eine kleinere Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Send an approved template, or answer another way.</source>
            <translation>Senden Sie eine genehmigte Vorlage, oder antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>Send another kind of file, or a smaller one.</source>
            <translation>Senden Sie eine andere Art von Datei oder eine kleinere.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>Send from</source>
            <translation>Senden von</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Send hint</source>
            <translation>Hinweis senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/beginning.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Send it again under a fresh id.</source>
            <translation>Senden Sie es unter einer neuen Kennung noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>Send it in another message.</source>
            <translation>Senden Sie sie in einer weiteren Nachricht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>Send it in parts, or as a file.</source>
            <translation>Senden Sie es in Teilen oder als Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Send it in parts.</source>
            <translation>Teilen Sie auf mehrere Mails auf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Send less at a time.</source>
            <translation>Senden Sie weniger auf einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Send less, or a link to it.</source>
            <translation>Senden Sie weniger, oder einen Link darauf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/apart.py" />
            <source>Send or clear that first, then edit this.</source>
            <translation>Senden oder leeren Sie zuerst das, und ändern Sie dann dies.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>Send practice customers away</source>
            <translation>Übungskunden wegschicken</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>Send template</source>
            <translation>Vorlage senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>Send the header Authorization: Bearer and the token of a sign-in.</source>
            <translation>Senden Sie die Kopfzeile Authorization: Bearer mit dem Token einer Anmeldung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Send the others in another message.</source>
            <translation>Senden Sie die anderen in einer weiteren Nachricht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Send with</source>
            <translation>Senden mit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Sender</source>
            <translation>Absender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/menus.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Sending</source>
            <translation>Wird gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Sending server</source>
            <translation>Postausgangsserver</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Sending server's port</source>
            <translation>Port des Postausgangsservers</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Sending server's security</source>
            <translation>Verschlüsselung zum Postausgangsserver</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Sending {time}</source>
            <translation>Wird gesendet {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Sent</source>
            <translation>Gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Server or domain</source>
            <translation>Server oder Domain</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Servers</source>
            <translation>Server</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>Servers that may deliver</source>
            <translation>Server, die zustellen dürfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Serves no queue</source>
            <translation>Bedient keine Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Service level</source>
            <translation>Servicelevel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Service plan ID</source>
            <translation>Serviceplan-ID</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Session</source>
            <translation>Sitzung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Sessions</source>
            <translation>Sitzungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Set a password</source>
            <translation>Hat ein Passwort gesetzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>Set next presence: {word}</source>
            <translation>Nächster Status: {word}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>Set presence: {word}</source>
            <translation>Status setzen: {word}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Set the country…</source>
            <translation>Land festlegen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/picking.py" />
            <source>Set. Leave it empty to keep it.</source>
            <translation>Gesetzt. Bleibt das Feld leer, gilt es weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/settings/room.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: audit trail</source>
            <translation>Einstellungen: Prüfprotokoll</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: calendars</source>
            <translation>Einstellungen: Kalender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: consents</source>
            <translation>Einstellungen: Einwilligungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: entry points</source>
            <translation>Einstellungen: Eingänge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: files kept back</source>
            <translation>Einstellungen: Quarantäne</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: firewalls</source>
            <translation>Einstellungen: Firewalls</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: menus</source>
            <translation>Einstellungen: Menüs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: numbers</source>
            <translation>Einstellungen: Nummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: outcomes</source>
            <translation>Einstellungen: Ergebnisse</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: people</source>
            <translation>Einstellungen: Personen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: prompts</source>
            <translation>Einstellungen: Ansagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: queues</source>
            <translation>Einstellungen: Warteschlangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: routing rules</source>
            <translation>Einstellungen: Verteilregeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: saved replies</source>
            <translation>Einstellungen: Textbausteine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: teams</source>
            <translation>Einstellungen: Teams</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: the house</source>
            <translation>Einstellungen: das Haus</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: trunks</source>
            <translation>Einstellungen: Amtsleitungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: versions of the rules</source>
            <translation>Einstellungen: Fassungen der Regeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: virus scanner</source>
            <translation>Einstellungen: Virenscanner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: waiting and recording</source>
            <translation>Einstellungen: Warten und Aufnahme</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: websites</source>
            <translation>Einstellungen: Websites</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <source>Settings: where messages go</source>
            <translation>Einstellungen: Zuordnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Several nodes need a database on a server.</source>
            <translation>Mehrere Knoten brauchen eine Datenbank auf einem Server.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>Several nodes need one folder for files, which all of them reach.</source>
            <translation>Mehrere Knoten brauchen einen Ordner für Dateien, den alle erreichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>Shared secret</source>
            <translation>Gemeinsames Geheimnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Shift</source>
            <translation>Umsch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Short abandoned</source>
            <translation>Kurz abgebrochen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Short numbers</source>
            <translation>Kurze Nummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Shortcut</source>
            <translation>Kürzel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>Shorten it, or send a smaller file.</source>
            <translation>Kürzen Sie es, oder senden Sie eine kleinere Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Shorten it, or send it in parts.</source>
            <translation>Kürzen Sie es, oder senden Sie es in Teilen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>Shorten it.</source>
            <translation>Kürzen Sie es.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/hands.py" />
            <source>Shorten them.</source>
            <translation>Kürzen Sie sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Show as formatted</source>
            <translation>Formatiert zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/quote.py" />
            <source>Show less</source>
            <translation>Weniger zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/card.py" />
            <source>Show more</source>
            <translation>Mehr zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/quote.py" />
            <source>Show more of it</source>
            <translation>Mehr davon zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>Show or hide the sidebar</source>
            <translation>Seitenleiste zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <location filename="../agent_desktop/ui/shell/picture_bar.py" />
            <source>Show pictures</source>
            <translation>Bilder zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Show quoted text</source>
            <translation>Zitierten Text einblenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Show window</source>
            <translation>Fenster zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Shown number</source>
            <translation>Gezeigte Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Shown to them</source>
            <translation>Dort angezeigt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sidebar.py" />
            <source>Sidebar</source>
            <translation>Seitenleiste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Sign in again</source>
            <translation>Erneut anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Sign in again, and allow it at the provider.</source>
            <translation>Melden Sie sich erneut an und erlauben Sie es beim Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/backends.py" />
            <location filename="../agent_desktop/connectors/hub/consents.py" />
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <location filename="../agent_desktop/hub/doors/keys.py" />
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Sign in again.</source>
            <translation>Melden Sie sich erneut an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Sign in again: there is a new code.</source>
            <translation>Melden Sie sich erneut an: Es gibt einen neuen Code.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>Sign in at the provider first.</source>
            <translation>Melden Sie sich zuerst beim Anbieter an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Sign in in the browser</source>
            <translation>Im Browser anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Sign in in the browser that opened. It is waited for until {time}.</source>
            <translation>Melden Sie sich im Browser an, der sich geöffnet hat. Gewartet wird bis {time}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Sign in the other way.</source>
            <translation>Melden Sie sich auf dem anderen Weg an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <source>Sign in there</source>
            <translation>Dort anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Sign in with</source>
            <translation>Anmelden mit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/consents.py" />
            <source>Sign in with a code.</source>
            <translation>Melden Sie sich mit einem Code an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/tickets.py" />
            <source>Sign in with e-mail and password.</source>
            <translation>Melden Sie sich mit E-Mail und Passwort an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>Sign on</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Sign on at the provider</source>
            <translation>Beim Anbieter anmelden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Sign-in</source>
            <translation>Anmeldung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Sign-in page</source>
            <translation>Anmeldeseite</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Signature</source>
            <translation>Signatur</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>Signature secret</source>
            <translation>Signaturgeheimnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/signature.py" />
            <source>Signature: {words}</source>
            <translation>Signatur: {words}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Signed in</source>
            <translation>Hat sich angemeldet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Signed in.</source>
            <translation>Angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Signed in. It is kept when you save.</source>
            <translation>Angemeldet. Gespeichert wird es, wenn Sie speichern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Signed off</source>
            <translation>Abgemeldet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Signed out</source>
            <translation>Abgemeldet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Signed out.</source>
            <translation>Abgemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/choosing.py" />
            <source>Signing in…</source>
            <translation>Anmeldung läuft …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <source>Signing on…</source>
            <translation>Anmeldung läuft …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Signing secret</source>
            <translation>Geheimnis zum Signieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Silences</source>
            <translation>Schweigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/panel.py" />
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <source>Sinch refuses the service plan ID or the API token.</source>
            <translation>Sinch lehnt die Serviceplan-ID oder das API-Token ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Skill</source>
            <translation>Fähigkeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Skill: {skill}</source>
            <translation>Fähigkeit: {skill}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Skills</source>
            <translation>Fähigkeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Small letters, digits, - and _; of music, behind music/.</source>
            <translation>Kleinbuchstaben, Ziffern, - und _; bei Musik hinter music/.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>So long a customer who comes back waits for the agent of last time. 0 waits for nobody.</source>
            <translation>So lange wartet, wer wiederkommt, auf den Agenten vom letzten Mal. 0 wartet auf niemanden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>So long it waits for them alone.</source>
            <translation>So lange wartet es nur auf diese.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>So long work stays with an agent whose desk is away; then it goes back to this queue.</source>
            <translation>So lange bleibt Arbeit bei einem Agenten, dessen Arbeitsplatz weg ist; dann geht sie in diese Warteschlange zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>So many or more wait in that queue already.</source>
            <translation>So viele oder mehr warten schon in dieser Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>So much time cannot be added.</source>
            <translation>So viel Zeit lässt sich nicht zugeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Social</source>
            <translation>Social Media</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Some servers write them in another way than in their answers.</source>
            <translation>Manche Server schreiben sie anders als in ihren Antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Somebody</source>
            <translation>Jemand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Somebody else answered.</source>
            <translation>Jemand anderes hat angenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Somebody else changed these meanwhile.</source>
            <translation>Jemand anderes hat das inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Somebody else changed this meanwhile.</source>
            <translation>Jemand anderes hat das inzwischen geändert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/held_files.py" />
            <source>Somebody else decided meanwhile, or the scanner answered.</source>
            <translation>Inzwischen hat jemand anderes entschieden, oder der Scanner hat geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/administration.py" />
            <location filename="../agent_desktop/connectors/hub/routing_rules.py" />
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Somebody else removed this meanwhile.</source>
            <translation>Jemand anderes hat das inzwischen entfernt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>Somebody is asked aside already.</source>
            <translation>Es läuft schon eine Rückfrage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Somebody is consulted in this call already.</source>
            <translation>In diesem Anruf wird schon jemand gefragt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Somebody is looked for…</source>
            <translation>Es wird jemand gesucht …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Somebody may belong to several teams.</source>
            <translation>Jemand kann zu mehreren Teams gehören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Somebody signed in, and it is kept.</source>
            <translation>Jemand hat sich angemeldet; das ist gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Someone</source>
            <translation>Jemand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Something else was said of this address meanwhile.</source>
            <translation>Zu dieser Adresse wurde inzwischen etwas anderes gesagt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Something is wrong with the telephone.</source>
            <translation>Mit dem Telefon stimmt etwas nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>Something other than the hub answered.</source>
            <translation>Etwas anderes als der Hub hat geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Something other than the hub answers for {host} (status {status}).</source>
            <translation>Für {host} antwortet etwas anderes als der Hub (Status {status}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>Something still leads to this menu.</source>
            <translation>Etwas führt noch zu diesem Menü.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Something was found</source>
            <translation>Etwas wurde gefunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Sound can go by UDP, the fast way.</source>
            <translation>Ton kann über UDP gehen, den schnellen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Sound gets late in it. Ask for a split tunnel that leaves out the hub and its TURN server.</source>
            <translation>Ton wird darin verzögert. Bitten Sie um einen Split-Tunnel, der den Hub und seinen TURN-Server auslässt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Sounds (*.wav)</source>
            <translation>Aufnahmen (*.wav)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_sounds.py" />
            <source>Sounds cannot be looked at here.</source>
            <translation>Tonaufnahmen können hier nicht gezeigt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Space plays it</source>
            <translation>Die Leertaste spielt sie ab</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Special days</source>
            <translation>Besondere Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Speed of answer</source>
            <translation>Antwortzeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_hands.py" />
            <source>Speed {speed}</source>
            <translation>Geschwindigkeit {speed}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Stands above the chat.</source>
            <translation>Steht über dem Chat.</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>Stands as if it had waited {n} minutes longer</source>
            <extracomment>One: Stands as if it had waited {n} minute longer</extracomment>
            <translation>
                <numerusform>Steht, als hätte es {n} Minute länger gewartet</numerusform>
                <numerusform>Steht, als hätte es {n} Minuten länger gewartet</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Stands below each mail that is sent from this queue. Names are filled in then.</source>
            <translation>Steht unter jeder Mail, die aus dieser Warteschlange gesendet wird. Die Namen werden dann eingesetzt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Stands beside it; outcomes are found by it, too.</source>
            <translation>Steht daneben; auch danach werden Ergebnisse gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>Star</source>
            <translation>Stern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <source>Start Agent Desktop again.</source>
            <translation>Starten Sie Agent Desktop neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <source>Start Agent Desktop again; if it stays so, look into the log.</source>
            <translation>Starten Sie Agent Desktop neu; bleibt es so, sehen Sie ins Protokoll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/house.py" />
            <source>Start it without --no-voice; beyond this computer with --voice-address.</source>
            <translation>Starten Sie ihn ohne --no-voice; über diesen Computer hinaus mit --voice-address.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Start on this computer in a minute, or connect to the system your team uses.</source>
            <translation>Beginnen Sie in einer Minute auf diesem Computer, oder verbinden Sie sich mit dem System Ihres Teams.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Start the hub</source>
            <translation>Hub starten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/migrate.py" />
            <source>Start the hub with the newer program, or restore a backup of the older database.</source>
            <translation>Starten Sie den Hub mit dem neueren Programm, oder stellen Sie eine Sicherung der älteren Datenbank wieder her.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Start this hub again.</source>
            <translation>Starten Sie diesen Hub neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/translate.py" />
            <source>Started the bot.</source>
            <translation>Hat den Bot gestartet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/choosing.py" />
            <source>Starting the hub…</source>
            <translation>Der Hub startet …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Starts the hub on this computer; simulated visitors write to you at once.</source>
            <translation>Startet den Hub auf diesem Computer; simulierte Besucher schreiben Ihnen sofort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>Status bar</source>
            <translation>Statuszeile</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Stay in it, or hand it on to a colleague.</source>
            <translation>Bleiben Sie dabei, oder geben Sie es an einen Kollegen weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>Stay on the line: another way is being looked for.</source>
            <translation>Bleiben Sie dran: Ein anderer Weg wird gesucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/steps.py" />
            <source>Step {step} of {all}: {title}</source>
            <translation>Schritt {step} von {all}: {title}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>Still needs {skills}</source>
            <translation>Braucht noch {skills}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>Still recording {name}.</source>
            <translation>{name} wird weiter aufgenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <location filename="../agent_desktop/ui/guidance/plates.py" />
            <source>Stop</source>
            <translation>Stopp</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>Stop that hub, or choose another folder with --data.</source>
            <translation>Halten Sie jenen Hub an, oder wählen Sie mit --data einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Stop the check</source>
            <translation>Prüfung beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/listening.py" />
            <source>Stop the program that uses this port, or choose another one with --port.</source>
            <translation>Halten Sie das Programm an, das diesen Port benutzt, oder wählen Sie mit --port einen anderen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Stop the test</source>
            <translation>Test beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>Subject</source>
            <translation>Betreff</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>Subject: {subject}</source>
            <translation>Betreff: {subject}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Such as 9:00–12:30, 14:00–18:00. Without any times it is always open.</source>
            <translation>Zum Beispiel 9:00–12:30, 14:00–18:00. Ganz ohne Zeiten ist immer geöffnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>Summary</source>
            <translation>Zusammenfassung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <location filename="../agent_desktop/ui/supervisor/figures_place.py" />
            <location filename="../agent_desktop/ui/supervisor/live_board.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Supervision</source>
            <translation>Aufsicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Supervisor</source>
            <translation>Teamleitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Supervisors; administrators lead every team.</source>
            <translation>Teamleitungen; Administratoren leiten jedes Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>System type</source>
            <translation>Systemtyp</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>TLS needs both a certificate and a key.</source>
            <translation>TLS braucht ein Zertifikat und einen Schlüssel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/figures_place.py" />
            <source>Table copied</source>
            <translation>Tabelle kopiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Tag</source>
            <translation>Schlagwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>Take</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Take it first, or write a note for the colleague who has it.</source>
            <translation>Übernehmen Sie es zuerst, oder schreiben Sie eine Notiz für die Person, die es hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Take it first.</source>
            <translation>Übernehmen Sie es zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Take over</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Take over {customer}?</source>
            <translation>{customer} übernehmen?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/plates.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Take over…</source>
            <translation>Übernehmen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/parting.py" />
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Take that back first.</source>
            <translation>Nehmen Sie zuerst das zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/rearranging.py" />
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Take the merge back</source>
            <translation>Zusammenführung zurücknehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Take the old consent away in the account's settings at the provider, then sign in again. A scope that you wrote yourself may need offline_access.</source>
            <translation>Entziehen Sie beim Anbieter in den Einstellungen des Kontos die alte Zustimmung, und melden Sie sich dann erneut an. Selbst geschriebene Berechtigungen (Scope) brauchen vielleicht offline_access.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/rearranging.py" />
            <source>Take the split back</source>
            <translation>Teilung zurücknehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/line_rows.py" />
            <source>Take this line away</source>
            <translation>Diese Zeile entfernen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Take this skill away</source>
            <translation>Diese Fähigkeit wegnehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Takes keyboards, fans and the echo of a speaker out of what customers hear.</source>
            <translation>Nimmt Tastaturen, Lüfter und das Echo eines Lautsprechers aus dem, was Kunden hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Talk</source>
            <translation>Sprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Talk time</source>
            <translation>Sprechzeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <source>Talk to the other call</source>
            <translation>Mit dem anderen Anruf sprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <source>Talk to {name} again</source>
            <translation>Wieder mit {name} sprechen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Talk to {name}: {state}</source>
            <translation>Mit {name} sprechen: {state}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>Talking</source>
            <translation>Spricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Talking to all</source>
            <translation>Spricht mit allen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Talks to all</source>
            <translation>Spricht mit allen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/asking.py" />
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/signature_row.py" />
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <location filename="../agent_desktop/ui/supervisor/page.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Team</source>
            <translation>Team</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Team name</source>
            <translation>Name des Teams</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Teams</source>
            <translation>Teams</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/api.py" />
            <source>Telegram answered {0}.</source>
            <translation>Telegram hat {0} geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/api.py" />
            <source>Telegram answered {0}: {1}</source>
            <translation>Telegram hat {0} geantwortet: {1}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Telegram cannot reach this hub: {0}</source>
            <translation>Telegram erreicht diesen Hub nicht: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Telegram cannot tell whether it has this message.</source>
            <translation>Telegram kann nicht sagen, ob es diese Nachricht hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Telegram did not answer in time.</source>
            <translation>Telegram hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/api.py" />
            <source>Telegram does not give this file.</source>
            <translation>Telegram gibt diese Datei nicht heraus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Telegram does not know this chat.</source>
            <translation>Telegram kennt diesen Chat nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>Telegram does not take this bot's token.</source>
            <translation>Telegram nimmt das Token dieses Bots nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/network.py" />
            <source>Telegram takes the token.</source>
            <translation>Telegram nimmt das Token an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/telephone.py" />
            <source>Telephone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Telephone not connected: no calls</source>
            <translation>Telefon nicht verbunden: keine Anrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Telephone number</source>
            <translation>Telefonnummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>Telephone numbers</source>
            <translation>Telefonnummern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Telephone starting: no calls yet</source>
            <translation>Telefon startet: noch keine Anrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/telephones.py" />
            <source>Telephones need one IP address of this computer.</source>
            <translation>Telefone brauchen eine IP-Adresse dieses Computers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Tell it to the person: it is not shown again. A new one ends their sessions.</source>
            <translation>Sagen Sie es der Person: Es wird nicht wieder gezeigt. Ein neues beendet ihre Sitzungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Tell its administrator; calls are not made like this.</source>
            <translation>Sagen Sie es ihrer Administration; so werden keine Anrufe geführt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Tell the administrator.</source>
            <translation>Sagen Sie es Ihrer Administration.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Tell the administrator; calls may lack sound.</source>
            <translation>Sagen Sie es Ihrer Administration; Anrufen kann der Ton fehlen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_rows.py" />
            <source>Templates</source>
            <translation>Vorlagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>Test</source>
            <translation>Testen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/sound_checks.py" />
            <source>Test microphone and speaker after it.</source>
            <translation>Prüfen Sie Mikrofon und Lautsprecher danach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>Test the connection</source>
            <translation>Verbindung prüfen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>Testing… this takes up to a minute.</source>
            <translation>Wird geprüft … das dauert bis zu einer Minute.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/book.py" />
            <source>Testing… this takes up to half a minute.</source>
            <translation>Wird geprüft … das dauert bis zu einer halben Minute.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Testing… this takes up to two minutes.</source>
            <translation>Wird geprüft … das dauert bis zu zwei Minuten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>Texts that agents insert in their replies by typing :: and a shortcut.</source>
            <translation>Texte, die Agenten in ihre Antworten einfügen, indem sie :: und ein Kürzel tippen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>That call does not ring here any more.</source>
            <translation>Dieser Anruf klingelt hier nicht mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>That call has not been answered yet, or is over.</source>
            <translation>Dieses Gespräch ist noch nicht angenommen oder schon vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>That call has not been answered yet.</source>
            <translation>Dieser Anruf ist noch nicht angenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>That call is being transferred already.</source>
            <translation>Dieser Anruf wird bereits weitergegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>That call is not recorded.</source>
            <translation>Dieses Gespräch wird nicht aufgezeichnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>That call is over.</source>
            <translation>Dieser Anruf ist beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>That cannot be a sender.</source>
            <translation>Das kann kein Absender sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>That is a landline, or its network cannot be reached.</source>
            <translation>Das ist ein Festnetzanschluss, oder sein Netz ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/recipients.py" />
            <source>That is a premium number, not a person's.</source>
            <translation>Das ist eine Mehrwertnummer, keine einer Person.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>That is neither yes nor no.</source>
            <translation>Das ist weder ja noch nein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>That is no certificate in PEM.</source>
            <translation>Das ist kein Zertifikat in PEM.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/line.py" />
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>That is no number that can be called.</source>
            <translation>Diese Nummer lässt sich nicht anrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>That is no server: give a name or an address, such as pbx.example.</source>
            <translation>Das ist kein Server: Geben Sie einen Namen oder eine Adresse an, etwa pbx.example.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/recipients.py" />
            <source>That is no telephone number that can be written to.</source>
            <translation>Das ist keine Telefonnummer, an die man schreiben kann.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>That is no user: give a name or a number, or NAME@DOMAIN.</source>
            <translation>Das ist kein Benutzer: Geben Sie einen Namen oder eine Nummer an, oder NAME@DOMAIN.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>That is none of the choices.</source>
            <translation>Das steht nicht zur Wahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>That is not possible now.</source>
            <translation>Das geht jetzt nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/door.py" />
            <source>That is not the token of this telephone.</source>
            <translation>Das ist nicht die Kennung dieses Telefons.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>That is nothing for the rules of calls.</source>
            <translation>Das gehört nicht zu den Regeln für Anrufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/recipients.py" />
            <source>That is our own number.</source>
            <translation>Das ist unsere eigene Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>That looks like a card number. Delete it: it must not be kept.</source>
            <translation>Das sieht wie eine Kartennummer aus. Löschen Sie sie: Sie darf nicht aufbewahrt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>That looks like a card number. Recording pauses; delete the number.</source>
            <translation>Das sieht wie eine Kartennummer aus. Die Aufnahme pausiert; löschen Sie die Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>That number cannot be reached now.</source>
            <translation>Diese Nummer ist jetzt nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>That number does not exist.</source>
            <translation>Diese Nummer gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>That of the prompts.</source>
            <translation>Die der Ansagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>That of your region, for example https://us.sms.api.sinch.com.</source>
            <translation>Der Ihrer Region, zum Beispiel https://us.sms.api.sinch.com.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>That was not possible.</source>
            <translation>Das war nicht möglich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>That you decided so is noted.</source>
            <translation>Dass Sie so entschieden haben, wird vermerkt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>The API token is missing.</source>
            <translation>Das API-Token fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/frames.py" />
            <source>The JSON is nested too deeply.</source>
            <translation>Das JSON ist zu tief verschachtelt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>The SMS server answers.</source>
            <translation>Der SMS-Server antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The SMS server cannot be reached.</source>
            <translation>Der SMS-Server ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The SMS server cannot prove who it is.</source>
            <translation>Der SMS-Server kann sich nicht ausweisen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The SMS server closed the connection.</source>
            <translation>Der SMS-Server hat die Verbindung beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>The SMS server does not answer.</source>
            <translation>Der SMS-Server antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The SMS server does not know the system type.</source>
            <translation>Der SMS-Server kennt den Systemtyp nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The SMS server does not know the user name.</source>
            <translation>Der SMS-Server kennt den Benutzernamen nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The SMS server is not connected.</source>
            <translation>Der SMS-Server ist nicht verbunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>The SMS server is ready.</source>
            <translation>Der SMS-Server ist bereit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The SMS server refused the sign-in: the user name or the password is wrong, or an older session of ours is still there.</source>
            <translation>Der SMS-Server hat die Anmeldung abgelehnt: Benutzername oder Passwort ist falsch, oder eine ältere Sitzung von uns ist noch da.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The SMS server refuses the password.</source>
            <translation>Der SMS-Server lehnt das Passwort ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/network.py" />
            <source>The SMS server takes the user name and the password.</source>
            <translation>Der SMS-Server nimmt Benutzernamen und Passwort an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The access token is somebody else's.</source>
            <translation>Das Zugriffstoken gehört jemand anderem.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/connecting.py" />
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The access token ran out.</source>
            <translation>Das Zugriffstoken ist abgelaufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <source>The account at the provider has no credit.</source>
            <translation>Das Konto beim Anbieter hat kein Guthaben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>The account can be read.</source>
            <translation>Das Konto kann gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>The address at which clients reach it: https://matrix.example.org</source>
            <translation>Die Adresse, unter der Programme ihn erreichen: https://matrix.example.org</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/options.py" />
            <source>The address of a node is one at which it listens.</source>
            <translation>Die Adresse eines Knotens ist eine, unter der er lauscht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The address of the database cannot be read.</source>
            <translation>Die Adresse der Datenbank ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>The agent reads it.</source>
            <translation>Der Agent liest ihn.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>The agent stopped it.</source>
            <translation>Der Agent hat es angehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>The agent wants to know why.</source>
            <translation>Die Person möchte wissen, warum.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The answer is larger than {0} bytes.</source>
            <translation>Die Antwort ist größer als {0} Bytes.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The app may not do this at Meta.</source>
            <translation>Die App darf das bei Meta nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>The application's, as PEM text.</source>
            <translation>Der der Anwendung, als PEM-Text.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/audit.py" />
            <source>The audit trail is not what was written, from entry {0} on.</source>
            <translation>Das Prüfprotokoll ist ab Eintrag {0} nicht mehr so, wie es geschrieben wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>The auth token is missing.</source>
            <translation>Das Auth-Token fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/command.py" />
            <source>The authority {path} cannot be read.</source>
            <translation>Die Zertifizierungsstelle {path} lässt sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>The backend's answer could not be understood.</source>
            <translation>Die Antwort des Systems war nicht zu verstehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>The board comes in a moment.</source>
            <translation>Die Übersicht kommt gleich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>The body came too slowly.</source>
            <translation>Der Inhalt kam zu langsam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>The body ended too early.</source>
            <translation>Der Inhalt endete zu früh.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>The body is larger than {0} bytes.</source>
            <translation>Der Inhalt ist größer als {0} Bytes.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>The body must be JSON.</source>
            <translation>Der Inhalt muss JSON sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>The built-in hub gives you queues, routing and web chat with no server to set up. Good for one seat, or for a trial.</source>
            <translation>Der eingebaute Hub bringt Warteschlangen, Verteilung und Webchat, ohne dass ein Server einzurichten ist. Gut für einen Platz oder zum Ausprobieren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>The bytes are gone for good. That the file was here stays in the conversation.</source>
            <translation>Der Inhalt ist endgültig weg. Dass es die Datei gab, bleibt im Gespräch stehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>The calendar</source>
            <translation>Der Kalender</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>The calendar that says when the house opens again.</source>
            <translation>Der Kalender, der sagt, wann das Haus wieder öffnet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The call cannot go there.</source>
            <translation>Dorthin kann das Gespräch nicht gehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>The call ended · wrap-up started</source>
            <translation>Der Anruf ist beendet · Nacharbeit beginnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>The call ends</source>
            <translation>Der Anruf endet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The call failed.</source>
            <translation>Der Anruf ist fehlgeschlagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>The call has found another way.</source>
            <translation>Das Gespräch hat einen anderen Weg gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The call is being recorded</source>
            <translation>Der Anruf wird aufgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The call is over.</source>
            <translation>Das Gespräch ist beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>The call of {name} has ended.</source>
            <translation>Das Gespräch von {name} ist zu Ende.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/second_line.py" />
            <source>The call that you are in cannot be held now.</source>
            <translation>Der Anruf, in dem Sie sind, kann gerade nicht gehalten werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The call was declined there.</source>
            <translation>Der Anruf wurde dort abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The call was declined.</source>
            <translation>Der Anruf wurde abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The call was recorded</source>
            <translation>Der Anruf wurde aufgezeichnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>The call's id must have 1 to 64 characters.</source>
            <translation>Die Kennung des Anrufs muss 1 bis 64 Zeichen haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The caller did not agree to be recorded.</source>
            <translation>Der Anrufer hat der Aufzeichnung nicht zugestimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The caller gave up.</source>
            <translation>Der Anrufer hat aufgelegt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>The capacity of a channel is 0 to {0}.</source>
            <translation>Die Kapazität eines Kanals ist 0 bis {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>The certificate authority in the settings is no certificate.</source>
            <translation>Die Zertifizierungsstelle in den Einstellungen ist kein Zertifikat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver.py" />
            <source>The certificate for deliveries cannot be read.</source>
            <translation>Das Zertifikat für Zustellungen ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The certificate of {host} has expired.</source>
            <translation>Das Zertifikat von {host} ist abgelaufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The certificate of {host} is not believed.</source>
            <translation>Dem Zertifikat von {host} wird nicht geglaubt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The certificate of {host} is not valid yet.</source>
            <translation>Das Zertifikat von {host} gilt noch nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The certificate that answers for {host} is for another name.</source>
            <translation>Das Zertifikat, das für {host} antwortet, gilt für einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>The chat ended · wrap-up started</source>
            <translation>Der Chat ist beendet · Nacharbeit beginnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>The chat is not over yet.</source>
            <translation>Der Chat ist noch nicht vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The clock agrees with the hub's.</source>
            <translation>Die Uhr stimmt mit der des Hubs überein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The clock of this computer is probably slow: set it.</source>
            <translation>Die Uhr dieses Computers geht wohl nach: Stellen Sie sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The clock was not compared: the hub told no time.</source>
            <translation>Die Uhr wurde nicht verglichen: Der Hub nannte keine Zeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The code was not used in time.</source>
            <translation>Der Code wurde nicht rechtzeitig verwendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>The coloured icons show which channels a connector carries.</source>
            <translation>Die farbigen Symbole zeigen, welche Kanäle ein Konnektor trägt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>The comment is longer than {0} characters.</source>
            <translation>Die Bemerkung ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The connection broke before the homeserver answered.</source>
            <translation>Die Verbindung brach ab, bevor der Homeserver antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>The connection broke before the hub answered.</source>
            <translation>Die Verbindung brach ab, bevor der Hub antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/courier.py" />
            <source>The connection broke before the network answered. It may have been sent.</source>
            <translation>Die Verbindung brach ab, bevor der Dienst antwortete. Vielleicht wurde die Nachricht gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The connection broke before the server answered.</source>
            <translation>Die Verbindung brach ab, bevor der Server antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>The connection is as it should be.</source>
            <translation>Die Verbindung ist, wie sie sein soll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>The connection to the hub broke.</source>
            <translation>Die Verbindung zum Hub brach ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The connection to the sending server broke.</source>
            <translation>Die Verbindung zum Postausgangsserver ist abgebrochen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>The connection to {0} broke.</source>
            <translation>Die Verbindung zu {0} ist abgebrochen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The connection to {host} breaks off.</source>
            <translation>Die Verbindung zu {host} bricht ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/steps.py" />
            <source>The connection works.</source>
            <translation>Die Verbindung funktioniert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <source>The connector {0} is not installed.</source>
            <translation>Der Connector {0} ist nicht installiert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>The countries cannot be read.</source>
            <translation>Die Länder lassen sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>The current password is wrong.</source>
            <translation>Das jetzige Passwort ist falsch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>The customer</source>
            <translation>Der Kunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/beginning.py" />
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The customer asked not to be written to at this address.</source>
            <translation>Der Kunde möchte an dieser Adresse keine Nachrichten mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>The customer asked not to be written to there. Take another way, or call.</source>
            <translation>Der Kunde möchte dort nicht angeschrieben werden. Nehmen Sie einen anderen Weg, oder rufen Sie an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The customer asked the provider to get no more messages from us.</source>
            <translation>Der Kunde hat beim Anbieter weitere Nachrichten von uns abbestellt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>The customer blocked the bot, or left the chat.</source>
            <translation>Der Kunde hat den Bot blockiert oder den Chat verlassen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The customer blocked us, or is not there any more.</source>
            <translation>Der Kunde hat uns blockiert oder ist nicht mehr da.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The customer cannot be reached there: not on WhatsApp, or its terms are not accepted.</source>
            <translation>Der Kunde ist dort nicht erreichbar: nicht bei WhatsApp, oder dessen Bedingungen sind nicht angenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The customer cannot be written to by this way.</source>
            <translation>Auf diesem Weg kann dem Kunden nicht geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/session.py" />
            <source>The customer has to write to the bot first. Answer another way.</source>
            <translation>Der Kunde muss dem Bot zuerst schreiben. Antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>The customer is not on the page now.</source>
            <translation>Der Kunde ist jetzt nicht auf der Seite.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>The customer left, or a colleague answers.</source>
            <translation>Der Kunde ist gegangen, oder jemand anders antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>The customer may have left it. Answer another way.</source>
            <translation>Vielleicht hat der Kunde ihn verlassen. Antworten Sie auf einem anderen Weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>The customer sees the new words.</source>
            <translation>Der Kunde sieht den neuen Wortlaut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>The customer waits again</source>
            <translation>Der Kunde wartet wieder</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>The customer waits in the queue, or a colleague answers.</source>
            <translation>Der Kunde wartet in der Warteschlange, oder jemand anders antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/parting.py" />
            <source>The customer was merged with somebody else since.</source>
            <translation>Der Kunde wurde seither mit jemand anderem zusammengeführt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>The customer was told: {target}</source>
            <translation>Dem Kunden wurde gesagt: {target}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <source>The customer will not see it any more; your team keeps its words.</source>
            <translation>Der Kunde sieht sie dann nicht mehr; Ihr Team behält den Wortlaut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>The customer will read</source>
            <translation>Der Kunde liest</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The customer wrote too long ago: the network takes no free text any more.</source>
            <translation>Der Kunde hat vor zu langer Zeit geschrieben: Der Dienst nimmt keinen freien Text mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>The customer's last message was too long ago. Until the next one, {name} takes only templates.</source>
            <translation>Die letzte Nachricht des Kunden ist zu lange her. Bis zur nächsten nimmt {name} nur Vorlagen an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>The customer's last message was too long ago. {name} takes no reply until the next one.</source>
            <translation>Die letzte Nachricht des Kunden ist zu lange her. Bis zur nächsten nimmt {name} keine Antwort an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The customer's number cannot get messages.</source>
            <translation>Die Nummer des Kunden kann keine Nachrichten empfangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The customer's phone or network blocks our messages.</source>
            <translation>Telefon oder Netz des Kunden blockiert unsere Nachrichten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>The customer, by {entry_point}</source>
            <translation>Der Kunde, über {entry_point}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The data folder cannot be written.</source>
            <translation>Der Datenordner lässt sich nicht beschreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/program.py" />
            <source>The data folder of Agent Desktop cannot be written.</source>
            <translation>Der Datenordner von Agent Desktop ist nicht beschreibbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The database is kept in {0}, which lacks most languages' letters.</source>
            <translation>Die Datenbank ist in {0} angelegt; darin fehlen die Buchstaben der meisten Sprachen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The database server has version {0}, and the hub needs {1} or later.</source>
            <translation>Der Datenbankserver hat Version {0}, der Hub braucht {1} oder neuer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The day whose interactions are decided once more. Nothing changes.</source>
            <translation>Der Tag, dessen Interaktionen noch einmal entschieden werden. Nichts ändert sich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The disk is full: {megabytes} MB are left.</source>
            <translation>Der Datenträger ist voll: {megabytes} MB sind übrig.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The disk is nearly full: {megabytes} MB are left.</source>
            <translation>Der Datenträger ist fast voll: {megabytes} MB sind übrig.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The disk of the hub's database server is full, so nothing was saved.</source>
            <translation>Die Platte des Datenbankservers ist voll, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The draft is tried on a day that was, then published. What ran before can run again.</source>
            <translation>Der Entwurf wird an einem vergangenen Tag erprobt, dann veröffentlicht. Was früher galt, kann wieder gelten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>The draft says what runs already.</source>
            <translation>Der Entwurf sagt, was schon gilt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <source>The facts are on their way…</source>
            <translation>Die Gründe werden geholt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>The figures come in a moment.</source>
            <translation>Die Kennzahlen kommen gleich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>The file contradicts itself about the size of its samples.</source>
            <translation>Die Datei widerspricht sich über die Größe ihrer Abtastwerte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>The file could not be kept: {0}.</source>
            <translation>Die Datei ließ sich nicht aufbewahren: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>The file could not be read or written.</source>
            <translation>Die Datei konnte nicht gelesen oder geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>The file does not say what sound it holds.</source>
            <translation>Die Datei sagt nicht, welchen Ton sie enthält.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>The file is cut off: it says that it is longer than it is.</source>
            <translation>Die Datei ist abgeschnitten: Sie sagt, sie sei länger, als sie ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>The file is deleted.</source>
            <translation>Die Datei ist gelöscht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/resuming.py" />
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <location filename="../agent_desktop/hub/written/office.py" />
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The file is empty.</source>
            <translation>Die Datei ist leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/file_checks.py" />
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>The file is held back by the virus scanner: {0}.</source>
            <translation>Der Virenscanner hält die Datei zurück: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>The file is larger than {0} MB.</source>
            <translation>Die Datei ist größer als {0} MB.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/resuming.py" />
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file is larger than {0} bytes.</source>
            <translation>Die Datei ist größer als {0} Byte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The file is no database of a hub.</source>
            <translation>Die Datei ist keine Datenbank eines Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>The file is released.</source>
            <translation>Die Datei ist freigegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The file is too large for the network.</source>
            <translation>Die Datei ist für das Netz zu groß.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <location filename="../agent_desktop/hub/channels/meta/session.py" />
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>The file is too large.</source>
            <translation>Die Datei ist zu groß.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <source>The file stands at another place.</source>
            <translation>Die Datei steht an einer anderen Stelle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>The file with the keys of the local history could not be removed.</source>
            <translation>Die Datei mit den Schlüsseln des lokalen Verlaufs konnte nicht entfernt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>The file {0} holds no key.</source>
            <translation>Die Datei {0} enthält keinen Schlüssel.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/api.py" />
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <location filename="../agent_desktop/hub/channels/meta/graph.py" />
            <source>The file's address cannot be used.</source>
            <translation>Die Adresse der Datei ist nicht brauchbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file's address is none.</source>
            <translation>Die Adresse der Datei ist keine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file's address is not a public one.</source>
            <translation>Die Adresse der Datei ist keine öffentliche.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file's server does not answer.</source>
            <translation>Der Server der Datei antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file's server does not give it.</source>
            <translation>Der Server der Datei gibt sie nicht heraus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/fetching.py" />
            <source>The file's server sends from one address to the next.</source>
            <translation>Der Server der Datei schickt von einer Adresse zur nächsten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/hello.py" />
            <source>The first frame must be a hello.</source>
            <translation>Das erste Frame muss ein Hallo sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>The first rule that finds a conversation of the same customer decides.</source>
            <translation>Die erste Regel, die ein Gespräch desselben Kunden findet, entscheidet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>The folder {0} cannot be opened.</source>
            <translation>Der Ordner {0} lässt sich nicht öffnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/audit_routes.py" />
            <source>The format is csv or jsonl.</source>
            <translation>Das Format ist csv oder jsonl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>The formatted text is too long.</source>
            <translation>Der formatierte Text ist zu lang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>The forwarded message has no such file.</source>
            <translation>Die weitergeleitete Nachricht hat keine solche Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>The hand is not about a conversation.</source>
            <translation>Die Hand betrifft kein Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/forgotten.py" />
            <source>The history on this computer stays locked for ever. What your hub keeps comes back from the hub. Replies that were not sent are lost.</source>
            <translation>Der Verlauf auf diesem Computer bleibt für immer verschlossen. Was Ihr Hub aufbewahrt, kommt vom Hub zurück. Nicht gesendete Antworten sind verloren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The hold was not ended.</source>
            <translation>Das Halten wurde nicht beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The homeserver answered {0}.</source>
            <translation>Der Homeserver hat {0} geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The homeserver cannot be reached.</source>
            <translation>Der Homeserver ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>The homeserver did not answer in time.</source>
            <translation>Der Homeserver hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>The homeserver does not have it.</source>
            <translation>Der Homeserver hat sie nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>The homeserver does not let us write in this room.</source>
            <translation>Der Homeserver lässt uns in diesem Raum nicht schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>The homeserver does not take this user with this access token.</source>
            <translation>Der Homeserver nimmt diesen Benutzer mit diesem Zugriffstoken nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>The homeserver does not take this user with this password.</source>
            <translation>Der Homeserver nimmt diesen Benutzer mit diesem Passwort nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The homeserver refused it ({0}).</source>
            <translation>Der Homeserver hat es abgelehnt ({0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The homeserver takes no more so quickly.</source>
            <translation>Der Homeserver nimmt so schnell nichts mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/network.py" />
            <source>The homeserver takes the account.</source>
            <translation>Der Homeserver nimmt das Konto an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/client.py" />
            <source>The homeserver's answer cannot be read.</source>
            <translation>Die Antwort des Homeservers ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>The house</source>
            <translation>Das Haus</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The house routes by it now</source>
            <translation>Das Haus verteilt jetzt danach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The house routes by these.</source>
            <translation>Das Haus verteilt danach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The house routes by version {n} now.</source>
            <translation>Das Haus verteilt jetzt nach Fassung {n}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The house routes without rules now.</source>
            <translation>Das Haus verteilt jetzt ohne Regeln.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>The house then</source>
            <translation>Das Haus</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The house will route by it at once, and the draft will say the same.</source>
            <translation>Das Haus verteilt sofort danach, und der Entwurf sagt dann dasselbe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>The hub asks</source>
            <translation>Der Hub fragt ab</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The hub at {host} answers ({took_ms} ms).</source>
            <translation>Der Hub unter {host} antwortet ({took_ms} ms).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>The hub cannot be reached.</source>
            <translation>Der Hub ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver.py" />
            <source>The hub cannot listen at {0}, port {1}.</source>
            <translation>Der Hub kann unter {0}, Port {1} nichts annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/listening.py" />
            <source>The hub cannot listen on {0}:{1}: {2}.</source>
            <translation>Der Hub kann nicht auf {0}:{1} horchen: {2}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>The hub cannot use the file {0}: {1}.</source>
            <translation>Der Hub kann die Datei {0} nicht benutzen: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/data_folder.py" />
            <source>The hub cannot use the folder {0}: {1}.</source>
            <translation>Der Hub kann den Ordner {0} nicht benutzen: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The hub cannot write to its disk.</source>
            <translation>Der Hub kann nicht auf seine Festplatte schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/keeper.py" />
            <source>The hub cannot write to its disk; messages wait at the network.</source>
            <translation>Der Hub kann nicht auf seine Festplatte schreiben; Nachrichten warten beim Netz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/answers.py" />
            <source>The hub could not do this; the fault is on its side.</source>
            <translation>Der Hub konnte das nicht tun; der Fehler liegt bei ihm.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/link.py" />
            <source>The hub could not keep what came in.</source>
            <translation>Der Hub konnte nicht aufbewahren, was ankam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/link.py" />
            <source>The hub could not work with what the network told.</source>
            <translation>Der Hub konnte mit dem, was das Netz meldete, nichts anfangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>The hub does not answer.</source>
            <translation>Der Hub antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub does not reach its database server, so nothing was saved.</source>
            <translation>Der Hub erreicht seinen Datenbankserver nicht, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>The hub does not record this call, or not by hand.</source>
            <translation>Der Hub zeichnet diesen Anruf nicht auf, oder nicht von Hand.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>The hub has no room to write the mail.</source>
            <translation>Der Hub hat keinen Platz, um die E-Mail zu schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/examination.py" />
            <source>The hub is on this computer, or none is chosen: no network is needed to reach it.</source>
            <translation>Der Hub ist auf diesem Computer, oder es ist keiner gewählt: Dafür braucht es kein Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/thread.py" />
            <source>The hub is stopping.</source>
            <translation>Der Hub hält gerade an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/database.py" />
            <source>The hub keeps its data in a file of its own or on a PostgreSQL server.</source>
            <translation>Der Hub hält seine Daten in einer eigenen Datei oder auf einem PostgreSQL-Server.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/book.py" />
            <source>The hub knows nothing with this id.</source>
            <translation>Der Hub kennt nichts mit dieser Kennung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub lost its database server while it was saving, and cannot ask what became of it.</source>
            <translation>Der Hub hat beim Speichern seinen Datenbankserver verloren und kann nicht fragen, was daraus wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The hub may not write to its database, so nothing was saved.</source>
            <translation>Der Hub darf nicht in seine Datenbank schreiben, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <source>The hub on this computer cannot be started.</source>
            <translation>Der Hub auf diesem Computer lässt sich nicht starten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <source>The hub on this computer did not answer.</source>
            <translation>Der Hub auf diesem Computer hat nicht geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/local_hub.py" />
            <source>The hub on this computer ended before it was ready (code {0}).</source>
            <translation>Der Hub auf diesem Computer endete, bevor er bereit war (Code {0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>The hub said something that this program does not understand.</source>
            <translation>Der Hub hat etwas gesagt, das dieses Programm nicht versteht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <source>The hub sets this presence when an offer is missed.</source>
            <translation>Diese Präsenz setzt der Hub, wenn ein Angebot verpasst wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/opening.py" />
            <location filename="../agent_desktop/hub/server/switchboard.py" />
            <source>The hub stops or starts again.</source>
            <translation>Der Hub hält an oder startet neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>The hub went silent.</source>
            <translation>Der Hub ist verstummt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/examination.py" />
            <source>The hub's address is not one.</source>
            <translation>Die Adresse des Hubs ist keine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/practice/caller.py" />
            <source>The hub's answer makes no call.</source>
            <translation>Aus der Antwort des Hubs wird kein Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>The hub's certificate is not trusted: {0}.</source>
            <translation>Dem Zertifikat des Hubs wird nicht vertraut: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The hub's database cannot be opened.</source>
            <translation>Die Datenbank des Hubs lässt sich nicht öffnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/migrate.py" />
            <source>The hub's database has version {0}, and this program knows versions up to {1}.</source>
            <translation>Die Datenbank des Hubs hat Version {0}, und dieses Programm kennt Versionen bis {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The hub's database is damaged, so nothing was saved.</source>
            <translation>Die Datenbank des Hubs ist beschädigt, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database is locked, so nothing was saved.</source>
            <translation>Die Datenbank des Hubs ist gesperrt, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database refused, so nothing was saved.</source>
            <translation>Die Datenbank des Hubs hat abgelehnt, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database server has no such database.</source>
            <translation>Der Datenbankserver hat keine solche Datenbank.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database server refused the name or the password.</source>
            <translation>Der Datenbankserver hat den Namen oder das Passwort abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database server stops or starts again, so nothing was saved.</source>
            <translation>Der Datenbankserver hält an oder startet neu, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database server takes no more connections, so nothing was saved.</source>
            <translation>Der Datenbankserver nimmt keine Verbindungen mehr an, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's database takes no changes, so nothing was saved.</source>
            <translation>Die Datenbank des Hubs nimmt keine Änderungen an, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The hub's disk failed, so nothing was saved.</source>
            <translation>Der Datenträger des Hubs hat versagt, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <source>The hub's disk is full, so nothing was saved.</source>
            <translation>Der Datenträger des Hubs ist voll, darum wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/translate.py" />
            <source>The hub's name is not known on this network.</source>
            <translation>Der Name des Hubs ist in diesem Netzwerk unbekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <source>The hub's telephones are not ready.</source>
            <translation>Die Telefone des Hubs sind nicht bereit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <source>The hub's telephones start again.</source>
            <translation>Die Telefone des Hubs starten neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>The hub's user has too few rights in its database, so nothing was saved.</source>
            <translation>Der Benutzer des Hubs hat zu wenige Rechte in der Datenbank, deshalb wurde nichts gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>The id must have 1 to {0} characters.</source>
            <translation>Die Kennung muss 1 bis {0} Zeichen haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>The key file cannot be read.</source>
            <translation>Die Schlüsseldatei ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>The key file could not be written.</source>
            <translation>Die Schlüsseldatei konnte nicht geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>The key of the local history in the keychain cannot be used.</source>
            <translation>Der Schlüssel des lokalen Verlaufs im Schlüsselbund ist nicht brauchbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>The keychain did not remove a secret.</source>
            <translation>Der Schlüsselbund hat ein Geheimnis nicht entfernt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>The leads of your team see it on their board until you or they lower it.</source>
            <translation>Die Leitungen Ihres Teams sehen sie auf ihrer Übersicht, bis Sie oder sie die Hand senken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The line is busy.</source>
            <translation>Die Leitung ist besetzt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>The line is narrow: {loss} % of a call's full sound get lost, and its least ({kbits} kbit/s) comes through.</source>
            <translation>Die Leitung ist eng: Vom vollen Klang eines Anrufs gehen {loss} % verloren, das Mindeste ({kbits} kbit/s) kommt durch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The line there is busy.</source>
            <translation>Der Anschluss dort ist besetzt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The line was lost: the hub's telephones failed</source>
            <translation>Die Leitung ist abgebrochen: Die Telefone des Hubs sind ausgefallen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/guidance.py" />
            <location filename="../agent_desktop/desk/runner_administration.py" />
            <source>The link broke before an answer came: perhaps it was done, perhaps not.</source>
            <translation>Die Verbindung brach ab, bevor eine Antwort kam: Vielleicht ist es geschehen, vielleicht nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/door.py" />
            <source>The link broke before the hub answered.</source>
            <translation>Die Verbindung brach ab, bevor der Hub antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The link broke before the network answered, and no receipt has come.</source>
            <translation>Die Verbindung brach ab, bevor das Netz antwortete, und es kam keine Quittung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The link broke before the network answered.</source>
            <translation>Die Verbindung brach ab, bevor das Netz antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>The link broke while sending. It may have arrived.</source>
            <translation>Die Verbindung brach beim Senden ab. Vielleicht kam es an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/outbox.py" />
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>The link closed before an answer came.</source>
            <translation>Die Verbindung endete, bevor eine Antwort kam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_administration.py" />
            <location filename="../agent_desktop/desk/runner_figures.py" />
            <location filename="../agent_desktop/desk/runner_guidance.py" />
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>The link closed.</source>
            <translation>Die Verbindung wurde beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/administration.py" />
            <source>The link is down, so nothing was changed.</source>
            <translation>Die Verbindung ist unterbrochen, es wurde nichts geändert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/asking.py" />
            <source>The link is down, so this was not done.</source>
            <translation>Die Verbindung fehlt, deshalb geschah nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/administration.py" />
            <location filename="../agent_desktop/desk/figures.py" />
            <source>The link is down.</source>
            <translation>Die Verbindung ist unterbrochen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/page.py" />
            <source>The link is down. What stands here may be old, and nothing can be saved until it is back.</source>
            <translation>Die Verbindung ist unterbrochen. Was hier steht, kann veraltet sein, und gespeichert werden kann erst wieder, wenn sie zurück ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/session.py" />
            <source>The link was lost.</source>
            <translation>Die Verbindung ging verloren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>The list of rules says where.</source>
            <translation>Wo, sagt die Liste der Regeln.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/faults.py" />
            <source>The local history could not be read or written.</source>
            <translation>Der lokale Verlauf konnte nicht gelesen oder geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/desk_store.py" />
            <source>The local history is closed.</source>
            <translation>Der lokale Verlauf ist geschlossen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/faults.py" />
            <source>The local history may not be written.</source>
            <translation>Der lokale Verlauf darf nicht geschrieben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/automatic.py" />
            <source>The mail came back from {0}.</source>
            <translation>Die E-Mail kam von {0} zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/automatic.py" />
            <source>The mail came back: {0}</source>
            <translation>Die E-Mail kam zurück: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/received.py" />
            <source>The mail could not be kept: the disk is full.</source>
            <translation>Die E-Mail konnte nicht gespeichert werden: Die Festplatte ist voll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The mail has {0} bytes; the server takes {1}.</source>
            <translation>Die E-Mail hat {0} Bytes; der Server nimmt höchstens {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <source>The mail is being fetched…</source>
            <translation>Die E-Mail wird geholt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>The mail server answered with something unexpected.</source>
            <translation>Der Mailserver hat etwas Unerwartetes geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>The mail server did not answer in time.</source>
            <translation>Der Mailserver hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>The mail server refused the password of {0}.</source>
            <translation>Der Mailserver hat das Passwort von {0} abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>The mail server refused the sign-in of {0}.</source>
            <translation>Der Mailserver hat die Anmeldung von {0} abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <source>The mail server takes no sign-in now.</source>
            <translation>Der Mailserver nimmt gerade keine Anmeldung an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <source>The mail server takes the account.</source>
            <translation>Der Mailserver nimmt das Konto an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>The mailbox waits for an administrator.</source>
            <translation>Das Postfach wartet auf einen Administrator.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The message costs more than the provider may spend.</source>
            <translation>Die Nachricht kostet mehr, als der Anbieter ausgeben darf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/translate.py" />
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <source>The message could not be delivered.</source>
            <translation>Die Nachricht konnte nicht zugestellt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>The message to forward is not in this conversation.</source>
            <translation>Die weiterzuleitende Nachricht ist nicht in diesem Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <location filename="../agent_desktop/hub/written/courier.py" />
            <source>The network cannot do that with this message.</source>
            <translation>Das kann das Netz mit dieser Nachricht nicht tun.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network cannot take messages now.</source>
            <translation>Das Netz kann jetzt keine Nachrichten annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network could not take the message.</source>
            <translation>Das Netz konnte die Nachricht nicht annehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network deleted the message.</source>
            <translation>Das Netz hat die Nachricht gelöscht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The network did not answer the provider in time.</source>
            <translation>Das Netz hat dem Anbieter nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network does not accept our sender.</source>
            <translation>Das Netz nimmt unseren Absender nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network does not accept the customer's number.</source>
            <translation>Das Netz nimmt die Nummer des Kunden nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The network does not take such a file.</source>
            <translation>Das Netz nimmt eine solche Datei nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The network does not take this file.</source>
            <translation>Der Dienst nimmt diese Datei nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The network has no such template any more.</source>
            <translation>Das Netz hat diese Vorlage nicht mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <source>The network reaches this entry point here; put your hub's public name in.</source>
            <translation>Hier erreicht der Dienst diesen Eingang; setzen Sie den öffentlichen Namen Ihres Hubs ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network refused the message.</source>
            <translation>Das Netz hat die Nachricht abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network refuses the message for good.</source>
            <translation>Das Netz lehnt die Nachricht endgültig ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network refuses the message.</source>
            <translation>Das Netz lehnt die Nachricht ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network says that the message has a wrong length.</source>
            <translation>Das Netz sagt, die Nachricht habe eine falsche Länge.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The network takes files up to {0} bytes.</source>
            <translation>Der Dienst nimmt Dateien bis {0} Bytes an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The network takes no files of this kind.</source>
            <translation>Das Netz nimmt Dateien dieser Art nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The network takes no free text so long after the customer's last message.</source>
            <translation>So lange nach der letzten Nachricht des Kunden nimmt der Dienst keinen freien Text mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>The network takes no more messages now.</source>
            <translation>Das Netz nimmt jetzt keine Nachrichten mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The network took the message for spam.</source>
            <translation>Das Netz hielt die Nachricht für Spam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/search/page.py" />
            <source>The newest {n}; type more to narrow down</source>
            <translation>Die neuesten {n}; schreiben Sie mehr, um einzugrenzen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/forwarding.py" />
            <source>The node that leads went away before it answered.</source>
            <translation>Der führende Knoten verschwand, bevor er antwortete.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The number cannot be reached now.</source>
            <translation>Die Nummer ist jetzt nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>The number that says where the house is.</source>
            <translation>Die Nummer, die sagt, wo das Haus steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>The numbers of this country are not known.</source>
            <translation>Die Nummern dieses Landes sind nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>The offer to {name} was taken back</source>
            <translation>Das Angebot an {name} wurde zurückgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>The offer was withdrawn.</source>
            <translation>Das Angebot wurde zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>The offer was withdrawn; the customer left.</source>
            <translation>Das Angebot wurde zurückgezogen; der Kunde ist gegangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <source>The other one makes a new line.</source>
            <translation>Die andere Taste beginnt eine Zeile.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The other side hung up.</source>
            <translation>Die Gegenseite hat aufgelegt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>The outcome “{0}” is in use.</source>
            <translation>Das Ergebnis „{0}“ wird gebraucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/key_file.py" />
            <source>The passphrase has {0} characters.</source>
            <translation>Die Passphrase hat {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>The passphrase is still empty.</source>
            <translation>Die Passphrase ist noch leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>The password is missing.</source>
            <translation>Das Passwort fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>The password of the callbacks has at least 8 letters and digits.</source>
            <translation>Das Passwort der Rückrufe hat mindestens 8 Buchstaben und Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>The password proves itself where others can read along: they could guess it at home. Choose TLS, if the provider has it.</source>
            <translation>Das Passwort beweist sich, wo andere mitlesen können: Sie könnten es zu Hause erraten. Wählen Sie TLS, wenn der Anbieter es hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <source>The path of a PEM file; servers may then use STARTTLS.</source>
            <translation>Der Pfad einer PEM-Datei; Server können dann STARTTLS benutzen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>The path of clamd's socket, or its host and port. Empty: nothing is checked.</source>
            <translation>Der Pfad des Sockets von clamd, oder Rechner und Port. Leer: Nichts wird geprüft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip_place.py" />
            <source>The pause failed: let nobody say card details now.</source>
            <translation>Die Pause ist gescheitert: Lassen Sie jetzt niemanden Kartendaten nennen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>The person signs in with it. Without one, nobody signs in from another computer.</source>
            <translation>Damit meldet sich die Person an. Ohne sie meldet sich niemand von einem anderen Rechner an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The phone could not be reached in time.</source>
            <translation>Das Telefon war nicht rechtzeitig erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>The policy does not fit together; nothing of it was taken.</source>
            <translation>Die Regeln passen nicht zusammen; nichts davon wurde übernommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>The port after the colon must be a number from 1 to 65535.</source>
            <translation>Der Port nach dem Doppelpunkt muss eine Zahl von 1 bis 65535 sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>The post that this answers was deleted.</source>
            <translation>Der Beitrag, auf den dies antwortet, wurde gelöscht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/lanes.py" />
            <source>The program stopped while this was being sent.</source>
            <translation>Das Programm endete während des Sendens.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>The prompt could not be kept: {0}.</source>
            <translation>Die Ansage ließ sich nicht aufbewahren: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider allowed it only for a moment and gave no refresh token.</source>
            <translation>Der Anbieter hat es nur für einen Augenblick erlaubt und kein Refresh-Token gegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <source>The provider answers.</source>
            <translation>Der Anbieter antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider cannot be asked now.</source>
            <translation>Der Anbieter kann jetzt nicht gefragt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider cannot be used now.</source>
            <translation>Der Anbieter ist jetzt nicht benutzbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider cannot do it now.</source>
            <translation>Der Anbieter kann es jetzt nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The provider could not fetch the file from this hub.</source>
            <translation>Der Anbieter konnte die Datei nicht von diesem Hub holen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/translate.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The provider could not send the message.</source>
            <translation>Der Anbieter konnte die Nachricht nicht senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider does not allow what is asked for.</source>
            <translation>Der Anbieter erlaubt nicht, worum gebeten wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>The provider does not answer: {0}</source>
            <translation>Der Anbieter antwortet nicht: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider does not have the message.</source>
            <translation>Der Anbieter hat die Nachricht nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider does not know the address to which the browser comes back.</source>
            <translation>Der Anbieter kennt die Adresse nicht, zu der der Browser zurückkommt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>The provider does not know the client of {0}.</source>
            <translation>Der Anbieter kennt den Client von {0} nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider does not know this client, or its secret is wrong.</source>
            <translation>Der Anbieter kennt diesen Client nicht, oder sein Geheimnis ist falsch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider does not take this sign-in any more.</source>
            <translation>Der Anbieter nimmt diese Anmeldung nicht mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider does not tell what came in while it could not reach this hub.</source>
            <translation>Der Anbieter sagt nicht, was ankam, während er diesen Hub nicht erreichte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider failed while it took the message.</source>
            <translation>Beim Anbieter ging etwas schief, während er die Nachricht annahm.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider has no such sign-in for this client.</source>
            <translation>Der Anbieter hat für diesen Client keine solche Anmeldung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider has not said that it has the message.</source>
            <translation>Der Anbieter hat nicht gesagt, dass er die Nachricht hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider has several messages like this one.</source>
            <translation>Der Anbieter hat mehrere Nachrichten wie diese.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/probing.py" />
            <source>The provider knows the account.</source>
            <translation>Der Anbieter kennt das Konto.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>The provider learns where calls go. Without it, name the networks that calls come from.</source>
            <translation>Der Anbieter erfährt, wohin Anrufe gehen. Nennen Sie sonst die Netze, aus denen Anrufe kommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider said no ({0}).</source>
            <translation>Der Anbieter hat abgelehnt ({0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>The provider sends no more messages of ours today.</source>
            <translation>Der Anbieter sendet heute keine Nachrichten mehr von uns.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/provider.py" />
            <source>The provider takes no more messages now.</source>
            <translation>Der Anbieter nimmt jetzt keine Nachrichten mehr an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The provider's answer cannot be understood.</source>
            <translation>Die Antwort des Anbieters ist nicht zu verstehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>The provider's registrar or proxy, as a name or an address.</source>
            <translation>Der Registrar oder Proxy des Anbieters, als Name oder Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>The queue to which the entry point or an earlier rule leads.</source>
            <translation>Die Warteschlange, zu der der Eingang oder eine frühere Regel führt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>The queue “{0}” is in use.</source>
            <translation>Die Warteschlange „{0}“ wird gebraucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/quiet.py" />
            <source>The quiet hours cannot be read.</source>
            <translation>Die Ruhezeiten lassen sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>The rating is 1 to 5.</source>
            <translation>Die Bewertung ist 1 bis 5.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>The reason is longer than {0} characters.</source>
            <translation>Der Grund ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>The reason is too long.</source>
            <translation>Der Grund ist zu lang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The recording could not be kept</source>
            <translation>Die Aufnahme konnte nicht behalten werden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/unrecorded.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>The recording could not be paused: it goes on.</source>
            <translation>Die Aufnahme konnte nicht pausiert werden: Sie läuft weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The recording does not go on.</source>
            <translation>Die Aufzeichnung geht nicht weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>The recording failed: nothing more of this call is kept.</source>
            <translation>Die Aufnahme ist fehlgeschlagen: von diesem Anruf wird nichts weiter aufbewahrt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The recording paused by itself at {who}</source>
            <translation>Die Aufnahme pausierte von selbst bei {who}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>The recording stopped. The call goes on.</source>
            <translation>Die Aufzeichnung ist abgebrochen. Das Gespräch geht weiter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/recording.py" />
            <source>The recording stopped: the disk does not take it. The call goes on, what was recorded is kept.</source>
            <translation>Die Aufzeichnung ist abgebrochen: Der Datenträger nimmt sie nicht an. Das Gespräch geht weiter, was aufgezeichnet wurde, bleibt erhalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>The recording was not paused.</source>
            <translation>Die Aufzeichnung wurde nicht angehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The recording was paused</source>
            <translation>Die Aufnahme wurde angehalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>The recording went on</source>
            <translation>Die Aufnahme lief weiter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>The relay by TLS answers on port 443, also in strict networks.</source>
            <translation>Das Relay über TLS antwortet auf Port 443, auch in strengen Netzwerken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>The relay by TLS answers on port {port}.</source>
            <translation>Das Relay über TLS antwortet auf Port {port}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>The relay by TLS does not answer.</source>
            <translation>Das Relay über TLS antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>The relay's certificate is not believed.</source>
            <translation>Dem Zertifikat des Relays wird nicht geglaubt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>The rule</source>
            <translation>Die Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>The rule “{name}” held</source>
            <translation>Die Regel „{name}“ traf zu</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>The rules</source>
            <translation>Die Regeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>The rules cannot be used like this.</source>
            <translation>So können die Regeln nicht benutzt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>The rules chose another queue</source>
            <translation>Die Regeln wählten eine andere Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>The same again</source>
            <translation>Noch einmal dieselbe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>The same for everybody: visitors of your pages can read it.</source>
            <translation>Dasselbe für alle: Besucher Ihrer Seiten können es lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The same of everybody who had a part in it together.</source>
            <translation>Dasselbe von allen zusammen, die daran beteiligt waren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>The same subject</source>
            <translation>Derselbe Betreff</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The same without those who gave up after a moment.</source>
            <translation>Dasselbe ohne die, die nach einem Moment aufgaben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>The same, for an agent who serves several queues: from which one to take next.</source>
            <translation>Dasselbe für Agenten, die mehrere Warteschlangen bedienen: aus welcher sie als Nächstes etwas bekommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>The sampling rate must be from {0} to {1} Hz.</source>
            <translation>Die Abtastrate muss {0} bis {1} Hz sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>The scanner says of it: {finding}.</source>
            <translation>Der Scanner sagt dazu: {finding}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>The secret of the callbacks is too short: anybody could write in Sinch's name.</source>
            <translation>Das Geheimnis der Rückrufe ist zu kurz: Jeder könnte im Namen von Sinch schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/sealed.py" />
            <source>The secrets of an entry point cannot be opened: they were sealed with another key.</source>
            <translation>Die Geheimnisse eines Eingangs lassen sich nicht öffnen: Sie wurden mit einem anderen Schlüssel versiegelt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>The senders by country cannot be read.</source>
            <translation>Die Absender nach Land lassen sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>The sending server did not answer in time.</source>
            <translation>Der Postausgangsserver hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The sending server is busy (code {0}).</source>
            <translation>Der Postausgangsserver ist beschäftigt (Code {0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The sending server refused the password of {0}.</source>
            <translation>Der Postausgangsserver hat das Passwort von {0} abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The sending server refused the sign-in of {0}.</source>
            <translation>Der Postausgangsserver hat die Anmeldung von {0} abgelehnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The sending server takes no sign-in now.</source>
            <translation>Der Postausgangsserver nimmt gerade keine Anmeldung an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/api.py" />
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The server answered {0}.</source>
            <translation>Der Server hat {0} geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/api.py" />
            <source>The server answered {0}: {1}</source>
            <translation>Der Server hat {0} geantwortet: {1}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The server cannot be reached.</source>
            <translation>Der Server ist nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/probe.py" />
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The server did not answer in time.</source>
            <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>The server does not have it.</source>
            <translation>Der Server hat sie nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The server does not take it now: {0}</source>
            <translation>Der Server nimmt sie jetzt nicht an: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>The server does not take the access token.</source>
            <translation>Der Server nimmt das Zugriffstoken nicht an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The server refused the mail: {0}</source>
            <translation>Der Server hat die E-Mail abgelehnt: {0}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The server refused {0}: {1}</source>
            <translation>Der Server hat {0} abgelehnt: {1}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>The server takes no addresses with such letters.</source>
            <translation>Der Server nimmt keine Adressen mit solchen Buchstaben an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/network.py" />
            <source>The server takes the access token.</source>
            <translation>Der Server nimmt das Zugriffstoken an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The server's address cannot be used.</source>
            <translation>Die Adresse des Servers ist nicht brauchbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>The server's answer cannot be read.</source>
            <translation>Die Antwort des Servers ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/calls.py" />
            <source>The server's answer is too large.</source>
            <translation>Die Antwort des Servers ist zu groß.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/session.py" />
            <source>The session is closed.</source>
            <translation>Die Sitzung ist beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The settings of this line cannot be used.</source>
            <translation>Die Einstellungen dieses Anschlusses lassen sich nicht verwenden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those served who said how satisfied they were.</source>
            <translation>Der Anteil der Bedienten, die sagten, wie zufrieden sie waren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who gave 4 or 5 of 5.</source>
            <translation>Der Anteil derer, die 4 oder 5 von 5 gaben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who gave up among all who came, also those who left otherwise or still wait.</source>
            <translation>Der Anteil derer, die aufgaben, an allen, die kamen, auch an denen, die anders gingen oder noch warten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who gave up. Callbacks are none of them.</source>
            <translation>Der Anteil derer, die aufgaben. Rückrufe gehören nicht dazu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who were answered within the queue's threshold. Everybody who gave up counts as not served in time.</source>
            <translation>Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden. Wer aufgab, zählt als nicht rechtzeitig bedient.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who were answered within the queue's threshold. Nobody who gave up or still waits counts.</source>
            <translation>Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden. Wer aufgab oder noch wartet, zählt nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who were answered within the queue's threshold. Who gave up after a moment counts as served in time, the others as not.</source>
            <translation>Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden. Wer nach einem Moment aufgab, zählt als rechtzeitig bedient, die anderen als nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who were answered within the queue's threshold. Who gave up within the threshold counts as served in time.</source>
            <translation>Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden. Wer innerhalb der Schwelle aufgab, zählt als rechtzeitig bedient.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those who were answered within the queue's threshold. Who gave up within the threshold counts nowhere.</source>
            <translation>Der Anteil derer, die innerhalb der Schwelle der Warteschlange angenommen wurden. Wer innerhalb der Schwelle aufgab, zählt nirgends.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>The share of those whom agents served and sent on. Consultations are none of them.</source>
            <translation>Der Anteil derer, die Agenten bedienten und weitergaben. Rückfragen gehören nicht dazu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>The sign-in broke off.</source>
            <translation>Die Anmeldung ist abgebrochen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consenting.py" />
            <source>The sign-in failed. Go back to the program: it says why, and what to do.</source>
            <translation>Die Anmeldung ist fehlgeschlagen. Gehen Sie zurück zum Programm: Es sagt, warum und was zu tun ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>The sign-in of {0} ran out or was taken back.</source>
            <translation>Die Anmeldung von {0} ist abgelaufen oder wurde zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>The sign-in was not allowed.</source>
            <translation>Die Anmeldung wurde nicht erlaubt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <source>The skill “{0}” is in use.</source>
            <translation>Die Fähigkeit „{0}“ wird gebraucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>The skill “{value}” is not asked for, so it cannot be dropped.</source>
            <translation>Die Fähigkeit „{value}“ wird nicht verlangt, also kann sie nicht wegfallen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <source>The sound file is damaged.</source>
            <translation>Die Tondatei ist beschädigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <source>The sound file is longer than twelve hours.</source>
            <translation>Die Tondatei ist länger als zwölf Stunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The sound was lost, so the call was ended.</source>
            <translation>Der Ton ging verloren, daher wurde der Anruf beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>The summary is longer than {0} characters.</source>
            <translation>Die Zusammenfassung ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/synthesis.py" />
            <source>The synthesiser did not speak with the voice “{0}”. Upload a recording instead.</source>
            <translation>Die Sprachausgabe sprach nicht mit der Stimme „{0}“. Laden Sie stattdessen eine Aufnahme hoch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The system did not say in time which sound devices there are.</source>
            <translation>Das System hat nicht rechtzeitig gesagt, welche Tongeräte es gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>The system id.</source>
            <translation>Die System-ID.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>The system's keychain could not be read.</source>
            <translation>Der Schlüsselbund des Systems ließ sich nicht lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>The system's keychain could not be written.</source>
            <translation>In den Schlüsselbund des Systems ließ sich nicht schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The system's keychain does not answer.</source>
            <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The system's keychain keeps passwords and the history's key.</source>
            <translation>Der Schlüsselbund des Systems bewahrt Passwörter und den Schlüssel des Verlaufs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/saved.py" />
            <source>The team has no saved replies yet.</source>
            <translation>Das Team hat noch keine Textbausteine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/starting.py" />
            <source>The telephone cannot be started.</source>
            <translation>Das Telefon lässt sich nicht starten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>The telephone did not say whether it has done that.</source>
            <translation>Das Telefon hat nicht gesagt, ob es das getan hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>The telephone does not have this sound.</source>
            <translation>Das Telefon hat diese Tonaufnahme nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <location filename="../agent_desktop/phone/starting.py" />
            <source>The telephone ended before it was ready.</source>
            <translation>Das Telefon endete, bevor es bereit war.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>The telephone is not ready.</source>
            <translation>Das Telefon ist nicht bereit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <source>The telephone is starting, so nothing can be played yet.</source>
            <translation>Das Telefon startet, deshalb kann noch nichts abgespielt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <source>The telephone is starting, so this was not done.</source>
            <translation>Das Telefon startet gerade, daher wurde dies nicht getan.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The telephone network did not answer.</source>
            <translation>Das Telefonnetz hat nicht geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>The telephone starts.</source>
            <translation>Das Telefon startet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/accounts.py" />
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>The telephone starts…</source>
            <translation>Das Telefon startet …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>The telephone stopped and the call with it.</source>
            <translation>Das Telefon hielt an und mit ihm der Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>The telephone stopped, and the call with it. Nothing else is lost.</source>
            <translation>Das Telefon ist ausgefallen und mit ihm der Anruf. Sonst ging nichts verloren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>The telephone stopped, and your calls with it. Nothing else is lost.</source>
            <translation>Das Telefon ist ausgefallen und mit ihm Ihre Anrufe. Sonst ging nichts verloren.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/client.py" />
            <source>The telephone stopped.</source>
            <translation>Das Telefon ist ausgefallen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system cannot prove who it is, so nothing was sent to it.</source>
            <translation>Die Telefonanlage kann sich nicht ausweisen, darum wurde ihr nichts gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system did not do it.</source>
            <translation>Die Telefonanlage hat es nicht getan.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system does not allow calls to go there.</source>
            <translation>Die Telefonanlage erlaubt keine Anrufe dorthin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system does not answer.</source>
            <translation>Die Telefonanlage antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system does not know this line.</source>
            <translation>Die Telefonanlage kennt diesen Anschluss nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system does not let this line sign on.</source>
            <translation>Die Telefonanlage lässt diesen Anschluss nicht zu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>The telephone system refuses the password.</source>
            <translation>Die Telefonanlage lehnt das Passwort ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The telephone system {host} answers ({transport}).</source>
            <translation>Die Telefonanlage {host} antwortet ({transport}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The telephone system {host} does not answer ({transport}).</source>
            <translation>Die Telefonanlage {host} antwortet nicht ({transport}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The telephone system {host} does not answer by UDP.</source>
            <translation>Die Telefonanlage {host} antwortet nicht über UDP.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The telephone system {host} is not believed: its certificate is not good.</source>
            <translation>Der Telefonanlage {host} wird nicht geglaubt: Ihr Zertifikat ist nicht gut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The telephone system {host} is not known in this network.</source>
            <translation>Die Telefonanlage {host} ist in diesem Netzwerk nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/door.py" />
            <source>The telephone that still runs belongs to another version of this program.</source>
            <translation>Das noch laufende Telefon gehört zu einer anderen Version dieses Programms.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/link.py" />
            <source>The telephone's engine does not answer.</source>
            <translation>Das Telefon antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/process.py" />
            <source>The telephone's engine got no setup over stdin.</source>
            <translation>Das Telefon bekam keine Einrichtung über stdin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/process.py" />
            <source>The telephone's folder cannot be used.</source>
            <translation>Der Ordner des Telefons lässt sich nicht benutzen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/errors.py" />
            <source>The template is not there, not approved, or its values do not fit.</source>
            <translation>Die Vorlage gibt es nicht, sie ist nicht genehmigt, oder ihre Werte passen nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The template says something else by now.</source>
            <translation>Die Vorlage lautet inzwischen anders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>The templates are being fetched…</source>
            <translation>Die Vorlagen werden geholt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>The templates cannot be had now.</source>
            <translation>Die Vorlagen sind gerade nicht zu bekommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>The test took too long.</source>
            <translation>Der Test hat zu lange gedauert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <source>The text is longer than {0} SMS.</source>
            <translation>Der Text ist länger als {0} SMS.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/letters.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>The text is longer than {0} characters.</source>
            <translation>Der Text ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>The text is too long for SMS.</source>
            <translation>Der Text ist für SMS zu lang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>The times of announcements are too short.</source>
            <translation>Die Zeiten der Durchsagen sind zu kurz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/tokens.py" />
            <source>The token endpoint answered {0}.</source>
            <translation>Der Token-Endpunkt hat {0} geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>The token is too long, or no plain text.</source>
            <translation>Das Token ist zu lang oder kein einfacher Text.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>The two are not the same.</source>
            <translation>Die beiden sind nicht gleich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>The user name is missing.</source>
            <translation>Der Benutzername fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>The user name of the callbacks is missing.</source>
            <translation>Der Benutzername der Rückrufe fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>The usual ones</source>
            <translation>Die üblichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>The virus scanner does not answer, so files wait.</source>
            <translation>Der Virenscanner antwortet nicht, deshalb warten Dateien.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>The visitor's own</source>
            <translation>Sprache des Besuchers</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>The visitor's page shows this chat, so it cannot move.</source>
            <translation>Die Seite des Besuchers zeigt diesen Chat, darum kann er nicht verschoben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The way to the hub goes through no VPN.</source>
            <translation>Der Weg zum Hub führt durch kein VPN.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>The way to the hub is not told by this system.</source>
            <translation>Dieses System verrät den Weg zum Hub nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/station.py" />
            <source>The way to the telephone system broke in the middle of the call.</source>
            <translation>Der Weg zur Telefonanlage ist mitten im Gespräch abgebrochen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>The ways to the telephone network. Calls out try them from the top.</source>
            <translation>Die Wege ins Telefonnetz. Anrufe nach draußen versuchen sie von oben an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>The whole conversation would move.</source>
            <translation>Das ganze Gespräch würde verschoben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>The whole name: @support:example.org</source>
            <translation>Der ganze Name: @support:example.org</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>The whole trail is what was written.</source>
            <translation>Das ganze Protokoll ist so, wie es geschrieben wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/hands.py" />
            <source>The words are longer than {0} characters.</source>
            <translation>Der Text ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Their shapes, one a line: # is any digit, ? any letter. Found ones join the profile.</source>
            <translation>Ihre Muster, eines je Zeile: # ist eine Ziffer, ? ein Buchstabe. Gefundene kommen ins Profil.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Then</source>
            <translation>Dann</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Then every</source>
            <translation>Dann alle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Then everybody in the conversation can open this file, and agents can send it.</source>
            <translation>Dann können alle im Gespräch diese Datei öffnen, und Agenten können sie senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Then work</source>
            <translation>Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <source>There are at most {0} shapes.</source>
            <translation>Es gibt höchstens {0} Muster.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/teams.py" />
            <source>There are at most {0} teams.</source>
            <translation>Es gibt höchstens {0} Teams.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>There are no calendars yet.</source>
            <translation>Es gibt noch keine Kalender.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>There are no menus. Calls go straight to their queues.</source>
            <translation>Es gibt keine Menüs. Anrufe gehen geradewegs in ihre Warteschlangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>There are no outcomes yet. Wrap-up asks for none.</source>
            <translation>Es gibt noch keine Ergebnisse. Die Nacharbeit fragt nach keinem.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>There are no prompts.</source>
            <translation>Es gibt keine Ansagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/by_queue.py" />
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>There are no queues yet.</source>
            <translation>Es gibt noch keine Warteschlangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>There are no queues yet. Add one first.</source>
            <translation>Es gibt noch keine Warteschlangen. Fügen Sie zuerst eine hinzu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>There are no queues yet. Nothing can be offered to anybody.</source>
            <translation>Es gibt noch keine Warteschlangen. Niemandem kann etwas angeboten werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>There are no rules: everything goes where its entry point leads.</source>
            <translation>Es gibt keine Regeln: Alles geht dorthin, wohin sein Eingang führt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <source>There are no saved replies yet.</source>
            <translation>Es gibt noch keine Textbausteine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>There are no teams yet. Every supervisor leads everybody.</source>
            <translation>Es gibt noch keine Teams. Jede Teamleitung leitet alle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>There are none yet.</source>
            <translation>Es gibt noch keine.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>There are numbers, but no trunk over which anybody could call them.</source>
            <translation>Es gibt Nummern, aber keine Amtsleitung, über die jemand sie anrufen könnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rule_book.py" />
            <source>There are too many calendars.</source>
            <translation>Das sind zu viele Kalender.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>There are too many prompts. Delete some.</source>
            <translation>Es gibt zu viele Ansagen. Löschen Sie einige.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>There are too many trunks. Delete some.</source>
            <translation>Es gibt zu viele Amtsleitungen. Löschen Sie einige.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There are two rules “{value}”.</source>
            <translation>Es gibt zwei Regeln „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <source>There are {0} announcements already.</source>
            <translation>Es gibt schon {0} Ansagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>There is a call, so nothing else is played now.</source>
            <translation>Es gibt ein Gespräch, deshalb wird jetzt nichts anderes abgespielt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/sound_checks.py" />
            <source>There is a call.</source>
            <translation>Es läuft ein Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>There is a passphrase already.</source>
            <translation>Es gibt schon eine Passphrase.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>There is neither a password nor an access token.</source>
            <translation>Es gibt weder ein Passwort noch ein Zugriffstoken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/settings.py" />
            <source>There is no access token.</source>
            <translation>Es gibt kein Zugriffstoken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There is no agent “{value}”.</source>
            <translation>Es gibt keinen Agenten „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/template_sheet.py" />
            <source>There is no approved template that can be sent from here.</source>
            <translation>Es gibt keine genehmigte Vorlage, die von hier gesendet werden kann.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/verifying.py" />
            <source>There is no audit trail that can be read.</source>
            <translation>Es gibt kein Prüfprotokoll, das sich lesen lässt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There is no calendar “{value}”.</source>
            <translation>Es gibt keinen Kalender „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>There is no chat for web pages yet.</source>
            <translation>Es gibt noch keinen Chat für Webseiten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>There is no connection to the homeserver.</source>
            <translation>Es gibt keine Verbindung zum Homeserver.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/door.py" />
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <location filename="../agent_desktop/connectors/hub/session.py" />
            <source>There is no connection to the hub.</source>
            <translation>Es besteht keine Verbindung zum Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/mastodon/session.py" />
            <source>There is no connection to the server.</source>
            <translation>Es gibt keine Verbindung zum Server.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>There is no country with this code.</source>
            <translation>Es gibt kein Land mit dieser Vorwahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There is no country “{value}”.</source>
            <translation>Es gibt kein Land „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is no display: the program runs without a window.</source>
            <translation>Es gibt keinen Bildschirm: Das Programm läuft ohne Fenster.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks.py" />
            <source>There is no entry point yet. Customers can only write on your web page.</source>
            <translation>Es gibt noch keinen Eingang. Kunden können nur auf Ihrer Website schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There is no entry point “{value}”.</source>
            <translation>Es gibt keinen Eingang „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/verifying.py" />
            <source>There is no export of an audit trail that can be read.</source>
            <translation>Es gibt keinen Export eines Prüfprotokolls, der sich lesen lässt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>There is no headset and no speaker to hear it from.</source>
            <translation>Es gibt kein Headset und keinen Lautsprecher, aus dem sie zu hören wäre.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/recounting.py" />
            <source>There is no hub's data in this database.</source>
            <translation>In dieser Datenbank sind keine Daten eines Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/recounting.py" />
            <source>There is no hub's database in this folder.</source>
            <translation>In diesem Ordner liegt keine Datenbank eines Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>There is no line to the telephone network now.</source>
            <translation>Es gibt gerade keine Leitung ins Telefonnetz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_administration.py" />
            <location filename="../agent_desktop/desk/runner_figures.py" />
            <location filename="../agent_desktop/desk/runner_guidance.py" />
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>There is no link to the backend.</source>
            <translation>Es besteht keine Verbindung zum System.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is no microphone and nothing to hear with.</source>
            <translation>Es gibt kein Mikrofon und nichts zum Hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is no microphone.</source>
            <translation>Es gibt kein Mikrofon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>There is no number to call.</source>
            <translation>Es fehlt die Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <source>There is no phone with that number.</source>
            <translation>Es gibt kein Telefon mit dieser Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>There is no place for secrets yet.</source>
            <translation>Es gibt noch keinen Ort für Geheimnisse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>There is no queue to call for.</source>
            <translation>Es gibt keine Warteschlange, für die angerufen werden könnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>There is no queue “{value}”.</source>
            <translation>Es gibt keine Warteschlange „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>There is no reason that says who wanted this and how.</source>
            <translation>Es fehlt ein Grund, der sagt, wer das wollte und wie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is no secure keychain.</source>
            <translation>Es gibt keinen sicheren Schlüsselbund.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <source>There is no sound in this file.</source>
            <translation>In dieser Datei ist kein Ton.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is no sound system for calls on this computer.</source>
            <translation>Auf diesem Computer gibt es kein Tonsystem für Anrufe.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/agents.py" />
            <location filename="../agent_desktop/hub/server/first_password.py" />
            <source>There is no such agent.</source>
            <translation>Diesen Menschen gibt es im Team nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>There is no such day.</source>
            <translation>Diesen Tag gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/admin.py" />
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>There is no such entry point.</source>
            <translation>Diesen Eingang gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>There is no such file.</source>
            <translation>Diese Datei gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/network.py" />
            <source>There is no such line.</source>
            <translation>Diesen Anschluss gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>There is no such menu, or it would go round for ever.</source>
            <translation>Dieses Menü gibt es nicht, oder es liefe ewig im Kreis.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>There is no such prompt.</source>
            <translation>Diese Ansage gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <location filename="../agent_desktop/hub/server/voice_admin.py" />
            <source>There is no such queue.</source>
            <translation>Diese Warteschlange gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>There is no such session.</source>
            <translation>Diese Sitzung gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>There is no such time zone.</source>
            <translation>Diese Zeitzone gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>There is no such trunk.</source>
            <translation>Diese Amtsleitung gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/rule_routes.py" />
            <source>There is no such version.</source>
            <translation>Diese Fassung gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <source>There is no telephone on this computer that could play it.</source>
            <translation>An diesem Computer gibt es kein Telefon, das sie abspielen könnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner_ports.py" />
            <source>There is no telephone.</source>
            <translation>Es gibt kein Telefon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>There is no trunk yet. Nobody can call from the telephone network.</source>
            <translation>Es gibt noch keine Amtsleitung. Aus dem Telefonnetz kann niemand anrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>There is nobody on the line to hold.</source>
            <translation>Niemand ist in der Leitung, der gehalten werden könnte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>There is none</source>
            <translation>Es gibt keinen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>There is none yet: nobody can be signed.</source>
            <translation>Es gibt noch keines: Niemand kann signiert werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>There is none. Calls go straight between telephones, pages and this backend.</source>
            <translation>Es gibt keinen. Anrufe gehen geradewegs zwischen Telefonen, Seiten und diesem Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <source>There is nothing announced now.</source>
            <translation>Gerade ist nichts angekündigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/answers.py" />
            <source>There is nothing at this address.</source>
            <translation>Unter dieser Adresse ist nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_door.py" />
            <source>There is nothing here.</source>
            <translation>Hier ist nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/synthesis.py" />
            <source>There is nothing to be heard in this text.</source>
            <translation>In diesem Text ist nichts zu hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is nothing to hear with.</source>
            <translation>Es gibt nichts zum Hören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>There is nothing to rate yet.</source>
            <translation>Es gibt noch nichts zu bewerten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <location filename="../agent_desktop/hub/channels/twilio/words.py" />
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>There is nothing to send.</source>
            <translation>Es gibt nichts zu senden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>There is one with this id already.</source>
            <translation>Eine solche Kennung gibt es schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>There is one. It is never shown.</source>
            <translation>Es gibt eines. Es wird nie gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>There is room on the disk ({n} GB).</source>
            <translation>Auf dem Datenträger ist Platz ({n} GB).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>These are too many.</source>
            <translation>Das sind zu viele.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>These conversations are with two customers.</source>
            <translation>Diese Gespräche gehören zu zwei Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/chart.py" />
            <source>These days</source>
            <translation>Diese Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>These keys move and edit; add Ctrl to them.</source>
            <translation>Diese Tasten bewegen und bearbeiten; nehmen Sie Strg dazu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>These keys write or edit text everywhere.</source>
            <translation>Diese Tasten schreiben oder bearbeiten überall Text.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/picture_senders.py" />
            <source>These senders see that you read their mails. Their pictures are always shown.</source>
            <translation>Diese Absender sehen, dass Sie ihre E-Mails lesen. Ihre Bilder werden immer gezeigt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>These times end before they begin, or are none of the day.</source>
            <translation>Diese Zeiten enden, bevor sie beginnen, oder sind keine des Tages.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/engine/switchboard.py" />
            <source>These two calls cannot be connected.</source>
            <translation>Diese beiden Anrufe lassen sich nicht verbinden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>They are not in this call.</source>
            <translation>Diese Person ist nicht in diesem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>They are sent by themselves as soon as it does.</source>
            <translation>Sobald er antwortet, werden sie von selbst gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>They can open this conversation with {name}.</source>
            <translation>Sie können dieses Gespräch mit {name} öffnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>They have just left.</source>
            <translation>Die Person ist eben gegangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>They hold</source>
            <translation>Gegenseite hält</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>They were not connected.</source>
            <translation>Es wurde nicht verbunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>They were not joined.</source>
            <translation>Es wurde nicht zusammengeschaltet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>They were not removed from the call.</source>
            <translation>Die Person wurde nicht aus dem Gespräch genommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/administration.py" />
            <location filename="../agent_desktop/desk/runner_administration.py" />
            <source>This account cannot change that.</source>
            <translation>Mit diesem Konto lässt sich das nicht ändern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/guidance.py" />
            <source>This account cannot do that.</source>
            <translation>Dieses Konto kann das nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <source>This account has no place at a desk.</source>
            <translation>Dieses Konto hat keinen Arbeitsplatz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/signing_in.py" />
            <source>This account is closed.</source>
            <translation>Dieses Konto ist geschlossen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/session.py" />
            <source>This account may not listen to calls.</source>
            <translation>Dieses Konto darf keine Anrufe mithören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/session.py" />
            <source>This account may not see figures.</source>
            <translation>Dieses Konto darf keine Kennzahlen sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/addresses.py" />
            <source>This address cannot be right.</source>
            <translation>Diese Adresse kann nicht stimmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/faults.py" />
            <source>This address does not know {0}.</source>
            <translation>Diese Adresse kennt {0} nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/addresses.py" />
            <source>This address would get secrets without encryption.</source>
            <translation>Diese Adresse bekäme Geheimnisse ohne Verschlüsselung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/first_password.py" />
            <source>This agent has no e-mail address to sign in with.</source>
            <translation>Dieser Agent hat keine E-Mail-Adresse zum Anmelden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>This agent takes nothing now.</source>
            <translation>Dieser Agent nimmt gerade nichts an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>This answer belongs to another sign-in.</source>
            <translation>Diese Antwort gehört zu einer anderen Anmeldung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/asking.py" />
            <location filename="../agent_desktop/desk/beginning.py" />
            <location filename="../agent_desktop/desk/rearranging.py" />
            <source>This backend cannot do that.</source>
            <translation>Dieses System kann das nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/guidance.py" />
            <source>This belongs to a team that you do not lead.</source>
            <translation>Das gehört zu einem Team, das Sie nicht leiten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_edge.py" />
            <source>This call is just beginning or ending, so this was not done.</source>
            <translation>Dieser Anruf beginnt oder endet gerade, deshalb ist das nicht geschehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>This call may not be recorded by you.</source>
            <translation>Diesen Anruf dürfen Sie nicht aufnehmen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/definitions.py" />
            <source>This cannot be negative.</source>
            <translation>Das kann nicht negativ sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/administration.py" />
            <source>This cannot be used here.</source>
            <translation>Das kann hier nicht verwendet werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/visits.py" />
            <source>This chat is closed.</source>
            <translation>Dieser Chat ist geschlossen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/visits.py" />
            <source>This chat takes nothing new at the moment.</source>
            <translation>Dieser Chat nimmt gerade nichts Neues an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>This chat was rated before.</source>
            <translation>Dieser Chat wurde schon bewertet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>This colleague does not belong to the team any more.</source>
            <translation>Dieser Kollege gehört nicht mehr zum Team.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>This computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>This computer does not know who signed the certificate of {host}.</source>
            <translation>Dieser Computer kennt nicht, wer das Zertifikat von {host} unterschrieben hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/consents.py" />
            <source>This computer does not let the program wait for the browser.</source>
            <translation>Dieser Computer lässt das Programm nicht auf den Browser warten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/sound.py" />
            <source>This computer has no microphone and no speaker that can be used.</source>
            <translation>Dieser Computer hat kein Mikrofon und keinen Lautsprecher, die benutzt werden können.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>This computer has no secure keychain</source>
            <translation>Dieser Computer hat keinen sicheren Schlüsselbund</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>This computer's clock is {n} minutes fast.</source>
            <translation>Die Uhr dieses Computers geht {n} Minuten vor.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>This computer's clock is {n} minutes slow.</source>
            <translation>Die Uhr dieses Computers geht {n} Minuten nach.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>This computer, or your team's system.</source>
            <translation>Hier, oder beim System des Teams.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>This conversation cannot go on by that channel.</source>
            <translation>Dieses Gespräch kann auf jenem Kanal nicht weitergehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>This conversation is completed. It opens again when the customer writes.</source>
            <translation>Dieses Gespräch ist abgeschlossen. Es öffnet sich wieder, wenn der Kunde schreibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>This conversation still waits for an agent.</source>
            <translation>Dieses Gespräch wartet noch auf einen Agenten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>This conversation was merged into another one.</source>
            <translation>Dieses Gespräch ist in einem anderen aufgegangen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/runner.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>This could not be saved.</source>
            <translation>Das ließ sich nicht sichern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>This customer no longer waits.</source>
            <translation>Dieser Kunde wartet nicht mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>This day stands here twice.</source>
            <translation>Dieser Tag steht hier zweimal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/lines.py" />
            <source>This desk reads more slowly than news come.</source>
            <translation>Dieser Arbeitsplatz liest langsamer, als Neues kommt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <location filename="../agent_desktop/hub/server/relaying.py" />
            <source>This desk took its replay too slowly.</source>
            <translation>Dieser Arbeitsplatz nahm das Versäumte zu langsam auf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/saving.py" />
            <source>This file can start programs when it is opened:
{names}</source>
            <translation>Diese Datei kann Programme starten, wenn sie geöffnet wird:
{names}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/prompts.py" />
            <source>This file cannot be read.</source>
            <translation>Diese Datei kann nicht gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <source>This file comes by another connection now.</source>
            <translation>Diese Datei kommt jetzt über eine andere Verbindung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/prompts.py" />
            <source>This file is larger than 32 MB.</source>
            <translation>Diese Datei ist größer als 32 MB.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/held_files.py" />
            <source>This file is no longer kept back.</source>
            <translation>Diese Datei wird nicht mehr zurückgehalten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/house.py" />
            <source>This hub has no telephones.</source>
            <translation>Dieser Hub hat keine Telefone.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>This hub is not the site that the request names.</source>
            <translation>Dieser Hub ist nicht die Seite, die die Anfrage nennt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/office.py" />
            <source>This hub knows no network {0}.</source>
            <translation>Einen Dienst {0} kennt dieser Hub nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/network_routes.py" />
            <source>This hub knows no such network.</source>
            <translation>Diesen Dienst kennt der Hub nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/hello.py" />
            <source>This hub speaks version {0} of the protocol.</source>
            <translation>Dieser Hub spricht Version {0} des Protokolls.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/beginning.py" />
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>This id was used for something else before.</source>
            <translation>Diese Kennung wurde schon für etwas anderes benutzt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>This is a call: whisper to the agent instead.</source>
            <translation>Das ist ein Anruf: Flüstern Sie dem Agenten stattdessen ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>This is a draft: the house has no rules until it is published.</source>
            <translation>Das ist ein Entwurf: Das Haus hat keine Regeln, bis er veröffentlicht ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>This is a draft: the house routes by version {n} until it is published.</source>
            <translation>Das ist ein Entwurf: Das Haus verteilt nach Fassung {n}, bis er veröffentlicht ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>This is a number from {0} to {1}.</source>
            <translation>Das ist eine Zahl von {0} bis {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>This is longer than the hub takes at once.</source>
            <translation>Das ist länger, als der Hub auf einmal annimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>This is longer than {0} characters.</source>
            <translation>Das ist länger als {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/connector.py" />
            <source>This is missing.</source>
            <translation>Das fehlt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>This is more than the homeserver takes.</source>
            <translation>Das ist mehr, als der Homeserver annimmt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <location filename="../agent_desktop/ui/settings/finding.py" />
            <location filename="../agent_desktop/ui/settings/picking.py" />
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <location filename="../agent_desktop/ui/settings/rows.py" />
            <source>This is needed.</source>
            <translation>Das wird gebraucht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>This is no ID: it consists of digits.</source>
            <translation>Das ist keine ID: Sie besteht aus Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>This is no account of Twilio.</source>
            <translation>Das ist kein Konto von Twilio.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>This is no address of a virus scanner.</source>
            <translation>Das ist keine Adresse eines Virenscanners.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>This is no application of Vonage.</source>
            <translation>Das ist keine Anwendung von Vonage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is no directory.</source>
            <translation>Das ist kein Verzeichnis.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>This is no e-mail address.</source>
            <translation>Das ist keine E-Mail-Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/numbering.py" />
            <source>This is no extension here: it is too long, or means something else.</source>
            <translation>Das ist hier keine Durchwahl: Sie ist zu lang oder bedeutet etwas anderes.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is no mail address.</source>
            <translation>Das ist keine E-Mail-Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/settings.py" />
            <source>This is no messaging service of Twilio.</source>
            <translation>Das ist kein Messaging-Dienst von Twilio.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>This is no name of a Matrix user.</source>
            <translation>Das ist kein Name eines Matrix-Benutzers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is no name of a server.</source>
            <translation>Das ist kein Name eines Servers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>This is no network.</source>
            <translation>Das ist kein Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_settings.py" />
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is no port.</source>
            <translation>Das ist kein Port.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>This is no private key of an application.</source>
            <translation>Das ist kein privater Schlüssel einer Anwendung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is no secure address.</source>
            <translation>Das ist keine sichere Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/addresses.py" />
            <source>This is no server's address.</source>
            <translation>Das ist keine Adresse eines Servers.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>This is no service plan of Sinch.</source>
            <translation>Das ist kein Serviceplan von Sinch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>This is no signature secret of Vonage.</source>
            <translation>Das ist kein Signaturgeheimnis von Vonage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>This is no telephone number.</source>
            <translation>Das ist keine Telefonnummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>This is no token of a Telegram bot.</source>
            <translation>Das ist kein Token eines Telegram-Bots.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>This is no version of the Graph API.</source>
            <translation>Das ist keine Version der Graph-API.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>This is no web origin.</source>
            <translation>Das ist keine Web-Herkunft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>This is no whole number of up to four digits.</source>
            <translation>Das ist keine ganze Zahl mit höchstens vier Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/wav.py" />
            <source>This is not a WAV file.</source>
            <translation>Das ist keine WAV-Datei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>This is not a telephone number.</source>
            <translation>Das ist keine Telefonnummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <source>This is not a time between nothing and a year.</source>
            <translation>Das ist keine Zeit zwischen null und einem Jahr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/listening.py" />
            <source>This is not a valid HTTP/1.1 request.</source>
            <translation>Das ist keine gültige HTTP/1.1-Anfrage.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>This is not in wrap-up.</source>
            <translation>Das ist nicht in der Nacharbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is not one of the choices.</source>
            <translation>Das steht nicht zur Wahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>This is not read along.</source>
            <translation>Hier wird nicht mitgelesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/frames.py" />
            <source>This is not valid JSON: {0}.</source>
            <translation>Das ist kein gültiges JSON: {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This is one line, without control characters.</source>
            <translation>Das ist eine einzige Zeile ohne Steuerzeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/book.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>This is over already.</source>
            <translation>Das ist schon vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/administration.py" />
            <source>This is read when the link is back.</source>
            <translation>Das wird gelesen, sobald die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>This is too long or too much: “{value}”.</source>
            <translation>Das ist zu lang oder zu viel: „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <source>This is your own extension.</source>
            <translation>Das ist Ihre eigene Durchwahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/crm/customers.py" />
            <source>This kind of address is given by the hub.</source>
            <translation>Diese Art von Adresse vergibt der Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/audio/unplayable.py" />
            <source>This kind of sound file cannot be played here.</source>
            <translation>Diese Art von Tondatei kann hier nicht abgespielt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/lettersheet.py" />
            <source>This mail cannot be shown with its format. Save the original mail.</source>
            <translation>Diese E-Mail lässt sich nicht formatiert anzeigen. Speichern Sie die Original-E-Mail.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/formatted.py" />
            <source>This mail is too large to be shown here.</source>
            <translation>Diese E-Mail ist zu groß, um hier gezeigt zu werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>This mailbox has a password.</source>
            <translation>Dieses Postfach hat ein Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>This message is not at its network yet, or nobody knows.</source>
            <translation>Diese Nachricht ist noch nicht bei ihrem Netz, oder niemand weiß es.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>This month</source>
            <translation>Dieser Monat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rows.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>This must be a whole number.</source>
            <translation>Das muss eine ganze Zahl sein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>This must be filled in.</source>
            <translation>Das muss ausgefüllt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>This needs a sign-in.</source>
            <translation>Das braucht eine Anmeldung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/operations.py" />
            <source>This needs the scope {0}.</source>
            <translation>Das braucht das Recht {0}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/following.py" />
            <source>This node stops or takes the lead.</source>
            <translation>Dieser Knoten hält an oder übernimmt die Führung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>This number does not exist.</source>
            <translation>Diese Nummer gibt es nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>This number has no country.</source>
            <translation>Diese Nummer hat kein Land.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>This number is too long.</source>
            <translation>Diese Nummer ist zu lang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/dialplan.py" />
            <source>This number is too short.</source>
            <translation>Diese Nummer ist zu kurz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>This number leads somewhere else already, or cannot be called.</source>
            <translation>Diese Nummer führt schon woandershin oder kann nicht angerufen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>This number may not be called from here.</source>
            <translation>Diese Nummer darf von hier nicht angerufen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>This offer is over.</source>
            <translation>Dieses Angebot ist vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consenting.py" />
            <source>This page belongs to no sign-in that is waited for. You can close it.</source>
            <translation>Diese Seite gehört zu keiner Anmeldung, auf die gewartet wird. Sie können sie schließen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>This parameter came twice.</source>
            <translation>Dieser Parameter kam zweimal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>This parameter is not known.</source>
            <translation>Dieser Parameter ist nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>This queue does not exist any more.</source>
            <translation>Diese Warteschlange gibt es nicht mehr.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>This queue has no such outcome.</source>
            <translation>Diese Warteschlange hat kein solches Ergebnis.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/session.py" />
            <source>This room is encrypted, and encrypted messages are not supported.</source>
            <translation>Dieser Raum ist verschlüsselt, und verschlüsselte Nachrichten werden nicht unterstützt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>This rule does nothing.</source>
            <translation>Diese Regel tut nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>This rule holds for nothing now</source>
            <translation>Diese Regel gilt jetzt für nichts</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>This rule is never reached: “{value}” holds whenever it would.</source>
            <translation>Diese Regel wird nie erreicht: „{value}“ trifft immer zu, wenn sie es täte.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/keys.py" />
            <source>This session was ended.</source>
            <translation>Diese Sitzung wurde beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/consents.py" />
            <location filename="../agent_desktop/hub/server/network_consents.py" />
            <source>This sign-in is over.</source>
            <translation>Diese Anmeldung ist vorbei.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <source>This socket speaks SIP alone.</source>
            <translation>Dieser Socket spricht nur SIP.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/listening.py" />
            <location filename="../agent_desktop/desk/runner_sounds.py" />
            <location filename="../agent_desktop/phone/engine/playing.py" />
            <source>This sound file is too large to be played here.</source>
            <translation>Diese Tondatei ist zu groß, um hier abgespielt zu werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>This stands before the first rule: “{value}”.</source>
            <translation>Das steht vor der ersten Regel: „{value}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>This telephone system cannot hand calls on.</source>
            <translation>Diese Telefonanlage kann Anrufe nicht weitergeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rewriting.py" />
            <source>This template cannot be changed now. Send it again or discard it.</source>
            <translation>Diese Vorlage lässt sich jetzt nicht ändern. Senden Sie sie noch einmal, oder verwerfen Sie sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/apart.py" />
            <source>This template was taken back.</source>
            <translation>Diese Vorlage wurde zurückgenommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/tickets.py" />
            <source>This ticket is not good: it is unknown, used or too old.</source>
            <translation>Diese Eintrittskarte gilt nicht: Sie ist unbekannt, benutzt oder zu alt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/call_rules.py" />
            <source>This time zone is not known. Write it like Europe/Berlin.</source>
            <translation>Diese Zeitzone ist nicht bekannt. Schreiben Sie sie wie Europe/Berlin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/keys.py" />
            <source>This token is not good: it is unknown, expired or revoked.</source>
            <translation>Dieses Token gilt nicht: Es ist unbekannt, abgelaufen oder widerrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>This trunk wants no registration.</source>
            <translation>Diese Amtsleitung will keine Anmeldung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <location filename="../agent_desktop/hub/doors/resuming.py" />
            <location filename="../agent_desktop/hub/doors/uploads.py" />
            <source>This upload id was used for another file.</source>
            <translation>Diese Upload-Kennung wurde für eine andere Datei benutzt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/parts.py" />
            <source>This upload was given up.</source>
            <translation>Dieses Hochladen wurde aufgegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/apart.py" />
            <source>This was taken back, and what you are writing now is for others.</source>
            <translation>Dies wurde zurückgenommen, und was Sie gerade schreiben, ist für andere.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/page.py" />
            <source>This was typed before and is not saved yet. Passwords must be typed again.</source>
            <translation>Das wurde früher eingegeben und ist noch nicht gespeichert. Passwörter müssen neu eingegeben werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>This week</source>
            <translation>Diese Woche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Those that it brings, one in each line; a block ends with *. Empty: all of them.</source>
            <translation>Die, die sie mitbringt, eine in jeder Zeile; ein Block endet mit *. Leer: alle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Those that no agent has are called over the trunks</source>
            <translation>Solche, die kein Agent hat, werden über die Amtsleitungen angerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time busy</source>
            <translation>Beschäftigte Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time idle</source>
            <translation>Freie Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time not ready</source>
            <translation>Nicht bereite Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time ringing</source>
            <translation>Klingelnde Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time signed in</source>
            <translation>Angemeldete Zeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Time to accept</source>
            <translation>Zeit zum Annehmen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Time without a link</source>
            <translation>Zeit ohne Verbindung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Time zone</source>
            <translation>Zeitzone</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Time zone of numbers without one</source>
            <translation>Zeitzone von Nummern ohne eigene</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Times</source>
            <translation>Zeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>Times like 9:00–12:30, 14–18. Empty: closed.</source>
            <translation>Zeiten wie 9:00–12:30, 14–18. Leer: geschlossen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/replies.py" />
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Titles are only looked at during recorded calls, and never kept.</source>
            <translation>Fenstertitel werden nur während aufgenommener Anrufe angesehen und nie aufbewahrt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>To</source>
            <translation>An</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>To queue or agent</source>
            <translation>An Warteschlange oder Agent</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>To register one needs a name and a password.</source>
            <translation>Zum Anmelden braucht es Name und Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>To what</source>
            <translation>Woran</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>To: {name}</source>
            <translation>An: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Token endpoint</source>
            <translation>Token-Endpunkt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Told by the customer</source>
            <translation>Vom Kunden mitgeteilt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Tone: before a message</source>
            <translation>Ton: vor einer Nachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Tone: busy</source>
            <translation>Ton: besetzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Tone: it rings</source>
            <translation>Ton: es klingelt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Tone: no way through</source>
            <translation>Ton: kein Durchkommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Too many are waiting</source>
            <translation>Zu viele warten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/work.py" />
            <source>Too many customers are waiting now.</source>
            <translation>Jetzt warten zu viele Kunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/quotas.py" />
            <source>Too many files were uploaded and not sent.</source>
            <translation>Zu viele Dateien wurden hochgeladen und nicht gesendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/quotas.py" />
            <source>Too many files were uploaded within an hour.</source>
            <translation>Zu viele Dateien wurden in einer Stunde hochgeladen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/passwords.py" />
            <source>Too many people sign in at this moment.</source>
            <translation>Gerade melden sich zu viele an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <source>Too many telephones of one agent.</source>
            <translation>Zu viele Telefone eines Menschen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/limits.py" />
            <source>Too many wrong attempts to sign in.</source>
            <translation>Zu viele falsche Versuche, sich anzumelden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/limits.py" />
            <source>Too many {0} in a short time.</source>
            <translation>Zu viel in kurzer Zeit ({0}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Took a merge of customers back</source>
            <translation>Hat eine Zusammenführung von Kunden zurückgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Took work over</source>
            <translation>Hat Arbeit übernommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/rows.py" />
            <source>Total</source>
            <translation>Gesamt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <source>Training</source>
            <translation>Schulung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <source>Transfer</source>
            <translation>Weitergeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Transfer rate</source>
            <translation>Weitergabequote</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/commands.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Transfer the call</source>
            <translation>Anruf weitergeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/queues.py" />
            <source>Transfer the call to {queue}</source>
            <translation>Den Anruf an {queue} übergeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Transfer to a queue, or consult somebody.</source>
            <translation>Übergeben Sie an eine Warteschlange, oder fragen Sie jemanden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/dialling.py" />
            <source>Transfer {name} to</source>
            <translation>{name} weitergeben an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Transferred</source>
            <translation>Weitergegeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Transferred to {who}</source>
            <translation>Weitergegeben an {who}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Transport</source>
            <translation>Transport</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Tried again soon</source>
            <translation>Neuer Versuch folgt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Tried to sign in</source>
            <translation>Anmeldung versucht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Trunk</source>
            <translation>Amtsleitung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Trunks</source>
            <translation>Amtsleitungen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Trusted networks</source>
            <translation>Vertraute Netze</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/page.py" />
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <location filename="../agent_desktop/desk/carried_edge.py" />
            <location filename="../agent_desktop/desk/listening.py" />
            <location filename="../agent_desktop/hub/centre/thread.py" />
            <location filename="../agent_desktop/hub/server/phone_door.py" />
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <location filename="../agent_desktop/phone/client.py" />
            <source>Try again in a moment.</source>
            <translation>Versuchen Sie es gleich noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/faults.py" />
            <source>Try again in {0} s.</source>
            <translation>Versuchen Sie es in {0} s noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Try again later, or another number.</source>
            <translation>Versuchen Sie es später oder mit einer anderen Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Try again later, or ask the provider.</source>
            <translation>Versuchen Sie es später noch einmal, oder fragen Sie den Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/visits.py" />
            <source>Try again later.</source>
            <translation>Versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/asking.py" />
            <source>Try again when the link is back.</source>
            <translation>Versuchen Sie es wieder, wenn die Verbindung steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>Try again.</source>
            <translation>Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/answers.py" />
            <source>Try again. If it stays, look at the hub's log.</source>
            <translation>Versuchen Sie es noch einmal. Bleibt es so, sehen Sie in das Protokoll des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/faults.py" />
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Try again; if it happens again, look at the hub's log.</source>
            <translation>Versuchen Sie es noch einmal; geschieht es wieder, sehen Sie in das Protokoll des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Try again; if it stays so, a filter on the way cuts the connection.</source>
            <translation>Versuchen Sie es noch einmal; bleibt es so, trennt ein Filter unterwegs die Verbindung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Try and publish</source>
            <translation>Erproben und veröffentlichen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/phone/carrier/outcomes.py" />
            <source>Try another number, or ask there first.</source>
            <translation>Versuchen Sie eine andere Nummer, oder fragen Sie dort zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>Try it</source>
            <translation>Ausprobieren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/consents.py" />
            <source>Try it again later.</source>
            <translation>Versuchen Sie es später erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Try it on</source>
            <translation>Erproben an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Try later, or choose somebody else.</source>
            <translation>Versuchen Sie es später, oder wählen Sie jemand anders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>Trying now…</source>
            <translation>Versuch läuft …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/conversation/header.py" />
            <source>Turn this chat into a call</source>
            <translation>Aus diesem Chat einen Anruf machen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/twilio/translate.py" />
            <source>Twilio refuses the account SID or the auth token.</source>
            <translation>Twilio lehnt die Account-SID oder das Auth-Token ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Two customer records became one</source>
            <translation>Zwei Kundeneinträge wurden einer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Two letters each, for example DE, AT. Empty: all.</source>
            <translation>Je zwei Buchstaben, zum Beispiel DE, AT. Leer: alle.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/rules/calendars.py" />
            <source>Two of these times meet.</source>
            <translation>Zwei dieser Zeiten überschneiden sich.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>Two of these times meet: “{text}”.</source>
            <translation>Zwei dieser Zeiten überschneiden sich: „{text}“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/finding.py" />
            <source>Type a city or a country</source>
            <translation>Stadt oder Land eintippen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>Type digits, or the address of a telephone.</source>
            <translation>Geben Sie Ziffern oder die Adresse eines Telefons ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Type it as the provider wrote it.</source>
            <translation>Schreiben Sie es so, wie es der Anbieter schrieb.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>Type the one that you agreed on with Sinch, without a colon.</source>
            <translation>Geben Sie den mit Sinch vereinbarten ein, ohne Doppelpunkt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/codes.py" />
            <source>Type the password anew in the entry point's settings.</source>
            <translation>Geben Sie das Passwort in den Einstellungen des Eingangs neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Type the password of Kannel's group sendsms-user.</source>
            <translation>Geben Sie das Passwort der Gruppe sendsms-user von Kannel ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>Type the password that the provider gave you.</source>
            <translation>Geben Sie das Passwort ein, das Sie vom Anbieter haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Type the user name of Kannel's group sendsms-user.</source>
            <translation>Geben Sie den Benutzernamen der Gruppe sendsms-user von Kannel ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Type this code there, and allow it:</source>
            <translation>Geben Sie dort diesen Code ein und erlauben Sie es:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/sheet.py" />
            <source>Type to find</source>
            <translation>Tippen, um zu finden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>Type what shall be heard.</source>
            <translation>Tippen Sie, was zu hören sein soll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Typing…</source>
            <translation>Schreibt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>UDP is blocked here, and no relay answers: calls have no sound.</source>
            <translation>UDP ist hier gesperrt, und kein Relay antwortet: Anrufe haben keinen Ton.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>UDP is blocked here: sound takes the detour by the relay, and is later.</source>
            <translation>UDP ist hier gesperrt: Der Ton nimmt den Umweg über das Relay und kommt später.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>UDP knows no connections.</source>
            <translation>UDP kennt keine Verbindungen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>UDP was not tried: no server that helps sound through firewalls is named.</source>
            <translation>UDP wurde nicht erprobt: Es ist kein Server genannt, der Ton durch Firewalls hilft.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Unclear whether it was sent</source>
            <translation>Unklar, ob gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Undo · {n} s</source>
            <translation>Rückgängig · {n} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/lamps.py" />
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Unknown customer</source>
            <translation>Unbekannter Kunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Unknown number</source>
            <translation>Unbekannte Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Unlinked</source>
            <translation>Ohne Verbindung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Unlock</source>
            <translation>Aufschließen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Unlock it, and try again.</source>
            <translation>Entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>Unlock the keychain and try again.</source>
            <translation>Entsperren Sie den Schlüsselbund, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/store/keys.py" />
            <source>Unlock with it.</source>
            <translation>Entsperren Sie damit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/strip.py" />
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>Unmute</source>
            <translation>Laut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Unplug the headset and plug it in again.</source>
            <translation>Ziehen Sie das Headset ab, und stecken Sie es wieder ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>Up</source>
            <translation>Auf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>Update Agent Desktop, or check the address.</source>
            <translation>Aktualisieren Sie Agent Desktop, oder prüfen Sie die Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/scanner_trial.py" />
            <source>Update its signatures.</source>
            <translation>Aktualisieren Sie seine Signaturen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/live.py" />
            <source>Update the older of the two programs.</source>
            <translation>Aktualisieren Sie das ältere der beiden Programme.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Upload poor</source>
            <translation>Senden schlecht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Use a cable instead of Wi-Fi, and stop other uploads; else try another network.</source>
            <translation>Nehmen Sie ein Kabel statt WLAN, und beenden Sie andere Uploads; sonst versuchen Sie ein anderes Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/storage/postgres_faults.py" />
            <source>Use a newer server.</source>
            <translation>Nehmen Sie einen neueren Server.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>Use the address that the hub printed when it started.</source>
            <translation>Nehmen Sie die Adresse, die der Hub beim Start genannt hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/address.py" />
            <source>Use the hub's https address.</source>
            <translation>Verwenden Sie die https-Adresse des Hubs.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>Use the server's name as it stands in its certificate, or ask the provider.</source>
            <translation>Nehmen Sie den Namen des Servers, wie er in seinem Zertifikat steht, oder fragen Sie den Anbieter.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Use this version</source>
            <translation>Diese Fassung benutzen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Used so far: {skills}</source>
            <translation>Bisher verwendet: {skills}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>User</source>
            <translation>Benutzer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <location filename="../agent_desktop/hub/channels/smpp/settings.py" />
            <source>User name</source>
            <translation>Benutzername</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>User name and password</source>
            <translation>Benutzername und Passwort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/sinch/settings.py" />
            <source>User name of the callbacks</source>
            <translation>Benutzername der Rückrufe</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Utilisation</source>
            <translation>Nutzungsgrad</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <location filename="../agent_desktop/ui/customer/head.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <location filename="../agent_desktop/ui/kit/badges.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>VIP</source>
            <translation>VIP</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Verify token</source>
            <translation>Prüfwort (Verify token)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Version {n}</source>
            <translation>Fassung {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>Versions of the rules</source>
            <translation>Fassungen der Regeln</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>View outbox</source>
            <translation>Ausgang zeigen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>Virus scanner</source>
            <translation>Virenscanner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/head.py" />
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <location filename="../agent_desktop/ui/offer/words.py" />
            <location filename="../agent_desktop/ui/search/hits.py" />
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>Visitor</source>
            <translation>Besucher</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Voice</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>Voicemail</source>
            <translation>Sprachnachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Voicemail: it could not be kept</source>
            <translation>Mailbox: nicht gespeichert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Voicemail: nothing was said</source>
            <translation>Mailbox: nichts gesagt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Voicemail: thanks</source>
            <translation>Mailbox: Dank</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Voicemail: the greeting</source>
            <translation>Mailbox: Ansage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/translate.py" />
            <source>Vonage refuses the application ID or the private key.</source>
            <translation>Vonage lehnt die Anwendungs-ID oder den privaten Schlüssel ab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Wait a moment, then try again.</source>
            <translation>Warten Sie einen Moment, und versuchen Sie es dann noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Wait until it is answered.</source>
            <translation>Warten Sie, bis er angenommen wird.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/rearranging.py" />
            <source>Wait until it is sent, then try again.</source>
            <translation>Warten Sie, bis sie gesendet ist, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Wait until it was sent.</source>
            <translation>Warten Sie, bis sie gesendet wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/second_line.py" />
            <source>Wait until somebody answers, or end it.</source>
            <translation>Warten Sie, bis jemand abnimmt, oder beenden Sie ihn.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Wait until somebody answers.</source>
            <translation>Warten Sie, bis jemand antwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/following.py" />
            <source>Wait until somebody takes it, or take it over.</source>
            <translation>Warten Sie, bis jemand es annimmt, oder übernehmen Sie es.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/calls_asked.py" />
            <source>Wait until the telephone is connected, or ask your administrator.</source>
            <translation>Warten Sie, bis das Telefon verbunden ist, oder fragen Sie die Verwaltung.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>Wait until they answer.</source>
            <translation>Warten Sie, bis alle antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/written_side.py" />
            <source>Wait until they are sent, or pause it.</source>
            <translation>Warten Sie, bis sie gesendet sind, oder pausieren Sie ihn.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Wait until they are.</source>
            <translation>Warten Sie, bis sie es sind.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Waiting</source>
            <translation>Wartend</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>Waiting again, the transfer failed: {why}</source>
            <translation>Wartet wieder, die Übergabe schlug fehl: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting again: the account of {who} was disabled</source>
            <translation>Wartet wieder: Das Konto von {who} wurde gesperrt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>Waiting again: the line of {who} was lost</source>
            <translation>Wartet wieder: Die Leitung von {who} ist abgebrochen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>Waiting again: the phone of {who} did not answer</source>
            <translation>Wartet wieder: Das Telefon von {who} hat nicht geantwortet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting again: you were away for too long</source>
            <translation>Wartet wieder: Sie waren zu lange weg</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting again: your account was disabled</source>
            <translation>Wartet wieder: Ihr Konto wurde gesperrt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting again: {who} was away for too long</source>
            <translation>Wartet wieder: {who} war zu lange weg</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting for an agent</source>
            <translation>Wartet auf einen Agenten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>Waiting for the code until {time}.</source>
            <translation>Auf den Code wird bis {time} gewartet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Waiting in queue · {n}</source>
            <translation>Warteschlange · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting in {queue}</source>
            <translation>Wartet in {queue}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Waiting in {queue} · {n}</source>
            <translation>Wartend in {queue} · {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Waiting time: about …</source>
            <translation>Wartezeit: etwa …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Waiting time: after the number</source>
            <translation>Wartezeit: nach der Zahl</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Waiting time: more than …</source>
            <translation>Wartezeit: mehr als …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Waiting time: one minute</source>
            <translation>Wartezeit: eine Minute</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Waiting time: under a minute</source>
            <translation>Wartezeit: unter einer Minute</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>Waiting to be sent</source>
            <translation>Wartet auf das Senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/queue_table.py" />
            <source>Waiting, last hour</source>
            <translation>Wartend, letzte Stunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Waiting, recording</source>
            <translation>Warten, Aufnahme</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Waits</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Waits for a key</source>
            <translation>Wartet auf eine Taste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>Waits for the opening</source>
            <translation>Wartet auf die Öffnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>Waits for the virus scanner</source>
            <translation>Wartet auf den Virenscanner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Wants no messages</source>
            <translation>Möchte keine Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Wants none</source>
            <translation>Möchte keine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/checksheet.py" />
            <source>Warning</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Was</source>
            <translation>War</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Was refused</source>
            <translation>Wurde abgewiesen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Wayland does not tell which window is in front: payment pages are not seen.</source>
            <translation>Wayland verrät nicht, welches Fenster vorn ist: Zahlungsseiten werden nicht gesehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>Wayland shows the windows of few programs: do not rely on it. Use Pause for card or the command “agent-desktop shield on”.</source>
            <translation>Wayland zeigt nur Fenster weniger Programme: Verlassen Sie sich nicht darauf. Verwenden Sie „Pause für Karte“ oder den Befehl „agent-desktop shield on“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>We hear nothing from this microphone. Is it muted on its cable?</source>
            <translation>Wir hören von diesem Mikrofon nichts. Ist es am Kabel stummgeschaltet?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>We hear you well.</source>
            <translation>Wir hören Sie gut.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>We hear you, but very softly. Move the microphone closer to your mouth.</source>
            <translation>Wir hören Sie, aber sehr leise. Bringen Sie das Mikrofon näher an den Mund.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Webhook</source>
            <translation>Webhook</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <location filename="../agent_desktop/hub/channels/telegram/settings.py" />
            <location filename="../agent_desktop/hub/written/sms/settings.py" />
            <source>Webhook's address</source>
            <translation>Adresse des Webhooks</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Websites</source>
            <translation>Websites</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Week before</source>
            <translation>Woche davor</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>Weeks</source>
            <translation>Wochen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Weight</source>
            <translation>Gewicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_titles.py" />
            <source>Welcome</source>
            <translation>Begrüßung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>What agents began themselves; it counts in no figure above.</source>
            <translation>Was Agenten selbst begannen; es zählt in keiner Kennzahl oben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>What agents choose from in wrap-up, in this order.</source>
            <translation>Woraus Agenten in der Nacharbeit wählen, in dieser Reihenfolge.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>What all of it together may cost. A call costs most, a chat less, the rest least.</source>
            <translation>Was alles zusammen kosten darf. Ein Anruf kostet am meisten, ein Chat weniger, der Rest am wenigsten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>What answers for {host} does not speak TLS.</source>
            <translation>Was für {host} antwortet, spricht kein TLS.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>What answers for {host} is not a hub (status {status}).</source>
            <translation>Was für {host} antwortet, ist kein Hub (Status {status}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>What called people see</source>
            <translation>Was Angerufene sehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>What called people see, where neither queue nor trunk has a number of its own.</source>
            <translation>Was Angerufene sehen, wo weder Warteschlange noch Amtsleitung eine eigene Nummer hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>What called people see.</source>
            <translation>Was Angerufene sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>What callers choose from with the keys of their telephone.</source>
            <translation>Woraus Anrufer mit den Tasten ihres Telefons wählen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>What callers hear while they wait in a queue, and whether its calls are recorded.</source>
            <translation>Was Anrufer hören, während sie in einer Warteschlange warten, und ob deren Anrufe aufgezeichnet werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>What callers hear. Each may be replaced by a sound of your own.</source>
            <translation>Was Anrufer hören. Jede kann durch eine eigene Aufnahme ersetzt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompt_rows.py" />
            <source>What callers shall hear</source>
            <translation>Was Anrufer hören sollen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>What customers gave on average, of 5.</source>
            <translation>Was Kunden im Mittel gaben, von 5.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>What customers tell</source>
            <translation>Was Kunden mitteilen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <source>What customers write waits here.</source>
            <translation>Hier wartet, was Kunden schreiben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>What fits</source>
            <translation>Was passt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>What happens to a call, by the number that was called.</source>
            <translation>Was mit einem Anruf geschieht, je nach der angerufenen Nummer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>What happens to somebody who waits too long.</source>
            <translation>Was geschieht, wenn jemand zu lange wartet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/pads.py" />
            <source>What is agreed, what is next…</source>
            <translation>Was vereinbart ist, was folgt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>What is it about?</source>
            <translation>Worum geht es?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>What is left empty does not matter. Of several values one must fit.</source>
            <translation>Was leer bleibt, ist gleichgültig. Von mehreren Werten muss einer passen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>What is new, for those who look back.</source>
            <translation>Was neu ist, für alle, die zurückblicken.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>What is said over this trunk is not encrypted, or not always.</source>
            <translation>Was über diese Amtsleitung gesprochen wird, ist nicht oder nicht immer verschlüsselt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>What is written</source>
            <translation>Was geschrieben wird</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>What is written appears here at once. The audit trail says that you read it.</source>
            <translation>Was geschrieben wird, erscheint hier sofort. Im Prüfprotokoll steht, dass Sie mitlesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>What leads and administrators did, sign-ins, and what was refused.</source>
            <translation>Was Teamleitungen und Administratoren getan haben, Anmeldungen und was abgewiesen wurde.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>What people see whom its agents call.</source>
            <translation>Was Menschen sehen, die ihre Agenten anrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>What the keys do</source>
            <translation>Was die Tasten tun</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <source>What to write</source>
            <translation>Was geschrieben wird</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>What visitors write waits here.</source>
            <translation>Was Besucher schreiben, wartet hier.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>What was said</source>
            <translation>Was gesagt wurde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mailing.py" />
            <source>What was said so far:</source>
            <translation>Was bisher gesagt wurde:</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rewriting.py" />
            <source>What you are writing is for others. Send or clear that first.</source>
            <translation>Was Sie gerade schreiben, ist für andere. Senden oder leeren Sie zuerst das.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/form.py" />
            <source>What you changed is not saved.</source>
            <translation>Was Sie geändert haben, ist nicht gespeichert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/unchanged.py" />
            <source>What you did not touch shows their values now. Look at it, then save again.</source>
            <translation>Was Sie nicht angefasst haben, zeigt jetzt die anderen Werte. Sehen Sie es an und speichern Sie noch einmal.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/administration.py" />
            <source>What you typed stays here. Save it when the link is back.</source>
            <translation>Was Sie eingegeben haben, bleibt hier. Speichern Sie es, sobald die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/drafts.py" />
            <source>What you were writing in the merged conversation was for other readers.</source>
            <translation>Was Sie im zusammengeführten Gespräch geschrieben haben, war für andere Leser.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>What you write is kept on this computer and sent when the link returns.</source>
            <translation>Was Sie schreiben, bleibt auf diesem Computer und wird gesendet, wenn die Verbindung steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/linkbanner.py" />
            <source>What you wrote is kept on this computer.</source>
            <translation>Was Sie geschrieben haben, bleibt auf diesem Computer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>WhatsApp business account ID</source>
            <translation>ID des WhatsApp-Unternehmenskontos</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>When agents hang up</source>
            <translation>Wenn Agenten auflegen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>When all of this is so</source>
            <translation>Wenn all dies zutrifft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>When it is closed</source>
            <translation>Wenn geschlossen ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>When the house is open. Routing rules ask for it by the calendar's name.</source>
            <translation>Wann das Haus geöffnet ist. Verteilregeln fragen danach mit dem Namen des Kalenders.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>When work ends</source>
            <translation>Wenn die Arbeit endet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Where a call goes after the greeting, if there is no menu.</source>
            <translation>Wohin ein Anruf nach der Begrüßung geht, wenn es kein Menü gibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Where called people see another number of this trunk.</source>
            <translation>Wo Angerufene eine andere Nummer dieser Amtsleitung sehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Where customers wait. Each queue says who may be offered its work, and how it ends.</source>
            <translation>Wo Kunden warten. Jede Warteschlange sagt, wem ihre Arbeit angeboten wird und wie sie endet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Where does your work come from?</source>
            <translation>Woher kommt Ihre Arbeit?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>Where it is blocked, calls need a TURN server by TLS.</source>
            <translation>Wo es gesperrt ist, brauchen Anrufe einen TURN-Server über TLS.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Where it stands</source>
            <translation>Wo es steht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>Where its smsbox takes messages, for example http://127.0.0.1:13013.</source>
            <translation>Wo seine smsbox Nachrichten annimmt, zum Beispiel http://127.0.0.1:13013.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Where messages go</source>
            <translation>Zuordnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Where the application has one. At Microsoft it has none.</source>
            <translation>Wenn die Anwendung eines hat. Bei Microsoft hat sie keines.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Where the customer's lifetime value stands among all.</source>
            <translation>Wo der Kundenwert unter allen steht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <location filename="../agent_desktop/ui/signin/screen.py" />
            <source>Where work comes from</source>
            <translation>Woher die Arbeit kommt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Where work goes and how it waits there. The first rule that holds decides, else the entry point.</source>
            <translation>Wohin Arbeit geht und wie sie dort wartet. Die erste Regel, die zutrifft, entscheidet, sonst der Eingang.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>Where your own mail server delivers to the hub, choose “Mails delivered to the hub” above.</source>
            <translation>Wenn Ihr eigener Mailserver an den Hub zustellt, wählen Sie oben „E-Mails, die dem Hub zugestellt werden“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>Whether it arrived shows when the connection is back.</source>
            <translation>Ob es ankam, zeigt sich, wenn die Verbindung wieder da ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Whether visitors may call from the page, and where.</source>
            <translation>Ob Besucher von der Seite aus anrufen können, und wohin.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Which conversation a customer's message joins, and when a new one begins.</source>
            <translation>In welches Gespräch die Nachricht eines Kunden kommt und wann ein neues beginnt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>Which interactions</source>
            <translation>Welche Vorgänge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Which sites may show it, one a line. The hub's own pages always may.</source>
            <translation>Welche Websites ihn zeigen dürfen, je Zeile eine. Die eigenen Seiten des Hubs dürfen es immer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>While callers wait</source>
            <translation>Während Anrufer warten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>While it is silent</source>
            <translation>Solange er schweigt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>While the house is closed</source>
            <translation>Während das Haus geschlossen ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/parties.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Whisper</source>
            <translation>Einflüstern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/supervisor/supervision.py" />
            <source>Whisper to the agent</source>
            <translation>Dem Agenten einflüstern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/supervising.py" />
            <location filename="../agent_desktop/ui/supervisor/rows.py" />
            <source>Whisper to {name}</source>
            <translation>{name} einflüstern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>Whispering</source>
            <translation>Flüstert ein</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Whispering to {name}: the customer does not hear you</source>
            <translation>Sie flüstern {name} ein: der Kunde hört Sie nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/party_words.py" />
            <source>Whispers to the agent</source>
            <translation>Flüstert dem Agenten ein</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Who</source>
            <translation>Wer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Who calls hears</source>
            <translation>Wer anruft, hört</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>Who calls then hears</source>
            <translation>Wer dann anruft, hört</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who came to the queue: new, transferred, or fallen out of an agent's hands.</source>
            <translation>Wer in die Warteschlange kam: neu, weitergegeben oder einem Agenten aus der Hand gefallen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Who comes when so many wait already is told so.</source>
            <translation>Wer kommt, wenn schon so viele warten, erfährt das.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who gave up while waiting. Callbacks and voicemails are none of them.</source>
            <translation>Wer beim Warten aufgab. Rückrufe und Sprachnachrichten gehören nicht dazu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Who is asked</source>
            <translation>Wer gefragt wird</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Who is asked first</source>
            <translation>Wer zuerst gefragt wird</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>Who leads whom. A lead sees and helps the members of own teams alone.</source>
            <translation>Wer wen leitet. Eine Leitung sieht und unterstützt nur die Mitglieder der eigenen Teams.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who left the queue otherwise: voicemail, queue full, another queue.</source>
            <translation>Wer die Warteschlange anders verließ: Sprachnachricht, Warteschlange voll, andere Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Who may be written to: by STOP and START of customers, and by what they told the team otherwise.</source>
            <translation>Wer angeschrieben werden darf: nach STOP und START der Kunden, und nach dem, was sie dem Team sonst gesagt haben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>Who may show it</source>
            <translation>Wer ihn zeigen darf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who of them gave up after a moment.</source>
            <translation>Wer von ihnen nach einem Moment aufgab.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Who said it, to whom and how: it stays with this address, and is read in the conversation.</source>
            <translation>Wer es wem und wie gesagt hat: Es bleibt bei dieser Adresse und steht im Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>Who shared, liked or answered a public post; 0 for never.</source>
            <translation>So viele, die einen öffentlichen Beitrag geteilt, gemocht oder beantwortet haben; 0 für nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who waited longest, and for how long; who still waits counts too.</source>
            <translation>Wer am längsten wartete, und wie lange; wer noch wartet, zählt auch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Who waits longer is asked to leave a message.</source>
            <translation>Wer länger wartet, wird um eine Nachricht gebeten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Who waits now.</source>
            <translation>Wer jetzt wartet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/outcomes.py" />
            <source>Who works in another queue is not offered it.</source>
            <translation>Wer in einer anderen Warteschlange arbeitet, bekommt es nicht angeboten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Whoever waits long</source>
            <translation>Wer lange wartet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Whom agents have served to the end, with the wrap-up.</source>
            <translation>Wen Agenten bis zum Ende bedient haben, mit der Nacharbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Whom an agent answered, out of the queue.</source>
            <translation>Wen ein Agent aus der Warteschlange annahm.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/pane.py" />
            <location filename="../agent_desktop/ui/guidance/guiding.py" />
            <location filename="../agent_desktop/ui/guidance/why_sheet.py" />
            <location filename="../agent_desktop/ui/supervisor/side_acts.py" />
            <source>Why here, why now</source>
            <translation>Warum hier, warum jetzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>Why it is noted</source>
            <translation>Begründung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>Why you</source>
            <translation>Warum Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/checking.py" />
            <location filename="../agent_desktop/app/extras.py" />
            <location filename="../agent_desktop/ui/settings/administering.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Windows can be shown, and payment pages be seen.</source>
            <translation>Fenster können gezeigt und Zahlungsseiten gesehen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consent_row.py" />
            <source>With a code</source>
            <translation>Mit einem Code</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>With consent</source>
            <translation>Mit Zustimmung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/kannel/settings.py" />
            <source>With which Kannel comes to us, as user kannel: letters and digits.</source>
            <translation>Mit dem Kannel zu uns kommt, als Benutzer kannel: Buchstaben und Ziffern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/vonage/settings.py" />
            <source>With which Vonage signs its webhooks.</source>
            <translation>Mit dem Vonage seine Webhooks unterschreibt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Withdraw</source>
            <translation>Zurückziehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <source>Withdraw one first.</source>
            <translation>Ziehen Sie zuerst eine zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Withdraw this announcement?</source>
            <translation>Diese Ankündigung zurückziehen?</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <source>Withdraw…</source>
            <translation>Zurückziehen …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/audit.py" />
            <source>Withdrew an announcement</source>
            <translation>Hat eine Ansage zurückgezogen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/trunks.py" />
            <source>Without TLS others on the way can read who is called, and guess the password.</source>
            <translation>Ohne TLS können andere unterwegs mitlesen, wer angerufen wird, und das Passwort erraten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <source>Without TLS, anyone on the way can read whom you call and try out passwords until one fits. Use it only inside a network that you trust.</source>
            <translation>Ohne TLS kann jeder auf dem Weg lesen, wen Sie anrufen, und Passwörter durchprobieren, bis eines passt. Verwenden Sie das nur in einem Netz, dem Sie vertrauen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Without a cache nothing of your customers is kept on this computer: history comes from the hub each time, and replies wait only while the window is open.</source>
            <translation>Ohne Speicher bleibt nichts von Ihren Kunden auf diesem Computer: Der Verlauf kommt jedes Mal vom Hub, und Antworten warten nur, solange das Fenster offen ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>Without one a passphrase is asked for, or nothing is kept on this computer.</source>
            <translation>Ohne ihn wird nach einer Passphrase gefragt, oder auf diesem Computer bleibt nichts.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/settings.py" />
            <source>Without security the password could be read on its way.</source>
            <translation>Ohne Verschlüsselung könnte das Passwort unterwegs gelesen werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Words</source>
            <translation>Wörter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/mailing.py" />
            <source>Words above the forwarded message</source>
            <translation>Text über der weitergeleiteten Nachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>Words of a window's title or a program's name, one a line; * stands for anything.</source>
            <translation>Wörter aus dem Fenstertitel oder Programmnamen, je Zeile eines; * steht für Beliebiges.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <location filename="../agent_desktop/ui/guidance/guiding.py" />
            <location filename="../agent_desktop/ui/guidance/hand.py" />
            <location filename="../agent_desktop/ui/settings/people.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Work</source>
            <translation>Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <source>Work in hand</source>
            <translation>Arbeit in der Hand</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/view.py" />
            <source>Work list</source>
            <translation>Arbeitsliste</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>Work with customers</source>
            <translation>Mit Kunden arbeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Work without a cache</source>
            <translation>Ohne Speicher arbeiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>Work would go in a circle: {value}.</source>
            <translation>Arbeit ginge im Kreis: {value}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>Would be</source>
            <translation>Wäre</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>Would go to</source>
            <translation>Ginge zu</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Wrap</source>
            <translation>Nacharbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>Wrap up time</source>
            <translation>Nacharbeitszeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/presence.py" />
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <location filename="../agent_desktop/ui/workspace/sidebar.py" />
            <location filename="../agent_desktop/ui/wrapup/head.py" />
            <source>Wrap-up</source>
            <translation>Nacharbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>Wrap-up begins when you end the conversation.</source>
            <translation>Die Nacharbeit beginnt, wenn Sie das Gespräch beenden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>Wrap-up time</source>
            <translation>Zeit für Nacharbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>Wrap-up · disposition needed</source>
            <translation>Nacharbeit · Ergebnis fehlt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>Write</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/house_rules.py" />
            <source>Write # where any digit stands, like AB-######.</source>
            <translation>Schreiben Sie #, wo eine Ziffer steht, etwa AB-######.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>Write a note. Only your team sees it.</source>
            <translation>Notiz schreiben. Nur Ihr Team sieht sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>Write a reason.</source>
            <translation>Geben Sie einen Grund an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>Write again</source>
            <translation>Neu schreiben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/file_checks.py" />
            <source>Write again without it, or ask an administrator.</source>
            <translation>Schreiben Sie noch einmal ohne sie, oder bitten Sie einen Administrator.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Write another message instead.</source>
            <translation>Schreiben Sie stattdessen eine weitere Nachricht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/mails.py" />
            <source>Write at least one address.</source>
            <translation>Geben Sie mindestens eine Adresse an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/reach.py" />
            <source>Write digits alone, or leave it empty.</source>
            <translation>Schreiben Sie nur Ziffern, oder lassen Sie es leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/asides.py" />
            <source>Write first.</source>
            <translation>Schreiben Sie zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/announcing.py" />
            <location filename="../agent_desktop/hub/centre/following.py" />
            <source>Write it anew.</source>
            <translation>Schreiben Sie ihn neu.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Write it as Europe/Warsaw.</source>
            <translation>Schreiben Sie sie wie Europe/Warsaw.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/addresses.py" />
            <source>Write it as https://example.org.</source>
            <translation>Schreiben Sie sie in der Form https://example.org.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/meta/settings.py" />
            <source>Write it as {0}, or leave it empty.</source>
            <translation>Schreiben Sie es in der Form {0}, oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>Write it like 192.0.2.0/24, or one address.</source>
            <translation>Schreiben Sie es wie 192.0.2.0/24, oder eine einzelne Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Write it with + and the country's code.</source>
            <translation>Schreiben Sie sie mit + und der Landesvorwahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/addresses.py" />
            <source>Write it with https.</source>
            <translation>Schreiben Sie sie mit https.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/refusing.py" />
            <source>Write one of at most {0} characters.</source>
            <translation>Schreiben Sie einen mit höchstens {0} Zeichen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>Write one of them.</source>
            <translation>Geben Sie eines davon ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/words.py" />
            <location filename="../agent_desktop/hub/doors/origins.py" />
            <source>Write scheme, host and port alone, for example https://www.example.com.</source>
            <translation>Schreiben Sie nur Schema, Host und Port, etwa https://www.example.com.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/wishes.py" />
            <source>Write something, or delete the message.</source>
            <translation>Schreiben Sie etwas, oder löschen Sie die Nachricht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>Write something.</source>
            <translation>Schreiben Sie etwas.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Write the passphrase that protects your history and drafts.</source>
            <translation>Schreiben Sie die Passphrase, die Verlauf und Entwürfe schützt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/receiver_network.py" />
            <source>Write the password anew.</source>
            <translation>Geben Sie das Passwort neu ein.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/mailbox.py" />
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <source>Write the password anew; some providers want an app password.</source>
            <translation>Geben Sie das Passwort neu ein; manche Anbieter wollen ein App-Passwort.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>Write the path of its socket, or its host and port with a colon between.</source>
            <translation>Schreiben Sie den Pfad seines Sockets, oder Rechner und Port mit einem Doppelpunkt dazwischen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/matrix/settings.py" />
            <source>Write the whole name, as @support:example.org.</source>
            <translation>Geben Sie den ganzen Namen ein, etwa @support:example.org.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/quiet.py" />
            <source>Write them as 21:00-08:00, or leave the field empty.</source>
            <translation>Schreiben Sie sie wie 21:00-08:00, oder lassen Sie das Feld leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>Write to one person here. Copies can be added to the message.</source>
            <translation>Hier schreiben Sie einer Person. Kopien können Sie der Nachricht hinzufügen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/senders.py" />
            <source>Write two letters and a sender for each: US=+15550100, DE=ACME.</source>
            <translation>Schreiben Sie für jedes zwei Buchstaben und einen Absender: US=+15550100, DE=ACME.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Write two letters for each, separated by commas: DE, AT.</source>
            <translation>Schreiben Sie für jedes zwei Buchstaben, durch Kommas getrennt: DE, AT.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <location filename="../agent_desktop/ui/shell/settings.py" />
            <location filename="../agent_desktop/ui/workspace/commands.py" />
            <source>Writing</source>
            <translation>Schreiben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>Writing again</source>
            <translation>Erneutes Schreiben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>Wrong</source>
            <translation>Stimmt nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>Wrong keys</source>
            <translation>Falsche Tasten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>Wrong number</source>
            <translation>Falsche Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/network_words.py" />
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>You</source>
            <translation>Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>You are consulting nobody in this call.</source>
            <translation>Sie fragen in diesem Anruf niemanden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>You are consulting somebody.</source>
            <translation>Sie fragen gerade jemanden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/tickets.py" />
            <source>You are in a call already.</source>
            <translation>Sie sind schon in einem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>You are in a call.</source>
            <translation>Sie sind in einem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>You are in a call. End it first.</source>
            <translation>Sie sind in einem Anruf. Beenden Sie ihn zuerst.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/live.py" />
            <source>You are in a call. End it, then listen to your colleagues.</source>
            <translation>Sie sind in einem Gespräch. Beenden Sie es, dann können Sie bei anderen mithören.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/second_line.py" />
            <source>You are in two calls already.</source>
            <translation>Sie sind schon in zwei Anrufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>You are not in the call any more.</source>
            <translation>Sie sind nicht mehr in dem Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>You are not in this call.</source>
            <translation>Sie sind nicht in diesem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/placing.py" />
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>You are offline.</source>
            <translation>Sie sind offline.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consenting.py" />
            <source>You are signed in. You can close this page and go back to the program.</source>
            <translation>Sie sind angemeldet. Sie können diese Seite schließen und zum Programm zurückgehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/backends.py" />
            <source>You are signed out.</source>
            <translation>Sie sind abgemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>You are speaking</source>
            <translation>Sie sprechen</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/app/extras.py" />
            <source>You are still working on {n} conversations. Complete them first.</source>
            <extracomment>One: You are still working on {n} conversation. Complete it first.</extracomment>
            <translation>
                <numerusform>Sie arbeiten noch an {n} Gespräch. Schließen Sie es zuerst ab.</numerusform>
                <numerusform>Sie arbeiten noch an {n} Gesprächen. Schließen Sie sie zuerst ab.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>You are too loud: parts are cut off. Move the microphone away a little.</source>
            <translation>Sie sind zu laut: Teile werden abgeschnitten. Rücken Sie das Mikrofon etwas weg.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>You asked {who} to talk here</source>
            <translation>Sie haben {who} um ein Gespräch gebeten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>You called {who}</source>
            <translation>Sie haben {who} angerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/hearing.py" />
            <source>You did not hear yourself? Then choose another headset or speaker above.</source>
            <translation>Sie haben sich nicht gehört? Dann wählen Sie oben ein anderes Headset oder einen anderen Lautsprecher.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <location filename="../agent_desktop/hub/centre/talk.py" />
            <source>You do not have this conversation.</source>
            <translation>Sie haben dieses Gespräch nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>You do not have this conversation. Take it to reply.</source>
            <translation>Sie haben dieses Gespräch nicht. Übernehmen Sie es, um zu antworten.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/hands.py" />
            <source>You do not have this work.</source>
            <translation>Diesen Vorgang haben Sie nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>You do not hear the call.</source>
            <translation>Sie hören das Gespräch nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/perform.py" />
            <source>You do not serve this queue.</source>
            <translation>Sie bedienen diese Warteschlange nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/commands.py" />
            <source>You do not supervise this call.</source>
            <translation>Sie hören bei diesem Anruf nicht mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>You ended the call.</source>
            <translation>Sie haben den Anruf beendet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>You ended the chat · wrap-up started</source>
            <translation>Sie haben den Chat beendet · Nacharbeit beginnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/following.py" />
            <source>You follow {0} conversations already.</source>
            <translation>Sie lesen schon {0} Gespräche mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>You have it already.</source>
            <translation>Sie haben es schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>You have the customer at once, also beyond your own capacity.</source>
            <translation>Sie haben den Kunden sofort, auch über Ihre eigene Kapazität hinaus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>You merged conversation {number}: it follows</source>
            <translation>Sie haben Gespräch {number} hierhergeholt: Es folgt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>You merged this into conversation {number}</source>
            <translation>Sie haben dies mit Gespräch {number} zusammengeführt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>You missed an offer. It is back in its place; choose Ready to go on.</source>
            <translation>Sie haben ein Angebot verpasst. Es ist wieder an seinem Platz; wählen Sie Bereit, um weiterzumachen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>You moved this here from conversation {number}</source>
            <translation>Sie haben dies aus Gespräch {number} hierher verschoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>You moved what followed to conversation {number}</source>
            <translation>Sie haben das Folgende in Gespräch {number} verschoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>You paused the recording</source>
            <translation>Sie haben die Aufnahme pausiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>You read along live.</source>
            <translation>Sie lesen live mit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/attendance.py" />
            <source>You still have work in hand.</source>
            <translation>Sie haben noch Arbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>You talk to the same one as before.</source>
            <translation>Sie sprechen weiter mit derselben Person.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>You took the move back: conversation {number}</source>
            <translation>Sie haben das Verschieben zurückgenommen: Gespräch {number}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/line.py" />
            <source>You were signed out.</source>
            <translation>Sie wurden abgemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>You: {words}</source>
            <translation>Sie: {words}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/routing.py" />
            <source>Your hands are full.</source>
            <translation>Sie haben alle Hände voll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/in_conversation.py" />
            <source>Your hint for {agent}. The customer never sees it.</source>
            <translation>Ihr Hinweis für {agent}. Der Kunde sieht ihn nie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/passphrase.py" />
            <source>Your history and drafts are kept encrypted, and the key needs a safe place. Choose a passphrase that protects it; you will be asked for it at each start.</source>
            <translation>Verlauf und Entwürfe liegen verschlüsselt, und der Schlüssel braucht einen sicheren Ort. Wählen Sie eine Passphrase, die ihn schützt; sie wird bei jedem Start abgefragt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/local.py" />
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/written/sms/rules.py" />
            <source>Your number with + and country code, or a name (which cannot be answered).</source>
            <translation>Ihre Nummer mit + und Landesvorwahl oder ein Name (dem niemand antworten kann).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>Your own</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>Your reason</source>
            <translation>Ihr Grund</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>Your recording paused by itself</source>
            <translation>Ihre Aufnahme pausierte von selbst</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/manifest.py" />
            <source>Your team's own hub</source>
            <translation>Hub Ihres Teams</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/payments.py" />
            <source>Your team's pages pause recordings in any case: {pages}</source>
            <translation>Seiten Ihres Teams halten Aufnahmen in jedem Fall an: {pages}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>Your telephone is not connected to the hub.</source>
            <translation>Ihr Telefon ist nicht mit dem Hub verbunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/desk/carried_asked.py" />
            <source>Your telephone is not connected, so no call can come to you.</source>
            <translation>Ihr Telefon ist nicht verbunden, deshalb kann kein Anruf zu Ihnen kommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>Your telephone was not reached: {name} waits again.</source>
            <translation>Ihr Telefon wurde nicht erreicht: {name} wartet wieder.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/bodies.py" />
            <source>`{0}` is a whole number from {1} to {2}.</source>
            <translation>`{0}` ist eine ganze Zahl von {1} bis {2}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>active</source>
            <translation>aktiv</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>after</source>
            <translation>nach</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/owncommands.py" />
            <source>after the current work</source>
            <translation>nach der jetzigen Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>after {minutes} min {what}</source>
            <translation>nach {minutes} min {what}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>after {time}</source>
            <translation>nach {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>all others</source>
            <translation>alle anderen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>alone was free</source>
            <translation>war als Einziger frei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>and looks at the next rules</source>
            <translation>und die nächsten Regeln gelten auch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>announcements</source>
            <translation>Ansagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <source>answered after {time}</source>
            <translation>angenommen nach {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <source>answered by {name} in {time}</source>
            <translation>angenommen von {name} nach {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>answered in time / (answered + given up + waiting beyond the threshold)</source>
            <translation>rechtzeitig angenommen / (angenommen + aufgegeben + wartend über der Schwelle)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>answered in time / (answered + given up after the threshold + waiting beyond it)</source>
            <translation>rechtzeitig angenommen / (angenommen + nach der Schwelle aufgegeben + wartend darüber hinaus)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>answered in time / answered</source>
            <translation>rechtzeitig angenommen / angenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>answers {message}</source>
            <translation>antwortet auf {message}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>any number</source>
            <translation>beliebig viele</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>are forgiven</source>
            <translation>werden verziehen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>as in the condition</source>
            <translation>wie in der Bedingung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>as the queue says</source>
            <translation>wie die Warteschlange sagt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>as without this rule</source>
            <translation>wie ohne diese Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>asked by another program</source>
            <translation>von einem anderen Programm gewünscht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>at any time</source>
            <translation>jederzeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>at {places}</source>
            <translation>bei {places}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>busy / (busy + idle)</source>
            <translation>beschäftigt / (beschäftigt + frei)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <source>call</source>
            <translation>Anruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>called in / handled</source>
            <translation>hinzugerufen / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>callers may be called back</source>
            <translation>Rückruf möglich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>can be offered it</source>
            <translation>kann es angeboten bekommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>card details</source>
            <translation>Kartendaten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>card number typed</source>
            <translation>Kartennummer eingegeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <source>chat</source>
            <translation>Chat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>class {n}</source>
            <translation>Klasse {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>class {n}: before all of a lower one</source>
            <translation>Klasse {n}: vor allen einer niedrigeren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>closed</source>
            <translation>geschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>completed</source>
            <translation>abgeschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>copy to {people}</source>
            <translation>Kopie an {people}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>customer number {value}</source>
            <translation>Kundennummer {value}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>customers</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>d MMM</source>
            <translation>d. MMM</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>d MMM yyyy</source>
            <translation>d. MMM yyyy</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/joining.py" />
            <source>days</source>
            <translation>Tage</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>ddd d MMM</source>
            <translation>ddd, d. MMM</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/answering.py" />
            <source>ddd d MMM yyyy</source>
            <translation>ddd, d. MMM yyyy</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <source>deleted by an administrator: {finding}</source>
            <translation>von der Administration gelöscht: {finding}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/house.py" />
            <source>digits</source>
            <translation>Ziffern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>direct message</source>
            <translation>Direktnachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>does not take this channel now</source>
            <translation>nimmt diesen Kanal gerade nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>drop the skill</source>
            <translation>Fähigkeit erlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <source>e-mail</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>edited</source>
            <translation>bearbeitet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>email</source>
            <translation>E-Mail</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>end it</source>
            <translation>beenden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>ends at once</source>
            <translation>endet sofort</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/synthesis.py" />
            <source>espeak-ng is not installed here. Upload a recording instead.</source>
            <translation>espeak-ng ist hier nicht installiert. Laden Sie stattdessen eine Aufnahme hoch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>every language</source>
            <translation>jede Sprache</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>every number</source>
            <translation>jede Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>expected wait over {minutes} min: {what}</source>
            <translation>erwartete Wartezeit über {minutes} min: {what}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>field for card details</source>
            <translation>Feld für Kartendaten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>for ever</source>
            <translation>für immer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>for {age}</source>
            <translation>seit {age}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>for {queues}</source>
            <translation>für {queues}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>from {addresses}</source>
            <translation>von {addresses}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>given up / (answered + given up)</source>
            <translation>aufgegeben / (angenommen + aufgegeben)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>given up / offered</source>
            <translation>aufgegeben / eingegangen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>hand raised</source>
            <translation>Hand gehoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>has no room</source>
            <translation>hat keinen Platz</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <source>held back: {finding}</source>
            <translation>zurückgehalten: {finding}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>hidden copy to {people}</source>
            <translation>Blindkopie an {people}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>hold / handled</source>
            <translation>Halten / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/networks_form.py" />
            <source>https://YOUR-HUB/networks/{entry}</source>
            <translation>https://IHR-HUB/networks/{entry}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>in wrap-up</source>
            <translation>in Nacharbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>in {languages}</source>
            <translation>auf {languages}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>is asked first</source>
            <translation>wird zuerst gefragt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>is being deleted</source>
            <translation>wird gelöscht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>is being edited</source>
            <translation>wird geändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>is not ready</source>
            <translation>ist nicht bereit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>it is {size}, over the {limit} limit</source>
            <translation>sie ist {size} groß, mehr als die erlaubten {limit}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>it took too long</source>
            <translation>es dauerte zu lange</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>kept for {n} days</source>
            <extracomment>One: kept for {n} day</extracomment>
            <translation>
                <numerusform>{n} Tag aufbewahrt</numerusform>
                <numerusform>{n} Tage aufbewahrt</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>lacks {skill}</source>
            <translation>es fehlt {skill}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/scanning.py" />
            <source>larger than the scanner takes</source>
            <translation>größer, als der Scanner annimmt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>least busy</source>
            <translation>am wenigsten belegt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>level {n}</source>
            <translation>Stufe {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>long delay</source>
            <translation>lange Verzögerung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>longest ready</source>
            <translation>am längsten bereit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/sound_judges.py" />
            <source>loss {loss} %, jitter {jitter} ms, there and back {there_and_back} ms</source>
            <translation>Verlust {loss} %, Jitter {jitter} ms, hin und zurück {there_and_back} ms</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>macOS tells names of programs only: payment pages in browsers are not seen.</source>
            <translation>macOS verrät nur Namen von Programmen: Zahlungsseiten in Browsern werden nicht gesehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/payment_shield.py" />
            <source>macOS tells the names of programs only: pages in a browser are not seen. There, use Pause for card or the command “agent-desktop shield on”.</source>
            <translation>macOS nennt nur Namen von Programmen: Seiten im Browser sind nicht zu sehen. Verwenden Sie dort „Pause für Karte“ oder den Befehl „agent-desktop shield on“.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/editing.py" />
            <source>matrix anna:example.org, one in each line</source>
            <translation>matrix anna:example.org, eines je Zeile</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>min</source>
            <translation>min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>minutes</source>
            <translation>Minuten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <source>music only</source>
            <translation>nur Musik</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>narrow sound</source>
            <translation>schmaler Klang</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>needs {skills}</source>
            <translation>braucht {skills}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>new, as nothing else of theirs goes on</source>
            <translation>neu, weil von diesem Kunden sonst nichts läuft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>next {presence}</source>
            <translation>danach {presence}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/table.py" />
            <source>no data</source>
            <translation>keine Daten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>no disposition</source>
            <translation>ohne Ergebnis</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keyfield.py" />
            <source>no keys</source>
            <translation>keine Tasten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>no limit</source>
            <translation>unbegrenzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>no menu</source>
            <translation>kein Menü</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/numbers.py" />
            <source>no number: for web pages</source>
            <translation>keine Nummer: für Webseiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>no rule</source>
            <translation>keine Regel</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>no skill needed</source>
            <translation>keine Fähigkeit nötig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/lamps.py" />
            <source>no telephone number is known</source>
            <translation>keine Telefonnummer bekannt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>no wrap-up</source>
            <translation>keine Nacharbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>nobody leads it</source>
            <translation>niemand leitet es</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>nobody serves it</source>
            <translation>niemand bedient sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>not VIP</source>
            <translation>kein VIP</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>not at all</source>
            <translation>gar nicht mehr</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <source>not checked for viruses</source>
            <translation>nicht auf Viren geprüft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>now: {name}</source>
            <translation>jetzt: {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>offer a callback</source>
            <translation>Rückruf anbieten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>offer the voicemail</source>
            <translation>Mailbox anbieten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>offered</source>
            <translation>angeboten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/findings.py" />
            <source>ok</source>
            <translation>gut</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/sound_looks.py" />
            <source>on hold</source>
            <translation>gehalten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>one password for everybody</source>
            <translation>ein Passwort für alle</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>only you are free</source>
            <translation>nur Sie sind frei</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>open</source>
            <translation>offen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/rows.py" />
            <source>open now</source>
            <translation>jetzt offen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/header_words.py" />
            <source>open {age}</source>
            <translation>offen seit {age}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>over {limit} limit</source>
            <translation>über {limit}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>parts get lost</source>
            <translation>Teile gehen verloren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/firewalls.py" />
            <source>passwords of one's own</source>
            <translation>eigene Passwörter</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>payment page</source>
            <translation>Zahlungsseite</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>points</source>
            <translation>Punkte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>priority {n}</source>
            <translation>Priorität {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_looks.py" />
            <source>rang for {time}</source>
            <translation>klingelte {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>rated / interactions handled</source>
            <translation>bewertet / bediente Interaktionen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>rated 4 or 5 / rated</source>
            <translation>mit 4 oder 5 bewertet / bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>ratings / rated</source>
            <translation>Bewertungen / bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <source>read by {n}</source>
            <translation>gelesen von {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <source>released by an administrator in spite of {finding}</source>
            <translation>von der Administration trotz {finding} freigegeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>say</source>
            <translation>sagen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>says “{words}”</source>
            <translation>sagt „{words}“</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calls.py" />
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <location filename="../agent_desktop/ui/settings/routing.py" />
            <source>seconds</source>
            <translation>Sekunden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>serves no queue</source>
            <translation>bedient keine Warteschlange</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>skill {skill}</source>
            <translation>Fähigkeit {skill}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <source>social message</source>
            <translation>Direktnachricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>spoke last time</source>
            <translation>sprach beim letzten Mal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/handshake.py" />
            <source>stdin ended before a setup came.</source>
            <translation>stdin endete, bevor eine Einrichtung kam.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>support+TOKEN@example.org has to arrive in this mailbox.</source>
            <translation>support+KENNUNG@example.org muss in diesem Postfach ankommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/fields.py" />
            <source>support@example.org</source>
            <translation>support@example.org</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>taken back</source>
            <translation>zurückgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>talk / handled</source>
            <translation>Sprechen / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <source>target {target}</source>
            <translation>Ziel {target}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>the agent of last time</source>
            <translation>der Agent vom letzten Mal</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/doors/clamd.py" />
            <source>the connection was closed</source>
            <translation>die Verbindung wurde geschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>the highest 5 %</source>
            <translation>die höchsten 5 %</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>the hub's own pages</source>
            <translation>die eigenen Seiten des Hubs</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>the longest waiting</source>
            <translation>das längste Warten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>the next 15 %</source>
            <translation>die nächsten 15 %</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>the reaction is being taken back</source>
            <translation>die Reaktion wird zurückgenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>they write through the same door as real ones</source>
            <translation>sie schreiben auf demselben Weg wie echte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>this backend</source>
            <translation>dieses Backend</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/rows.py" />
            <source>this conversation</source>
            <translation>dieses Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>this way takes only {kinds}</source>
            <translation>dieser Weg nimmt nur {kinds} an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_list.py" />
            <source>ticked</source>
            <translation>angekreuzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>time in any conversation / conversations</source>
            <translation>Zeit in irgendeinem Gespräch / Gespräche</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>time in conversations / time in any conversation</source>
            <translation>Zeit in Gesprächen / Zeit in irgendeinem Gespräch</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>time to answers / answers</source>
            <translation>Zeit bis zu Antworten / Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>time to the first answer / answered by a person</source>
            <translation>Zeit bis zur ersten Antwort / von einem Menschen beantwortet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>to {people}</source>
            <translation>an {people}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>transferred / handled</source>
            <translation>weitergegeben / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/account_form.py" />
            <location filename="../agent_desktop/ui/settings/rows.py" />
            <source>unchanged</source>
            <translation>unverändert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>uneven network</source>
            <translation>ungleichmäßiges Netz</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/people.py" />
            <source>units</source>
            <translation>Einheiten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>until completed</source>
            <translation>bis sie fertig ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcement_sheet.py" />
            <source>until {time}</source>
            <translation>bis {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>value of the customer {n}</source>
            <translation>Wert des Kunden {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>value: {bands}</source>
            <translation>Wert: {bands}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>verified</source>
            <translation>bestätigt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>video</source>
            <translation>Video</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/marks.py" />
            <source>video call</source>
            <translation>Videoanruf</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_rows.py" />
            <source>wait in as well</source>
            <translation>auch warten in</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>waited {time}</source>
            <translation>wartet seit {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/sources.py" />
            <source>waiting</source>
            <translation>wartet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>waiting of the answered / answered</source>
            <translation>Warten der Angenommenen / angenommen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>waiting of those who gave up / given up</source>
            <translation>Warten derer, die aufgaben / aufgegeben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>waits for the opening</source>
            <translation>wartet auf die Öffnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/file_looks.py" />
            <source>waits for the virus scanner</source>
            <translation>wartet auf den Virenscanner</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/findings.py" />
            <source>warn</source>
            <translation>Warnung</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>was asked a moment ago</source>
            <translation>wurde gerade gefragt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/words.py" />
            <source>web widget</source>
            <translation>Website-Chat</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>weight of the queue {n}</source>
            <translation>Gewicht der Warteschlange {n}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/checking.py" />
            <source>what stands in the way of calls, and what helps</source>
            <translation>was Anrufen im Weg steht und was hilft</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>whoever is being helped is missed in the middle of it</source>
            <translation>auch wer gerade betreut wird, geht mittendrin</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>with work in hand</source>
            <translation>mit laufender Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/metrics/definitions.py" />
            <source>wrap-up / handled</source>
            <translation>Nacharbeit / bedient</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>wrap-up until completed</source>
            <translation>Nacharbeit, bis sie fertig ist</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>wrap-up {seconds} s</source>
            <translation>Nacharbeit {seconds} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/extras.py" />
            <source>write to yourself as a customer</source>
            <translation>schreiben Sie sich selbst als Kunde</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>yesterday</source>
            <translation>gestern</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>you spoke last time</source>
            <translation>Sie sprachen zuletzt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>your download loses {n} %</source>
            <translation>beim Empfangen gehen {n} % verloren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>your link loses {down} % down, {up} % up</source>
            <translation>{down} % gehen beim Empfangen verloren, {up} % beim Senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>your skill</source>
            <translation>Ihre Fähigkeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>your upload loses {n} %</source>
            <translation>beim Senden gehen {n} % verloren</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} answers this hub.</source>
            <translation>{0} antwortet diesem Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunk_routes.py" />
            <source>{0} brings this number already.</source>
            <translation>{0} bringt diese Nummer schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} cannot be reached by phone.</source>
            <translation>{0} ist telefonisch nicht erreichbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} cannot be reached{1}.</source>
            <translation>{0} ist nicht erreichbar{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/sound_server_watch.py" />
            <location filename="../agent_desktop/hub/voice/helper_test.py" />
            <source>{0} cannot be used: {1}.</source>
            <translation>{0} ist nicht nutzbar: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} cannot prove who it is: {1}.</source>
            <translation>{0} kann nicht beweisen, wer er ist: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} cannot prove who it is{1}.</source>
            <translation>{0} kann nicht beweisen, wer er ist{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} cannot serve now{1}.</source>
            <translation>{0} kann jetzt nicht dienen{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>{0} could not prove who it is: {1}.</source>
            <translation>{0} konnte sich nicht ausweisen: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} could not say whether it knows us{1}.</source>
            <translation>{0} konnte nicht sagen, ob er uns kennt{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>{0} did not answer in time.</source>
            <translation>{0} hat nicht rechtzeitig geantwortet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/helper_test.py" />
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} does not answer.</source>
            <translation>{0} antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} does not know this account{1}.</source>
            <translation>{0} kennt dieses Konto nicht{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} does not let {1} register{2}.</source>
            <translation>{0} lässt {1} sich nicht anmelden{2}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/sending.py" />
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>{0} does not speak TLS there.</source>
            <translation>{0} spricht dort kein TLS.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} forbids the registration{1}.</source>
            <translation>{0} verbietet die Anmeldung{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} has proved who it is.</source>
            <translation>{0} hat bewiesen, wer er ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/numbering.py" />
            <source>{0} has this extension.</source>
            <translation>{0} hat diese Durchwahl.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} is being asked.</source>
            <translation>{0} wird gefragt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} is full.</source>
            <translation>{0} ist voll.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} is in another call.</source>
            <translation>{0} ist in einem anderen Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} is in this call already.</source>
            <translation>{0} ist schon in diesem Anruf.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>{0} is not at a desk.</source>
            <translation>{0} ist an keinem Arbeitsplatz angemeldet.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} is offline.</source>
            <translation>{0} ist offline.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} is paused: no call uses it.</source>
            <translation>{0} ist pausiert: Kein Anruf benutzt sie.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} knows this hub.</source>
            <translation>{0} kennt diesen Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <source>{0} refused the registration{1}.</source>
            <translation>{0} hat die Anmeldung abgelehnt{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/server/trunks.py" />
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} refuses the user name or the password{1}.</source>
            <translation>{0} lehnt Benutzername oder Passwort ab{1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/supervising.py" />
            <source>{0} still has work in hand.</source>
            <translation>{0} hat noch Arbeit in den Händen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/calls/asking.py" />
            <source>{0} takes no calls of this queue now.</source>
            <translation>{0} nimmt jetzt keine Anrufe dieser Warteschlange an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/trust.py" />
            <source>{0} takes no connections there.</source>
            <translation>{0} nimmt dort keine Verbindungen an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/trunk_test.py" />
            <source>{0} takes the connection.</source>
            <translation>{0} nimmt die Verbindung an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/menus.py" />
            <source>{address} by {name}</source>
            <translation>{address} über {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/menus.py" />
            <source>{address} by {name}, for everybody to read</source>
            <translation>{address} über {name}, für alle lesbar</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>{agent} loses the work and reads who took it and why. The customer stays in the same conversation.</source>
            <translation>{agent} gibt die Arbeit ab und liest, wer sie nahm und warum. Der Kunde bleibt im selben Gespräch.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>{backend} unreachable</source>
            <translation>{backend} nicht erreichbar</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>{backend} · {n} ms</source>
            <translation>{backend} · {n} ms</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>{busy} working   {idle} idle   {away} not ready   {gone} offline</source>
            <translation>{busy} in Arbeit   {idle} frei   {away} nicht bereit   {gone} offline</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{calendar} closed</source>
            <translation>{calendar} geschlossen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{calendar} open</source>
            <translation>{calendar} geöffnet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>{channel} · waiting to send, in this order</source>
            <translation>{channel} · wartet auf das Senden, in dieser Reihenfolge</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>{days} d {hours} h</source>
            <translation>{days} T {hours} Std</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/reading.py" />
            <source>{days}, complete</source>
            <translation>{days}, vollständig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/mail_looks.py" />
            <source>{day}, {time}</source>
            <translation>{day}, {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>{day}: {counted}, all decided alike.</source>
            <translation>{day}: {counted}, alle gleich entschieden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>{day}: {counted}, {n} decided otherwise.</source>
            <translation>{day}: {counted}, {n} anders entschieden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>{fact} is wrong</source>
            <translation>{fact} stimmt nicht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/chips.py" />
            <source>{file}, cannot be sent this way</source>
            <translation>{file}, auf diesem Weg nicht zu senden</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} answers, but the hub behind it does not (status {status}).</source>
            <translation>{host} antwortet, aber der Hub dahinter nicht (Status {status}).</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} could not be asked: its name is not found.</source>
            <translation>{host} ließ sich nicht fragen: Der Name wird nicht gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} does not answer.</source>
            <translation>{host} antwortet nicht.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} is found.</source>
            <translation>{host} wird gefunden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} is not known in this network.</source>
            <translation>{host} ist in diesem Netzwerk nicht bekannt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/judges.py" />
            <source>{host} is there, but no hub listens.</source>
            <translation>{host} ist da, aber dort horcht kein Hub.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>{hours} h {minutes} min</source>
            <translation>{hours} Std {minutes} min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>{h} h {n} min</source>
            <translation>{h} Std. {n} Min.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/chart.py" />
            <source>{measure}: no data</source>
            <translation>{measure}: keine Daten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>{moment}, for {age}</source>
            <translation>{moment}, seit {age}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>{m} min {n} s</source>
            <translation>{m} Min. {n} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/looks.py" />
            <source>{name} (bot)</source>
            <translation>{name} (Bot)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>{name} (not plugged in)</source>
            <translation>{name} (nicht angeschlossen)</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} accepted</source>
            <translation>{name} nahm an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} asked</source>
            <translation>{name} bat darum</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/offer/words.py" />
            <source>{name} asks you</source>
            <translation>{name} fragt Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>{name} calls</source>
            <translation>{name} ruft an</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} cannot be sent: {why}.</source>
            <translation>{name} kann nicht gesendet werden: {why}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} changed your presence.</source>
            <translation>{name} hat Ihre Anwesenheit geändert.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} chose your presence for when you are free.</source>
            <translation>{name} hat Ihre Anwesenheit für danach gewählt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} declined</source>
            <translation>{name} lehnte ab</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <source>{name} has no written conversation in hand.</source>
            <translation>{name} hat kein schriftliches Gespräch in Arbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>{name} has nothing in hand.</source>
            <translation>{name} hat nichts in Arbeit.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} has seen your hand.</source>
            <translation>{name} hat Ihre Hand gesehen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} is asked now</source>
            <translation>{name} wird gerade gefragt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/command.py" />
            <source>{name} is no such server: write turns:turn.example.com:443.</source>
            <translation>{name} ist kein solcher Server: Schreiben Sie turns:turn.example.com:443.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/app/doctor/command.py" />
            <source>{name} is no telephone system: write tls:pbx.example.com.</source>
            <translation>{name} ist keine Telefonanlage: Schreiben Sie tls:pbx.example.com.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/acts.py" />
            <source>{name} is not at a desk.</source>
            <translation>{name} ist an keinem Arbeitsplatz.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>{name} is not plugged in. It is used again when it comes back.</source>
            <translation>{name} ist nicht angeschlossen. Es wird wieder verwendet, sobald es zurück ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/sound.py" />
            <source>{name} is not plugged in; {other} stands in for it until it comes back.</source>
            <translation>{name} ist nicht angeschlossen; {other} springt ein, bis es zurück ist.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>{name} is somebody else</source>
            <translation>{name} ist jemand anderes</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} is yours now.</source>
            <translation>{name} gehört jetzt Ihnen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} missed the offer</source>
            <translation>{name} verpasste das Angebot</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side_rows.py" />
            <source>{name} raised a hand</source>
            <translation>{name} hat die Hand gehoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>{name} reads who did it and why. An offer that rings goes back to its place.</source>
            <translation>{name} liest, wer es tat und warum. Ein laufendes Angebot geht an seinen Platz zurück.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} sent your work elsewhere.</source>
            <translation>{name} hat Ihre Arbeit anderswohin gegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>{name} takes nothing until the customer has written there.</source>
            <translation>{name} nimmt nichts an, bis der Kunde dort geschrieben hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>{name} takes only templates until the customer has written there.</source>
            <translation>{name} nimmt nur Vorlagen an, bis der Kunde dort geschrieben hat.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} took over your work.</source>
            <translation>{name} hat Ihre Arbeit übernommen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/tray/tray.py" />
            <source>{name} waits for you</source>
            <translation>{name} wartet auf Sie</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} waits in the queue again.</source>
            <translation>{name} wartet wieder in der Warteschlange.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{name} was asked</source>
            <translation>{name} wurde gefragt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{name} was handed over.</source>
            <translation>{name} wurde weitergegeben.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/customer/kin.py" />
            <source>{name} was merged into this record on {day}.</source>
            <translation>{name} wurde am {day} mit diesem Eintrag zusammengeführt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>{name} was not added.</source>
            <translation>{name} wurde nicht hinzugefügt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>{name} was not asked.</source>
            <translation>{name} wurde nicht gefragt.</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} was not attached: a message takes {n} files.</source>
            <extracomment>One: {name} was not attached: a message takes {n} file.</extracomment>
            <translation>
                <numerusform>{name} wurde nicht angehängt: Eine Nachricht trägt {n} Datei.</numerusform>
                <numerusform>{name} wurde nicht angehängt: Eine Nachricht trägt {n} Dateien.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} was not attached: it cannot be read.</source>
            <translation>{name} wurde nicht angehängt: Die Datei ist nicht lesbar.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} was not attached: it is empty.</source>
            <translation>{name} wurde nicht angehängt: Die Datei ist leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} was not attached: {way} takes no files.</source>
            <translation>{name} wurde nicht angehängt: {way} nimmt keine Dateien an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{name} was not attached: {why}.</source>
            <translation>{name} wurde nicht angehängt: {why}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/refusals.py" />
            <source>{name} was not called.</source>
            <translation>{name} wurde nicht angerufen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/side.py" />
            <source>{name} · {n} in hand</source>
            <translation>{name} · {n} in Arbeit</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/quarantine.py" />
            <source>{name}, of the team</source>
            <translation>{name}, aus dem Team</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/destinations.py" />
            <source>{name}: number</source>
            <translation>{name}: Nummer</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/upload_saying.py" />
            <source>{name}: {n} % sent</source>
            <translation>{name}: {n} % gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/top.py" />
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{network} · public</source>
            <translation>{network} · öffentlich</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} B</source>
            <translation>{n} B</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} GB</source>
            <translation>{n} GB</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} KB</source>
            <translation>{n} KB</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} MB</source>
            <translation>{n} MB</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>{n} SMS</source>
            <translation>{n} SMS</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>{n} addresses more, of which something was said earlier, are not listed here.</source>
            <extracomment>One: {n} address more, of which something was said earlier, is not listed here.</extracomment>
            <translation>
                <numerusform>{n} weitere Adresse, zu der früher etwas gesagt wurde, steht nicht in dieser Liste.</numerusform>
                <numerusform>{n} weitere Adressen, zu denen früher etwas gesagt wurde, stehen nicht in dieser Liste.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{n} agents are asked first</source>
            <extracomment>One: {n} agent is asked first</extracomment>
            <translation>
                <numerusform>{n} Agent wird zuerst gefragt</numerusform>
                <numerusform>{n} Agenten werden zuerst gefragt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>{n} calls</source>
            <extracomment>One: {n} call</extracomment>
            <translation>
                <numerusform>{n} Anruf</numerusform>
                <numerusform>{n} Anrufe</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/amend_sheet.py" />
            <location filename="../agent_desktop/ui/guidance/sheet.py" />
            <source>{n} characters too long.</source>
            <extracomment>One: {n} character too long.</extracomment>
            <translation>
                <numerusform>{n} Zeichen zu lang.</numerusform>
                <numerusform>{n} Zeichen zu lang.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>{n} characters too long. Shorten the text to send it.</source>
            <extracomment>One: {n} character too long. Shorten the text to send it.</extracomment>
            <translation>
                <numerusform>{n} Zeichen zu lang. Kürzen Sie den Text, um ihn zu senden.</numerusform>
                <numerusform>{n} Zeichen zu lang. Kürzen Sie den Text, um ihn zu senden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>{n} chats</source>
            <extracomment>One: {n} chat</extracomment>
            <translation>
                <numerusform>{n} Chat</numerusform>
                <numerusform>{n} Chats</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} d</source>
            <translation>{n} T</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>{n} days</source>
            <extracomment>One: {n} day</extracomment>
            <translation>
                <numerusform>{n} Tag</numerusform>
                <numerusform>{n} Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>{n} e-mails</source>
            <extracomment>One: {n} e-mail</extracomment>
            <translation>
                <numerusform>{n} E-Mail</numerusform>
                <numerusform>{n} E-Mails</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{n} files too many: {way} takes {most} a message. Remove them, or send them in another message.</source>
            <extracomment>One: {n} file too many: {way} takes {most} a message. Remove it, or send it in another message.</extracomment>
            <translation>
                <numerusform>{n} Datei zu viel: {way} nimmt {most} je Nachricht an. Entfernen Sie sie, oder senden Sie sie in einer weiteren Nachricht.</numerusform>
                <numerusform>{n} Dateien zu viel: {way} nimmt {most} je Nachricht an. Entfernen Sie sie, oder senden Sie sie in einer weiteren Nachricht.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/scanner.py" />
            <source>{n} files wait for it.</source>
            <extracomment>One: {n} file waits for it.</extracomment>
            <translation>
                <numerusform>{n} Datei wartet auf ihn.</numerusform>
                <numerusform>{n} Dateien warten auf ihn.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} h</source>
            <translation>{n} Std</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/forms.py" />
            <source>{n} hours</source>
            <extracomment>One: {n} hour</extracomment>
            <translation>
                <numerusform>{n} Stunde</numerusform>
                <numerusform>{n} Stunden</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <source>{n} in 15 min</source>
            <translation>{n} in 15 min</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/supervisor/page.py" />
            <source>{n} in calls</source>
            <extracomment>One: {n} in a call</extracomment>
            <translation>
                <numerusform>{n} im Gespräch</numerusform>
                <numerusform>{n} in Gesprächen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/places.py" />
            <source>{n} in line</source>
            <translation>{n} warten</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>{n} interactions</source>
            <extracomment>One: {n} interaction</extracomment>
            <translation>
                <numerusform>{n} Interaktion</numerusform>
                <numerusform>{n} Interaktionen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{n} interactions moved.</source>
            <extracomment>One: {n} interaction moved.</extracomment>
            <translation>
                <numerusform>{n} Vorgang verschoben.</numerusform>
                <numerusform>{n} Vorgänge verschoben.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>{n} left · {key}</source>
            <translation>noch {n} · {key}</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/teams.py" />
            <source>{n} members</source>
            <extracomment>One: {n} member</extracomment>
            <translation>
                <numerusform>{n} Mitglied</numerusform>
                <numerusform>{n} Mitglieder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/search/page.py" />
            <source>{n} messages</source>
            <extracomment>One: {n} message</extracomment>
            <translation>
                <numerusform>{n} Nachricht</numerusform>
                <numerusform>{n} Nachrichten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} min</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/announcing.py" />
            <source>{n} more</source>
            <translation>{n} weitere</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{n} more agents</source>
            <extracomment>One: {n} more agent</extracomment>
            <translation>
                <numerusform>{n} weiterer Agent</numerusform>
                <numerusform>{n} weitere Agenten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <source>{n} more are not listed.</source>
            <extracomment>One: {n} more is not listed.</extracomment>
            <translation>
                <numerusform>{n} weiterer ist nicht aufgeführt.</numerusform>
                <numerusform>{n} weitere sind nicht aufgeführt.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/words.py" />
            <source>{n} ms</source>
            <translation>{n} ms</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>{n} need you</source>
            <extracomment>One: {n} needs you</extracomment>
            <translation>
                <numerusform>{n} braucht Sie</numerusform>
                <numerusform>{n} brauchen Sie</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/shell/rail.py" />
            <source>{n} new</source>
            <extracomment>One: {n} new</extracomment>
            <translation>
                <numerusform>{n} neu</numerusform>
                <numerusform>{n} neu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>{n} new messages</source>
            <extracomment>One: {n} new message</extracomment>
            <translation>
                <numerusform>{n} neue Nachricht</numerusform>
                <numerusform>{n} neue Nachrichten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/call/history.py" />
            <source>{n} new missed calls</source>
            <extracomment>One: {n} new missed call</extracomment>
            <translation>
                <numerusform>{n} neuer verpasster Anruf</numerusform>
                <numerusform>{n} neue verpasste Anrufe</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/call/mailboxes.py" />
            <source>{n} new voice messages</source>
            <extracomment>One: {n} new voice message</extracomment>
            <translation>
                <numerusform>{n} neue Sprachnachricht</numerusform>
                <numerusform>{n} neue Sprachnachrichten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>{n} of {all}</source>
            <translation>{n} von {all}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/findbar.py" />
            <source>{n} of {count}</source>
            <translation>{n} von {count}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{n} or more wait</source>
            <translation>{n} oder mehr warten</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/queues.py" />
            <source>{n} people</source>
            <extracomment>One: {n} person</extracomment>
            <translation>
                <numerusform>{n} Person</numerusform>
                <numerusform>{n} Personen</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/dry_run.py" />
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{n} points</source>
            <translation>{n} Punkte</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/app/extras.py" />
            <source>{n} replies are not sent yet. Send or discard them first.</source>
            <extracomment>One: {n} reply is not sent yet. Send or discard it first.</extracomment>
            <translation>
                <numerusform>{n} Antwort ist noch nicht gesendet. Senden oder verwerfen Sie sie zuerst.</numerusform>
                <numerusform>{n} Antworten sind noch nicht gesendet. Senden oder verwerfen Sie sie zuerst.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>{n} replies need you</source>
            <extracomment>One: {n} reply needs you</extracomment>
            <translation>
                <numerusform>{n} Antwort braucht Sie</numerusform>
                <numerusform>{n} Antworten brauchen Sie</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>{n} replies waiting to send</source>
            <extracomment>One: {n} reply waiting to send</extracomment>
            <translation>
                <numerusform>{n} Antwort wartet auf das Senden</numerusform>
                <numerusform>{n} Antworten warten auf das Senden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>{n} rules.</source>
            <extracomment>One: {n} rule.</extracomment>
            <translation>
                <numerusform>{n} Regel.</numerusform>
                <numerusform>{n} Regeln.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <location filename="../agent_desktop/ui/call/words.py" />
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <location filename="../agent_desktop/ui/kit/format.py" />
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{n} shared or liked it</source>
            <translation>{n}-mal geteilt oder gemocht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/tiles.py" />
            <source>{n} social</source>
            <translation>{n} aus Netzwerken</translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <source>{n} special days</source>
            <extracomment>One: {n} special day</extracomment>
            <translation>
                <numerusform>{n} besonderer Tag</numerusform>
                <numerusform>{n} besondere Tage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>{n} stayed where they were: over, there already, or the queue is full.</source>
            <extracomment>One: {n} stayed where it was: it is over, there already, or the queue is full.</extracomment>
            <translation>
                <numerusform>{n} blieb, wo er war: vorbei, schon dort, oder die Warteschlange ist voll.</numerusform>
                <numerusform>{n} blieben, wo sie waren: vorbei, schon dort, oder die Warteschlange ist voll.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/versions.py" />
            <source>{n} things are wrong.</source>
            <extracomment>One: {n} thing is wrong.</extracomment>
            <translation>
                <numerusform>{n} Fehler.</numerusform>
                <numerusform>{n} Fehler.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>{n} unread</source>
            <extracomment>One: {n} unread</extracomment>
            <translation>
                <numerusform>{n} ungelesen</numerusform>
                <numerusform>{n} ungelesen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/shell/statusbar.py" />
            <source>{n} waiting</source>
            <extracomment>One: {n} waiting</extracomment>
            <translation>
                <numerusform>{n} wartet</numerusform>
                <numerusform>{n} warten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../agent_desktop/ui/settings/websites.py" />
            <source>{n} websites</source>
            <extracomment>One: {n} website</extracomment>
            <translation>
                <numerusform>{n} Website</numerusform>
                <numerusform>{n} Websites</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <source>{n} weeks before</source>
            <translation>{n} Wochen davor</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/figures/words.py" />
            <location filename="../agent_desktop/ui/supervisor/queue_look.py" />
            <source>{n}%</source>
            <translation>{n} %</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>{parts} SMS, {left} left</source>
            <translation>{parts} SMS, noch {left}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/supervisor/board_page.py" />
            <source>{queue} · {n} of {total} agents</source>
            <translation>{queue} · {n} von {total} Agenten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/rules.py" />
            <source>{said} because of {sign}</source>
            <translation>{said} wegen {sign}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{said}, recorded by {name}</source>
            <translation>{said}, festgehalten von {name}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/amending.py" />
            <source>{sign} is being sent</source>
            <translation>{sign} wird gesendet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{skill} until {minutes} min</source>
            <translation>{skill} bis {minutes} min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/rule_words.py" />
            <source>{skill} {level} after {minutes} min</source>
            <translation>{skill} {level} nach {minutes} min</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>{state} · also in {channel}</source>
            <translation>{state} · auch per {channel}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{time} are to be expected</source>
            <translation>{time} sind zu erwarten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/inbox/look.py" />
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/window.py" />
            <source>{time} left to write freely</source>
            <translation>noch {time} für freie Antworten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <source>{time} were to be expected</source>
            <translation>{time} waren zu erwarten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/prompts.py" />
            <source>{title}, {language}</source>
            <translation>{title}, {language}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keyfield.py" />
            <source>{title}: {keys}. Press to change.</source>
            <translation>{title}: {keys}. Drücken zum Ändern.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/head.py" />
            <source>{used} used</source>
            <translation>seit {used}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/head.py" />
            <source>{used} used · ends at {end}</source>
            <translation>{used} von {end}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/file_rules.py" />
            <source>{way} takes no files.</source>
            <translation>{way} nimmt keine Dateien an.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} and {other} speak with {customer}</source>
            <translation>{who} und {other} sprechen mit {customer}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} asked {customer} to talk here</source>
            <translation>{who} hat {customer} um ein Gespräch gebeten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} called the emergency number {number}</source>
            <translation>{who} hat den Notruf {number} gewählt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} called while the queue was full</source>
            <translation>{who} rief an, als die Warteschlange voll war</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} called {customer}</source>
            <translation>{who} hat {customer} angerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} consults {other}</source>
            <translation>{who} hält Rücksprache mit {other}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} ended the chat · wrap-up started</source>
            <translation>{who} hat den Chat beendet · Nacharbeit beginnt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} is back</source>
            <translation>{who} ist wieder da</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} is speaking</source>
            <translation>{who} spricht</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/margins.py" />
            <source>{who} is typing…</source>
            <translation>{who} schreibt …</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} joined the call</source>
            <translation>{who} ist dem Anruf beigetreten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} keeps the place and will be called back</source>
            <translation>{who} behält den Platz und wird zurückgerufen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} left a message that could not be kept</source>
            <translation>{who} hat eine Nachricht hinterlassen, die nicht behalten werden konnte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} left before anyone could answer</source>
            <translation>{who} ging, bevor jemand antworten konnte</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} left the call</source>
            <translation>{who} hat den Anruf verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} left the chat</source>
            <translation>{who} hat den Chat verlassen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>{who} merged conversation {number}: it follows</source>
            <translation>{who} hat Gespräch {number} hierhergeholt: Es folgt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>{who} merged this into conversation {number}</source>
            <translation>{who} hat dies mit Gespräch {number} zusammengeführt</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>{who} moved this here from conversation {number}</source>
            <translation>{who} hat dies aus Gespräch {number} hierher verschoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>{who} moved what followed to conversation {number}</source>
            <translation>{who} hat das Folgende in Gespräch {number} verschoben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} paused the recording</source>
            <translation>{who} hat die Aufnahme pausiert</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} rated this conversation</source>
            <translation>{who} hat dieses Gespräch bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} rated this conversation {stars} of 5</source>
            <translation>{who} hat dieses Gespräch mit {stars} von 5 bewertet</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} started the conversation</source>
            <translation>{who} hat das Gespräch begonnen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/joining_lines.py" />
            <source>{who} took the move back: conversation {number}</source>
            <translation>{who} hat das Verschieben zurückgenommen: Gespräch {number}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} wants messages there again</source>
            <translation>{who} möchte dort wieder Nachrichten</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/words.py" />
            <source>{who} wants no more messages there</source>
            <translation>{who} möchte dort keine Nachrichten mehr</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} was not reached: {why}</source>
            <translation>{who} wurde nicht erreicht: {why}</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} was not reached: {why} Another call follows.</source>
            <translation>{who} wurde nicht erreicht: {why} Ein weiterer Anruf folgt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/call_lines.py" />
            <source>{who} would rather write</source>
            <translation>{who} möchte lieber schreiben</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/consents.py" />
            <source>{who}: “{words}”</source>
            <translation>{who}: „{words}“</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>· optional</source>
            <translation>· freiwillig</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/wrapup/panel.py" />
            <source>· required, choose one</source>
            <translation>· Pflicht, bitte wählen</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/sending_files.py" />
            <source>“{0}” can no longer be read.</source>
            <translation>„{0}“ lässt sich nicht mehr lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/door.py" />
            <location filename="../agent_desktop/desk/runner_figures.py" />
            <source>“{0}” could not be saved: {1}.</source>
            <translation>„{0}“ ließ sich nicht speichern: {1}.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/sending_files.py" />
            <source>“{0}” is larger than {1} MB.</source>
            <translation>„{0}“ ist größer als {1} MB.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/channels/email/letters.py" />
            <source>“{0}” is no mail address.</source>
            <translation>„{0}“ ist keine E-Mail-Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/connectors/hub/words.py" />
            <source>“{0}” is not the address of a website.</source>
            <translation>„{0}“ ist nicht die Adresse einer Website.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/voice/prompts/synthesis.py" />
            <source>“{0}” is not the name of a voice.</source>
            <translation>„{0}“ ist nicht der Name einer Stimme.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/hub/centre/removals.py" />
            <location filename="../agent_desktop/hub/server/admin.py" />
            <source>“{0}” reaches a network.</source>
            <translation>„{0}“ erreicht ein Netzwerk.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/composer/address_field.py" />
            <location filename="../agent_desktop/ui/conversation/composer/mail_fields.py" />
            <location filename="../agent_desktop/ui/inbox/new_message.py" />
            <source>“{address}” is no e-mail address.</source>
            <translation>„{address}“ ist keine E-Mail-Adresse.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/signin/connect.py" />
            <source>“{field}” is still empty.</source>
            <translation>„{field}“ ist noch leer.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>“{keys}” is not one stroke of keys.</source>
            <translation>„{keys}“ ist kein einzelner Tastendruck.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/tables.py" />
            <source>“{skill}” is there twice.</source>
            <translation>„{skill}“ steht zweimal da.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>“{text}” ends before it begins. Hours after midnight belong to the next day.</source>
            <translation>„{text}“ endet, bevor es beginnt. Stunden nach Mitternacht gehören zum nächsten Tag.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/calendars.py" />
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>“{text}” is no day. Write it like 2026-12-25.</source>
            <translation>„{text}“ ist kein Tag. Schreiben Sie ihn wie 2026-12-25.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/hours.py" />
            <source>“{text}” is no time. Write it like 9:00–17:00.</source>
            <translation>„{text}“ ist keine Zeit. Schreiben Sie sie wie 9:00–17:00.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/line_rows.py" />
            <source>“{text}” is no time. Write minutes like 5, or 0:30.</source>
            <translation>„{text}“ ist keine Zeit. Schreiben Sie Minuten wie 5 oder 0:30.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/settings/finding.py" />
            <source>“{text}” is not in the list. Choose from it.</source>
            <translation>„{text}“ steht nicht in der Liste. Wählen Sie daraus.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/call/habits.py" />
            <location filename="../agent_desktop/ui/shell/keys.py" />
            <source>“{title}” already has these keys.</source>
            <translation>„{title}“ hat diese Tasten schon.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>“{value}” cannot be used here.</source>
            <translation>„{value}“ kann hier nicht benutzt werden.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>“{value}” is below zero.</source>
            <translation>„{value}“ ist kleiner als null.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>“{value}” is nothing that a rule can say.</source>
            <translation>„{value}“ kann eine Regel nicht sagen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/model/rules.py" />
            <source>“{value}” is said twice.</source>
            <translation>„{value}“ ist zweimal gesagt.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/guidance/why_words.py" />
            <location filename="../agent_desktop/ui/workspace/notices.py" />
            <source>“{words}”</source>
            <translation>„{words}“</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/conversation/timeline/plain.py" />
            <source>… {n} more characters. Copy the message to read all of it.</source>
            <translation>… {n} weitere Zeichen. Kopieren Sie die Nachricht, um alles zu lesen.</translation>
        </message>
        <message>
            <location filename="../agent_desktop/ui/shell/palette.py" />
            <source>↑ ↓ move</source>
            <translation>↑ ↓ bewegen</translation>
        </message>
    </context>
</TS>
