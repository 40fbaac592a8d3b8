"""People withdraw in their own words; a complaint about something else withdraws nothing."""

import pytest

from limpide.contacts.plain_words import is_withdrawal


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, je ne veux plus recevoir vos e-mails. Merci.",
        "Je souhaite ne plus recevoir de newsletters",
        "Arrêtez de m’envoyer des pubs !!",
        "Désabonnez-moi s’il vous plaît",
        "Merci de me désinscrire.",
        "Je voudrais être retirée de votre liste",
        "Retirez-moi de votre liste de diffusion",
        "Plus de SMS svp",
        "I don't want to receive any more emails from you",
        "Please stop sending me marketing emails.",
        "Stop texting me",
        "Unsubscribe me please",
        "I want to unsubscribe.",
        "Take me off your mailing list",
        "No more offers, thank you",
        "No quiero recibir más correos",
        "Por favor, denme de baja",
        "Dejen de enviarme publicidad",
        "Ich möchte keine Newsletter mehr erhalten",
        "Nehmen Sie mich bitte aus dem Verteiler",
        "Bitte melden Sie mich vom Newsletter ab",
        "Non voglio più ricevere le vostre e-mail",
        "Cancellatemi dalla lista",
        "Ik wil geen reclame meer ontvangen",
        "Schrijf mij uit voor de nieuwsbrief",
        "Stop met mailen",
    ],
)
def test_plain_words_are_heard_in_six_languages(text: str) -> None:
    assert is_withdrawal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Je ne veux plus recevoir ma commande, je l’annule.",
        "Je n’ai pas reçu vos e-mails de confirmation.",
        "Je ne veux pas me désabonner, au contraire !",
        "Pourquoi n’ai-je plus de nouvelles de mon colis ?",
        "Arrêtez de me facturer deux fois",
        "Le vendeur m’a dit de ne plus recevoir de visiteurs",
        "Stop sending me the wrong size",
        "I do not want to unsubscribe",
        "I did not receive your email, send it again please",
        "I want more offers like this one",
        "How do I cancel my order?",
        "No quiero esta lámpara",
        "Ich habe keine Mail bekommen",
        "Non ho ricevuto la mail",
        "Ik heb geen bericht gekregen",
        "Désabonnez-moi " + "et voici toute mon histoire, " * 40,
    ],
)
def test_other_wishes_withdraw_nothing(text: str) -> None:
    assert not is_withdrawal(text)
