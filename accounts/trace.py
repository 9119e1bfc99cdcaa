"""Who changed what of accounts, rights and organisations: added to the journal in the transaction that changes it."""

from accounts.enums import NatureDuChangement
from accounts.models import Affectation, Agent, ChangementDeCompte, Organisation, Succession

SECRETS = {"id", "password", "last_login", "sessions"}


def valeurs(objet) -> dict[str, str]:
    """Every field of `objet` as one reads it; neither the password nor what the machine counts."""
    return {
        str(champ.verbose_name): _lisible(objet, champ)
        for champ in objet._meta.concrete_fields
        if champ.name not in SECRETS
    }


def consigner(par, nature, agent, valeurs=()) -> ChangementDeCompte:
    """What happened to the account of `agent`: an invitation, a password, a second factor."""
    return ChangementDeCompte.objects.create(
        par=par, nature=nature, objet=_objet(agent), valeurs=list(valeurs), agent=agent
    )


def consigner_le_changement(par, objet, avant, apres) -> ChangementDeCompte | None:
    """`avant` and `apres` come from `valeurs`; one is empty for what is created or deleted."""
    changees = [
        [champ, avant.get(champ, ""), apres.get(champ, "")]
        for champ in avant | apres
        if avant.get(champ, "") != apres.get(champ, "")
    ]
    if not changees:
        return None
    if not avant:
        nature = NatureDuChangement.CREATION
    else:
        nature = NatureDuChangement.MODIFICATION if apres else NatureDuChangement.SUPPRESSION
    return ChangementDeCompte.objects.create(
        par=par, nature=nature, objet=_objet(objet), valeurs=changees, **_concernes(objet)
    )


def _lisible(objet, champ) -> str:
    valeur = getattr(objet, champ.name)
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if champ.choices:
        return str(dict(champ.flatchoices).get(valeur, valeur))
    return f"{valeur:%d/%m/%Y}" if hasattr(valeur, "strftime") else str(valeur)


def _objet(objet) -> str:
    return f"{objet._meta.verbose_name.capitalize()} : {objet}"[:400]


def _concernes(objet) -> dict:
    match objet:
        case Agent():
            return {"agent": objet}
        case Affectation():
            return {"agent": objet.agent, "organisation": objet.organisation}
        case Organisation():
            return {"organisation": objet}
        case Succession():
            return {"organisation": objet.ancienne}
    raise TypeError(f"On ne consigne pas {type(objet).__name__}.")
