"""The usual words around a survey's question, by language: how to refuse in writing, and all that callers hear.

Promises what the keys mean in every language in which a usual question is spoken. English and German are shipped as
sound; the other ones are spoken where the hub can speak. A house replaces any of them by a prompt of its own.
"""

from typing import Final

USUAL_STOP: Final = {
    "en": "Reply STOP if you do not want to be asked again.",
    "de": "Antworten Sie STOP, wenn Sie nicht mehr gefragt werden möchten.",
    "fr": "Répondez STOP pour ne plus recevoir de questions.",
    "es": "Responda STOP si no quiere recibir otra pregunta.",
    "pt": "Responda STOP para deixar de receber perguntas.",
    "it": "Risponda STOP se non vuole più ricevere domande.",
    "nl": "Antwoord STOP als u geen vragen meer wilt.",
    "pl": "Odpisz STOP, a nie zapytamy ponownie.",
    "tr": "Bir daha soru gelmesin derseniz STOP gönderin.",
    "ru": "Отказ: STOP.",
    "ar": "للرفض أجب STOP.",
}
"""How customers refuse in writing, said with every question, by language; short, and in the GSM alphabet where the
language can be written in it, so that a question stays one SMS."""

USUAL_SPOKEN: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "survey_csat": "Êtes-vous satisfait de notre aide ?",
        "survey_csat_keys": "Appuyez sur une touche de un, pas du tout, à cinq, très.",
        "survey_nps": "Quelle est la probabilité que vous nous recommandiez ?",
        "survey_nps_keys": "Appuyez sur une touche de zéro, pas du tout, à neuf, ou sur un puis zéro pour dix,"
        " c'est-à-dire certainement.",
        "survey_ces": "A-t-il été facile d'obtenir de l'aide ?",
        "survey_ces_keys": "Appuyez sur une touche de un, très difficile, à sept, très facile.",
        "survey_stop": "Si vous ne voulez plus être interrogé, appuyez sur étoile.",
        "survey_comment": "Dites-nous en plus après le signal, ou raccrochez simplement."
        " Quand vous avez terminé, appuyez sur dièse.",
        "survey_thanks": "Merci de votre réponse. Au revoir.",
        "survey_stopped": "Merci. Nous ne vous interrogerons plus. Au revoir.",
        "wrong_choice": "Ce choix n'existe pas.",
        "no_choice": "Nous n'avons pas entendu de choix.",
        "goodbye": "Merci de votre appel. Au revoir.",
    },
    "es": {
        "survey_csat": "¿Está satisfecho con nuestra ayuda?",
        "survey_csat_keys": "Pulse una tecla del uno, nada, al cinco, mucho.",
        "survey_nps": "¿Qué probabilidad hay de que nos recomiende?",
        "survey_nps_keys": "Pulse una tecla del cero, ninguna, al nueve,"
        " o uno y después cero para diez, que significa seguro.",
        "survey_ces": "¿Fue fácil obtener ayuda?",
        "survey_ces_keys": "Pulse una tecla del uno, muy difícil, al siete, muy fácil.",
        "survey_stop": "Si no quiere que le preguntemos más, pulse asterisco.",
        "survey_comment": "Cuéntenos más después de la señal, o simplemente cuelgue."
        " Cuando termine, pulse almohadilla.",
        "survey_thanks": "Gracias por su respuesta. Adiós.",
        "survey_stopped": "Gracias. No volveremos a preguntarle. Adiós.",
        "wrong_choice": "Esa opción no existe.",
        "no_choice": "No hemos oído ninguna opción.",
        "goodbye": "Gracias por su llamada. Adiós.",
    },
    "ar": {
        "survey_csat": "ما مدى رضاك عن مساعدتنا؟",
        "survey_csat_keys": "اضغط رقما من واحد، غير راض، إلى خمسة، راض جدا.",
        "survey_nps": "هل توصي بنا للآخرين؟",
        "survey_nps_keys": "اضغط رقما من صفر، لا، إلى تسعة، أو واحد ثم صفر للعشرة، أي بالتأكيد.",
        "survey_ces": "هل كان من السهل الحصول على المساعدة؟",
        "survey_ces_keys": "اضغط رقما من واحد، صعب جدا، إلى سبعة، سهل جدا.",
        "survey_stop": "إذا كنت لا تريد أن نسألك مرة أخرى فاضغط نجمة.",
        "survey_comment": "أخبرنا بالمزيد بعد الصافرة، أو أغلق الخط. عندما تنتهي اضغط مربع.",
        "survey_thanks": "شكرا على إجابتك. مع السلامة.",
        "survey_stopped": "شكرا. لن نسألك مرة أخرى. مع السلامة.",
        "wrong_choice": "هذا الاختيار غير موجود.",
        "no_choice": "لم نسمع اختيارك.",
        "goodbye": "شكرا لاتصالك. مع السلامة.",
    },
}
"""What callers hear around a question, by language and the prompt's name, where no clip is shipped."""
