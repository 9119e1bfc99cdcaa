from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from publication import saisies, soumission
from publication.forms import RetraitForm
from publication.models import types_de_version
from publication.refus import Refus
from publication.views.rendu import dire_le_refus, dossier_a_soumettre, rendre


@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request, pk, modele, objet):
    """Ask the CIPC to replace a public document by the reason of its withdrawal."""
    dossier = dossier_a_soumettre(request, pk)
    objet = objet_en_ligne(dossier, modele, objet)
    form = RetraitForm(
        request.POST if request.method == "POST" else None, initial=saisies.initiales(request, RetraitForm)
    )
    if form.is_valid():
        try:
            with transaction.atomic():
                saisies.oublier(request)
                publication = soumission.retirer(objet, dossier, request.user, **form.cleaned_data)
        except Refus as refus:
            dire_le_refus(request, refus)
        else:
            messages.success(request, "Votre demande de retrait attend maintenant la validation du CIPC.")
            return redirect("admin:publication", publication.pk)
    return rendre(
        request,
        "retrait",
        f"Retirer : {objet}",
        dossier=dossier,
        objet=objet,
        form=form,
        saisie=saisies.offrir(request, dossier),
    )


def objet_en_ligne(dossier, nom, pk):
    """The object of this dossier whose model is named `nom`, if it has ever been public."""
    for modele in types_de_version():
        objet = modele._meta.get_field("objet").related_model
        if objet._meta.model_name == nom:
            publies = modele.objects.filter(dossier=dossier, validite__isnull=False).values("objet")
            if trouve := modele.objets_du_dossier(dossier).filter(pk=pk, pk__in=publies).first():
                return trouve
    raise Http404
