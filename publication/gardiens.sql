-- The guards of the window. Read with publication/contraintes.py; tested in tests/publication/test_gardiens.py.
-- search_path is fixed, pg_temp last: no schema named after the role, no temporary table takes a name from them.

-- Legal erasure. A text may only lose passages: what the marks leave of it stands in the old one, in order.
CREATE OR REPLACE FUNCTION publication_n_a_que_perdu(avant text, apres text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mesure_legale text := '(donnees-personnelles|decision-de-justice|contenu-illicite)';
    marques text := '\[passage occulté : (données personnelles|décision de justice|contenu illicite)\]|\[occulté\]'
        || '|passage-occulte-' || mesure_legale;
    modele text := regexp_replace(replace(replace(replace(apres, '\', '\\'), '%', '\%'), '_', '\_'), marques, '%', 'g');
BEGIN
    IF avant = apres THEN RETURN true; END IF;
    -- an address is cut at its length: its end may go as well
    IF apres ~ ('passage-occulte-' || mesure_legale) AND apres ~ '^[a-z0-9_-]+$' THEN modele := modele || '%'; END IF;
    RETURN apres ~ marques AND avant LIKE modele;
END $$;

-- The same document, but for passages: same keys, same lists, same numbers, a text where there was a text.
CREATE OR REPLACE FUNCTION publication_n_est_qu_occulte(avant jsonb, apres jsonb) RETURNS boolean LANGUAGE plpgsql
IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF jsonb_typeof(avant) IS DISTINCT FROM jsonb_typeof(apres) THEN RETURN false; END IF;
    CASE jsonb_typeof(avant)
        WHEN 'string' THEN
            RETURN publication_n_a_que_perdu(avant #>> '{}', apres #>> '{}');
        WHEN 'object' THEN
            RETURN NOT EXISTS (
                SELECT FROM jsonb_each(avant) a FULL JOIN jsonb_each(apres) b USING (key)
                WHERE a.value IS NULL OR b.value IS NULL OR NOT publication_n_est_qu_occulte(a.value, b.value));
        WHEN 'array' THEN
            RETURN NOT EXISTS (
                SELECT FROM jsonb_array_elements(avant) WITH ORDINALITY a(value, rang)
                FULL JOIN jsonb_array_elements(apres) WITH ORDINALITY b(value, rang) USING (rang)
                WHERE a.value IS NULL OR b.value IS NULL OR NOT publication_n_est_qu_occulte(a.value, b.value));
        ELSE
            -- not even 1 into 1.0
            RETURN avant::text = apres::text;
    END CASE;
END $$;

-- Confirmed, by a second person, for this dossier, in this very transaction.
CREATE OR REPLACE FUNCTION publication_efface_en_ce_moment(dossier bigint) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT e.id FROM publication_effacement e
    WHERE e.dossier_id = dossier AND e.etat = 'confirme' AND e.traite_le = maintenant()
        AND e.transaction = pg_current_xact_id()::text::bigint;
END $$;

CREATE OR REPLACE FUNCTION publication_garder_l_effacement() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    traitement text[] := '{etat,passages,traite_par_id,traite_comme,traite_le,raison_du_refus,transaction}';
    permis boolean;
BEGIN
    permis := CASE TG_OP
        WHEN 'INSERT' THEN NEW.etat = 'demande' AND NEW.demande_le = maintenant() AND NEW.transaction IS NULL
        WHEN 'UPDATE' THEN
            OLD.etat = 'demande' AND NEW.etat IN ('confirme', 'refuse') AND NEW.traite_le = maintenant()
            AND cardinality(NEW.passages) = 0 AND NEW.transaction IS NULL
            AND (to_jsonb(OLD) - traitement)::text = (to_jsonb(NEW) - traitement)::text
        ELSE false
    END;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Un effacement se demande, puis se confirme ou se refuse une fois (%).', TG_OP
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.etat = 'confirme' THEN
        NEW.transaction := pg_current_xact_id()::text::bigint;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION publication_preserver_le_passe() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    passe tstzrange := tstzrange(NULL, maintenant());
    avant tstzrange := 'empty';
    apres tstzrange := 'empty';
    permis boolean;
BEGIN
    IF TG_OP <> 'INSERT' THEN avant := coalesce(OLD.validite, 'empty') * passe; END IF;
    IF TG_OP <> 'DELETE' THEN apres := coalesce(NEW.validite, 'empty') * passe; END IF;
    permis := avant = apres;
    IF TG_OP = 'DELETE' THEN
        -- evidence, public or not: deleted and written again, it would not be what the CIPC read
        permis := false;
    ELSIF TG_OP = 'INSERT' THEN
        -- documents come with their submission, at its very instant, and nothing joins it afterwards
        permis := NEW.validite IS NULL AND NEW.numero IS NULL AND NEW.effacement_id IS NULL AND EXISTS (
            SELECT FROM publication_publication p
            WHERE p.id = NEW.publication_id AND p.etat = 'soumise' AND p.soumise_le = maintenant());
    ELSIF TG_OP = 'UPDATE' THEN
        -- a number comes with a validity that has not begun and may leave with it; nothing else ever changes,
        -- not even 1 into 1.0, which are equal in jsonb and have two fingerprints
        permis := permis
            AND (to_jsonb(OLD) - 'validite' - 'numero')::text = (to_jsonb(NEW) - 'validite' - 'numero')::text
            AND (OLD.numero IS NOT DISTINCT FROM NEW.numero OR isempty(avant));
        -- but for legal erasure: passages and the salt go, all the rest stays
        IF NOT permis AND NEW.contenu ->> 'sel' = '' AND NEW.effacement_id IN (
            SELECT publication_efface_en_ce_moment(NEW.dossier_id)) THEN
            permis := (to_jsonb(OLD) - 'contenu' - 'effacement_id')::text
                    = (to_jsonb(NEW) - 'contenu' - 'effacement_id')::text
                AND publication_n_est_qu_occulte(OLD.contenu - 'sel', NEW.contenu - 'sel');
        END IF;
    END IF;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Ce qui a été public ne se réécrit pas (%, %).', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION publication_refuser_les_trous() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    objet bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.objet_id ELSE NEW.objet_id END;
    permis boolean;
BEGIN
    -- one period without end, numbered 1, 2, 3… in order of time, each begun by the validation it comes from;
    -- and no validation without the periods it gave
    EXECUTE format(
        'SELECT (count(v.validite) = 0'
        '        OR (SELECT count(*) FROM unnest(range_agg(v.validite))) = 1 AND upper_inf(range_agg(v.validite)))'
        '    AND coalesce(bool_and((CASE WHEN p.etat = ''validee'''
        '        THEN p.publiee_le = lower(v.validite) AND v.numero = v.rang'
        '        ELSE v.validite IS NULL END) IS TRUE), true) '
        'FROM (SELECT *, row_number() OVER (ORDER BY validite) AS rang FROM %I.%I WHERE objet_id = $1) v '
        'LEFT JOIN publication_publication p ON p.id = v.publication_id', TG_TABLE_SCHEMA, TG_TABLE_NAME)
    INTO permis USING objet;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Les versions de % se suivent sans trou, chacune par une validation (objet %).',
            TG_TABLE_NAME, objet
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION publication_figer_la_soumission() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    traitement text[] := '{etat,prise_en_charge_par_id,traitee_le,validee_par_id,publiee_le,commentaire,controles,factuelle_confirmee,urgence,approbation}';
    approbation text[] := '{approbation,approbation_par_id,approbation_le,approbation_raison,controles}';
    textes text[] := '{note,raison,commentaire,urgence,approbation_raison}';
    permis boolean;
BEGIN
    permis := CASE
        WHEN TG_OP = 'INSERT' THEN NEW.etat = 'soumise' AND NEW.soumise_le = maintenant()
        WHEN TG_OP = 'DELETE' THEN false
        WHEN OLD.traitee_le IS NULL THEN
            -- awaiting the CIPC: what was submitted, and by whom it was written, stays as it is
            (to_jsonb(OLD) - traitement)::text = (to_jsonb(NEW) - traitement)::text
            AND coalesce(NEW.publiee_le >= maintenant(), true) AND coalesce(NEW.traitee_le = maintenant(), true)
            AND NEW.approbation IN ('', 'attendue')
        WHEN OLD.approbation = 'attendue' AND NEW.approbation <> 'attendue' THEN
            -- published in an emergency: approved or not, once, at that instant; nothing else changes
            NEW.approbation IN ('donnee', 'refusee') AND NEW.approbation_le = maintenant()
            AND (to_jsonb(OLD) - approbation)::text = (to_jsonb(NEW) - approbation)::text
        ELSE
            -- dealt with: nothing changes any more, but a schedule that has not begun may be moved or cancelled
            (to_jsonb(OLD) - '{etat,publiee_le}'::text[])::text = (to_jsonb(NEW) - '{etat,publiee_le}'::text[])::text
            AND (OLD.etat = NEW.etat AND OLD.publiee_le IS NOT DISTINCT FROM NEW.publiee_le
                 OR OLD.etat = 'validee' AND OLD.publiee_le > maintenant()
                    AND NEW.etat IN ('validee', 'deprogrammee') AND NEW.publiee_le >= maintenant())
    END;
    -- but for legal erasure: passages go from its texts, all the rest stays
    IF TG_OP = 'UPDATE' AND (permis) IS NOT TRUE THEN
        permis := (to_jsonb(OLD) - textes)::text = (to_jsonb(NEW) - textes)::text
            AND publication_n_a_que_perdu(OLD.note, NEW.note)
            AND publication_n_a_que_perdu(OLD.raison, NEW.raison)
            AND publication_n_a_que_perdu(OLD.commentaire, NEW.commentaire)
            AND publication_n_a_que_perdu(OLD.urgence, NEW.urgence)
            AND publication_n_a_que_perdu(OLD.approbation_raison, NEW.approbation_raison)
            AND EXISTS (SELECT publication_efface_en_ce_moment(NEW.dossier_id));
    END IF;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Une publication soumise ne se réécrit pas (%, %).', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

-- The other side of publication_refuser_les_trous, for a publication changed without its versions.
CREATE OR REPLACE FUNCTION publication_accorder_les_versions() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    versions regclass;
    permis boolean;
BEGIN
    FOR versions IN SELECT tgrelid FROM pg_trigger WHERE tgfoid = 'publication_refuser_les_trous'::regproc LOOP
        EXECUTE format(
            'SELECT coalesce(bool_and((CASE WHEN p.etat = ''validee'''
            '    THEN p.publiee_le = lower(v.validite) ELSE v.validite IS NULL END) IS TRUE), true) '
            'FROM %s v JOIN publication_publication p ON p.id = v.publication_id WHERE p.id = $1', versions)
        INTO permis USING NEW.id;
        IF (permis) IS NOT TRUE THEN
            RAISE EXCEPTION 'Une publication et ses versions changent ensemble (%, publication %).',
                versions, NEW.id
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION publication_refuser_de_reecrire() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    date_de_la_ligne timestamptz;
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- dated within this transaction: a change dated before a submission would hide its author from it
        date_de_la_ligne := coalesce(to_jsonb(NEW) ->> 'survenu_le', to_jsonb(NEW) ->> 'faite_le');
        IF date_de_la_ligne
            BETWEEN maintenant() AND maintenant() + (clock_timestamp() - transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'Le journal ne se réécrit ni ne s’antidate (%, %).', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$;

-- A demonstration, whose clock can be set, is emptied at will; what the State published is not.
CREATE OR REPLACE FUNCTION publication_refuser_de_vider() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (SELECT prosrc FROM pg_proc WHERE oid = 'public.maintenant()'::regprocedure)
        NOT LIKE '%portail.maintenant%' THEN
        RAISE EXCEPTION 'Ce qui a été public ne se vide pas (%).', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

-- What a person had published in reply stays as they wrote it; only legal erasure takes passages out.
CREATE OR REPLACE FUNCTION publication_figer_le_droit_de_reponse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    permis boolean;
BEGIN
    permis := CASE TG_OP
        WHEN 'INSERT' THEN NEW.publie_le = maintenant()
        WHEN 'UPDATE' THEN publication_n_est_qu_occulte(to_jsonb(OLD), to_jsonb(NEW))
            AND EXISTS (SELECT publication_efface_en_ce_moment(OLD.dossier_id))
        ELSE false
    END;
    IF (permis) IS NOT TRUE THEN
        RAISE EXCEPTION 'Un droit de réponse publié ne se réécrit pas (%).', TG_OP
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
