import pytest


def signale(ligne, mot):
    return any(mot in signalement for signalement in ligne.signalements)


@pytest.mark.parametrize(
    "texte",
    [
        "Écrire à camille.exemple@asso-test.fr merci",
        "contact : a+b@c.org",
        "jean (at) exemple.fr",
        "<p>x@y.fr</p>",
    ],
)
def test_une_adresse_electronique_est_signalee_et_gardee(une_ligne, texte):
    ligne = une_ligne(texte)
    assert signale(ligne, "adresse électronique")
    assert ligne.texte == texte.replace("<p>", "").replace("</p>", "")


@pytest.mark.parametrize(
    "numero",
    ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "+33 6 12 34 56 78", "+33(0)612345678",
     "0033 1 23 45 67 89", "01\xa023\xa045\xa067\xa089"],
)  # fmt: skip
def test_un_numero_de_telephone_est_signale(une_ligne, numero):
    assert signale(une_ligne(f"Appelez-moi au {numero} ce soir"), "téléphone")


@pytest.mark.parametrize(
    "texte",
    [
        "Passer de 2019 à 2050, soit 1 000 000 000 €",
        "Le décret 2021-1234567890 du 3 mars",
        "https://www.exemple.fr/article-0612345678901.html",
        "La version 01.02.03 du plan",
        "Soutenir les @handles et le prix @ 3 €",
        "Développer le vélo. Interdire la publicité.",
        "Il faut agir.\nPour la planète",
        "Nous demandons une loi.\nElle protégera les enfants.",
        "Sincèrement, cette mesure doit être prise avant tout le reste, parce que le climat change et vite.",
        "Le service de l’État. Aide au logement",
    ],
)
def test_un_texte_ordinaire_n_est_pas_signale(une_ligne, texte):
    assert une_ligne(texte).signalements == ()


@pytest.mark.parametrize(
    "fin",
    ["Jean D.", "\nJean D.", "\nCamille Exemple", "\nMme Exemple", "\nCordialement", "Cordialement, Camille",
     "\nBien à vous,\nCamille E.", "\n— Camille EXEMPLE, Lille", "Respectueusement.\nCamille"],
)  # fmt: skip
def test_une_signature_a_la_fin_est_signalee_et_gardee(une_ligne, fin):
    ligne = une_ligne(f"Il faut planter des arbres. {fin}")
    assert signale(ligne, "signature")
    assert ligne.texte.endswith(fin.strip().split("\n")[-1])


def test_une_personne_qui_se_nomme_est_signalee(une_ligne):
    assert signale(une_ligne("Bonjour, je m’appelle Camille et je voudrais plus de bus."), "se nomme")


def test_le_titre_aussi_est_regarde(une_ligne):
    assert signale(une_ligne("texte", titre="Écrire à a@b.fr"), "dans le titre")


def test_le_signalement_ne_repete_pas_la_donnee(une_ligne):
    ligne = une_ligne("a@secret.fr 06 12 34 56 78\nCamille Exemple")
    assert len(ligne.signalements) == 3
    assert not any(mot in " ".join(ligne.signalements) for mot in ("secret", "06", "Camille"))


@pytest.mark.parametrize("texte", ["C’est dÃ©jÃ\xa0 fait", "lâ€™eau", "perdu \ufffd"])
def test_des_accents_abimes_sont_signales(une_ligne, texte):
    assert signale(une_ligne(texte), "mal encodés")


def test_un_texte_a_la_limite_d_excel_est_signale(une_ligne):
    assert signale(une_ligne("x" * 32_767), "limite d’Excel")
    assert not une_ligne("x" * 32_766).signalements


def test_deux_lignes_identiques_sont_signalees(lire_csv):
    lecture = lire_csv("code;titre;texte\nA1;un;x\nA2;un;x\nA3;un;y\n")
    assert [signale(ligne, "ligne 2") for ligne in lecture.lignes] == [False, True, False]


def test_un_titre_vide_est_tire_du_texte_et_signale(lire_csv):
    lecture = lire_csv("code;titre;texte\nA1;;Planter des arbres partout. Et vite.\nA2;b;c\n")
    assert lecture.lignes[0].titre == "Planter des arbres partout"
    assert signale(lecture.lignes[0], "titre est vide")
