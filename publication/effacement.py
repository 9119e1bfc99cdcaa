"""Legal erasure by two people: asked by one, confirmed or refused by another, done in one transaction."""

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from publication import horloge
from publication.effacement_prevu import Prevision, cle, prevoir
from publication.effets import produire_les_effets
from publication.enums import TRANSITIONS_DE_L_EFFACEMENT, EtatEffacement, MotifLegal
from publication.fichiers import balayer_les_effaces
from publication.journal import consigner_l_effacement
from publication.models import Dossier, Effacement, Fichier, Publication, types_de_version
from publication.passages import Occulteur
from publication.passages_admis import refus_des_passages
from publication.permissions import peut_effacer, peut_traiter_l_effacement, qualites_pour_effacer
from publication.refus import Refus

HOMONYMES_AU_PLUS = 1000


@transaction.atomic
def demander_l_effacement(
    dossier, par, *, motif, reference_legale, passages=(), documents_entiers=(), fichiers=()
) -> Effacement:
    """Ask that passages, whole documents or files be erased; nothing changes before another person confirms.

    Raises Refus if the agent may not, if nothing is named, if a passage is too short, too common or found
    nowhere, or if the public legal reference repeats one.
    """
    if not peut_effacer(par):
        raise Refus("Seuls un validateur du CIPC et un administrateur demandent un effacement.")
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    passages = [passage.strip() for passage in passages if passage.strip()]
    reference_legale = reference_legale.strip()
    raisons = [
        *([] if motif in MotifLegal.values else ["Choisissez le fondement légal dans la liste."]),
        *_refus_de_la_reference(reference_legale),
        *refus_des_passages(passages),
        *_refus_des_designations(dossier, documents_entiers, fichiers),
    ]
    if not (passages or documents_entiers or fichiers):
        raisons.append("Donnez au moins un passage, un document ou un fichier à effacer.")
    if raisons:
        raise Refus(*raisons)
    if Occulteur(passages, motif).contient(reference_legale):
        raise Refus("La référence légale est publiée : elle ne doit pas reprendre le passage à effacer.")
    effacement = Effacement(
        dossier=dossier,
        motif=motif,
        reference_legale=reference_legale,
        passages=passages,
        documents_entiers=sorted(set(documents_entiers)),
        fichiers=sorted(set(fichiers)),
        demande_par=par,
        demande_comme=qualites_pour_effacer(par)[0],
        demande_le=horloge.instant_de_la_base(),
    )
    if absents := prevoir(effacement).introuvables:
        raise Refus(
            *(
                f"Le passage n° {rang} ne se trouve nulle part dans cette démarche : vérifiez-le, mot à mot."
                for rang in absents
            )
        )
    effacement.save()
    return effacement


@transaction.atomic
def confirmer_l_effacement(effacement, par) -> Prevision:
    """Erase, in every version, in the workshop, in files and indexes; what was changed is returned.

    Raises Refus if the agent may not, if it has been dealt with, or if nothing is left to erase.
    """
    effacement = _verrouiller(effacement, par, "confirmer_l_effacement")
    prevision = prevoir(effacement)
    if not prevision.change_quelque_chose:
        raise Refus(
            "Il n’y a plus rien à effacer : ces passages ne se trouvent plus nulle part. Refusez la demande."
        )
    instant = _traiter(effacement, par, EtatEffacement.CONFIRME)
    for modele, pk, contenu in prevision.versions:
        modele.objects.filter(pk=pk).update(contenu=contenu, effacement=effacement)
    for pk, textes in prevision.publications:
        Publication.objects.filter(pk=pk).update(**textes)
    for modele, pk in prevision.a_supprimer:
        modele._base_manager.filter(pk=pk).delete()
    for ligne in prevision.lignes:
        _nettoyer(*ligne)
    for pk, textes in prevision.journal:
        LogEntry.objects.filter(pk=pk).update(**textes)
    _oublier_les_messages(prevision.sessions)
    for fichier in prevision.fichiers:
        nom = prevision.occulteur.occulter(fichier.nom)[:200]
        Fichier.objects.filter(pk=fichier.pk).update(nom=nom, contenu="", effacement=effacement)
    versions = [
        version
        for modele in types_de_version()
        for version in modele.objects.filter(
            pk__in=[pk for autre, pk, _ in prevision.versions if autre is modele]
        ).order_by("pk")
    ]
    consigner_l_effacement(effacement, versions, prevision.fichiers, instant)
    produire_les_effets(effacement.dossier, instant)
    transaction.on_commit(balayer_les_effaces, robust=True)
    return prevision


