"""What customers are told whose room is encrypted, in their language.

Promises one sentence for each language, and English for those that are not here. These words are for customers: they
follow what the hub knows of them, not the language of the screen.
"""

from typing import Final

_TEXTS: Final = {
    "en": "We cannot read encrypted messages. Please write in a room without encryption.",
    "de": "Verschlüsselte Nachrichten können wir nicht lesen. Bitte schreiben Sie in einem Raum"
    " ohne Verschlüsselung.",
    "fr": "Nous ne pouvons pas lire les messages chiffrés. Écrivez-nous dans un salon sans"
    " chiffrement.",
    "es": "No podemos leer mensajes cifrados. Escriba en una sala sin cifrado.",
    "pt": "Não conseguimos ler mensagens cifradas. Escreva numa sala sem cifra.",
    "it": "Non possiamo leggere i messaggi cifrati. Scriva in una stanza senza cifratura.",
    "nl": "Versleutelde berichten kunnen wij niet lezen. Schrijf ons in een ruimte zonder"
    " versleuteling.",
    "pl": "Nie możemy odczytać zaszyfrowanych wiadomości. Prosimy napisać w pokoju bez szyfrowania.",
    "tr": "Şifreli mesajları okuyamıyoruz. Lütfen şifresiz bir odada yazın.",
    "ru": "Мы не можем читать зашифрованные сообщения. Напишите в комнате без шифрования.",
    "ar": "لا يمكننا قراءة الرسائل المشفرة. اكتب لنا في غرفة بلا تشفير.",
}


def please_plain(language: str) -> str:
    """The sentence in a language (BCP 47)."""
    return _TEXTS.get(language.partition("-")[0].lower(), _TEXTS["en"])
