-- Scores with their reasons, the features that were scored, and the tiers that were suggested. A suggestion decides nothing. Every
-- correction is a row; the highest revision of a person and instant holds. Boards read the views, where a minor has no pseudonym.

CREATE TABLE IF NOT EXISTS {{database}}.risk_scores
(
    subject       String                   COMMENT 'pseudonym of the supervisee; sensitive: identity',
    scored_at     DateTime64(3, 'UTC')     COMMENT 'the instant for which it was computed',
    revision      UInt64                   COMMENT 'grows with every correction; the highest is the last',
    withdrawn     Bool                     COMMENT 'there was nothing to score at that instant',
    county        LowCardinality(String)   COMMENT 'GB/T 2260',
    office        LowCardinality(String)   COMMENT 'judicial office',
    minor         Bool                     COMMENT 'to be masked; sensitive: minor',
    why           LowCardinality(String)   COMMENT 'CONFIRMED, MODEL, CHANGE, DAILY',
    basis         LowCardinality(String)   COMMENT 'MODEL, NO_MODEL, SUSPENDED: without MODEL there is no score and only rules speak',
    model         LowCardinality(String)   COMMENT 'name of the model',
    model_version LowCardinality(String)   COMMENT 'version of the model in force or suspended; empty when none was promoted',
    probability   Nullable(Float64)        COMMENT 'of what the model predicts',
    low           Nullable(Float64)        COMMENT '95 % interval among held-out people with about this score',
    high          Nullable(Float64)        COMMENT '95 % interval among held-out people with about this score',
    grade         LowCardinality(String)   COMMENT 'A to D: how much is known',
    reason_features      Array(LowCardinality(String)) COMMENT 'the features that moved the score, the strongest first, at most five',
    reason_contributions Array(Float64)    COMMENT 'what each brought, log-odds',
    reasons_english      Array(String)     COMMENT 'in words',
    reasons_chinese      Array(String)     COMMENT '文字说明',
    late          Bool                     COMMENT 'corrected by something that came late',
    watermark     Nullable(DateTime64(3, 'UTC')) COMMENT 'event time that had been reached',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(scored_at)
ORDER BY (subject, scored_at, revision);

CREATE TABLE IF NOT EXISTS {{database}}.risk_vectors
(
    subject       String                   COMMENT 'pseudonym of the supervisee; sensitive: identity',
    scored_at     DateTime64(3, 'UTC'),
    revision      UInt64,
    withdrawn     Bool,
    county        LowCardinality(String),
    office        LowCardinality(String),
    minor         Bool                     COMMENT 'sensitive: minor',
    why           LowCardinality(String),
    basis         LowCardinality(String),
    model_version LowCardinality(String),
    feature_set   LowCardinality(String)   COMMENT 'id of the feature set',
    observed_from Nullable(DateTime64(3, 'UTC')) COMMENT 'before it nothing was observed',
    features      Map(LowCardinality(String), Float64) COMMENT 'by name; what is missing is not there' CODEC(ZSTD(3)),
    late          Bool,
    watermark     Nullable(DateTime64(3, 'UTC')) COMMENT 'event time that had been reached: nothing received later went in',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(scored_at)
ORDER BY (subject, scored_at, revision);

CREATE TABLE IF NOT EXISTS {{database}}.tier_suggestions
(
    subject       String                   COMMENT 'pseudonym of the supervisee; sensitive: identity',
    scored_at     DateTime64(3, 'UTC'),
    revision      UInt64,
    withdrawn     Bool,
    county        LowCardinality(String),
    office        LowCardinality(String),
    minor         Bool                     COMMENT 'sensitive: minor',
    why           LowCardinality(String),
    basis         LowCardinality(String)   COMMENT 'MODEL, NO_MODEL, SUSPENDED',
    model_version LowCardinality(String),
    present_tier  LowCardinality(String)   COMMENT 'LENIENT, ORDINARY, STRICT: what an officer decided last',
    suggested_tier LowCardinality(String)  COMMENT 'what an officer may consider',
    grade         LowCardinality(String)   COMMENT 'A to D: how much is known',
    english       Array(String)            COMMENT 'grounds',
    chinese       Array(String)            COMMENT '依据',
    late          Bool,
    watermark     Nullable(DateTime64(3, 'UTC')),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(scored_at)
ORDER BY (subject, scored_at, revision);

-- The last revision of each, without what was withdrawn.
CREATE VIEW IF NOT EXISTS {{database}}.risk_scores_standing
AS SELECT * EXCEPT (subject), if(minor, '', subject) AS subject, cityHash64(subject) AS person
FROM (SELECT * FROM {{database}}.risk_scores FINAL ORDER BY revision DESC LIMIT 1 BY subject, scored_at)
WHERE NOT withdrawn;

CREATE VIEW IF NOT EXISTS {{database}}.risk_vectors_standing
AS SELECT *
FROM (SELECT * FROM {{database}}.risk_vectors FINAL ORDER BY revision DESC LIMIT 1 BY subject, scored_at)
WHERE NOT withdrawn;

CREATE VIEW IF NOT EXISTS {{database}}.tier_suggestions_standing
AS SELECT * EXCEPT (subject), if(minor, '', subject) AS subject, cityHash64(subject) AS person
FROM (SELECT * FROM {{database}}.tier_suggestions FINAL ORDER BY revision DESC LIMIT 1 BY subject, scored_at)
WHERE NOT withdrawn;

-- The last word about each person.
CREATE VIEW IF NOT EXISTS {{database}}.risk_current
AS SELECT * FROM {{database}}.risk_scores_standing ORDER BY scored_at DESC LIMIT 1 BY person;

CREATE VIEW IF NOT EXISTS {{database}}.tiers_suggested
AS SELECT * FROM {{database}}.tier_suggestions_standing ORDER BY scored_at DESC LIMIT 1 BY person;

-- How many people were scored on each day, on what, and how much was known of them.
CREATE VIEW IF NOT EXISTS {{database}}.risk_coverage
AS SELECT
    toDate(scored_at, 'Asia/Shanghai') AS day, uniqExact(person) AS people,
    uniqExactIf(person, basis = 'MODEL') AS people_with_score,
    count() AS scores, countIf(basis = 'MODEL') AS scores_of_model,
    countIf(grade = 'A') AS grade_a, countIf(grade = 'B') AS grade_b, countIf(grade = 'C') AS grade_c, countIf(grade = 'D') AS grade_d
FROM {{database}}.risk_scores_standing
GROUP BY day
ORDER BY day;

-- Population stability index of the scores of each day against the first seven days of their model, in ten bins; a share of nothing
-- counts as one in ten thousand. Above 0.2 is drift (S18).
CREATE VIEW IF NOT EXISTS {{database}}.risk_score_drift
AS WITH
    scores AS (
        SELECT model_version, toDate(scored_at, 'Asia/Shanghai') AS day, least(toUInt8(floor(assumeNotNull(probability) * 10)), 9) AS bin
        FROM {{database}}.risk_scores_standing WHERE basis = 'MODEL'),
    firsts AS (SELECT model_version, min(day) AS first FROM scores GROUP BY model_version),
    base AS (
        SELECT model_version, countMap AS expected, base_total FROM (
            SELECT model_version, arrayMap(b -> countEqual(groupArray(bin), b), range(10)) AS countMap, count() AS base_total
            FROM scores INNER JOIN firsts USING model_version WHERE day < first + 7 GROUP BY model_version)),
    daily AS (
        SELECT model_version, day, arrayMap(b -> countEqual(groupArray(bin), b), range(10)) AS found, count() AS total
        FROM scores GROUP BY model_version, day)
SELECT
    model_version, day, total AS scores,
    arraySum(arrayMap(
        (f, e) -> (greatest(f / total, 0.0001) - greatest(e / base_total, 0.0001)) * log(greatest(f / total, 0.0001) / greatest(e / base_total, 0.0001)),
        found, expected)) AS psi,
    psi > 0.2 AS beyond
FROM daily INNER JOIN base USING model_version
ORDER BY model_version, day;

-- The same of each feature, against the first seven days on which it was computed, in tenths of those; a value that is missing is a bin.
CREATE VIEW IF NOT EXISTS {{database}}.risk_feature_drift
AS WITH
    vectors AS (
        SELECT feature_set, toDate(scored_at, 'Asia/Shanghai') AS day, features FROM {{database}}.risk_vectors_standing),
    names AS (SELECT DISTINCT feature_set, arrayJoin(mapKeys(features)) AS feature FROM vectors),
    long AS (
        SELECT feature_set, day, feature, if(mapContains(features, feature), features[feature], NULL) AS value
        FROM vectors INNER JOIN names USING feature_set),
    firsts AS (SELECT feature_set, min(day) AS first FROM vectors GROUP BY feature_set),
    cuts AS (
        SELECT feature_set, feature, quantilesExact(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)(value) AS cut
        FROM long INNER JOIN firsts USING feature_set WHERE day < first + 7 GROUP BY feature_set, feature),
    binned AS (
        SELECT feature_set, feature, day, if(value IS NULL, 10, arrayCount(c -> assumeNotNull(value) > c, cut)) AS bin
        FROM long INNER JOIN cuts USING (feature_set, feature)),
    base AS (
        SELECT feature_set, feature, arrayMap(b -> countEqual(groupArray(bin), b), range(11)) AS expected, count() AS base_total
        FROM binned INNER JOIN firsts USING feature_set WHERE day < first + 7 GROUP BY feature_set, feature),
    daily AS (
        SELECT feature_set, feature, day, arrayMap(b -> countEqual(groupArray(bin), b), range(11)) AS found, count() AS total
        FROM binned GROUP BY feature_set, feature, day)
SELECT
    feature_set, feature, day, total AS vectors,
    arraySum(arrayMap(
        (f, e) -> (greatest(f / total, 0.0001) - greatest(e / base_total, 0.0001)) * log(greatest(f / total, 0.0001) / greatest(e / base_total, 0.0001)),
        found, expected)) AS psi,
    psi > 0.2 AS beyond
FROM daily INNER JOIN base USING (feature_set, feature)
ORDER BY feature_set, feature, day;

-- Scores of which it is known what came of them: an alert that began within 30 days and was confirmed. The last score of a person and
-- day stands for the day.
CREATE VIEW IF NOT EXISTS {{database}}.risk_matured
AS SELECT model_version, scored_at, person, probability, county, outcomes.subject != '' AS event
FROM (
    SELECT *, cityHash64(subject) AS person FROM {{database}}.risk_scores FINAL
    WHERE NOT withdrawn AND basis = 'MODEL' ORDER BY scored_at DESC, revision DESC LIMIT 1 BY subject, toDate(scored_at, 'Asia/Shanghai')) AS scores
LEFT JOIN (
    SELECT DISTINCT scores.subject AS subject, scores.scored_at AS scored_at
    FROM {{database}}.risk_scores AS scores
    INNER JOIN (SELECT subject, opened_at FROM {{database}}.alerts FINAL WHERE state = 'CLOSED' AND close_reason = 'CONFIRMED') AS alerts
        ON scores.subject = alerts.subject
    WHERE alerts.opened_at > scores.scored_at AND alerts.opened_at <= scores.scored_at + INTERVAL 30 DAY) AS outcomes
    ON scores.subject = outcomes.subject AND scores.scored_at = outcomes.scored_at
WHERE scores.scored_at <= (SELECT max(reached) FROM {{database}}.time_reached) - INTERVAL 30 DAY;

CREATE VIEW IF NOT EXISTS {{database}}.risk_calibration
AS SELECT
    model_version, least(toUInt8(floor(assumeNotNull(probability) * 10)), 9) AS tenth,
    count() AS scores, avg(assumeNotNull(probability)) AS said, avg(event) AS happened,
    avg(pow(assumeNotNull(probability) - event, 2)) AS brier
FROM {{database}}.risk_matured
GROUP BY model_version, tenth
ORDER BY model_version, tenth;

-- Suggestions to move somebody, and what an officer had decided fourteen days later, as far as that time has come.
CREATE VIEW IF NOT EXISTS {{database}}.tier_overrides
AS SELECT
    toStartOfMonth(suggested_at, 'Asia/Shanghai') AS month, suggested_tier, count() AS suggestions,
    countIf(later != suggested_tier) AS overridden, overridden / suggestions AS override_rate
FROM (
    SELECT first.person AS person, first.suggested_tier AS suggested_tier, first.scored_at AS suggested_at,
        argMin(after.present_tier, after.scored_at) AS later
    FROM (SELECT * FROM {{database}}.tier_suggestions_standing WHERE present_tier != suggested_tier
        ORDER BY scored_at LIMIT 1 BY person, suggested_tier, toStartOfMonth(scored_at, 'Asia/Shanghai')) AS first
    INNER JOIN {{database}}.tier_suggestions_standing AS after ON first.person = after.person
    WHERE after.scored_at >= first.scored_at + INTERVAL 14 DAY
    GROUP BY person, suggested_tier, suggested_at)
GROUP BY month, suggested_tier
ORDER BY month, suggested_tier;
