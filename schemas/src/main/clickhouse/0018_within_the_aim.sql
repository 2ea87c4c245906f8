-- What was still slow over a hundred million rows. Nothing here is kept that rows which come twice, or late, could make wrong: tables are
-- folds of rows by their identity, and everything else is read when it is asked.

-- Everybody's terms when event time stands where it stands. Orders lie by person and time, so the last of each is found without
-- grouping. Only for other views: it masks nobody.
CREATE OR REPLACE VIEW {{database}}.register_now
AS SELECT subject, ends, county, office, tier, minor, curfew, check_ins, zones, since, valid_from AS decided_at
FROM
(
    SELECT
        subject, ends, county, office, tier, minor, curfew, check_ins, zones, valid_from,
        min(valid_from) OVER (PARTITION BY subject) AS since,
        row_number() OVER (PARTITION BY subject ORDER BY valid_from DESC, fact DESC) AS place
    FROM {{database}}.order_facts
    WHERE valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
)
WHERE place = 1;

-- To whom everybody belonged last, whether supervision has ended or not. Only for other views.
CREATE OR REPLACE VIEW {{database}}.register_last
AS SELECT subject, county, office, minor
FROM {{database}}.order_facts
WHERE NOT ends
ORDER BY subject, valid_from DESC, fact DESC
LIMIT 1 BY subject;

CREATE OR REPLACE VIEW {{database}}.supervisees
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT
    if(minor, '', subject) AS subject, county, office, tier, minor, curfew, check_ins, zones, since, decided_at,
    CAST(subject IN (SELECT subject FROM {{database}}.authorisation_facts WHERE valid_from <= now AND valid_until > now), 'Bool') AS tagged
FROM {{database}}.register_now
WHERE NOT ends;

CREATE OR REPLACE VIEW {{database}}.authorisations_current
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT
    if(minor, '', subject) AS subject, county, office, ground, valid_from, valid_until, dateDiff('day', now, valid_until) AS days_left
FROM
(
    SELECT subject, ground, valid_from, assumeNotNull(valid_until) AS valid_until
    FROM {{database}}.authorisation_facts
    WHERE ground > 0 AND valid_from <= now
    ORDER BY subject, valid_from DESC, fact DESC
    LIMIT 1 BY subject
) AS authorisations
INNER JOIN (SELECT subject, county, office, minor FROM {{database}}.register_now WHERE NOT ends) AS people USING subject;

CREATE OR REPLACE VIEW {{database}}.leaves_in_force
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT if(minor, '', subject) AS subject, county, office, valid_from, valid_until
FROM
(
    SELECT subject, leave_id, max(said.valid_from) AS valid_from, argMax(said.valid_until, said.valid_from) AS valid_until
    FROM {{database}}.leave_facts AS said
    WHERE said.valid_from <= now
      AND (subject, leave_id) IN (SELECT subject, leave_id FROM {{database}}.leave_facts WHERE valid_until > now)
    GROUP BY subject, leave_id
    HAVING valid_until > now
) AS leaves
INNER JOIN {{database}}.register_last AS people USING subject;

CREATE OR REPLACE VIEW {{database}}.check_ins_board
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT subject, county, office, means, accepted, terminal, occurred_at
FROM (SELECT subject, means, accepted, terminal, occurred_at FROM {{database}}.check_in_facts FINAL) AS facts
INNER JOIN (SELECT subject, county, office FROM {{database}}.register_last WHERE NOT minor) AS people USING subject;

CREATE OR REPLACE VIEW {{database}}.check_ins_by_day
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT day, county, office, sum(made) AS accepted, sum(away) AS refused, sum(missed) AS missed
FROM
(
    SELECT day, county, office, sum(length(days.made)) AS made, sum(length(days.turned_away)) AS away, 0 AS missed
    FROM (SELECT day, subject, made, turned_away FROM {{database}}.check_in_days FINAL) AS days
    INNER JOIN {{database}}.register_last AS people USING subject
    GROUP BY day, county, office
    UNION ALL
    SELECT toDate(opened_at, 'Asia/Shanghai') AS day, county, office, 0 AS made, 0 AS away, count() AS missed
    FROM {{database}}.alerts_board
    WHERE rule = 'missed-check-in' AND state != 'RETRACTED'
    GROUP BY day, county, office
)
GROUP BY day, county, office;

