"""STOP, START and HELP, as customers write them: the words by which consent is taken back and given, by language.

Promises that only a message which is nothing but such a word counts, however it is cased, accented or punctuated:
"please stop calling me" is for a person. Refuses "yes", "no" and "ok" as words of consent: here they answer an agent's
question.
"""

import unicodedata
from enum import StrEnum
from typing import NamedTuple


class Keyword(StrEnum):
    """What the whole message says."""

    STOP = "stop"
    START = "start"
    HELP = "help"


class Said(NamedTuple):
    """A keyword and the language in which it was said ("en" for those that are the same everywhere)."""

    keyword: Keyword
    language: str


#: English ones first: networks and laws ask for them everywhere (CTIA Messaging Principles 5.1; 47 CFR 64.1200(a)(10)).
_WORDS: dict[Keyword, dict[str, str]] = {
    Keyword.STOP: {
        "en": "stop stopall unsubscribe cancel end quit revoke optout remove",
        "de": "stopp abmelden abbestellen austragen",
        "fr": "arret arrêter desabonner désinscrire désinscription",
        "es": "baja alto parar cancelar",
        "pt": "sair remover descadastrar",
        "it": "basta ferma disiscrivi cancellami",
        "nl": "afmelden uitschrijven stoppen",
        "pl": "rezygnuję wypisz zatrzymaj",
        "sv": "avsluta avregistrera",
        "da": "frameld afmeld",
        "nb": "avmeld",
        "fi": "lopeta peru",
        "cs": "odhlásit zrušit",
        "tr": "dur iptal ret",
        "el": "διακοπη στοπ",
        "ru": "стоп отписаться",
        "uk": "відписатися",
        "he": "הסר",
        "ar": "توقف إيقاف الغاء",
        "zh": "退订 退訂",
        "ja": "停止 配信停止",
    },
    Keyword.START: {
        "en": "start unstop subscribe resume optin",
        "de": "anmelden weiter",
        "fr": "démarrer reprendre",
        "es": "alta iniciar",
        "pt": "iniciar voltar",
        "it": "inizia riprendi",
        "nl": "aanmelden hervatten",
        "pl": "wznów zapisz",
        "sv": "starta",
        "da": "tilmeld",
        "fi": "aloita",
        "cs": "přihlásit",
        "tr": "başlat başla",
        "ru": "старт подписаться",
        "uk": "почати підписатися",
        "ar": "ابدأ اشتراك",
        "zh": "订阅",
        "ja": "再開",
    },
    Keyword.HELP: {
        "en": "help info",
        "de": "hilfe",
        "fr": "aide",
        "es": "ayuda",
        "pt": "ajuda",
        "it": "aiuto",
        "nl": "hulp",
        "pl": "pomoc",
        "sv": "hjälp",
        "da": "hjælp",
        "fi": "apua ohje",
        "cs": "pomoc",
        "tr": "yardım",
        "el": "βοηθεια",
        "ru": "помощь",
        "uk": "допомога",
        "he": "עזרה",
        "ar": "مساعدة",
        "zh": "帮助",
        "ja": "ヘルプ",
    },
}


def _key(text: str) -> str:
    """Letters and digits alone, without case and accents: "Arrêt!" and "ARRET" are one."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(sign for sign in bare if sign.isalnum())


_MEANINGS: dict[str, Said] = {}
for _keyword, _languages in _WORDS.items():
    for _language, _line in _languages.items():
        for _word in _line.split():
            _MEANINGS.setdefault(_key(_word), Said(_keyword, _language))
_LONGEST = max(map(len, _MEANINGS))


def keyword(text: str) -> Said | None:
    """What a customer's whole message says, None for an ordinary one."""
    if len(text) > 4 * _LONGEST:  # spaced and punctuated at the most
        return None
    return _MEANINGS.get(_key(text))
