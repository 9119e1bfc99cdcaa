import pytest

from demarches.imports import CHAMPS, FichierRefuse

NOMS = {
    "reference": ["Référence", "REF", "id", "ID", "code", "Code de la mesure", "Numéro", "N°", "n °", "#", "Identifiant"],
    "titre": ["Titre", "title", "Title/fr", "TITRES", "Intitulé de la proposition", "titre_fr", "Libellé", "nom de la mesure"],
    "texte": ["Texte", "body", "body/fr", "Description", "Verbatim", "contenu", "Texte intégral", "  Texte  de la proposition : "],
    "reformulation": ["Reformulation", "reformulation proposée", "Texte reformulé"],
    "chapitre": ["thème", "Thématique", "category", "category/name/fr", "Axe", "FAMILLE", "Groupe de travail", "Chapitre"],
    "nature": ["nature", "Nature du point"],
    "partie_de": ["Partie de", "partie_de", "Référence parent", "Proposition parente"],
    "extraite_par": ["Extraite par"],
    "document": ["Document", "document source"],
    "ordre": ["ordre", "Order", "Rang"],
    "page": ["page", "Pages", "N° de page", "Numéro de page"],
    "url": ["url", "URL", "Lien", "lien de la proposition", "Adresse web", "permalink"],
    "votes_pour": ["Votes pour", "votes_pour", "Pour", "Nombre de votes pour", "VOIX POUR"],
    "votes_contre": ["Votes contre", "contre", "votes against"],
    "votes_abstention": ["Abstention", "abstentions", "Votes abstention"],
    "soutiens": ["soutiens", "votes", "endorsements", "supports", "Nombre de soutiens", "endorsements/total_count"],
}  # fmt: skip
CAS = [(champ, nom) for champ, noms in NOMS.items() for nom in noms]


def test_chaque_champ_a_ses_noms():
    assert NOMS.keys() == CHAMPS.keys()


@pytest.mark.parametrize(("champ", "nom"), CAS)
def test_les_colonnes_sont_reconnues_par_leurs_noms(lire_csv, champ, nom):
    autre = "verbatim" if champ == "titre" else "titre"
    assert lire_csv(f"{autre};{nom}\nun;2\n").colonnes[champ] == " ".join(nom.split())


@pytest.mark.parametrize(
    "nom",
    [
        "Auteur", "author/name", "authorEmail", "Nom", "Prénom", "nom de l’auteur", "E-mail", "email", "Courriel",
        "Téléphone", "N° de téléphone", "nickname", "Organisation de l’auteur", "name", "Pseudo", "Adresse postale",
        "Auteurs de la proposition",
    ],
)  # fmt: skip
def test_les_colonnes_d_auteur_sont_ecartees_et_c_est_dit(lire_csv, nom):
    lecture = lire_csv(f"titre;{nom}\nun;Camille Exemple\n")
    assert lecture.colonnes_personnelles == [nom]
    assert any(nom in a for a in lecture.avertissements)
    assert "Camille" not in repr(lecture)


def test_une_colonne_inconnue_est_ignoree_et_nommee(lire_csv):
    assert lire_csv("titre;Météo\nun;beau\n").colonnes_ignorees == ["Météo"]


def test_un_export_decidim_prefere_le_francais_puis_l_autre_langue(lire_csv):
    lecture = lire_csv(
        "id;category/id;category/name/en;category/name/fr;title/en;title/fr;body/fr;component/id;author/nickname\n"
        "7;1;Water;Eau;Hello;Bonjour;Texte;9;@x\n"
        "8;1;Air;;Only;;Texte;9;@x\n"
    )
    assert lecture.colonnes == {
        "reference": "id",
        "chapitre": "category/name/fr",
        "titre": "title/fr",
        "texte": "body/fr",
    }
    assert [(ligne.chapitre, ligne.titre) for ligne in lecture.lignes] == [
        ("Eau", "Bonjour"),
        ("Air", "Only"),
    ]
    assert lecture.colonnes_ignorees == ["category/id", "component/id"]
    assert lecture.colonnes_personnelles == ["author/nickname"]


def test_un_en_tete_ambigu_est_dit(lire_csv):
    lecture = lire_csv("id;code;titre\n1;C1;un\n")
    assert lecture.lignes[0].reference == "C1"
    assert any("«\xa0code\xa0» a été retenue" in a and "«\xa0id\xa0»" in a for a in lecture.avertissements)


@pytest.mark.parametrize(
    ("entete", "titre", "texte"),
    [
        ("titre;proposition", "a", "b"),
        ("proposition;description", "a", "b"),
        ("mesure;recommandation", "a", "a"),
    ],
)
def test_proposition_est_le_titre_ou_le_texte_selon_les_autres_colonnes(lire_csv, entete, titre, texte):
    ligne = lire_csv(f"{entete}\na;b\n").lignes[0]
    assert (ligne.titre, ligne.texte) == (titre, texte)


def test_une_seule_colonne_proposition_garde_le_texte_entier_et_en_tire_un_titre(lire_csv):
    longue = "Créer un service public de l’eau dans chaque département. " + "Il serait gratuit. " * 20
    lecture = lire_csv(f"Proposition\n{longue}\nCourte\n")
    assert [ligne.titre for ligne in lecture.lignes] == [
        "Créer un service public de l’eau dans chaque département",
        "Courte",
    ]
    assert lecture.lignes[0].texte == longue.strip()
    assert any("première phrase" in a for a in lecture.avertissements)


def test_un_titre_tres_long_sans_texte_devient_le_texte(lire_csv):
    long = "mot " * 100
    ligne = lire_csv(f"code;titre\nA1;{long}\n").lignes[0]
    assert ligne.texte == long.strip()
    assert len(ligne.titre) <= 120
    assert ligne.titre.endswith("mot…")


