"""Stationery: how this installation's letters look, as its settings say."""

from limpide.foundation.settings import Settings

from .setting import Press, Stationery


def press_of(settings: Settings) -> Press:
    """Set letters up as the installation's settings say."""
    lines = (line.strip() for line in settings.letter_sender.split("|"))
    return Press(
        Stationery(
            layout="us-lob" if settings.letter_by == "lob" else settings.letter_layout,
            sender=tuple(line for line in lines if line),
            font=settings.letter_font,
            duplex=settings.letter_duplex,
            colour=settings.letter_colour,
        )
    )