@transaction.atomic
def refuser_l_effacement(effacement, par, raison) -> Effacement:
    """Refuse, with a reason; the passages are forgotten. Raises Refus without one, or if it repeats them."""
    effacement = _verrouiller(effacement, par, "refuser_l_effacement")
    raison = raison.strip()
    if not raison or "\0" in raison:
        raise Refus("Dites en une phrase pourquoi vous refusez cet effacement.")
    if Occulteur(effacement.passages, effacement.motif).contient(raison):
        raise Refus("La raison du refus est conservée : elle ne doit pas reprendre le passage.")
    effacement.raison_du_refus = raison
    _traiter(effacement, par, EtatEffacement.REFUSE)
    return effacement


def _verrouiller(effacement, par, verbe) -> Effacement:
    Dossier.objects.select_for_update().get(pk=effacement.dossier_id)
    effacement = Effacement.objects.select_related("dossier").get(pk=effacement.pk)
    if effacement.etat not in TRANSITIONS_DE_L_EFFACEMENT[verbe][0]:
        raise Refus(
            f"Cet effacement est déjà « {effacement.get_etat_display().lower()} » : rechargez la page pour voir qui l’a traité."
        )
    if par.pk == effacement.demande_par_id:
        raise Refus("Vous avez demandé cet effacement : une autre personne doit le confirmer ou le refuser.")
    if not peut_traiter_l_effacement(par, effacement):
        raise Refus(
            "Un effacement se décide à deux : l’un est validateur du CIPC, l’autre administrateur du portail."
        )
    return effacement


def _traiter(effacement, par, etat):
    effacement.etat = etat
    effacement.passages = []
    effacement.traite_par = par
    effacement.traite_comme = next(
        role for role in qualites_pour_effacer(par) if role != effacement.demande_comme
    )
    effacement.traite_le = horloge.instant_de_la_base()
    effacement.save()
    return effacement.traite_le


def _refus_de_la_reference(reference) -> list[str]:
    if not reference:
        return ["Donnez la référence légale : elle est publiée à la place du passage."]
    if "\0" in reference or len(reference) > Effacement._meta.get_field("reference_legale").max_length:
        return ["La référence légale tient en 250 caractères ordinaires."]
    return []


def _refus_des_designations(dossier, documents, fichiers) -> list[str]:
    connus = {
        cle(modele._meta.get_field("objet").related_model, objet)
        for modele in types_de_version()
        for objet in modele.objects.filter(dossier=dossier).values_list("objet_id", flat=True).distinct()
    }
    deposes = set(Fichier.objects.filter(dossiers=dossier, effacement=None).values_list("pk", flat=True))
    raisons = []
    if not set(documents) <= connus:
        raisons.append("Un des documents cochés n’est pas de cette démarche : rechargez la page.")
    if not set(fichiers) <= deposes:
        raisons.append("Un des fichiers cochés n’est pas de cette démarche, ou est déjà effacé.")
    return raisons


def _nettoyer(modele, pk, textes, entiere) -> None:
    """Write the cleaned texts of a row; two names that become one mark are told apart by a number."""
    for rang in range(1, HOMONYMES_AU_PLUS):
        suite = f" ({rang})" if rang > 1 else ""
        essai = {nom: _suivi_de(modele, nom, texte, suite) for nom, texte in textes.items()}
        try:
            with transaction.atomic():
                modele._base_manager.filter(pk=pk).update(**essai)
        except IntegrityError as erreur:
            if isinstance(erreur.__cause__, UniqueViolation):
                continue
            if not entiere or not _supprimer(modele, pk):
                raise Refus(
                    f"Le passage figure dans un champ dont la forme est contrôlée ({modele._meta.verbose_name} {pk}) : "
                    "faites-le d’abord corriger dans l’atelier, puis recommencez."
                ) from erreur
        return
    raise Refus("Trop de noms deviendraient identiques : effacez-les en plusieurs fois.")


def _suivi_de(modele, nom, texte, suite):
    champ = modele._meta.get_field(nom)
    if not suite or not isinstance(texte, str) or not champ.max_length:
        return texte
    return texte[: champ.max_length - len(suite)] + suite


def _supprimer(modele, pk) -> bool:
    """A part of a document erased whole, whose form admits no mark."""
    if modele in {version._meta.get_field("objet").related_model for version in types_de_version()}:
        return False
    modele._base_manager.filter(pk=pk).delete()
    return True


def _oublier_les_messages(sessions) -> None:
    for session in sessions:
        donnees = session.get_decoded()
        donnees.pop("_messages", None)
        Session.objects.filter(pk=session.pk).update(session_data=Session.objects.encode(donnees))
