"""What the fiche d'identité holds, section by section: an empty section is neither shown nor announced."""

from itertools import groupby

from demarches.enums import NatureRessource, RoleGouvernance, Rubrique

# the lines of a panel that the section « participants » shows under « chiffres »
PANEL = [
    ("Personnes contactées", "contactes"),
    ("Personnes qui ont accepté", "acceptants"),
    ("Taille prévue du panel", "taille_du_panel"),
    ("Présentes à la fin", "a_la_fin"),
]


def absences(demarche: dict) -> dict:
    """Every rubrique → what the organiser says of its absence, or None."""
    dites = {absence["rubrique"]: absence for absence in demarche["absences"]}
    return {rubrique: dites.get(rubrique) for rubrique in Rubrique.values}


def sections(demarche: dict, *, liees: list, points: list) -> dict[str, str]:
    """Anchor → title of each section of the fiche, in order, without the empty ones."""
    dites = absences(demarche)
    dates = ("annoncee_le", "ouverte_le", "cloturee_le", "avis_attendu_le")
    contributions = [*demarche["moderation"].values(), *demarche["contributions"].values()]
    toutes = [
        ("simple", "Résumé simple", demarche["resume_simple"]),
        ("demande", "Ce qui est demandé aux citoyens", True),
        ("points", "Les points et leurs réponses", points),
        (
            "participer",
            "Participer",
            demarche["rendez_vous"]
            or demarche["modalites"]
            or demarche["participer_sans_internet"]
            or demarche["accessibilite_du_site"]
            or dites[Rubrique.MODALITES],
        ),
        ("participants", "Les participants", True),
        (
            "calendrier",
            "Calendrier",
            demarche["jalons"] or any(demarche[nom] for nom in dates) or dites[Rubrique.DATES],
        ),
        ("engagements", "Ce qui est promis", True),
        ("gouvernance", "Gouvernance", True),
        ("ressources", "Documents et sources", demarche["pieces"] or demarche["liens"]),
        (
            "contributions",
            "Contributions et modération",
            any(valeur not in (None, "") for valeur in contributions)
            or dites[Rubrique.CONTRIBUTIONS]
            or dites[Rubrique.MODERATION],
        ),
        ("autour", "Autour de cette démarche", demarche["paralleles"] or liees),
        (
            "couts",
            "Coût et contact",
            demarche["cout_prevu"]
            or demarche["cout_realise"]
            or demarche["contact"]
            or dites[Rubrique.COUT_PREVU]
            or dites[Rubrique.COUT_REALISE]
            or dites[Rubrique.CONTACT],
        ),
    ]
    return {ancre: titre for ancre, titre, presente in toutes if presente}


def rendez_vous(demarche: dict, jour) -> dict[str, list]:
    """Those to come, soonest first; those past, latest first."""
    dates = sorted(demarche["rendez_vous"], key=lambda rdv: (rdv["date"], rdv["heure_debut"] or ""))
    aujourd_hui = jour.isoformat()
    return {
        "a_venir": [rdv for rdv in dates if rdv["date"] >= aujourd_hui],
        "passes": [rdv for rdv in reversed(dates) if rdv["date"] < aujourd_hui],
    }


def modalites(demarche: dict, jour) -> list[dict]:
    """Each way of taking part; `ferme` when one cannot any more."""
    aujourd_hui = jour.isoformat()
    return [
        modalite | {"ferme": bool(demarche["arret"] or (modalite["fin"] and modalite["fin"] < aujourd_hui))}
        for modalite in demarche["modalites"]
    ]


def promesse(demarche: dict, jour) -> dict | None:
    """The engagement to read first: the next one due, else the last that was due, else the first; none, None."""
    aujourd_hui = jour.isoformat()
    dates = sorted((e for e in demarche["engagements"] if e["echeance"]), key=lambda e: e["echeance"])
    a_venir = [e for e in dates if e["echeance"] >= aujourd_hui]
    return next(iter([*a_venir, *reversed(dates), *demarche["engagements"]]), None)


def chiffres_du_panel(demarche: dict) -> list[tuple[str, int]]:
    return [
        (libelle, demarche["participants"][cle])
        for libelle, cle in PANEL
        if demarche["participants"][cle] is not None
    ]


def membres_par_role(demarche: dict) -> list[tuple[str, list]]:
    return _par_nature(demarche["gouvernance"], RoleGouvernance, "role")


def ressources_par_nature(demarche: dict) -> list[tuple[str, list]]:
    """Documents kept here, then links, under each nature."""
    return _par_nature([*demarche["pieces"], *demarche["liens"]], NatureRessource, "nature")


def _par_nature(lignes: list[dict], liste, cle) -> list[tuple[str, list]]:
    """The lines grouped by `cle`, in the order of the closed list."""
    rang = liste.values.index
    triees = sorted(lignes, key=lambda ligne: rang(ligne[cle]))
    return [(valeur, list(groupe)) for valeur, groupe in groupby(triees, key=lambda ligne: ligne[cle])]
