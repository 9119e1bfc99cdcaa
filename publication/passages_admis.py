"""Which passages may be erased: not what would take half of the language with it."""

import re

from publication.passages import plier

PASSAGES_AU_PLUS = 20
LONGUEUR_AU_PLUS = 10_000
LONGUEUR_AU_MOINS = 3
MOTS_COURANTS = """
a à ai ainsi alors après au aucun aucune aussi autre autres aux avant avec avez avis avoir avons car ce cela
celle celles celui ces cet cette ceux chaque chez citoyen citoyens citoyenne citoyennes comme comment commission
contre convention dans de décret demande demandons démarche depuis des deux direction dire dit doit dont du
elle elles en encore entre es est et état été être eux fait faire faut fois fonction france français française
hors il ils impact je jour jours la là le les leur leurs loi lui ma madame mais me même mes mesure mesures
ministère ministre mme moi moins mois mon monsieur ne ni non nos notre nous on ont ou où oui par pas pendant
peu peut plan plus point points pour pourquoi premier première proposition propositions public publique
publics quand que quel quelle quelles quels qui quoi réponse réponses république sa sans se sera ses si sien
soit son sont sous sur ta tant te tes texte titre toi ton tous tout toute toutes très tu un une vers vos votre
vous y janvier février mars avril mai juin juillet août septembre octobre novembre décembre
http https www com gouv fr
"""
COMMUNS = frozenset(plier(mot) for mot in MOTS_COURANTS.split())


def refus_des_passages(passages) -> list[str]:
    """One French sentence for each that may not be erased."""
    if len(passages) > PASSAGES_AU_PLUS:
        return [f"Donnez {PASSAGES_AU_PLUS} passages au plus par demande."]
    return [
        f"Le passage n° {rang} {raison}"
        for rang, passage in enumerate(passages, start=1)
        for raison in [_refus(passage)]
        if raison
    ]


def _refus(passage) -> str:
    if "\0" in passage:
        return "contient un caractère interdit : recopiez-le à la main."
    if len(passage) > LONGUEUR_AU_PLUS:
        return "dépasse 10 000 caractères : effacez plutôt tout le document."
    if len(plier(passage)) < LONGUEUR_AU_MOINS:
        return "est trop court : donnez au moins trois lettres ou chiffres."
    if all(_est_commun(mot) for mot in re.findall(r"[^\W_]+", passage)):
        return "n’est fait que de mots courants : il serait ôté partout. Donnez le passage entier."
    return ""


def _est_commun(mot) -> bool:
    pli = plier(mot)
    return len(pli) < 2 or pli in COMMUNS or (pli.isdigit() and len(pli) <= 4)
