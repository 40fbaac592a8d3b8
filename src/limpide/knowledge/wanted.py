"""What a question wants to hear (a time, a price, a place), and whether some text has it."""

import re
from collections.abc import Mapping
from enum import StrEnum

from .words import tidied, without_accents

_READ = 400


class Kind(StrEnum):
    """What sort of answer a question wants."""

    WHEN = "when"
    HOW_LONG = "how_long"
    CLOCK = "clock"
    HOW_MUCH = "how_much"
    HOW_MANY = "how_many"
    SIZE = "size"
    AGE = "age"
    WHERE = "where"
    WHO = "who"
    WHY = "why"
    CONTACT = "contact"
    OTHER = "other"


# Patterns for lower case without accents, as many customers type.
_WHICH = r"quel(?:le)?s? (?:(?:est|sont|serai\w*) )?(?:l'|(?:le|la|les|vos|votre|mon|ma) )?"
_FIRST = r"^\W*(?:l'|(?:le|la|les|vos|votre|the|your) )?"
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.AGE,
        rf"\b(?:{_WHICH}ages?|how old|what age|age (?:minimum|limit|maximum)|minimum age)\b",
    ),
    (
        Kind.SIZE,
        rf"\b(?:{_WHICH}(?:tailles?|dimensions?|longueurs?|largeurs?|hauteurs?|profondeurs?|poids|"
        r"surfaces?|superficies?|altitudes?|distances?|temperatures?|puissances?|vitesses?)|"
        r"how (?:big|large|deep|high|tall|wide|heavy|far|fast|hot|cold|close|near)|"
        r"what(?:'s| is| are) the .{0,30}\b"
        r"(?:size|weight|height|depth|width|temperature|distance))\b",
    ),
    (
        Kind.CLOCK,
        rf"\b(?:a quelle heure|jusqu'a quelle heure|{_WHICH}(?:heures?|horaires?)|"
        r"what time|what hours|opening (?:hours|times)|"
        r"what(?:'s| is| are) (?:the|your) (?:\w+ )?hours)\b|"
        rf"{_FIRST}horaires?\b",
    ),
    (
        Kind.HOW_LONG,
        r"\b(?:combien de (?:temps|jours?|semaines?|mois|heures?|minutes?|annees?)|sous combien|"
        rf"{_WHICH}(?:delais?|durees?|validite)|"
        r"how (?:long|soon)|how many (?:days|weeks|months|hours|years|minutes)|"
        rf"by what|until what)\b|{_FIRST}(?:delais?|durees?|time limit)\b",
    ),
    (
        Kind.WHEN,
        rf"\b(?:quand|{_WHICH}(?:dates?|jours?|annees?|saisons?)|en quelle annee|when|"
        r"how (?:late|early)|what (?:date|day|year)|(?:which|what|in which) (?:year|months?|days?)|"
        r"what(?:'s| is| are) (?:the|your) (?:\w+ )?deadline)\b",
    ),
    (
        Kind.HOW_MUCH,
        r"\b(?:combien (?:ca |cela )?(?:coute\w*|vaut|est-ce)|combien .{0,20}\b(?:pay\w+|cout\w+)|"
        rf"{_WHICH}(?:prix|tarifs?|couts?|frais|montants?)|a quel prix|c'est combien|how much|"
        rf"what .{{0,40}}\b(?:cost|price|fee|charge)s?)\b|"
        rf"{_FIRST}(?:prix|tarifs?|frais|couts?|prices?|costs?|fees?|charges?)\b",
    ),
    (Kind.HOW_MANY, r"\b(?:combien|how many|what percentage|quel pourcentage)\b"),
    (
        Kind.CONTACT,
        r"\b(?:(?:numero|n°) de (?:telephone|tel)|vous (?:appeler|joindre|contacter|ecrire)|"
        r"adresse (?:mail|e-?mail)|phone number|(?:call|reach|contact|e-?mail) you)\b",
    ),
    (Kind.WHY, r"\b(?:pourquoi|why|how come|pour quelle raison|what for|for what reason)\b"),
    # «ou» is also «or»: without its accent it asks at the beginning only, or before a verb.
    (Kind.WHERE, r"\b(?:where|a quel endroit|d'ou|ou (?:est|sont|se|puis|trouver))\b|^\W*ou\b"),
    (Kind.WHO, r"^\W*(?:a |de |par |pour )?qui\b|\b(?:est-ce que qui|who|whom)\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

_TIME = (
    r"\b\d+\s*(?:h\b|heures?|hours?|jours?|days?|semaines?|weeks?|mois|months?|ans?\b|années?|years?|"
    r"minutes?|min\b|am\b|pm\b|a\.m|p\.m)|\b\d{1,2}[:h]\d{2}\b|\b(?:1\d|20)\d\d\b|"
    r"\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|trente|one|two|three|four|five|six|"
    r"seven|eight|ten|fourteen|thirty|a)\s+(?:heures?|hours?|jours?|days?|semaines?|weeks?|mois|months?|"
    r"ans?\b|années?|years?|minutes?)|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|janvier|février|mars|avril|"
    r"juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|june|july|"
    r"august|september|october|november|december|immédiat\w*|immediate\w*|at once|aussitôt|"
    r"same day|le jour même|lendemain|next day|noon|midi|midnight|minuit|siècle|century|"
    r"à tout moment|at any time|jour et nuit|day and night|24 h)\b"
)
_UNIT = (
    r"(?:heures?|hours?|jours?|days?|semaines?|weeks?|fortnights?|mois|months?|ans?\b|années?|years?|"
    r"minutes?|min\b|secondes?|seconds?|nuits?|nights?)"
)
_NUMBER = (
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quatorze|quinze|vingt|trente|"
    r"quarante|cinquante|soixante|cent|quelques|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|few)"
)
_DURATION = (
    rf"\b(?:\d+|{_NUMBER}(?:[- ]\w+)?)\s*(?:h\b|(?:\w+ )?{_UNIT})|"
    r"\b(?:immédiat\w*|immediate\w*|at once|aussitôt|same day|le jour même|lendemain|next day|"
    r"à vie|lifetime|for good|24 h)\b"
)
_CLOCK = (
    r"\b\d{1,2}\s*(?:h\b|heures?|am\b|pm\b|a\.m|p\.m)|\b\d{1,2}[:h]\d{2}\b|"
    r"\b(?:between|from|at|until|to|till|before|after)\s+(?:\w+\s+)?\d{1,2}\b|"
    r"\b(?:noon|midi|midnight|minuit|jour et nuit|day and night|round the clock|24 h|at any time|"
    r"à toute heure)\b"
)
_MONEY = (
    r"\d\s*(?:€|eur|\$|£|%|p\b|euros?|dollars?|chf|centimes?|cents?|pounds?|pence)|[€$£]\s*\d|"
    r"\b(?:gratuit\w*|offerte?s?|free|sans frais|no charge|at no cost|without charge|for nothing|"
    r"inclus\w*|comprise?s?|included|costs nothing)\b"
)
_FIGURE = (
    r"\d|\b(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|twice|aucune?|none|unlimited|illimité\w*)\b"
)
_SIZE = (
    r"\d\s*(?:mm|cm|km|m\b|m²|m2|mètres?|metres?|meters?|kilom\w+|miles?|feet|ft|inch\w*|kg|kilos?|g\b|"
    r"grammes?|grams?|kilograms?|litres?|liters?|l\b|ml|°|degr\w+|w\b|watts?|kw|va\b|mb|go\b|gb|km/h|mph|"
    r"x\s*\d|centim\w+)"
)
_REACH = r"\+?\d[\d .]{7,}|\S+@\S+|https?://|\bchat\b|formulaire|form\b|téléphone|phone|\b\d{4}\b"
_AGE = r"\d+\s*(?:ans?|years?|mois|months?)|\b(?:majeur|mineur|adulte|adult|under \d+|over \d+)"
_NAMED = r"(?<=[\w,;:] )(?:[A-ZÀ-Ý][\w'’-]+)|\b(?:nous|notre|we|our|vous|vos|you|your)\b"
_PLACE = (
    r"(?<=[\w,;:] )[A-ZÀ-Ý][\w'’-]+|\b(?:page|rubrique|onglet|menu|espace|guichet|accueil|adresse|"
    r"rue|magasin|boutique|mairie|étage|section|settings|desk|counter|address|street|shop|floor|"
    r"under|at the|sur le|sous le|dans le|dans la)\b"
)
_REASON = (
    r"\b(?:car|parce|puisque|afin|pour que|vient|viennent|raison|à cause|grâce|faute|because|since|"
    r"due to|so that|owing|reason|cause\w*|means|signifie|comes? from|when|quand|si|if)\b"
)
# How little a text is worth that lacks what is wanted; reasons and names hide in many forms.
_WANTED: Mapping[Kind, tuple[re.Pattern[str], float]] = {
    kind: (re.compile(pattern, flags), lacking)
    for kind, pattern, flags, lacking in (
        (Kind.WHEN, _TIME, re.IGNORECASE, 0.0),
        (Kind.HOW_LONG, _DURATION, re.IGNORECASE, 0.0),
        (Kind.CLOCK, _CLOCK, re.IGNORECASE, 0.0),
        (Kind.HOW_MUCH, _MONEY, re.IGNORECASE, 0.0),
        (Kind.HOW_MANY, _FIGURE, re.IGNORECASE, 0.0),
        (Kind.SIZE, _SIZE, re.IGNORECASE, 0.0),
        (Kind.AGE, _AGE, re.IGNORECASE, 0.0),
        (Kind.CONTACT, _REACH, re.IGNORECASE, 0.0),
        (Kind.WHO, _NAMED, re.NOFLAG, 0.25),
        (Kind.WHERE, _PLACE, re.NOFLAG, 0.25),
        (Kind.WHY, _REASON, re.IGNORECASE, 0.25),
    )
}


_COUNTED = re.compile(r"\b(?:combien d(?:e |')|how many )(?P<what>\w+)")
# What comes before the thing that a question is about: «do you sell», «comment», «which».
_ASKS_OF = re.compile(
    r"\b(?:quel(?:le)?s?(?: (?:est|sont|type de|sorte de|genre de))?|combien d(?:e |')|"
    r"how many|which|"
    r"what(?:'s| is| are| kind of| sort of| type of)?(?: (?:the|your))?|"
    r"(?:do|does|did|can|could|may|must|should|will|would|have|has) "
    r"(?:you|i|we|they|it|one|my \w+|the)|"
    r"(?:is|are) (?:there|it|the|my|your)|how (?:do|can|could|should|would) (?:i|we|you)|how to|"
    r"[a-z]+ez[- ]vous|y a[- ]t[- ]il|il y a|peut[- ]on|puis[- ]je|a[- ]t[- ]on|"
    r"est[- ]il|est[- ]elle|"
    r"sont[- ](?:ils|elles)|a[- ]t[- ](?:il|elle)|faut[- ]il|dois[- ]je|"
    r"est[- ]ce qu(?:e|')(?: ?(?:je|vous|on|nous|il|elle|le|la|les|mon|ma|mes))?|"
    r"comment(?: (?:est-ce que|puis-je|peut-on|dois-je|faire pour))?)\b"
)
_FIGURE_STEM = re.compile(
    r"\d|(?:une?|deux|trois|quatr|cinq|six|sept|huit|neuf|dix|douz|quinz|vingt|trent|cent|mill|one|two|"
    r"three|four|five|seven|eight|nine|ten|twelv|twenti|hundr|thousand|doubl|aucun|half|demi)$"
)


def counted_in(text: str) -> str | None:
    """Find what a question counts: «students» in «how many students»."""
    found = _COUNTED.search(without_accents(tidied(text[:_READ]).lower()))
    return found["what"] if found else None


def asked_after(text: str) -> int | None:
    """Find where what a question is about begins, after its asking words; None without such.

    `text`: lower case, without accents.
    """
    found = _ASKS_OF.search(text)
    return found.end() if found else None


def is_figure(stemmed: str) -> bool:
    """Say whether a stem is a number."""
    return _FIGURE_STEM.match(stemmed) is not None


def kind_of(text: str) -> Kind:
    """Say what sort of answer a question wants, by its question words."""
    text = without_accents(tidied(text[:_READ]).lower())
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.OTHER)


def fits(kind: Kind, text: str) -> float:
    """Say whether a text has what is wanted: 1 when it does; a half when nothing is wanted."""
    wanted = _WANTED.get(kind)
    if wanted is None:
        return 0.5
    pattern, lacking = wanted
    return 1.0 if pattern.search(text) else lacking
