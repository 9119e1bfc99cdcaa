"""The twelve sheets of the CIPC guide in our own words: what each is for, what to do, what to publish, what to ask."""

from dataclasses import dataclass

from publication.guide import FicheDuGuide


@dataclass(frozen=True)
class FicheConseil:
    """Une fiche du guide du CIPC, dite avec nos mots et tournée vers ce que le portail publie."""

    fiche: FicheDuGuide
    titre: str
    utilite: str
    faire: tuple[str, ...]
    publier: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def cle(self) -> str:
        """How its address names it, e.g. « strategique-1 »."""
        return self.fiche.name.lower().replace("_", "-")


STRATEGIE = (
    FicheConseil(
        FicheDuGuide.STRATEGIQUE_1,
        "Savoir s’il faut consulter",
        "Consulter sans pouvoir tenir compte de la réponse déçoit plus que ne pas consulter. Cette fiche sert à vérifier qu’une décision reste ouverte, et à poser une question que chacun comprend.",
        (
            "Écrivez en deux phrases ce que vous ferez des résultats, et faites-les relire par qui décide.",
            "Cherchez sur le portail si la même question a déjà été posée.",
            "Posez une question générale, puis trois ou quatre questions précises qui la détaillent.",
            "Essayez ces questions sur des personnes qui ne connaissent pas le sujet.",
        ),
        (
            "L’objectif : définir les finalités, réformer ou améliorer, évaluer une politique publique.",
            "La question et ses sous-questions, dans les termes que les citoyens liront.",
        ),
        (
            "Qu’est-ce qui peut encore changer, et qui le changera ?",
            "S’agit-il d’un choix de société, ou de la qualité d’un service rendu à ses usagers ?",
            "Des spécialistes, ou les Français entre eux, sont-ils en désaccord sur ce sujet ?",
            "Si la réponse ne plaît pas, sera-t-elle publiée quand même ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.STRATEGIQUE_2,
        "Rendre le dispositif digne de confiance",
        "Un avis ne pèse que si personne ne peut dire qu’il a été orienté. Cette fiche porte sur la diversité des points de vue, la clarté de l’information et la neutralité de ceux qui animent et rédigent.",
        (
            "Réunissez des personnes d’opinions différentes sur la question, et pas seulement d’âges et de métiers différents.",
            "Présentez les arguments opposés avec le même soin, dans des documents que tous peuvent lire.",
            "Confiez l’animation et la synthèse à quelqu’un qui n’a pas d’intérêt dans la décision.",
            "Nommez des garants, et donnez-leur le choix des intervenants et un droit de regard sur la suite.",
        ),
        (
            "Qui sont les garants, ce qu’ils peuvent faire, et leur rapport.",
            "Les documents remis aux participants, avec un texte équivalent pour les images et les vidéos.",
            "Comment la synthèse a été faite, par qui, et quelle part des contributions a été lue.",
        ),
        (
            "Un opposant au projet reconnaîtrait-il ses arguments dans le dossier d’information ?",
            "Qui paie les animateurs, et qui relit leur synthèse ?",
            "Un participant retrouvera-t-il dans l’avis ce qui a été dit, désaccords compris ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.STRATEGIQUE_3,
        "Dire à quoi l’on s’engage",
        "Ce qui est promis avant d’ouvrir se vérifie après. Cette fiche sert à écrire des engagements précis, datés, et à dire ce qui n’est pas en débat.",
        (
            "Faites la liste de ce qui est ouvert au débat et de ce qui est déjà décidé.",
            "Donnez à chaque engagement un responsable et une date ; s’il n’y a pas de date, dites-le.",
            "Ouvrez assez tôt pour que l’avis arrive avant la décision.",
            "Annoncez à quel rythme vous donnerez des nouvelles, et tenez-le.",
        ),
        (
            "Les engagements du commanditaire et leurs échéances.",
            "La composition du panel et la manière dont il a été réuni.",
            "Les concertations et les expertises menées en même temps sur le même sujet.",
            "Une réponse motivée et signée à chaque proposition, refus compris.",
        ),
        (
            "Pouvez-vous promettre de répondre à toutes les propositions, et pour quand ?",
            "Que se passera-t-il si le ministre change ?",
            "La décision peut-elle intervenir avant la remise de l’avis ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.STRATEGIQUE_4,
        "Organiser la décision et le pilotage",
        "Une démarche sans décideur identifié n’a pas de suite. Cette fiche répartit les rôles : qui commande, qui pilote, qui garantit, qui exécute.",
        (
            "Réunissez régulièrement le décideur, l’équipe, le référent de votre ministère et, s’il vous accompagne, le CIPC.",
            "Discutez la démarche avec le CIPC avant de la lancer : c’est la règle pour toute démarche volontaire de l’État.",
            "Si vous prenez un prestataire, gardez le cadrage et les suites : ils ne se délèguent pas.",
            "Réservez du temps à l’équipe jusqu’à la réponse, et non jusqu’au dernier atelier.",
        ),
        (
            "La fonction et l’autorité de qui décide.",
            "Le point de sortie : le texte, le plan ou la décision que l’avis doit nourrir, qui le prend, quand.",
            "Les membres du pilotage, les prestataires et leur rôle, le tiers neutre.",
        ),
        (
            "Qui signera les réponses ?",
            "Quelles directions devront répondre, et le savent-elles déjà ?",
            "Que savez-vous faire vous-mêmes avant de chercher un prestataire ?",
        ),
    ),
)

METHODE = (
    FicheConseil(
        FicheDuGuide.METHODOLOGIQUE_1,
        "Choisir la méthode",
        "La méthode suit la question. Un choix difficile demande du temps et de la discussion ; une large écoute demande un outil ouvert à tous.",
        (
            "Pour un avis argumenté, réunissez un groupe plusieurs jours, informez-le, laissez-le écrire.",
            "Pour préparer la mise en œuvre, préférez des ateliers, dans plusieurs territoires.",
            "Pour entendre beaucoup de monde, ouvrez une consultation en ligne.",
            "Combinez les méthodes, et faites passer de l’une à l’autre ce qui y est dit.",
        ),
        (
            "Le type de démarche, et chaque manière d’y prendre part : où, quand, pour qui, comment s’inscrire.",
            "Le niveau de participation, avec une phrase qui l’explique.",
        ),
        (
            "Attendez-vous un texte commun, ou une diversité de réponses ?",
            "Combien de jours pouvez-vous demander aux participants ?",
            "Qui ne viendra pas si vous ne prévoyez que cette méthode ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.CONSULTATION_EN_LIGNE,
        "Réussir une consultation en ligne",
        "Une consultation en ligne n’est ni un sondage ni une campagne d’information. Cette fiche aide à écrire un questionnaire utile et à savoir qui y a répondu.",
        (
            "Tenez le questionnaire en un quart d’heure, dans la langue de tous les jours, et essayez-le avant d’ouvrir.",
            "Mêlez des questions fermées, qui font choisir, et des questions ouvertes, qui font proposer.",
            "Faites connaître la consultation par des associations et des médias qui touchent d’autres publics que les vôtres.",
            "Suivez qui répond, publiez une synthèse à mi-parcours, relancez ceux qui manquent.",
            "Vérifiez que le site est accessible, et prévoyez une façon de participer sans internet.",
        ),
        (
            "Le profil des personnes qui ont répondu, ou les mots « non connu », et si les résultats sont représentatifs.",
            "Les questions avec leurs réponses en chiffres, les contributions elles-mêmes, et ce qui en a été retiré.",
            "Les règles de modération et leurs chiffres.",
        ),
        (
            "Quelle décision chaque question éclaire-t-elle ?",
            "Qui lira les réponses ouvertes, et avec quels outils ?",
            "Si rien ne peut changer, ne faut-il pas plutôt informer ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.METHODOLOGIQUE_2,
        "Réunir les participants",
        "Qui participe fait ce que vaut l’avis. Cette fiche aide à choisir entre l’ouverture à tous, l’appel à volontaires et le tirage au sort, et à réunir des points de vue différents.",
        (
            "Fixez les critères avant de recruter : âge, genre, lieu de vie, métier, diplôme, et opinion sur le sujet.",
            "Demandez aux candidats s’ils ont un intérêt particulier dans la décision.",
            "Allez chercher, avec des associations, ceux que les annonces ne touchent pas.",
            "Remboursez les frais et dédommagez le temps donné : sans cela, certains ne viendront pas.",
            "Prévenez aussi les volontaires qui ne sont pas retenus.",
        ),
        (
            "Le mode de recrutement, la source du tirage au sort, les critères.",
            "Combien de personnes ont été contactées, ont accepté, étaient là à la fin.",
            "La composition du panel face à celle de la population.",
            "Le montant de l’indemnisation et les frais pris en charge.",
        ),
        (
            "Quelles opinions manqueraient si vous ne preniez que les premiers inscrits ?",
            "Qu’est-ce qui empêcherait un parent seul, un artisan, une personne handicapée de venir ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.METHODOLOGIQUE_3,
        "Écrire le mandat",
        "Le mandat est le contrat passé avec les participants. Il tient en quelques pages, se lit sans connaître le sujet, et ne change plus une fois la participation ouverte.",
        (
            "Dites pourquoi maintenant, sur quoi, dans quel but, jusqu’où.",
            "Donnez les dates de la participation, puis celles de la décision qui suit.",
            "Laissez de côté le vocabulaire du service et celui de la communication.",
            "Lisez les mandats déjà publiés : ils sont tous sur ce site.",
        ),
        (
            "Le contexte, l’objet, la finalité, ce qui est ouvert et ce qui est décidé.",
            "Le calendrier, étapes de la décision comprises. Le portail en fait un mandat imprimable, qu’il fige le jour de l’ouverture.",
        ),
        (
            "Un participant saura-t-il, en le lisant, ce qu’on attend de lui et ce qu’il en adviendra ?",
            "Que répondrez-vous si l’on vous reproche, dans un an, une phrase de ce mandat ?",
        ),
    ),
)

SUIVI = (
    FicheConseil(
        FicheDuGuide.SUIVI_1,
        "Rendre l’avis public",
        "La remise de l’avis clôt le travail des citoyens et ouvre celui de l’État. Cette fiche porte sur la forme de l’avis, sur sa publication et sur la première réponse.",
        (
            "Faites valider l’avis par les citoyens, même quand un tiers l’a rédigé.",
            "Publiez-le en entier, avec les désaccords, les votes et le texte de la minorité.",
            "Organisez un moment public où il est remis à qui décide.",
            "Dites ce jour-là les étapes et les dates de la suite.",
        ),
        (
            "L’avis, qui l’a écrit, qui l’a validé, quand et à qui il a été remis.",
            "Chaque proposition mot pour mot, avec sa référence, et leur nombre tel que les citoyens l’ont compté.",
            "La réponse politique et les prochaines étapes.",
        ),
        (
            "Les participants reconnaissent-ils leurs mots ?",
            "Le nombre de propositions publiées est-il celui du document remis ? Sinon, pourquoi ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.SUIVI_2,
        "Répondre et rendre compte",
        "C’est le devoir de suite : chaque proposition reçoit une réponse, et chaque mesure se suit jusqu’à ses effets. Cette fiche aide à l’organiser pour plusieurs années.",
        (
            "Répartissez les propositions entre les services dès la remise de l’avis, avec une date.",
            "Motivez chaque réponse : ce qui est retenu, ce qui ne l’est pas, et l’écart entre les deux.",
            "Rattachez chaque mesure aux propositions dont elle vient, avec une preuve quand elle est faite.",
            "Réunissez un comité de suivi où siègent des participants.",
            "Donnez des nouvelles même quand rien n’avance, en disant pourquoi.",
        ),
        (
            "Une réponse par proposition : position, motif, signataire, date, source.",
            "Les mesures, leur avancement, leurs reports et leurs preuves.",
            "Ce que la démarche a changé dans le service : regards, angles morts, coopérations.",
        ),
        (
            "Quelles propositions n’ont encore aucune réponse, et qui en est chargé ?",
            "Une réponse « à l’étude » a-t-elle une date ?",
            "Le citoyen qui l’a écrite comprendrait-il pourquoi sa proposition n’est pas retenue ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.SUIVI_3,
        "Faire vivre la page de la démarche",
        "La page publique est le seul endroit où l’on retrouve tout, des années après. Cette fiche dit ce qu’elle contient et comment la tenir à jour.",
        (
            "Remplissez la charte éditoriale dans l’espace des agents, section par section.",
            "Annoncez la démarche avant qu’elle n’ouvre, pour que chacun puisse s’y inscrire.",
            "Publiez une actualité à chaque étape : ouverture, mi-parcours, remise, réponse, première mesure.",
            "Désignez qui reprendra la page si vous changez de poste.",
        ),
        (
            "La fiche d’identité, l’avis des citoyens, l’impact : les trois sections de la page.",
            "Un contact qui répond.",
        ),
        (
            "La page dit-elle quand la prochaine nouvelle est attendue ?",
            "Quelqu’un qui n’a pas participé comprend-il en une minute ce qui s’est passé ?",
        ),
    ),
    FicheConseil(
        FicheDuGuide.SUIVI_4,
        "Évaluer",
        "Évaluer, c’est savoir si la démarche valait la peine, pour la décision, pour le service et pour les citoyens. Cela se prépare avant de commencer.",
        (
            "Décidez avant l’ouverture qui évalue, avec quelles questions, et à quelle date.",
            "Interrogez les participants au début et à la fin, et les agents qui ont répondu.",
            "Regardez quatre choses : ce que le dispositif a apporté, son organisation, ce qu’il a changé dans le service, ce qu’il a changé dans le regard des citoyens.",
            "Tirez-en un bilan : c’est sa publication qui clôt la démarche sur le portail.",
        ),
        (
            "L’évaluation prévue, ou le fait qu’il n’y en a pas.",
            "Ses conclusions, qui l’a faite, où la lire, et le bilan.",
        ),
        (
            "Qu’auriez-vous décidé sans cette démarche ?",
            "Que feriez-vous autrement ?",
            "L’évaluateur est-il libre de dire que cela n’a servi à rien ?",
        ),
    ),
)

FAMILLES = (
    ("Cadrer la stratégie", STRATEGIE),
    ("Cadrer la méthode", METHODE),
    ("Préparer le suivi", SUIVI),
)
FICHES = {fiche.cle: fiche for _, fiches in FAMILLES for fiche in fiches}
