"""The round trip of answers by workbook: out, back, try, agree."""

import datetime as dt
import io

import pytest
from django.contrib.admin.models import LogEntry
from openpyxl import load_workbook

from publication import horloge
from publication.atelier import auteurs
from publication.models import Trace
from suivi.models import Reponse, TableurDepose
from tests.back_office.conftest import messages_de, texte
from tests.fabriques import OrganisationFactory, PropositionFactory, ReponseFactory
from tests.suivi.classeurs import (
    adresse,
    appliquer,
    cellules,
    changer,
    classeur_nu,
    colonne,
    deposer,
    en_ods,
    sorts,
    telecharger,
)

pytestmark = pytest.mark.django_db

PIEGES = [
    "=1+1",
    "+33 1 42",
    "-5 %",
    "@toutes",
    "'entre apostrophes'",
    "  deux espaces devant et derrière  ",
    "ligne 1\nligne 2\n\n  ligne 4",
    "venu d’un formulaire\r\nsur deux lignes",
    "_x000D_ et _x0041_ écrits tels quels",
    "une tabulation\tverticale \x0b et un saut \x0c",
    "\N{NO-BREAK SPACE}insécable \N{NARROW NO-BREAK SPACE}; œ É 😀",
    "   ",
    "12/03/2026",
    "0012",
    "VRAI",
    "https://exemple.gouv.fr/?a=1&b=<2>",
    "non-caractère \uffff",
]


# Out


def test_le_classeur_a_une_ligne_par_point_et_verrouille_ce_qui_ne_se_change_pas(alice, demarche, points):
    PropositionFactory(demarche=demarche, reference="C3a", ordre=4, partie_de=points[2])
    contenu = telecharger(alice, demarche)
    assert colonne(contenu, "Référence") == ["C1", "C2", "C3a"]
    classeur = load_workbook(io.BytesIO(contenu))
    assert classeur.sheetnames == ["Réponses", "Mode d’emploi", "Listes"]
    feuille = classeur.worksheets[0]
    assert feuille.protection.sheet
    assert feuille.protection.password is None
    verrous = {cellule.value: feuille.cell(2, cellule.column).protection.locked for cellule in feuille[1]}
    assert verrous["Référence"]
    assert verrous["Texte des citoyens"]
    assert verrous["Repère de la réponse"]
    assert not verrous["Position"]
    assert not verrous["Motivation"]


def test_les_positions_et_les_motifs_se_choisissent_dans_une_liste(alice, demarche, points):
    classeur = load_workbook(io.BytesIO(telecharger(alice, demarche)))
    validations = classeur.worksheets[0].data_validations.dataValidation
    assert {str(une.sqref).split(":")[0][:1] for une in validations} >= {"E", "G", "H", "I"}
    assert all(une.formula1.startswith("Listes!$") for une in validations)
    listes = [cellule.value for cellule in classeur["Listes"]["A"]]
    assert listes[:3] == ["Position", "Retenue", "Retenue en partie"]


def test_le_mode_d_emploi_dit_ce_qui_fait_refuser_une_ligne(alice, demarche, points):
    dits = [str(valeur) for rangee in cellules(telecharger(alice, demarche), 1) for valeur in rangee]
    assert "« À l’étude » porte une date : celle de la réponse définitive." in dits
    assert any("vider une cellule vide le champ" in phrase for phrase in dits)


@pytest.mark.parametrize(
    ("choix", "references"),
    [
        ({}, ["C1", "C2", "C3"]),
        ({"chapitre": "La rue"}, ["C1", "C2"]),
        ({"sans_reponse": "on"}, ["C2", "C3"]),
        ({"chapitre": "La rue", "sans_reponse": "on"}, ["C2"]),
        ({"confiee_a": "routes"}, ["C3"]),
    ],
    ids=str,
)
def test_on_telecharge_ce_que_l_on_choisit(alice, demarche, points, routes, choix, references):
    points[2].confiee_a = routes
    points[2].save()
    choix = {nom: routes.pk if valeur == "routes" else valeur for nom, valeur in choix.items()}
    assert colonne(telecharger(alice, demarche, **choix), "Référence") == references


