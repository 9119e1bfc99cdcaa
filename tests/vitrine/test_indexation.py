"""The index says exactly what the versions say, now and at every later instant, whatever happened before."""

import datetime as dt
import random

import pytest
from django.core.management import CommandError, call_command
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from demarches.enums import NatureFiliation
from publication.enums import Etat
from publication.horloge import reglee_sur
from publication.models import Publication, types_de_version
from publication.refus import Refus
from publication.soumission import annuler, retirer
from suivi.enums import Position
from tests.fabriques import PropositionFactory, ReponseFactory
from tests.scenes import DECLAREE, PARIS, jour, le
from tests.verbes import deprogrammer, renvoyer, valider
from vitrine.enums import Statut
from vitrine.fiches import en_fiches
from vitrine.indexation import CLES, ecarts, reindexer_dossier
from vitrine.models import FicheDemarche, FicheProposition

CHANGEMENT = {"modification": "changement_de_position", "raison": "Revu."}


def la_fiche(instant):
    return FicheDemarche.objects.en_vigueur(instant).get()


def le_point(reference, instant):
    return FicheProposition.objects.en_vigueur(instant).get(reference=reference)


def comptes(instant) -> dict:
    fiche = la_fiche(instant)
    noms = ("publiees", "repondues", "en_attente", "sans_reponse", "retirees")
    resultat = {nom: getattr(fiche, nom) for nom in noms}
    assert resultat["publiees"] == sum(resultat[nom] for nom in noms[1:])
    assert resultat["publiees"] == FicheProposition.objects.en_vigueur(instant).comptees().count()
    assert resultat["sans_reponse"] == FicheProposition.objects.en_vigueur(instant).sans_reponse().count()
    return resultat


# The reconciliation


def test_un_point_decoupe_se_compte_par_ses_parties(scene):
    parties = [
        PropositionFactory(demarche=scene.demarche, reference=f"P1.{n}", partie_de=scene.proposition)
        for n in (1, 2)
    ]
    reponse = ReponseFactory(proposition=parties[0])
    with le(0):
        scene.publier(scene.demarche, scene.proposition, *parties, reponse)
    assert comptes(jour(0)) == {
        "publiees": 2,
        "repondues": 1,
        "en_attente": 0,
        "sans_reponse": 1,
        "retirees": 0,
    }
    assert le_point("P1", jour(0)).statut == Statut.DECOUPEE
    assert le_point("P1.1", jour(0)).partie_de == "P1"


def test_un_point_fusionne_se_compte_par_celui_qui_le_remplace(scene):
    autre, fusion = (PropositionFactory(demarche=scene.demarche, reference=r) for r in ("P2", "P3"))
    for origine in (scene.proposition, autre):
        fusion.origines.create(
            origine=origine, nature=NatureFiliation.FUSION, par="Le comité", raison="Même demande."
        )
    with le(0):
        scene.publier(scene.demarche, scene.proposition, autre, fusion)
    assert comptes(jour(0))["publiees"] == comptes(jour(0))["sans_reponse"] == 1
    for reference in ("P1", "P2"):
        point = le_point(reference, jour(0))
        assert (point.statut, point.remplacee_par) == (Statut.REMPLACEE, ["P3"])


def test_un_point_retire_par_ses_auteurs_est_compte_a_part(scene):
    scene.proposition.retiree_le = dt.date(2025, 8, 1)
    scene.proposition.retiree_document = "Lettre des citoyens"
    scene.proposition.save()
    with le(0):
        scene.publier(scene.demarche, scene.proposition, scene.reponse)
    assert comptes(jour(0)) == {
        "publiees": 1,
        "repondues": 0,
        "en_attente": 0,
        "sans_reponse": 0,
        "retirees": 1,
    }


def test_une_proposition_retiree_du_portail_ne_se_compte_plus(scene):
    with le(0):
        scene.publier()
    with le(1):
        retrait = retirer(
            scene.proposition, scene.dossier, scene.auteur, motif="doublon", explication="Un doublon."
        )
        valider(retrait, scene.validateur)
    assert comptes(jour(0))["publiees"] == 1
    assert comptes(jour(1))["publiees"] == 0


def test_une_demarche_retiree_emporte_toutes_ses_fiches(scene):
    with le(0):
        scene.publier()
    with le(1):
        retrait = retirer(
            scene.demarche, scene.dossier, scene.auteur, motif="doublon", explication="Un doublon."
        )
        valider(retrait, scene.validateur)
    assert FicheProposition.objects.en_vigueur(jour(0)).exists()
    assert not FicheProposition.objects.en_vigueur(jour(1)).exists()
    assert not FicheDemarche.objects.en_vigueur(jour(1)).exists()


