"""Legal erasure by two people: who may, what is refused, what goes and what stays."""

from publication.effacement import confirmer_l_effacement, demander_l_effacement
from publication.models import Effacement
from tests.scenes import le


def test_fumee(scene, adele_administratrice):
    with le(0):
        scene.changer(scene.demarche, texte="Merci à Jean Dupont.")
        scene.publier()
    with le(1):
        e = demander_l_effacement(
            scene.dossier,
            scene.validateur,
            motif="donnees_personnelles",
            reference_legale="RGPD, art. 17",
            passages=["Jean Dupont"],
        )
        p = confirmer_l_effacement(e, adele_administratrice)
        print(p.lieux)
    assert Effacement.objects.get().passages == []
    scene.demarche.refresh_from_db()
    assert scene.demarche.chapo == "Merci à [passage occulté : données personnelles]."