@pytest.mark.parametrize("choix", [{"chapitre": "Ailleurs"}, {"confiee_a": "x"}, {"confiee_a": "9" * 30}])
def test_un_choix_qui_ne_garde_rien_se_dit(alice, demarche, points, routes, choix):
    points[2].confiee_a = routes
    points[2].save()
    page = alice.get(adresse("_telecharger", demarche), choix, follow=True)
    assert messages_de(page) == ["Aucune ligne ne correspond à ce choix : élargissez-le."]


def test_une_contributrice_ne_prend_que_les_lignes_qui_lui_sont_confiees(lou, demarche, points, routes):
    points[1].confiee_a = routes
    points[1].save()
    assert colonne(telecharger(lou, demarche), "Référence") == ["C2"]


# Untouched


@pytest.mark.parametrize(
    "format_", [lambda x: x, lambda x: changer(x, {}), en_ods], ids=["tel quel", "enregistré", "ods"]
)
def test_un_classeur_intact_ne_change_rien(alice, demarche, format_):
    autre = OrganisationFactory(nom="Sénat")
    for rang, piege in enumerate(PIEGES):
        point = PropositionFactory(
            demarche=demarche, reference=f"P{rang}", verbatim=piege, chapitre=piege[:9]
        )
        ReponseFactory(
            proposition=point,
            motivation=piege,
            signataire_nom=piege,
            motifs=["cout", "infaisable"],
            destinataire=autre,
            echeance=dt.date(2026, 3, 12),
            transmise_le=dt.date(1789, 7, 14),
        )
    essai = deposer(alice, demarche, format_(telecharger(alice, demarche)))
    assert sorts(essai) == {f"P{rang}": "inchangée" for rang in range(len(PIEGES))}
    assert "Ce fichier ne change rien" in texte(essai)
    avant = list(Reponse.objects.values())
    appliquer(alice, essai)
    assert list(Reponse.objects.values()) == avant


def test_un_texte_qui_commence_comme_une_formule_n_en_est_jamais_une(alice, demarche, points):
    Reponse.objects.update(motivation='=HYPERLINK("https://exemple.fr","clic")')
    [cellule] = [
        cellule
        for cellule in load_workbook(io.BytesIO(telecharger(alice, demarche))).worksheets[0][2]
        if str(cellule.value).startswith("=")
    ]
    assert cellule.data_type in ("s", "inlineStr")
    assert cellule.quotePrefix


def test_un_texte_trop_long_pour_une_cellule_reste_sur_le_portail(alice, demarche, points):
    Reponse.objects.update(motivation="é" * 40_000)
    contenu = telecharger(alice, demarche)
    [premier, *_] = colonne(contenu, "Motivation")
    assert premier.startswith("[Texte de 40000 caractères, trop long pour une cellule")
    essai = deposer(alice, demarche, changer(contenu, {(0, "Qui a tranché"): "La ministre"}))
    assert sorts(essai)["C1"] == "modifiée"
    appliquer(alice, essai)
    assert Reponse.objects.get().motivation == "é" * 40_000
    assert Reponse.objects.get().qui_a_tranche == "La ministre"


# Changed


def test_un_texte_que_le_format_allonge_n_est_pas_coupe(alice, demarche, points):
    Reponse.objects.update(motivation="\x0b" * 10_000)
    contenu = telecharger(alice, demarche)
    assert "trop long pour une cellule" in colonne(contenu, "Motivation")[0]
    assert sorts(deposer(alice, demarche, contenu))["C1"] == "inchangée"


