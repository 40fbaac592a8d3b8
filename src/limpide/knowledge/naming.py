"""Naming: where a text names a person, told by form alone. No list of names is asked."""

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Final

from babel import Locale

from limpide.foundation.i18n import LANGUAGES

from .words import stop_words

_SPACE: Final = r"[ \t\u00a0\u202f]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
# «de La Tour», «van der Berg», «El Amrani».
_PARTICLE: Final = rf"(?:(?:de|du|des|la|le|van|von|der|den|bin|ben|di|da|dos){_SPACE}+|d['’])"
_NAME: Final = rf"{_PARTICLE}{{0,2}}{_CAPITAL}(?:{_SPACE}+{_PARTICLE}{{0,2}}{_CAPITAL}){{0,3}}"
_FULL: Final = rf"{_CAPITAL}(?:{_SPACE}+{_PARTICLE}{{0,2}}{_CAPITAL}){{1,3}}"
_TITLE: Final = (
    # «Taille M. Quelle longueur ?» names nobody.
    r"(?:(?<!taille )(?<!Taille )(?<!size )(?<!Size )M\.|MM\.|Mmes|Mlles|Mgr|Pr\.?|Mr\.?|Mrs\.|"
    r"Dr\.?|Ms\.?|Mx\.?|"
    r"(?i:mme|mlle|mrs|monsieur|madame|mademoiselle|docteur|maître|doctor|professor|miss))"
)
_KIN: Final = (
    r"mari|femme|épouse|époux|conjointe?|compagne|compagnon|fils|fille|mère|père|sœur|soeur|frère|"
    r"tante|oncle|voisine?|amie?|collègue|conseill(?:er|ère)|livreur|responsable|husband|wife|"
    r"partner|son|daughter|mother|father|mum|dad|sister|brother|aunt|uncle|neighbou?r|friend|"
    r"colleague|advis[oe]r|manager|driver"
)
_CLOSING: Final = (
    r"cordialement|salutations|bien à vous|à bientôt|bonne (?:journée|soirée)|bises|"
    r"merci(?: d['’]avance)?|regards|sincerely|cheers|thanks|thank you|many thanks|"
    r"yours(?: truly)?|best(?: wishes)?"
)
_CALLED: Final = r"je m['’]appelle|je me (?:nomme|prénomme)|i['’ ]a?m called"
_LOWER: Final = r"[^\W\d_][\w'’-]*"
_SURE: Final = (
    rf"(?<!\w){_TITLE}{_SPACE}+(?P<it>{_NAME})",
    rf"(?i:\b(?:{_CALLED})\s+)(?P<it>{_NAME})",
    # Who types all in lower case writes their own name so, too.
    rf"(?i:\b(?:{_CALLED})\s+)(?P<it>{_LOWER}(?: {_LOWER}){{0,2}})",
    rf"(?i:\b(?:mon (?:nom|prénom)|moi,? c['’]|my name['’]?)\s*(?:est|is|s)?[\s:]+)(?P<it>{_NAME})",
    rf"(?i:\b(?:je suis|ici|i am|i['’]m|this is)\s+)(?P<it>{_FULL})",
    r"(?i:\b(?:au nom de|à l['’]attention de|de la part de|in the name of|on behalf of|attn\.?:?)"
    rf"\s+)(?P<it>{_NAME})",
    rf"(?i:\b(?:mon|ma|mes|notre|votre|leur|sa|son|my|our|your|his|her|their)\s+(?:{_KIN}),?\s+)"
    rf"(?P<it>{_NAME})",
    rf"(?i:\b(?:parl|discut|échang|spoke|talk)\w*\s+(?:à|avec|to|with)\s+)(?P<it>{_NAME})",
    rf"(?i:\beu\s+)(?P<it>{_NAME})(?=\s+(?:au téléphone|en ligne))",
    rf"(?i:\b(?:{_CLOSING})[\s,.!;:-]+)(?P<it>{_NAME})(?=\s*[.!]?\s*(?:\n|$))",
)
_PAIR: Final = re.compile(rf"(?<![\w@]){_FULL}")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_POLITE: Final = {"bonjour", "bonsoir", "madame", "monsieur", "mademoiselle", "cher", "chère"} | {
    *("dear", "hello", "hi", "good", "morning", "afternoon", "evening")
}
_BLANK: Final = "…"


@cache
def _sure() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _SURE)


def without_names(text: str, known: Collection[str] | None = None) -> str:
    """Take out whom a text names.

    `known`: words that name no person. Given, other pairs of capitalised words go too: «Zoé Lefort»
    tells who somebody is as well as «Mme Lefort»; but so may a place or a brand be written.
    """
    for pattern in _sure():
        text = pattern.sub(_blanked, text)
    if known is None:
        return text
    is_known = _asking(known)
    return _PAIR.sub(lambda match: _pair(match[0], is_known), text)


def capitalised(text: str) -> frozenset[str]:
    """List the words of which pairs are made: letters, hyphens, apostrophes. To be looked up."""
    return frozenset(
        word for pair in _PAIR.findall(text) for word in _WORD.findall(pair) if word[0].isupper()
    )


def _blanked(match: re.Match[str]) -> str:
    name = _name_of(match["it"])
    if not name:
        return match[0]
    start = match.start("it") - match.start()
    return f"{match[0][:start]}{_BLANK}{match[0][start + len(name) :]}"


def _name_of(found: str) -> str:
    """End a name typed in lower case where ordinary words begin: «je m'appelle julie et …»."""
    if found != found.lower():
        return found
    words: list[str] = []
    for word in found.split():
        if word in _ordinary():
            break
        words.append(word)
    return " ".join(words)


def _pair(pair: str, is_known: Callable[[str], bool]) -> str:
    """Keep a pair of which every word is known; a known word before it begins the sentence."""
    words = [word for word in _WORD.findall(pair) if word[0].isupper()]
    if all(map(is_known, words)):
        return pair
    first = words[0]
    is_start = len(words) > 2 and is_known(first)
    return f"{first} {_BLANK}" if is_start else _BLANK


def _asking(known: Collection[str]) -> Callable[[str], bool]:
    folded = {word.casefold() for word in known}
    return lambda word: any(word.casefold() in each for each in (folded, _places(), _ordinary()))


@cache
def _places() -> frozenset[str]:
    """List the words of which the names of countries are made: they are no persons (CLDR)."""
    return frozenset(
        word.casefold()
        for language in LANGUAGES
        for name in Locale(language).territories.values()
        for word in _WORD.findall(name)
    )


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_POLITE).union(*(stop_words(language) for language in LANGUAGES))
