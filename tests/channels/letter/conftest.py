"""A letter as a company writes it."""

from typing import Any

import pytest

from limpide.channels import Disclosure, Letterhead, Outbound, Press, Stationery

PASSPORT = "https://maison-olvera.example/m/7Kq2xV9wQm3TgYb5sLdR0aHc"
SENDER = ("14 rue du Marché", "69002 Lyon", "France")
TEXT = """Madame,

Vous avez demandé un **délai**. Nous l’acceptons.

| Échéance | Montant |
|---|---|
| 5 février 2027 | 86,00 € |
| 5 mars 2027 | 86,00 € |

- par prélèvement ;
- par carte.

Salutations distinguées.
"""


def letter(**changes: Any) -> Outbound:
    """A letter in French, written by an AI and read by a person."""
    values: dict[str, Any] = {
        "id": "0190c0de-0000-7000-8000-000000000001",
        "address": "Marie Blanc\nAppartement 12\n3, rue de l’Église\n69003 Lyon",
        "text": TEXT,
        "sender": "bonjour@maison-olvera.example",
        "sender_name": "Claire Dumas (Maison Olvera)",
        "subject": "Votre demande de délai",
        "language": "fr",
        "disclosure": Disclosure(
            "ai_reviewed",
            "Rédigé par une IA, relu par Claire Dumas",
            "mistral-small",
            "Mistral AI",
            "Claire Dumas",
        ),
        "passport_url": PASSPORT,
        "return_token": "3K7QD-2M4XA",
        "letterhead": Letterhead("Olvera SAS", "Marie Blanc", "FR", "Europe/Paris"),
    }
    return Outbound(**(values | changes))


@pytest.fixture(scope="session")
def press() -> Press:
    """A press with the French window."""
    return Press(Stationery(sender=SENDER))
