"""The passage shown is the one that was found, its words marked, nothing of the text ever read as HTML."""

from portail.extraits import LONGUEUR, Surligneur


def test_les_mots_trouves_sont_marques_quelle_que_soit_leur_forme():
    marque = Surligneur(["ecole"]).marquer("Les Écoles, l’école et l’écologie")
    assert marque == "Les <mark>Écoles</mark>, l’<mark>école</mark> et l’écologie"


def test_l_extrait_commence_pres_du_premier_mot_trouve():
    texte = "avant " * 100 + "voici le vélo " + "après " * 100
    extrait = Surligneur(["vélos"]).extrait(texte)
    assert "<mark>vélo</mark>" in extrait
    assert extrait.startswith("… ")
    assert extrait.endswith(" …")
    assert len(extrait) < LONGUEUR + 40


def test_sans_mot_trouve_l_extrait_est_le_debut():
    assert Surligneur(["vélo"]).extrait("Un texte court.") == "Un texte court."


def test_rien_du_texte_n_est_lu_comme_du_html():
    assert Surligneur(["b"]).marquer("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"
    assert Surligneur(["script"]).extrait("<script>") == "&lt;<mark>script</mark>&gt;"


def test_une_phrase_marque_chacun_de_ses_mots():
    assert Surligneur(["taxe carbone"]).marquer("Une taxe sur le carbone") == (
        "Une <mark>taxe</mark> sur le <mark>carbone</mark>"
    )
