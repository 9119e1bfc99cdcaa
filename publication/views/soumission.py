from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from publication import comparaison, horloge, reserve, saisies, soumission, tableau
from publication.enums import Modification
from publication.forms import Mode, SoumissionForm
from publication.recevabilite import Declaration
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_a_soumettre, rendre

PLI = 12  # beyond, a list is folded
COMPARES_AU_PLUS = 50  # objects shown word by word on a page: beyond, they have pages of their own


@require_http_methods(["GET", "HEAD", "POST"])
def soumettre(request, pk):
    """Choose what to hand to the CIPC. All that is complete is ticked; the rest says what it lacks."""
    dossier = dossier_a_soumettre(request, pk)
    rubriques = tableau.rubriques(dossier, horloge.maintenant())
    manquants = tableau.prealables_manquants(rubriques)
    if request.method == "POST":
        form = SoumissionForm(request.POST)
        coches = set(request.POST.getlist("objets"))
        if form.is_valid() and (publications := _soumettre(request, dossier, rubriques, coches, form)):
            return _soumises(request, publications, tableau.compagnons_absents(rubriques, coches))
    elif (reprise := saisies.reprise_de(request)) is not None:
        form = SoumissionForm(initial=saisies.initiales(request, SoumissionForm))
        coches = set(reprise.getlist("objets"))
    else:
        form = SoumissionForm(initial=_declaration_proposee(rubriques))
        coches = {
            ligne.cle
            for rubrique in rubriques
            for ligne in rubrique.a_soumettre
            if not ligne.manques and ligne.cle not in manquants
        }
    return rendre(
        request,
        "soumission",
        f"Soumettre au CIPC : {dossier.intitule}",
        dossier=dossier,
        saisie=saisies.offrir(request, dossier),
        form=form,
        avertissements=tableau.compagnons_absents(rubriques, coches),
        natures=Modification.choices,
        reserves=reserve.a_declarer(dossier, horloge.maintenant()),
        groupes=list(
            _groupes(
                rubriques,
                coches,
                manquants,
                saisies.reprise_de(request) or request.POST,
                chacun=form.initial.get("mode") == Mode.AU_FIL_DE_L_EAU,
            )
        ),
        comparaisons=COMPARES_AU_PLUS,
        modifies=len(_modifiees(rubriques)),
        modifie_l_existant=any(ligne.en_ligne for rubrique in rubriques for ligne in rubrique.soumissibles),
    )


@require_safe
def changements(request, pk):
    """All that the workshop changes of what is online, object by object, word by word."""
    dossier = dossier_a_soumettre(request, pk)
    lignes = _modifiees(tableau.rubriques(dossier, horloge.maintenant()))
    page = Paginator(lignes, COMPARES_AU_PLUS).get_page(request.GET.get("page"))
    return rendre(
        request,
        "changements",
        f"Ce qui change depuis la version en ligne : {dossier.intitule}",
        dossier=dossier,
        page=page,
        documents=[_comparer(ligne) for ligne in page],
    )


def _modifiees(rubriques) -> list:
    """What may be submitted and has already been public, a withdrawn object being compared with nothing."""
    return [ligne for r in rubriques for ligne in r.soumissibles if ligne.est_publique]


def _comparer(ligne):
    return comparaison.document_compare(ligne.type, ligne.objet, ligne.en_ligne, ligne.document)


def _soumettre(request, dossier, rubriques, coches, form) -> list:
    par_cle = {ligne.cle: ligne.objet for rubrique in rubriques for ligne in rubrique.lignes}
    try:
        if coches - par_cle.keys():
            raise Refus("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page.")
        objets = {cle: par_cle[cle] for cle in par_cle if cle in coches}
        particulieres = _declarations_particulieres(request, objets, form.cleaned_data["raison"])
        with transaction.atomic():
            saisies.oublier(request)
            return _soumettre_les_objets(dossier, objets.values(), request.user, form, particulieres)
    except Refus as refus:
        dire_le_refus(request, refus)
        return []


def _soumettre_les_objets(dossier, objets, agent, form, particulieres) -> list:
    if form.au_fil_de_l_eau:
        return soumission.soumettre_au_fil_de_l_eau(
            dossier, objets, agent, **form.declaration, declarations=particulieres
        )
    if particulieres:
        raise Refus(
            "Publiés ensemble, tous les éléments ont la même nature de modification : choisissez-la une seule fois, ou soumettez au fil de l’eau."
        )
    return [soumission.soumettre(dossier, objets, agent, **form.declaration)]


def _declarations_particulieres(request, objets, raison) -> dict:
    """What some lines declare for themselves; their reason is that of all, unless they give their own."""
    return {
        objet: Declaration(modification, request.POST.get(f"raison:{cle}", "").strip() or raison)
        for cle, objet in objets.items()
        if (modification := request.POST.get(f"modification:{cle}", ""))
    }


def _soumises(request, publications, avertissements):
    un_lot = len(publications) > 1
    messages.success(
        request,
        f"Vos {len(publications)} soumissions attendent maintenant la validation du CIPC, chacune pour elle-même."
        if un_lot
        else "Votre soumission attend maintenant la validation du CIPC.",
    )
    for phrase in avertissements:
        messages.warning(request, phrase)
    if not un_lot:
        return redirect("admin:publication", publications[0].pk)
    return redirect("admin:lot", publications[0].lot_id)


def _groupes(rubriques, coches, manquants, saisie, *, chacun):
    """`chacun`: each line bears the nature imposed on it, since it is not that of all."""
    compares = {ligne.cle: _comparer(ligne) for ligne in _modifiees(rubriques)[:COMPARES_AU_PLUS]}
    for rubrique in rubriques:
        lignes = [
            {
                "ligne": ligne,
                "coche": ligne.cle in coches,
                "document": compares.get(ligne.cle),
                "imposee": ligne.modification_imposee,
                "refus": [*ligne.manques, *manquants.get(ligne.cle, [])],
                "modification": saisie.get(
                    f"modification:{ligne.cle}", (chacun and ligne.modification_imposee) or ""
                ),
                "raison": saisie.get(f"raison:{ligne.cle}", ""),
            }
            for ligne in rubrique.soumissibles
        ]
        if lignes:
            refusees = sum(bool(ligne["refus"]) for ligne in lignes)
            yield {"rubrique": rubrique, "lignes": lignes, "refusees": refusees, "plie": len(lignes) > PLI}


def _declaration_proposee(rubriques) -> dict:
    """The nature that all that is online must be declared with; au fil de l’eau when they are not the same."""
    imposees = {
        ligne.modification_imposee
        for rubrique in rubriques
        for ligne in rubrique.a_soumettre
        if ligne.en_ligne
    }
    if len(imposees) > 1:
        return {"mode": Mode.AU_FIL_DE_L_EAU}
    return {"modification": next(iter(imposees), None) or ""}