def test_la_mesure_est_jointe_a_ses_points(scene):
    with le(0):
        scene.publier()
    assert le_point("P1", jour(0)).mesures == [
        {"numero": scene.mesure.numero, "titre": scene.mesure.titre, "avancement": "en_cours"}
    ]


# A holding answer becomes silence

UTC = dt.UTC
ECHEANCES = [
    # due on, then silence from (in UTC): winter, summer, and on both days when the hour changes
    (dt.date(2025, 12, 1), dt.datetime(2025, 12, 1, 23, tzinfo=UTC)),
    (dt.date(2025, 9, 30), dt.datetime(2025, 9, 30, 22, tzinfo=UTC)),
    (dt.date(2025, 10, 25), dt.datetime(2025, 10, 25, 22, tzinfo=UTC)),
    (dt.date(2025, 10, 26), dt.datetime(2025, 10, 26, 23, tzinfo=UTC)),
    (dt.date(2026, 3, 28), dt.datetime(2026, 3, 28, 23, tzinfo=UTC)),
    (dt.date(2026, 3, 29), dt.datetime(2026, 3, 29, 22, tzinfo=UTC)),
    (dt.date(2025, 12, 31), dt.datetime(2025, 12, 31, 23, tzinfo=UTC)),
]


def mettre_en_attente(reponse, echeance, position=Position.A_L_ETUDE):
    reponse.position, reponse.motifs, reponse.echeance = position, ["cout"], echeance
    if position == Position.RENVOYEE:
        reponse.destinataire, reponse.transmise_le = reponse.proposition.demarche.organisation, echeance
    reponse.save()


@pytest.mark.parametrize("position", [Position.A_L_ETUDE, Position.RENVOYEE])
@pytest.mark.parametrize(("echeance", "silence"), ECHEANCES)
def test_le_lendemain_de_son_echeance_une_reponse_d_attente_redevient_un_silence(
    scene, echeance, silence, position
):
    mettre_en_attente(scene.reponse, echeance, position)
    with le(0):
        scene.publier()
    juste_avant = silence - dt.timedelta(microseconds=1)
    assert comptes(juste_avant) | {"publiees": 1} == comptes(jour(0))
    assert comptes(juste_avant)["en_attente"] == 1
    assert la_fiche(juste_avant).prochaine_echeance == echeance
    assert comptes(silence)["sans_reponse"] == 1
    assert la_fiche(silence).prochaine_echeance is None
    point = le_point("P1", silence)
    assert (point.statut, point.en_retard, point.position) == (Statut.SANS_REPONSE, True, position)
    assert silence.astimezone(PARIS).time() == dt.time(0)


def test_une_echeance_deja_passee_a_la_publication_est_un_silence_tout_de_suite(scene):
    mettre_en_attente(scene.reponse, dt.date(2025, 8, 31))
    with le(0):
        scene.publier()
    assert comptes(jour(0))["sans_reponse"] == 1


def test_une_reponse_definitive_ne_se_tait_jamais(scene):
    scene.reponse.echeance = dt.date(2025, 9, 10)
    scene.reponse.save()
    with le(0):
        scene.publier()
    assert FicheProposition.objects.count() == 1
    assert comptes(jour(400))["repondues"] == 1


def test_un_renvoi_sans_echeance_attend_sans_fin(scene):
    mettre_en_attente(scene.reponse, dt.date(2025, 9, 10), Position.RENVOYEE)
    scene.reponse.echeance = None
    scene.reponse.save()
    with le(0):
        scene.publier()
    assert comptes(jour(4000))["en_attente"] == 1


# The rows themselves


def test_une_ligne_finie_reste_une_heure(scene):
    with le(0):
        scene.publier()
    with le(1):
        scene.demarche.titre = "Un autre titre"
        scene.demarche.save()
        scene.publier(scene.demarche, **DECLAREE)
    lignes = FicheDemarche.objects.filter(titre="La ville, la nuit")
    reindexer_dossier(scene.dossier, jour(1) + dt.timedelta(hours=1))
    assert lignes.count() == 1
    reindexer_dossier(scene.dossier, jour(1) + dt.timedelta(hours=1, microseconds=1))
    assert not lignes.exists()


