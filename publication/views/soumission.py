from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from publication import horloge, soumission, tableau
from publication.forms import SoumissionForm
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_redige, rendre

PLI = 12  # beyond, a list is folded


@require_http_methods(["GET", "HEAD", "POST"])
def soumettre(request, pk):
    """Choose what to hand to the CIPC. All that is complete is ticked; the rest says what it lacks."""
    dossier = dossier_redige(request, pk)
    rubriques = tableau.rubriques(dossier, horloge.maintenant())
    a_joindre = tableau.prealables_a_joindre(rubriques)
    if request.method == "POST":
        form = SoumissionForm(request.POST)
        coches = set(request.POST.getlist("objets"))
        if form.is_valid() and (publication := _soumettre(request, dossier, rubriques, coches, form)):
            messages.success(request, "Votre soumission attend maintenant la validation du CIPC.")
            return redirect("admin:publication", publication.pk)
    else:
        form = SoumissionForm(initial={"modification": _modification_imposee(rubriques)})
        coches = {
            ligne.cle
            for rubrique in rubriques
            for ligne in rubrique.a_soumettre
            if not ligne.manques and ligne.cle not in a_joindre
        }
    return rendre(
        request,
        "soumission",
        f"Soumettre au CIPC : {dossier.intitule}",
        dossier=dossier,
        form=form,
        groupes=list(_groupes(rubriques, coches, a_joindre)),
        modifie_l_existant=any(ligne.en_ligne for rubrique in rubriques for ligne in rubrique.soumissibles),
    )


def _soumettre(request, dossier, rubriques, coches, form):
    par_cle = {ligne.cle: ligne.objet for rubrique in rubriques for ligne in rubrique.lignes}
    try:
        if coches - par_cle.keys():
            raise Refus("Un des éléments cochés n’appartient pas à cette démarche : rechargez la page.")
        objets = [par_cle[cle] for cle in par_cle if cle in coches]
        return soumission.soumettre(dossier, objets, request.user, **form.cleaned_data)
    except Refus as refus:
        dire_le_refus(request, refus)
        return None


def _groupes(rubriques, coches, a_joindre):
    for rubrique in rubriques:
        lignes = [
            {
                "ligne": ligne,
                "coche": ligne.cle in coches,
                "imposee": ligne.modification_imposee,
                "refus": [
                    *ligne.manques,
                    *(
                        f"« {prealable} » n’est pas en ligne : complétez-le et soumettez-le aussi."
                        for prealable in a_joindre.get(ligne.cle, [])
                    ),
                ],
            }
            for ligne in rubrique.soumissibles
        ]
        if lignes:
            refusees = sum(bool(ligne["refus"]) for ligne in lignes)
            yield {"rubrique": rubrique, "lignes": lignes, "refusees": refusees, "plie": len(lignes) > PLI}


def _modification_imposee(rubriques):
    imposees = {ligne.modification_imposee for rubrique in rubriques for ligne in rubrique.a_soumettre}
    return next((imposee for imposee in imposees if imposee), "")
