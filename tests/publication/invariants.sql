-- What must hold of the window after every step of every history, written apart from the application's queries.
-- Read by tests/publication/test_histoires_au_hasard.py. Four parts, each after its title:
--   vue         one relation over every table of versions; a new table is added here
--   photo       a picture taken before a step
--   etat        what holds at any time: each line returned is something broken
--   pas         what a step may change, against the picture: each line returned is something broken

-- [vue]
CREATE TEMP VIEW fenetre AS
    SELECT 'demarche' AS sorte, objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM demarches_demarcheversion
    UNION ALL SELECT 'avis', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM demarches_avisversion
    UNION ALL SELECT 'proposition', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM demarches_propositionversion
    UNION ALL SELECT 'actualite', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM demarches_actualiteversion
    UNION ALL SELECT 'impact', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM suivi_impactversion
    UNION ALL SELECT 'reponse', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM suivi_reponseversion
    UNION ALL SELECT 'mesure', objet_id, id, publication_id, dossier_id, numero, validite, contenu, empreinte FROM suivi_mesureversion;

-- [photo]
DROP TABLE IF EXISTS avant_versions, avant_publications, avant_journal;
CREATE TEMP TABLE avant_versions AS SELECT * FROM fenetre;
CREATE TEMP TABLE avant_publications AS SELECT * FROM publication_publication;
CREATE TEMP TABLE avant_journal AS SELECT * FROM publication_evenement;

-- [etat]
SELECT 'deux versions en vigueur ensemble', a.sorte, a.id
    FROM fenetre a JOIN fenetre b ON a.sorte = b.sorte AND a.objet_id = b.objet_id AND a.id < b.id
    WHERE lower(a.validite) < coalesce(upper(b.validite), 'infinity')
      AND lower(b.validite) < coalesce(upper(a.validite), 'infinity')
UNION ALL
SELECT 'un trou dans le temps', v.sorte, v.id
    FROM fenetre v
    WHERE upper(v.validite) IS NOT NULL
      AND NOT EXISTS (SELECT FROM fenetre s WHERE s.sorte = v.sorte AND s.objet_id = v.objet_id
                      AND lower(s.validite) = upper(v.validite))
UNION ALL
SELECT 'un numéro hors de l’ordre du temps', v.sorte, v.id
    FROM fenetre v
    WHERE v.validite IS NOT NULL
      AND v.numero IS DISTINCT FROM (SELECT count(*) FROM fenetre p WHERE p.sorte = v.sorte
                                     AND p.objet_id = v.objet_id AND lower(p.validite) <= lower(v.validite))
UNION ALL
SELECT 'un numéro sans validité, ou l’inverse', v.sorte, v.id
    FROM fenetre v WHERE (v.numero IS NULL) <> (v.validite IS NULL)
UNION ALL
SELECT 'une validité que rien n’a commencée', v.sorte, v.id
    FROM fenetre v JOIN publication_publication p ON p.id = v.publication_id
    WHERE v.validite IS NOT NULL
      AND NOT (p.etat = 'validee' AND p.publiee_le = lower(v.validite) AND p.validee_par_id IS NOT NULL)
UNION ALL
SELECT 'une validation qui n’a rien commencé', v.sorte, v.id
    FROM fenetre v JOIN publication_publication p ON p.id = v.publication_id
    WHERE p.etat = 'validee' AND v.validite IS NULL
UNION ALL
SELECT 'validé par qui l’a soumis', 'publication', p.id
    FROM publication_publication p WHERE p.validee_par_id = p.soumise_par_id
UNION ALL
SELECT 'validé par qui l’a écrit', v.sorte, v.id
    FROM fenetre v
    JOIN publication_publication p ON p.id = v.publication_id
    JOIN publication_trace t ON split_part(t.type_objet, '.', 2) = v.sorte AND t.objet_id = v.objet_id
        AND t.agent_id = p.validee_par_id AND t.faite_le <= p.soumise_le
    WHERE NOT v.contenu ? 'retrait'
      AND t.faite_le >= coalesce((SELECT max(q.soumise_le) FROM fenetre w JOIN publication_publication q ON q.id = w.publication_id
                                  WHERE w.sorte = v.sorte AND w.objet_id = v.objet_id AND w.id <> v.id
                                    AND q.etat = 'validee' AND q.publiee_le <= p.soumise_le), '-infinity')
UNION ALL
SELECT 'soumis deux fois à la fois', v.sorte, v.objet_id
    FROM fenetre v JOIN publication_publication p ON p.id = v.publication_id
    WHERE p.etat IN ('soumise', 'prise_en_charge')
    GROUP BY v.sorte, v.objet_id HAVING count(*) > 1
UNION ALL
SELECT 'une publication vide', 'publication', p.id
    FROM publication_publication p WHERE NOT EXISTS (SELECT FROM fenetre v WHERE v.publication_id = p.id)
UNION ALL
SELECT 'au fil de l’eau, plus d’un objet', 'publication', p.id
    FROM publication_publication p WHERE p.lot_id IS NOT NULL
      AND (SELECT count(*) FROM fenetre v WHERE v.publication_id = p.id) <> 1