def test_reindexer_ce_qui_est_juste_ne_touche_a_rien(scene):
    mettre_en_attente(scene.reponse, dt.date(2025, 9, 10))
    with le(0):
        scene.publier()
    avant = list(FicheDemarche.objects.values()) + list(FicheProposition.objects.values())
    for n in (0, 3, 9):
        reindexer_dossier(scene.dossier, jour(n))
    assert list(FicheDemarche.objects.values()) + list(FicheProposition.objects.values()) == avant


def test_reindexer_avec_un_instant_plus_ancien_que_les_lignes_ne_laisse_ni_trou_ni_double(scene):
    """A transaction that waited for the lock has an older clock than the rows it finds."""
    with le(1):
        scene.publier()
    with le(2):
        scene.republier(scene.proposition, texte="Chapitre 2.")
    reindexer_dossier(scene.dossier, jour(1))
    for n in (1, 2, 3):
        assert FicheDemarche.objects.en_vigueur(jour(n)).count() == 1
        assert FicheProposition.objects.en_vigueur(jour(n)).count() == 1
    assert ecarts(scene.dossier, jour(2)) == []


def test_une_lecture_coute_autant_pour_un_point_que_pour_cinquante(scene, django_assert_max_num_queries):
    PropositionFactory.create_batch(50, demarche=scene.demarche)
    with le(0):
        scene.publier(scene.demarche, *scene.demarche.propositions.all())
    FicheProposition.objects.all().delete()
    with django_assert_max_num_queries(24):
        reindexer_dossier(scene.dossier, jour(1))
    assert FicheProposition.objects.en_vigueur(jour(1)).count() == 51


# The command