def test_l_essai_montre_chaque_changement_et_n_ecrit_rien(alice, demarche, points):
    contenu = changer(
        telecharger(alice, demarche),
        {
            (0, "Motivation"): "La proposition est reprise presque en entier.",
            (1, "Position"): "Retenue",
            (1, "Motivation"): "Oui.",
        },
    )
    avant = list(Reponse.objects.values())
    essai = deposer(alice, demarche, contenu)
    assert sorts(essai) == {"C1": "modifiée", "C2": "créée", "C3": "inchangée"}
    assert "1 créée, 1 modifiée, 1 inchangée." in texte(essai)
    assert "presque en entier" in texte(essai)
    assert list(Reponse.objects.values()) == avant


def test_l_accord_ecrit_laisse_les_traces_du_formulaire_et_compte_parmi_les_auteurs(
    alice, demarche, points, alice_redactrice
):
    contenu = changer(
        telecharger(alice, demarche),
        {(0, "Motivation"): "Reprise.", (1, "Position"): "retenue", (1, "Motivation"): "Oui."},
    )
    page = appliquer(alice, deposer(alice, demarche, contenu))
    assert messages_de(page) == ["2 lignes sont écrites dans l’atelier. Rien n’est encore en ligne."]
    reponses = list(Reponse.objects.order_by("proposition__ordre"))
    assert [reponse.motivation for reponse in reponses] == ["Reprise.", "Oui."]
    for reponse in reponses:
        assert Trace.objects.sur(reponse).get().agent == alice_redactrice
        assert auteurs([reponse], horloge.maintenant()) == {alice_redactrice.pk}
    historique = LogEntry.objects.order_by("object_id").values_list("object_repr", "action_flag")
    assert set(historique) == {("Réponse à C1", 2), ("Réponse à C2", 1)}


def test_tous_les_champs_reviennent(alice, demarche, points):
    autre = OrganisationFactory(nom="Assemblée nationale", sigle="AN")
    saisie = {
        "Position": "Renvoyée",
        "Motivation": "Motivée.",
        "Motif 1": "Hors compétence",
        "Motif 2": "déjà tranchée",
        "Texte ou décision qui a déjà tranché": "Loi du 1er janvier",
        "Renvoyée à": "AN",
        "Transmise le": dt.datetime(2026, 3, 12),
        "Date de la réponse de l’État": "2026-03-12",
        "Visa : le": "12/3/2026",
        "Agir avant le": 46093,
        "Qui doit agir maintenant": "Le Parlement",
        "Adresse de la source": "https://exemple.gouv.fr",
        "Visa : accord donné par": "Le cabinet",
    }
    contenu = changer(telecharger(alice, demarche), {(1, titre): valeur for titre, valeur in saisie.items()})
    appliquer(alice, deposer(alice, demarche, contenu))
    reponse = Reponse.objects.get(proposition=points[1])
    assert (reponse.position, reponse.motifs) == ("renvoyee", ["hors_competence", "deja_tranchee"])
    assert reponse.destinataire == autre
    jours = {reponse.transmise_le, reponse.repondue_le, reponse.visa_le, reponse.agir_avant_le}
    assert jours == {dt.date(2026, 3, 12)}
    assert reponse.visa_par == "Le cabinet"
    assert sorts(deposer(alice, demarche, contenu))["C2"] == "inchangée"


def test_une_cellule_videe_vide_le_champ_et_l_essai_le_dit(alice, demarche, points):
    essai = deposer(alice, demarche, changer(telecharger(alice, demarche), {(0, "Motivation"): None}))
    assert "Cellule vidée, le champ le serait aussi : Motivation." in texte(essai)
    appliquer(alice, essai)
    assert Reponse.objects.get().motivation == ""


def test_une_colonne_absente_ne_touche_a_rien(alice, demarche, points):
    garde = ["Référence", "Motivation", "Repère de la réponse"]
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Changée."}, colonnes=garde)
    essai = deposer(alice, demarche, contenu)
    assert "Colonnes absentes du fichier, qui ne changent pas : Position" in texte(essai)
    avant = Reponse.objects.values().get()
    appliquer(alice, essai)
    assert Reponse.objects.values().get() == avant | {"motivation": "Changée."}


