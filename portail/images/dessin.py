"""What every picture shares. All arithmetic is in integers: no float reaches a document.

A length along a picture is a number of ten-thousandths of its width, written as a percentage: the drawing follows
the width of the page while texts and patterns keep their size, at 320 px as at 1280.
"""

ENTIER = 10_000

# One tile of 8 × 8 per rank: two neighbours differ by their pattern as well as by their colour. Empty is plain.
MOTIFS = (
    "M-2 2 2-2M0 8 8 0M6 10 10 6",  # /
    "",
    "M4 0V8",  # |
    "M0 4H8",  # –
    "M2 2h.01M6 6h.01",  # dots
    "M-2 6 2 10M0 0 8 8M6-2 10 2",  # \
    "M4 0V8M0 4H8",  # +
    "M0 0 8 8M8 0 0 8",  # ×
    "M0 4H4",  # dashes
    "M0 6 4 2 8 6",  # chevrons
)


def longueur(dix_milliemes: int) -> str:
    """1234 → « 12.34% », as an SVG attribute wants it."""
    return f"{dix_milliemes // 100}.{dix_milliemes % 100:02}%"


def nombre(valeur: int) -> str:
    """10860 → « 10 860 »."""
    return f"{valeur:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def pourcentage(dixiemes: int | None) -> str:
    """Tenths of a percent, as given: 512 → « 51,2 % », 500 → « 50 % »."""
    if dixiemes is None:
        return "non communiqué"
    decimale = f",{dixiemes % 10}" if dixiemes % 10 else ""
    return f"{nombre(dixiemes // 10)}{decimale}\N{NO-BREAK SPACE}%"


def barre(dixiemes: int | None, plafond: int = 1000) -> str:
    """The length of a bar when `plafond` fills the width; what is more than nothing can be seen."""
    if not dixiemes:
        return longueur(0)
    return longueur(min(max(dixiemes * ENTIER // plafond, 50), ENTIER))
