-- What kind of sentence somebody serves (Community Corrections Law art. 2); empty where the order does not say.
ALTER TABLE {{database}}.order_facts ADD COLUMN IF NOT EXISTS sentence LowCardinality(String) AFTER tier;

CREATE OR REPLACE VIEW {{database}}.register_now
AS SELECT subject, ends, county, office, tier, sentence, minor, curfew, check_ins, zones, since, valid_from AS decided_at
FROM
(
    SELECT
        subject, ends, county, office, tier, sentence, minor, curfew, check_ins, zones, valid_from,
        min(valid_from) OVER (PARTITION BY subject) AS since,
        row_number() OVER (PARTITION BY subject ORDER BY valid_from DESC, fact DESC) AS place
    FROM {{database}}.order_facts
    WHERE valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
)
WHERE place = 1;

CREATE OR REPLACE VIEW {{database}}.supervisees
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT
    if(minor, '', subject) AS subject, county, office, tier, sentence, minor, curfew, check_ins, zones, since, decided_at,
    CAST(subject IN (SELECT subject FROM {{database}}.authorisation_facts WHERE valid_from <= now AND valid_until > now), 'Bool') AS tagged
FROM {{database}}.register_now
WHERE NOT ends;