def test_un_motif_change_seul_laisse_les_autres(alice, demarche, points):
    Reponse.objects.update(motifs=["cout", "infaisable", "trop_generale"])
    contenu = changer(
        telecharger(alice, demarche),
        {(0, "Motif 2"): None},
        colonnes=["Référence", "Motif 2", "Repère de la réponse"],
    )
    appliquer(alice, deposer(alice, demarche, contenu))
    assert Reponse.objects.get().motifs == ["cout", "trop_generale"]


def test_plusieurs_morceaux_reviennent_l_un_apres_l_autre(alice, demarche, points):
    contenu = telecharger(alice, demarche)
    for rang in (1, 2):
        morceau = changer(
            contenu, {(rang, "Position"): "Retenue", (rang, "Motivation"): f"Oui {rang}."}, lignes=[rang]
        )
        essai = deposer(alice, demarche, morceau)
        assert sorts(essai) == {f"C{rang + 1}": "créée"}
        appliquer(alice, essai)
    assert Reponse.objects.count() == 3


def test_un_classeur_ods_se_lit_aussi(alice, demarche, points):
    contenu = en_ods(
        changer(telecharger(alice, demarche), {(0, "Motivation"): "De LibreOffice,\n  indenté."})
    )
    appliquer(alice, deposer(alice, demarche, contenu, nom="reponses.ods"))
    assert Reponse.objects.get().motivation == "De LibreOffice,\n  indenté."


def test_un_tableau_tape_sans_repere_remplit_ce_qui_est_vide_et_n_ecrase_rien(alice, demarche, points):
    contenu = classeur_nu(
        ["Référence", "Position", "Motivation"],
        ["c 1", "Non retenue", "Autre."],
        ["C2", "Retenue", "Oui."],
        ["C3", None, None],
    )
    essai = deposer(alice, demarche, contenu)
    assert sorts(essai) == {"C1": "refusée", "C2": "créée", "C3": "inchangée"}
    contenu = classeur_nu(["Référence", "Motivation"], ["C1", "Autre."])
    assert sorts(deposer(alice, demarche, contenu)) == {"C1": "en conflit"}


def test_les_colonnes_verrouillees_alterees_se_disent_et_ne_s_ecrivent_jamais(alice, demarche, points):
    contenu = changer(
        telecharger(alice, demarche),
        {(0, "Texte des citoyens"): "Réécrit.", (0, "Référence"): "Z9", (0, "Motivation"): "Changée."},
    )
    essai = deposer(alice, demarche, contenu)
    assert (
        "Colonne verrouillée qui diffère du portail, ignorée : « Référence », « Texte des citoyens »."
        in texte(essai)
    )
    appliquer(alice, essai)
    points[0].refresh_from_db()
    assert (points[0].reference, points[0].reponse.motivation) == ("C1", "Changée.")
    assert points[0].verbatim != "Réécrit."


def test_le_fichier_depose_est_garde_tel_quel(alice, demarche, points):
    contenu = telecharger(alice, demarche)
    depot = deposer(alice, demarche, contenu, nom="Réponses du cabinet.xlsx").context["depot"]
    page = alice.get(adresse("_fichier", demarche, "reponses", depot.pk))
    assert page.content == contenu
    assert "R%C3%A9ponses%20du%20cabinet.xlsx" in page["Content-Disposition"]
    assert "Réponses du cabinet.xlsx" in texte(alice.get(adresse("", demarche)))
    assert TableurDepose.objects.count() == 1


def test_ce_qui_est_soumis_reste_fige_pendant_que_l_atelier_continue(
    alice, demarche, points, alice_redactrice
):
    from publication.journal import versions_de
    from publication.soumission import soumettre

    soumise = soumettre(demarche.dossier, [demarche, points[0], Reponse.objects.get()], alice_redactrice)
    contenu = changer(telecharger(alice, demarche), {(0, "Motivation"): "Après la soumission."})
    appliquer(alice, deposer(alice, demarche, contenu))
    assert Reponse.objects.get().motivation == "Après la soumission."
    assert all("Après la soumission" not in str(version.contenu) for version in versions_de(soumise))
