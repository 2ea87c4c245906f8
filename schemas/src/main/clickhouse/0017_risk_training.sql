-- What a model is trained from: what was known when somebody was scored, and what came of it later. Neither view has a pseudonym, a
-- place or a sentence; a person is a number that is the same in both. Whoever may read them needs to read no table.

-- Everybody at the beginning of each supervision day, as it was told first; also when something else was a reason to score at the
-- same instant, noon in China. Corrections, which are later revisions, are not in it: they know more than the model knew. What was told
-- late, or long after its instant, is such a correction from the first, and is not in time.
CREATE OR REPLACE VIEW {{database}}.risk_vectors_as_told
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    cityHash64(told.subject) AS person, told.scored_at AS scored_at, told.county AS county, told.minor AS minor,
    told.feature_set AS feature_set, told.features AS features, told.watermark AS told_at,
    CAST(NOT told.late AND ifNull(told.watermark <= told.scored_at + INTERVAL 1 HOUR, false), 'Bool') AS in_time,
    CAST((told.subject, told.scored_at) IN (
        SELECT subject, scored_at FROM {{database}}.risk_vectors FINAL
        WHERE (subject, scored_at) IN (SELECT subject, scored_at FROM {{database}}.risk_vectors WHERE withdrawn)
        GROUP BY subject, scored_at HAVING argMax(withdrawn, revision)), 'Bool') AS withdrawn,
    tiers.present_tier AS present_tier
FROM {{database}}.risk_vectors AS told FINAL
LEFT JOIN (SELECT subject, scored_at, toString(present_tier) AS present_tier FROM {{database}}.tier_suggestions FINAL WHERE revision = 1) AS tiers
    ON told.subject = tiers.subject AND told.scored_at = tiers.scored_at
WHERE told.revision = 1 AND (told.why = 'DAILY' OR toUnixTimestamp64Milli(told.scored_at) % 86400000 = 14400000);

-- Every alert that was not retracted: when what it is about began, and what an officer decided of it.
CREATE OR REPLACE VIEW {{database}}.alert_outcomes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    cityHash64(subject) AS person, rule, opened_at, CAST(state = 'CLOSED', 'Bool') AS decided, changed_at AS decided_at,
    CAST(state = 'CLOSED' AND close_reason = 'CONFIRMED', 'Bool') AS confirmed
FROM {{database}}.alerts FINAL
WHERE state != 'RETRACTED';