UNION ALL
SELECT 'un lot de plusieurs démarches, ou de plusieurs instants', 'lot', p.lot_id
    FROM publication_publication p JOIN publication_lot l ON l.id = p.lot_id
    GROUP BY p.lot_id, l.dossier_id
    HAVING count(DISTINCT p.soumise_le) > 1 OR bool_or(p.dossier_id <> l.dossier_id)
UNION ALL
-- an answer begins on a point that is public at that instant, a point on a démarche that is
SELECT 'une réponse paraît sans son point', r.sorte, r.id
    FROM fenetre r WHERE r.sorte = 'reponse' AND r.validite IS NOT NULL AND NOT r.contenu ? 'retrait'
      AND NOT EXISTS (SELECT FROM fenetre p WHERE p.sorte = 'proposition' AND p.objet_id = r.objet_id
                      AND NOT p.contenu ? 'retrait' AND p.validite @> lower(r.validite))
UNION ALL
SELECT 'un point paraît sans sa démarche', p.sorte, p.id
    FROM fenetre p WHERE p.sorte = 'proposition' AND p.validite IS NOT NULL AND NOT p.contenu ? 'retrait'
      AND NOT EXISTS (SELECT FROM fenetre d WHERE d.sorte = 'demarche' AND d.dossier_id = p.dossier_id
                      AND NOT d.contenu ? 'retrait' AND d.validite @> lower(p.validite));

-- [pas]
SELECT 'le passé a changé', coalesce(a.sorte, n.sorte), coalesce(a.id, n.id)
    FROM avant_versions a FULL JOIN fenetre n ON n.sorte = a.sorte AND n.id = a.id
    WHERE coalesce(a.validite, 'empty') * tstzrange(NULL, %(instant)s)
       <> coalesce(n.validite, 'empty') * tstzrange(NULL, %(instant)s)
UNION ALL
SELECT 'un document figé a changé ou disparu', a.sorte, a.id
    FROM avant_versions a LEFT JOIN fenetre n ON n.sorte = a.sorte AND n.id = a.id
    WHERE n.id IS NULL OR n.contenu::text <> a.contenu::text OR n.empreinte <> a.empreinte
       OR n.publication_id <> a.publication_id OR n.objet_id <> a.objet_id
UNION ALL
SELECT 'le journal a été réécrit', 'evenement', a.id
    FROM avant_journal a LEFT JOIN publication_evenement n ON n.id = a.id
    WHERE n.id IS NULL OR to_jsonb(n)::text <> to_jsonb(a)::text
UNION ALL
SELECT 'une transition que la table ne permet pas', 'publication', n.id
    FROM publication_publication n LEFT JOIN avant_publications a ON a.id = n.id
    WHERE (coalesce(a.etat, ''), n.etat) NOT IN (
        ('', 'soumise'),
        ('soumise', 'soumise'), ('soumise', 'prise_en_charge'), ('soumise', 'renvoyee'),
        ('soumise', 'annulee'), ('soumise', 'validee'),
        ('prise_en_charge', 'prise_en_charge'), ('prise_en_charge', 'renvoyee'),
        ('prise_en_charge', 'annulee'), ('prise_en_charge', 'validee'),
        ('validee', 'validee'), ('validee', 'deprogrammee'),
        ('renvoyee', 'renvoyee'), ('annulee', 'annulee'), ('deprogrammee', 'deprogrammee'))
UNION ALL
-- one event for each transition, of the nature that the transition has, and none without
SELECT 'un évènement qui ne dit pas la transition', 'publication', n.id
    FROM publication_publication n
    LEFT JOIN avant_publications a ON a.id = n.id
    LEFT JOIN LATERAL (
        SELECT count(*) AS nombre, min(e.nature) AS nature, bool_and(e.survenu_le = %(instant)s) AS date
        FROM publication_evenement e
        WHERE e.publication_id = n.id AND e.id NOT IN (SELECT id FROM avant_journal)) j ON true
    WHERE NOT CASE
        WHEN a.id IS NULL THEN j.nombre = 1 AND j.nature = 'soumission' AND j.date
        WHEN a.etat <> n.etat THEN j.nombre = 1 AND j.date AND j.nature = CASE n.etat
            WHEN 'prise_en_charge' THEN 'prise_en_charge'
            WHEN 'renvoyee' THEN 'renvoi'
            WHEN 'annulee' THEN 'annulation'
            WHEN 'deprogrammee' THEN 'deprogrammation'
            ELSE CASE
                WHEN n.publiee_le > %(instant)s THEN 'programmation'
                WHEN EXISTS (SELECT FROM fenetre v WHERE v.publication_id = n.id AND v.contenu ? 'retrait') THEN 'retrait'
                ELSE 'publication' END END
        WHEN n.etat = 'prise_en_charge' THEN j.nombre <= 1 AND coalesce(j.nature, 'prise_en_charge') = 'prise_en_charge'
        ELSE j.nombre = 0 END
UNION ALL
SELECT 'publié dans le passé', 'publication', n.id
    FROM publication_publication n JOIN avant_publications a ON a.id = n.id
    WHERE a.etat <> 'validee' AND n.etat = 'validee' AND n.publiee_le < %(instant)s;
