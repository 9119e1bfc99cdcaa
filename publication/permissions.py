"""Who may do what to a dossier and its publications (conception.md §6).

Superusers have no way around these rules.
"""

from accounts.enums import Role
from accounts.memoire import une_fois
from publication.models import Dossier, Publication, type_de_version
from publication.nouvelles import n_est_qu_une_nouvelle


def peut_lire(agent, dossier) -> bool:
    """Whoever may write it; every organisation to which some of it is entrusted; every CIPC validator."""
    visibles = Dossier.objects.visibles_par(agent).filter(pk=dossier.pk)
    return une_fois(("lit", agent.pk, dossier.pk), visibles.exists)


def peut_ecrire(agent, dossier) -> bool:
    """An author of the organisation that leads the démarche, of one above it, or of one that succeeded it."""
    rediges = Dossier.objects.rediges_par(agent).filter(pk=dossier.pk)
    return une_fois(("écrit", agent.pk, dossier.pk), rediges.exists)


def peut_ecrire_l_objet(agent, objet, dossier) -> bool:
    """Whoever may write the dossier; the organisation to which this object is entrusted, this object only;
    the CIPC, the fiche that it established, and nothing else."""
    return (
        peut_ecrire(agent, dossier)
        or _est_confie(objet, agent)
        or (type_de_version(objet).fiche_minimale and peut_etablir(agent, dossier))
    )


def peut_etablir(agent, dossier) -> bool:
    """A CIPC validator, for an organisation that declared nothing, until one of its authors writes or submits."""
    return dossier.etabli_par_le_cipc and agent.est_validateur


def peut_lire_quelque_part(agent) -> bool:
    """Every CIPC validator, every author, every organisation to which something is entrusted."""
    return agent.est_validateur or peut_ecrire_quelque_part(agent) or peut_repondre_quelque_part(agent)


def peut_ecrire_quelque_part(agent) -> bool:
    """An author, or the référent, of at least one organisation."""
    return agent.is_active and any(agent.exerce(role) for role in Role.qui_redigent())


def peut_repondre_quelque_part(agent) -> bool:
    """Whoever belongs to an organisation to which something is entrusted today."""
    return Dossier.objects.confies_a(agent).exists()


def a_ete_soumis(objet) -> bool:
    """Once submitted, a workshop object is part of the evidence: it may be withdrawn, never deleted."""
    return type_de_version(objet).objects.filter(objet=objet.pk).exists()


def peut_soumettre(agent, dossier) -> bool:
    """Whoever may write the whole dossier; the CIPC, the fiche that it established."""
    return peut_ecrire(agent, dossier) or peut_etablir(agent, dossier)


def peut_soumettre_ensemble(agent, dossier, objets) -> bool:
    """Whoever may write the dossier, all of it; the CIPC, the fiche that it established and nothing else."""
    return peut_ecrire(agent, dossier) or all(peut_ecrire_l_objet(agent, o, dossier) for o in objets)


def peut_partager(agent, dossier) -> bool:
    """Whoever may submit it, and the CIPC: to have facts checked by someone who has no account."""
    return agent.est_validateur or peut_soumettre(agent, dossier)


def peut_annuler(agent, publication) -> bool:
    """An author takes back what their organisation submitted."""
    return peut_soumettre(agent, publication.dossier)


def peut_traiter(agent, publication) -> bool:
    """A CIPC validator, or a référent for mere news of their ministry, who wrote nothing of what is submitted:
    four eyes, for sending back as for validating."""
    if agent.pk in publication.auteurs:
        return False
    return agent.est_validateur or est_une_nouvelle_de_son_ministere(agent, publication)


def est_une_nouvelle_de_son_ministere(agent, publication) -> bool:
    """The référent of the ministry, for what only adds news to public mesures and changes no state."""
    return Publication.objects.des_ministeres_de(agent).filter(
        pk=publication.pk
    ).exists() and n_est_qu_une_nouvelle(publication)


def peut_deprogrammer(agent, publication) -> bool:
    """The organisation, or any CIPC validator: nothing public changes."""
    return agent.est_validateur or peut_soumettre(agent, publication.dossier)


def peut_publier_en_urgence(agent) -> bool:
    """A CIPC validator, even of what they wrote: another one approves it afterwards."""
    return agent.est_validateur


def peut_approuver(agent, publication) -> bool:
    """A CIPC validator who neither wrote nor published it."""
    exclus = [*publication.auteurs, publication.validee_par_id]
    return agent.est_validateur and agent.pk not in exclus


def peut_demander_une_rectification(agent) -> bool:
    """A CIPC validator, who never edits: the organisation corrects, or says why not."""
    return agent.est_validateur


def peut_masquer(agent) -> bool:
    """A CIPC validator hides what should not be read, and shows it again."""
    return agent.est_validateur


def peut_confirmer_le_masquage(agent, masquage) -> bool:
    """Another CIPC validator than the one who hid it."""
    return agent.est_validateur and agent.pk != masquage.pose_par_id


def peut_traiter_les_signalements(agent) -> bool:
    """CIPC validators read what citizens report and answer it: it may accuse any organisation."""
    return agent.est_validateur


def peut_tenir_les_reserves(agent) -> bool:
    """CIPC validators and administrators say when an election asks for restraint."""
    return agent.est_validateur or agent.est_administrateur


def qualites_pour_effacer(agent) -> list[Role]:
    """As what an agent may ask for a legal erasure, or deal with one: by a role held today, superuser or not."""
    roles = (Role.VALIDATEUR, Role.ADMINISTRATEUR)
    return [role for role in roles if agent.is_active and agent.exerce(role)]


def peut_effacer(agent) -> bool:
    """CIPC validators and administrators ask for legal erasures and see those asked."""
    return bool(qualites_pour_effacer(agent))


def peut_traiter_l_effacement(agent, effacement) -> bool:
    """Another person than the one who asked, and of the other role: one is a validator, one an administrator."""
    autres = [role for role in qualites_pour_effacer(agent) if role != effacement.demande_comme]
    return agent.pk != effacement.demande_par_id and bool(autres)


def _est_confie(objet, agent) -> bool:
    confies = type_de_version(objet).confies_a(agent.organisations_repondantes())
    return confies is not None and confies.filter(pk=objet.pk).exists()
