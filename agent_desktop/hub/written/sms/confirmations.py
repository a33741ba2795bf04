"""What is answered by itself to STOP, START and HELP, in the customer's language.

Promises one text for each keyword and language, beginning with the team's name where it has one, short enough for two
parts at the most. These words are for customers: they follow the word that was said, not the language of the screen.
"""

from agent_desktop.hub.written.sms.keywords import Keyword, Said

_TEXTS: dict[Keyword, dict[str, str]] = {
    Keyword.STOP: {
        "en": "You get no more messages from us. Reply START to get them again.",
        "de": "Sie erhalten keine Nachrichten mehr von uns. Mit START bekommen Sie sie wieder.",
        "fr": "Vous ne recevrez plus de messages de notre part. Répondez START pour en recevoir.",
        "es": "No recibirá más mensajes nuestros. Responda START para recibirlos de nuevo.",
        "pt": "Não vai receber mais mensagens nossas. Responda START para voltar a recebê-las.",
        "it": "Non riceverà più nostri messaggi. Risponda START per riceverli di nuovo.",
        "nl": "U krijgt geen berichten meer van ons. Antwoord START om ze weer te krijgen.",
        "pl": "Nie wyślemy już do Państwa wiadomości. Odpowiedź START włącza je ponownie.",
        "tr": "Size artık mesaj göndermeyeceğiz. Yeniden almak için START yazın.",
        "ru": "Мы больше не будем вам писать. Чтобы снова получать сообщения, ответьте START.",
        "ar": "لن تصلك رسائل منا بعد الآن. للعودة أرسل START.",
    },
    Keyword.START: {
        "en": "You get messages from us again. Reply STOP to end them.",
        "de": "Sie erhalten wieder Nachrichten von uns. Mit STOP beenden Sie sie.",
        "fr": "Vous recevrez de nouveau nos messages. Répondez STOP pour les arrêter.",
        "es": "Vuelve a recibir nuestros mensajes. Responda STOP para no recibirlos.",
        "pt": "Volta a receber as nossas mensagens. Responda STOP para as parar.",
        "it": "Riceverà di nuovo i nostri messaggi. Risponda STOP per fermarli.",
        "nl": "U krijgt weer berichten van ons. Antwoord STOP om ze te stoppen.",
        "pl": "Znów będziemy do Państwa pisać. Odpowiedź STOP kończy wiadomości.",
        "tr": "Mesajlarımızı yeniden alacaksınız. Durdurmak için STOP yazın.",
        "ru": "Вы снова получаете наши сообщения. Чтобы их остановить, ответьте STOP.",
        "ar": "ستصلك رسائلنا من جديد. للإيقاف أرسل STOP.",
    },
    Keyword.HELP: {
        "en": "Write your question here, a person answers. Reply STOP to get no more messages.",
        "de": "Schreiben Sie hier Ihre Frage, ein Mensch antwortet. STOP beendet die Nachrichten.",
        "fr": "Posez votre question ici, une personne vous répondra. STOP arrête les messages.",
        "es": "Escriba aquí su pregunta y le responderá una persona. STOP detiene los mensajes.",
        "pt": "Escreva aqui a sua pergunta e uma pessoa responde. STOP para as mensagens.",
        "it": "Scriva qui la sua domanda, risponde una persona. STOP ferma i messaggi.",
        "nl": "Stel hier uw vraag, een mens antwoordt. Met STOP eindigen de berichten.",
        "pl": "Proszę napisać tutaj pytanie, odpowie człowiek. STOP kończy wiadomości.",
        "tr": "Sorunuzu buraya yazın, bir kişi yanıtlar. STOP mesajları durdurur.",
        "ru": "Напишите здесь свой вопрос, вам ответит человек. STOP отключает сообщения.",
        "ar": "اكتب سؤالك هنا وسيجيبك شخص. أرسل STOP لإيقاف الرسائل.",
    },
}


def confirmation(said: Said, team: str = "") -> str:
    """The automatic answer; English where the language has none."""
    texts = _TEXTS[said.keyword]
    text = texts.get(said.language, texts["en"])
    return f"{team}: {text}" if team else text