-- Roll calls that were missed: so few that they need not be looked for among all alerts.
CREATE TABLE IF NOT EXISTS {{database}}.roll_calls_missed
(
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    roll_call     String                   COMMENT 'id of the order to show up',
    alert_id      FixedString(16),
    day           Date32                   COMMENT 'of the alert',
    revision      UInt64,
    retracted     Bool
)
ENGINE = {{engine:ReplacingMergeTree}}(revision)
ORDER BY (subject, roll_call, alert_id);
DROP VIEW IF EXISTS {{database}}.roll_calls_missed_from_events;
INSERT INTO {{database}}.roll_calls_missed
SELECT subject, target, alert_id, day, revision, state = 'RETRACTED' FROM {{database}}.alert_events WHERE rule = 'roll-call-fail';
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.roll_calls_missed_from_events TO {{database}}.roll_calls_missed
AS SELECT subject, target AS roll_call, alert_id, day, revision, state = 'RETRACTED' AS retracted
FROM {{database}}.alert_events WHERE rule = 'roll-call-fail';

CREATE OR REPLACE VIEW {{database}}.roll_calls
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS instant
SELECT
    if(minor, '', subject) AS subject, county, office, sent_at, due_at, camera,
    multiIf(due_at IS NULL, 'CANCELLED',
        (subject, roll_call) IN (SELECT subject, roll_call FROM {{database}}.roll_calls_missed FINAL WHERE NOT retracted), 'MISSED',
        due_at > instant, 'WAITING', 'ANSWERED') AS outcome
FROM
(
    SELECT
        subject, roll_call, min(calls.sent_at) AS sent_at,
        tupleElement(argMax(tuple(calls.due_at), calls.sent_at), 1) AS due_at, argMax(calls.camera, calls.sent_at) AS camera
    FROM {{database}}.roll_call_facts AS calls
    GROUP BY subject, roll_call
) AS last
INNER JOIN {{database}}.register_last AS people USING subject;

-- Whom a board can be opened for: everybody about whom something was ever found, under the name that boards may show.
CREATE TABLE IF NOT EXISTS {{database}}.people_found
(
    subject       String                   COMMENT 'pseudonym; never of a minor',
    county        LowCardinality(String),
    office        LowCardinality(String),
    last_day      SimpleAggregateFunction(max, Date32) COMMENT 'of the latest alert'
)
ENGINE = {{engine:AggregatingMergeTree}}
ORDER BY (subject, county, office);
DROP VIEW IF EXISTS {{database}}.people_found_from_events;
INSERT INTO {{database}}.people_found SELECT subject, county, office, max(day) FROM {{database}}.alert_events WHERE NOT minor GROUP BY subject, county, office;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.people_found_from_events TO {{database}}.people_found
AS SELECT subject, county, office, max(day) AS last_day FROM {{database}}.alert_events WHERE NOT minor GROUP BY subject, county, office;
CREATE OR REPLACE VIEW {{database}}.people_to_open
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT subject, county, office FROM {{database}}.people_found FINAL;

-- Episodes are taken apart once, when a row comes.
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS episode_spans Array(Tuple(opened_at DateTime64(3, 'UTC'), ended_at Nullable(DateTime64(3, 'UTC')), kind String)) MATERIALIZED
    arrayMap(episode -> tuple(
        parseDateTime64BestEffort(JSONExtractString(episode, 'openedAt'), 3, 'UTC'),
        parseDateTime64BestEffortOrNull(JSONExtractString(episode, 'endedAt'), 3, 'UTC'),
        JSONExtractString(episode, 'parameters', 'kind')), JSONExtractArrayRaw(findings_json))
    COMMENT 'each episode of findings_json; of the last, no end while it goes on';
