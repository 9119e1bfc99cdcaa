"""French-looking text whose words are as unequal as those of a language: the n-th comes n times less often (Zipf)."""

import random
from itertools import accumulate, product

FREQUENTS = (
    "de la le les et des à en que pour dans un une du qui par sur plus au avec ne pas ce il sont est être nous ou "
    "aux leur tous faire cette ces doit tout sans entre comme mais on chaque même peut ainsi dont leurs aussi afin "
    "transports logement énergie santé école climat eau agriculture alimentation emploi formation commune territoire "
    "habitants citoyens vélo train voiture rue quartier ville campagne forêt rivière déchets recyclage chauffage "
    "isolation hôpital médecin patients élèves enseignants jeunesse aînés handicap sport culture patrimoine musée "
    "bibliothèque numérique données internet sécurité justice police impôt budget aide prime financement entreprise "
    "commerce artisan industrie recherche innovation mer littoral montagne biodiversité abeilles pesticides sols air "
    "bruit lumière nuit enfants familles femmes égalité solidarité pauvreté retraite salaire travail télétravail "
    "proposer améliorer réduire interdire créer développer renforcer soutenir simplifier informer protéger aménager "
    "rénover financer contrôler évaluer partager ouvrir former accompagner garantir limiter encourager publier "
    "obligatoire gratuit public local national durable accessible transparent équitable régulier sobre collectif "
    "nouveau meilleur grand petit mesure loi décret plan projet service réseau centre réunion avis débat question "
    "réponse année mois jour délai coût prix tarif euros millions personnes foyers bâtiments logements parcs places "
    "pistes lignes gares arrêts cantines repas produits circuits courts emballages bouteilles consigne tri compost"
)
RACINES = (
    "agri aqua auto biblio bio carbo céré chrono citoy climat co commun concert conser cultiv démocra dépla dévelop "
    "écolo économ édu énerg équip étud évalu fertil fisc flor fluvi forest form géo habit harmon hydro immobil indust "
    "inform innov intér irrig juridi labor litto loc logist médi mobil munici natur navig norm numér orga paris parti "
    "pédago péri péren planét post presta prévent produ program quali régul rémun rénov résid respons résil restaur "
    "rural sanit scol sécur social soci solid statis subven techn terri therm touris trans urban util valoris végét "
    "vigil viti vulnér zon"
)
FINS = (
    "tion tions ment ments teur teurs trice trices bilité bilités tique tiques tive tives ble bles nce nces ges ge "
    "ture tures mes me liste listes neur neurs"
)


def vocabulaire() -> list[str]:
    """Common words first, then more than two hundred thousand rarer and rarer, each with stems of its own."""
    rares = ["".join(morceaux) for morceaux in product(RACINES.split(), RACINES.split(), FINS.split())]
    random.Random(1).shuffle(rares)  # noqa: S311 - always the same order
    return list(dict.fromkeys([*FREQUENTS.split(), *rares]))


class Redacteur:
    """Writes the same texts again for the same seed."""

    def __init__(self, graine):
        self.hasard = random.Random(graine)  # noqa: S311 - text to measure with, not a secret
        self.mots = vocabulaire()
        self.poids = list(accumulate(1 / rang for rang in range(1, len(self.mots) + 1)))

    def phrase(self, longueur) -> str:
        """A sentence of so many words."""
        mots = self.hasard.choices(self.mots, cum_weights=self.poids, k=longueur)
        return f"{' '.join(mots).capitalize()}."

    def titre(self) -> str:
        return self.phrase(self.hasard.randint(4, 10))[:-1]

    def texte(self, phrases) -> str:
        """One paragraph."""
        return " ".join(self.phrase(self.hasard.randint(8, 22)) for _ in range(phrases))

    def parmi(self, choix):
        """One of `choix`: value → weight."""
        [tire] = self.hasard.choices(list(choix), weights=choix.values())
        return tire
