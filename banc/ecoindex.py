"""EcoIndex of a page: how it compares with half a million others (www.ecoindex.fr, method of GreenIT.fr)."""

from bisect import bisect_right

NOEUDS = (
    0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076,
    1237, 1459, 1801, 2479, 594601,
)  # fmt: skip
REQUETES = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOOCTETS = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06,
    2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip


def ecoindex(noeuds: int, requetes: int, kilooctets: float) -> float:
    """From 100 down to 0: elements of the DOM (those inside an SVG left out), requests, kB transferred."""
    rangs = [
        _rang(valeur, quantiles)
        for valeur, quantiles in ((noeuds, NOEUDS), (requetes, REQUETES), (kilooctets, KILOOCTETS))
    ]
    return 100 - 5 * (3 * rangs[0] + 2 * rangs[1] + rangs[2]) / 6


def _rang(valeur, quantiles) -> float:
    """In twentieths: 0 for the lightest page ever seen, 20 for the heaviest."""
    haut = bisect_right(quantiles, valeur)
    if haut == len(quantiles):
        return haut - 1
    bas = haut - 1
    return bas + (valeur - quantiles[bas]) / (quantiles[haut] - quantiles[bas])