ALTER TABLE {{database}}.alerts MATERIALIZE COLUMN episode_spans;
CREATE OR REPLACE VIEW {{database}}.alert_episodes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, rule, severity, state, close_reason, shown AS subject, county, office, tier,
    episode.opened_at AS opened_at, episode.ended_at AS ended_at, alert_opened_at, episode.kind AS kind
FROM
(
    SELECT alert_id, rule, severity, state, close_reason, shown, county, office, tier, alerts.opened_at AS alert_opened_at, episode_spans
    FROM {{database}}.alerts FINAL
)
ARRAY JOIN episode_spans AS episode;

-- Figures for anyone are of the last ninety days.
CREATE OR REPLACE VIEW {{database}}.public_figures
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) - INTERVAL 90 DAY FROM {{database}}.time_reached) AS since
SELECT
    county, people, strict, general, lenient, with_tag,
    round(alerts / (people * days) * 1000, 1) AS alerts_per_thousand_person_days,
    round(confirmed / nullIf(closed, 0), 2) AS share_confirmed
FROM
(
    SELECT
        county, count() AS people,
        if(countIf(tier = 'STRICT') >= 10, countIf(tier = 'STRICT'), NULL) AS strict,
        if(countIf(tier = 'GENERAL') >= 10, countIf(tier = 'GENERAL'), NULL) AS general,
        if(countIf(tier = 'LENIENT') >= 10, countIf(tier = 'LENIENT'), NULL) AS lenient,
        if(countIf(tagged) >= 10, countIf(tagged), NULL) AS with_tag
    FROM {{database}}.supervisees
    GROUP BY county
    HAVING people >= 10
) AS people
LEFT JOIN
(
    SELECT
        county, uniqExactIf(cityHash64(subject), state != 'RETRACTED') AS concerned,
        if(concerned >= 10, countIf(state != 'RETRACTED'), NULL) AS alerts,
        if(concerned >= 10, countIf(state = 'CLOSED'), NULL) AS closed,
        if(concerned >= 10, countIf(close_reason = 'CONFIRMED'), NULL) AS confirmed,
        greatest(1, dateDiff('day', min(min(opened_at)) OVER (), max(max(changed_at)) OVER ())) AS days
    FROM {{database}}.alerts FINAL
    WHERE opened_at >= since AND day >= toDate32(since) - 2
    GROUP BY county
) AS alerts USING county;

-- The last score of a person and day, by its tenth (-1: no model spoke). Scores lie by day and person, so the last is the one after which
-- somebody else's comes. Only for other views.
CREATE OR REPLACE VIEW {{database}}.score_tenths
AS SELECT day, person, scored_at, model_version, probability, tenth
FROM
(
    SELECT
        day, person, scored_at, model_version, probability,
        if(basis = 'MODEL', least(toInt8(floor(ifNull(probability, 0) * 10)), 9), -1) AS tenth,
        leadInFrame(person, 1) OVER same_day AS next_person, leadInFrame(true, 1, false) OVER same_day AS is_followed
    FROM {{database}}.score_days FINAL
    WHERE NOT withdrawn
    WINDOW same_day AS (PARTITION BY day ORDER BY person, scored_at ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)
)
WHERE NOT is_followed OR next_person != person;

-- Population stability index of each day's scores against the first seven days of their model (S18), of the last ninety days. Whoever
-- asks for some days reads those and the first seven of the models that scored since.
CREATE OR REPLACE VIEW {{database}}.risk_score_drift
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT max(day) - 90 FROM {{database}}.score_days) AS since
SELECT
    daily.model_version AS model_version, daily.day AS day, daily.total AS scores,
    arraySum(arrayMap(
        (f, e) -> (greatest(f / total, 0.0001) - greatest(e / base_total, 0.0001)) * log(greatest(f / total, 0.0001) / greatest(e / base_total, 0.0001)),
        found, expected)) AS psi,
    psi > 0.2 AS beyond