ALTERATIONS = {
    "une ligne modifiée": lambda: FicheProposition.objects.update(statut=Statut.SANS_REPONSE),
    "une ligne supprimée": lambda: FicheProposition.objects.all().delete(),
    "une ligne doublée": lambda: FicheProposition.objects.bulk_create(
        [FicheProposition(**(ligne | {"id": None})) for ligne in FicheProposition.objects.values()]
    ),
    "une période écourtée": lambda: FicheProposition.objects.update(
        validite=DateTimeTZRange(jour(0), jour(5))
    ),
    "une fiche d’un autre titre": lambda: FicheDemarche.objects.update(titre="Un titre falsifié"),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_verifier_denonce_un_index_altere_et_reindexer_le_repare(scene, capsys, alteration):
    with le(0):
        scene.publier()
    with le(1):
        call_command("reindexer", "--verifier")
        assert capsys.readouterr().out == "Index vérifié : 1 dossier(s).\n"
        ALTERATIONS[alteration]()
        with pytest.raises(CommandError) as erreur:
            call_command("reindexer", "--verifier")
        assert erreur.value.returncode == 1
        assert str(erreur.value).startswith("L’index diffère des versions sur 1 objet(s) : Fiche")
        assert str(erreur.value).endswith("Lancez « manage.py reindexer » pour le reconstruire.")
        call_command("reindexer")
        assert capsys.readouterr().out == "Index reconstruit : 1 dossier(s).\n"
        call_command("reindexer", "--verifier")


def test_verifier_n_ecrit_rien(scene):
    with le(0):
        scene.publier()
    FicheProposition.objects.update(titre="Falsifié")
    avant = list(FicheProposition.objects.values())
    with le(1), pytest.raises(CommandError):
        call_command("reindexer", "--verifier")
    assert list(FicheProposition.objects.values()) == avant


# Random histories


def lignes_au(instant) -> list:
    return [
        {cle: valeur for cle, valeur in ligne.items() if cle not in {"id", "validite", "recherche"}}
        for modele, ordre in CLES.items()
        for ligne in modele.objects.en_vigueur(instant).order_by(ordre).values()
    ]


def attendues_au(dossier, instant) -> list:
    """Straight from the versions in force at `instant`, without the index's own arithmetic of periods."""
    documents = {
        modele: {
            objet: (contenu, publiee_le)
            for objet, contenu, publiee_le in modele.objects.publiques(instant)
            .filter(dossier=dossier)
            .values_list("objet", "contenu", "publication__publiee_le")
        }
        for modele in types_de_version()
    }
    fiches = en_fiches(dossier, documents, timezone.localdate(instant))
    types = list(CLES)
    fiches.sort(key=lambda fiche: (types.index(type(fiche)), getattr(fiche, CLES[type(fiche)])))
    return [
        {
            champ.attname: getattr(fiche, champ.attname)
            for champ in fiche._meta.concrete_fields
            if champ.attname not in {"id", "validite"} and not champ.generated
        }
        for fiche in fiches
    ]


class HistoireAuHasard:
    """What organisers and the CIPC may do, drawn at random; a refusal is part of the story."""

    def __init__(self, scene, hasard):
        self.scene, self.hasard, self.maintenant = scene, hasard, jour(0)
        self.faits = []

    def publier(self):
        objets = self.hasard.sample(self.objets(), self.hasard.randint(1, 3))
        self.scene.changer(
            *[o for o in objets if type(o).__name__ in {"Demarche", "Proposition"}],
            texte=str(self.hasard.random()),
        )
        publier_le = self.hasard.choice([None, self.maintenant + self.dans(1, 20)])
        declaration = CHANGEMENT if any(type(o).__name__ == "Reponse" for o in objets) else DECLAREE
        self.scene.publier(*objets, publier_le=publier_le, **declaration)

    def ajouter(self):
        proposition = PropositionFactory(demarche=self.scene.demarche, reference=f"H{len(self.faits)}")
        ReponseFactory(proposition=proposition)
        self.scene.publier(self.scene.demarche, proposition, **DECLAREE)

    def repondre(self):
        reponse = self.hasard.choice(
            [o.reponse for o in self.scene.demarche.propositions.all() if hasattr(o, "reponse")]
        )
        position = self.hasard.choice([Position.A_L_ETUDE, Position.NON_RETENUE])
        mettre_en_attente(reponse, (self.maintenant + self.dans(-3, 15)).date(), position)
        self.scene.publier(reponse, **CHANGEMENT)

    def retirer(self):
        objet = self.hasard.choice(self.objets())
        retrait = retirer(
            objet, self.scene.dossier, self.scene.auteur, motif="erreur", explication="Une erreur."
        )
        valider(retrait, self.scene.validateur, self.hasard.choice([None, self.maintenant + self.dans(1, 9)]))

    def deprogrammer(self):
        programmees = [
            p for p in Publication.objects.filter(etat=Etat.VALIDEE) if p.est_programmee(self.maintenant)
        ]
        if programmees:
            deprogrammer(self.hasard.choice(programmees), self.scene.auteur)

    def renoncer(self):
        soumise = self.scene.soumettre(self.hasard.choice(self.objets()), **CHANGEMENT)
        if self.hasard.random() < 0.5:
            annuler(soumise, self.scene.auteur)
        else:
            renvoyer(soumise, self.scene.validateur, "À revoir.")

    def attendre(self):
        self.maintenant += self.dans(1, 6)

    def objets(self):
        propositions = list(self.scene.demarche.propositions.all())
        reponses = [proposition.reponse for proposition in propositions if hasattr(proposition, "reponse")]
        return [*self.scene.tout, *propositions[1:], *reponses[1:]]

    def dans(self, mini, maxi):
        return dt.timedelta(days=self.hasard.randint(mini, maxi), hours=self.hasard.randint(0, 23))

    def un_pas(self):
        self.maintenant += dt.timedelta(minutes=self.hasard.randint(1, 90))
        verbe = self.hasard.choice(
            [self.publier] * 3
            + [self.repondre] * 2
            + [self.ajouter, self.retirer, self.deprogrammer, self.renoncer, self.attendre]
        )
        with reglee_sur(self.maintenant):
            try:
                verbe()
                self.faits.append(verbe.__name__)
            except Refus:
                self.faits.append(f"{verbe.__name__} refusé")


@pytest.mark.parametrize("graine", range(3))
def test_apres_une_histoire_au_hasard_l_index_tenu_est_l_index_reconstruit(scene, graine):
    histoire = HistoireAuHasard(scene, random.Random(graine))
    with le(0):
        scene.publier()
    for _ in range(14):
        histoire.un_pas()
        instants = [histoire.maintenant + dt.timedelta(hours=36 * n) for n in range(12)]
        assert ecarts(scene.dossier, histoire.maintenant) == [], histoire.faits
        for instant in instants:
            assert lignes_au(instant) == attendues_au(scene.dossier, instant), (instant, histoire.faits)
    tenu = [lignes_au(instant) for instant in instants]
    for modele in (FicheDemarche, FicheProposition):
        modele.objects.all().delete()
    reindexer_dossier(scene.dossier, histoire.maintenant)
    assert [lignes_au(instant) for instant in instants] == tenu
    assert sum("refusé" not in fait for fait in histoire.faits) >= 4, histoire.faits