@pytest.mark.parametrize("avant", [0, 1, 5, 19])
def test_l_en_tete_peut_etre_dans_les_vingt_premieres_lignes(chaque_format, avant):
    rangees = [("Convention des propositions",)] * avant + [("code", "titre"), ("A1", "un")]
    lecture = chaque_format(rangees)
    assert (lecture.ligne_entete, len(lecture.lignes)) == (avant + 1, 1)


def test_apres_vingt_lignes_l_en_tete_n_est_plus_cherche(chaque_format):
    with pytest.raises(FichierRefuse, match=r"20 premières lignes.*«\xa0titre\xa0».*«\xa0Bonjour\xa0»"):
        chaque_format([("Bonjour", "à tous")] * 20 + [("code", "titre"), ("A1", "un")])


def test_la_correspondance_donnee_l_emporte(lire_csv):
    texte = "code;titre;Ma colonne;lien\nA1;un;deux;https://a.fr\n"
    lecture = lire_csv(texte, correspondance={"texte": "ma  COLONNE", "url": ""})
    assert lecture.colonnes == {"texte": "Ma colonne", "reference": "code", "titre": "titre"}
    assert (lecture.lignes[0].texte, lecture.lignes[0].url) == ("deux", "")


def test_une_correspondance_suffit_quand_aucun_nom_n_est_connu(chaque_format):
    lecture = chaque_format(
        [("Titre du fichier",), ("x", "y"), ("un", "deux")], correspondance={"titre": "y"}
    )
    assert (lecture.lignes[0].titre, lecture.ligne_entete) == ("deux", 2)


@pytest.mark.parametrize(
    ("correspondance", "motif"),
    [
        ({"texte": "absente"}, "«\xa0absente\xa0».*«\xa0titre\xa0»"),
        ({"couleur": "titre"}, "couleur.*reference"),
    ],
)
def test_une_correspondance_fausse_est_refusee(lire_csv, correspondance, motif):
    with pytest.raises(FichierRefuse, match=motif):
        lire_csv("code;titre\nA1;un\n", correspondance=correspondance)


def test_sans_titre_ni_texte_la_colonne_manquante_est_nommee(chaque_format):
    with pytest.raises(FichierRefuse, match=r"Il manque la colonne.*«\xa0thème\xa0»"):
        chaque_format([("code", "thème"), ("A1", "Eau")])


def test_une_colonne_sans_nom_qui_contient_quelque_chose_est_dite(lire_xlsx):
    assert lire_xlsx([("titre", None, "code"), ("un", "x", "A1")]).colonnes_ignorees == [
        "colonne B (sans nom)"
    ]


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("12", 12),
        ("1 234", 1234),
        ("1\xa0234", 1234),
        ("1\u202f234", 1234),
        ("12.0", 12),
        ("12,00", 12),
        ("", None),
    ],
)
def test_les_votes_sont_des_entiers(lire_csv, ecrit, lu):
    ligne = lire_csv(f"titre;pour\nun;{ecrit}\ndeux;1\n").lignes[0]
    assert (ligne.votes_pour, ligne.signalements) == (lu, ())


@pytest.mark.parametrize("ecrit", ["85 %", "-3", "beaucoup", "1.5"])
def test_des_votes_illisibles_sont_signales(lire_csv, ecrit):
    ligne = lire_csv(f"titre;pour\nun;{ecrit}\n").lignes[0]
    assert ligne.votes_pour is None
    assert any(ecrit in s for s in ligne.signalements)


@pytest.mark.parametrize("adresse", ["javascript:alert(1)", "voir le site", "ftp://a.fr"])
def test_une_adresse_qui_n_est_pas_du_web_est_omise_et_signalee(lire_csv, adresse):
    ligne = lire_csv(f"titre;url\nun;{adresse}\n").lignes[0]
    assert ligne.url == ""
    assert any(adresse in s for s in ligne.signalements)


def test_la_filiation_la_nature_et_le_document_sont_lus(lire_csv):
    texte = (
        "code;titre;partie de;nature;document;page\nA1;un;;Avis d’ensemble;avis.pdf;12-13\nA1.a;deux;A1;;;\n"
    )
    premiere, seconde = lire_csv(texte).lignes
    assert (premiere.nature, premiere.document, premiere.page) == ("avis_d_ensemble", "avis.pdf", "12-13")
    assert (seconde.partie_de, seconde.nature) == ("A1", "")


@pytest.mark.parametrize(
    ("texte", "deduits"),
    [
        ("code;titre;texte\nA1;un;x\n", set()),
        ("code;texte\nA1;x\n", {"titre"}),
        ("titre;texte\nAxe 1 : Eau;\nun;x\n", {"reference", "chapitre"}),
    ],
)
def test_les_champs_deduits_sans_colonne_sont_dits(lire_csv, texte, deduits):
    lecture = lire_csv(texte)
    assert lecture.champs_deduits == deduits
    assert lecture.champs_lus == deduits | lecture.colonnes.keys()


@pytest.mark.parametrize(
    ("champ", "longueur"), [("titre", 300), ("chapitre", 250), ("page", 30), ("url", 500)]
)
def test_une_valeur_trop_longue_pour_son_champ_refuse_sa_ligne(lire_csv, champ, longueur):
    entete = "code;texte;titre" if champ == "titre" else f"code;texte;titre;{champ}"
    valeur = "https://a.fr/".ljust(longueur + 1, "x")
    ligne = f"A1;x;{valeur}" if champ == "titre" else f"A1;x;un;{valeur}"
    assert f"{longueur} au plus" in lire_csv(f"{entete}\n{ligne}\n").refus[0].raison
    assert lire_csv(f"{entete}\n{ligne[:-1]}\n").refus == []