FROM
(
    SELECT model_version, day, count() AS total, [
        countIf(tenth = 0), countIf(tenth = 1), countIf(tenth = 2), countIf(tenth = 3), countIf(tenth = 4), countIf(tenth = 5),
        countIf(tenth = 6), countIf(tenth = 7), countIf(tenth = 8), countIf(tenth = 9)] AS found
    FROM {{database}}.score_tenths
    WHERE tenth >= 0 AND day >= since
    GROUP BY model_version, day
) AS daily
INNER JOIN
(
    SELECT early.model_version AS model_version, count() AS base_total, [
        countIf(tenth = 0), countIf(tenth = 1), countIf(tenth = 2), countIf(tenth = 3), countIf(tenth = 4), countIf(tenth = 5),
        countIf(tenth = 6), countIf(tenth = 7), countIf(tenth = 8), countIf(tenth = 9)] AS expected
    FROM
    (
        SELECT day, score_tenths.model_version AS model_version, tenth
        FROM {{database}}.score_tenths
        WHERE tenth >= 0 AND day IN (
            SELECT first + d FROM (
                SELECT models_seen.model_version, min(first) AS first FROM {{database}}.models_seen
                WHERE model_version IN (SELECT model_version FROM {{database}}.score_days WHERE day >= since)
                GROUP BY models_seen.model_version) ARRAY JOIN range(7) AS d)
    ) AS early
    INNER JOIN (SELECT model_version, min(first) AS first FROM {{database}}.models_seen GROUP BY model_version) AS firsts USING model_version
    WHERE day < first + 7
    GROUP BY model_version
) AS base USING model_version;

-- Of scores that were given in the fortnight that ended thirty days ago, what the model said and what was confirmed within thirty days;
-- risk_calibration tells it of all times.
CREATE OR REPLACE VIEW {{database}}.risk_calibration_recent
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT any(reached) - INTERVAL 30 DAY FROM {{database}}.time_reached) AS matured,
    toDate(matured, 'Asia/Shanghai') AS last
SELECT model_version, tenth, count() AS scores, avg(assumeNotNull(probability)) AS said, avg(happened_to_one) AS happened
FROM
(
    SELECT model_version, tenth, probability, arrayExists(time -> time > scored_at AND time <= scored_at + INTERVAL 30 DAY, times) AS happened_to_one
    FROM (
        SELECT person, scored_at, model_version, probability, tenth FROM {{database}}.score_tenths
        WHERE tenth >= 0 AND day >= last - 14 AND day <= last AND scored_at <= matured) AS scores
    LEFT JOIN
    (
        SELECT cityHash64(subject) AS person, groupArray(opened_at) AS times
        FROM {{database}}.alerts FINAL
        WHERE day >= last - 15 AND state = 'CLOSED' AND close_reason = 'CONFIRMED'
        GROUP BY person
    ) AS outcomes USING person
)
GROUP BY model_version, tenth;

-- Of suggestions to move somebody that were made a fortnight to six weeks ago, and what an officer had decided fourteen days later;
-- tier_overrides tells it of all times.
CREATE OR REPLACE VIEW {{database}}.tier_overrides_recent
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) - INTERVAL 14 DAY FROM {{database}}.time_reached) AS until, toDate(until, 'Asia/Shanghai') AS last
SELECT suggested_tier, count() AS suggestions, countIf(later != suggested_tier) AS overridden
FROM
(
    SELECT person, first.suggested_tier AS suggested_tier, argMin(after.present_tier, after.scored_at) AS later
    FROM (
        SELECT person, scored_at, present_tier
        FROM {{database}}.suggestion_days FINAL
        WHERE NOT withdrawn AND day >= last - 28 + 14) AS after
    INNER JOIN (
        SELECT person, suggested_tier, min(scored_at) AS at
        FROM {{database}}.suggestion_days FINAL
        WHERE NOT withdrawn AND present_tier != suggested_tier AND day >= last - 28 AND scored_at <= until
        GROUP BY person, suggested_tier) AS first ON first.person = after.person
    WHERE after.scored_at >= first.at + INTERVAL 14 DAY
    GROUP BY person, suggested_tier
)
GROUP BY suggested_tier;
