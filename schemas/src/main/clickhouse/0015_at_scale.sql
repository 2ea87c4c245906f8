-- How the tables behind the boards lie, so that years of them are read as quickly as a day. An alert's supervision day is part of
-- its identity and never changes; when it opened and whether it is open do. So alerts lie by day, months apart, and every revision
-- of an alert lies in one partition: what is asked of a week reads a week, and what is asked of all reads months that nobody
-- changes any more as they are.

CREATE TABLE IF NOT EXISTS {{database}}.alerts_by_month AS {{database}}.alert_events
ENGINE = {{engine:ReplacingMergeTree}}(revision)
PARTITION BY toYYYYMM(day)
ORDER BY (day, alert_id)
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;

-- When somebody first acted on it, and when it was closed last: what the acts say, written down once.
ALTER TABLE {{database}}.alerts_by_month ADD COLUMN IF NOT EXISTS answered_at Nullable(DateTime64(3, 'UTC')) MATERIALIZED
    arrayMin(arrayMap(act -> parseDateTime64BestEffortOrNull(JSONExtractString(act, 'occurredAt'), 3, 'UTC'),
        arrayFilter(act -> JSONExtractString(act, 'act') IN ('ACKNOWLEDGE', 'INVESTIGATE', 'CLOSE'), JSONExtractArrayRaw(acts_json))))
    COMMENT 'null while nobody has';
ALTER TABLE {{database}}.alerts_by_month ADD INDEX IF NOT EXISTS opened opened_at TYPE minmax GRANULARITY 1;
-- The pseudonym that boards show, so that it can be looked for.
ALTER TABLE {{database}}.alerts_by_month ADD COLUMN IF NOT EXISTS shown String MATERIALIZED if(minor, '', subject) COMMENT 'pseudonym; of a minor none';
ALTER TABLE {{database}}.alerts_by_month ADD INDEX IF NOT EXISTS who shown TYPE bloom_filter(0.01) GRANULARITY 1;
ALTER TABLE {{database}}.alerts_by_month ADD INDEX IF NOT EXISTS which alert_id TYPE bloom_filter(0.001) GRANULARITY 1;
ALTER TABLE {{database}}.alerts_by_month ADD COLUMN IF NOT EXISTS closed_at Nullable(DateTime64(3, 'UTC')) MATERIALIZED
    arrayMax(arrayMap(act -> parseDateTime64BestEffortOrNull(JSONExtractString(act, 'occurredAt'), 3, 'UTC'),
        arrayFilter(act -> JSONExtractString(act, 'act') = 'CLOSE', JSONExtractArrayRaw(acts_json))))
    COMMENT 'null while it never was';
INSERT INTO {{database}}.alerts_by_month SELECT * FROM {{database}}.alert_events;
DROP VIEW IF EXISTS {{database}}.alerts_from_events;
DROP TABLE IF EXISTS {{database}}.alerts;
RENAME TABLE IF EXISTS {{database}}.alerts_by_month TO {{database}}.alerts;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.alerts_from_events TO {{database}}.alerts
AS SELECT * FROM {{database}}.alert_events;

CREATE OR REPLACE VIEW {{database}}.alerts_board
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, revision, change, state, close_reason, rule, rule_version, severity,
    shown AS subject,
    if(minor, '', target) AS target,
    day, county, office, tier, minor,
    opened_at, ended_at, changed_at, cause_at, late, watermark, episodes,
    if(minor, 'about a minor: whoever handles the case knows why', english) AS english,
    if(minor, '涉及未成年人，详情仅经办人可知', chinese) AS chinese,
    if(minor, NULL, latitude) AS latitude,
    if(minor, NULL, longitude) AS longitude,
    if(minor, NULL, accuracy_metres) AS accuracy_metres,
    written_at,
    escalated_to, loop, acknowledge_by, close_by, suspended
FROM {{database}}.alerts FINAL;

CREATE OR REPLACE VIEW {{database}}.alert_episodes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, rule, severity, state, close_reason, shown AS subject, county, office, tier,
    parseDateTime64BestEffort(JSONExtractString(episode, 'openedAt'), 3, 'UTC') AS opened_at,
    parseDateTime64BestEffortOrNull(JSONExtractString(episode, 'endedAt'), 3, 'UTC') AS ended_at,
    alert_opened_at,
    JSONExtractString(episode, 'parameters', 'kind') AS kind,
    if(minor, '', JSONExtractRaw(episode, 'parameters')) AS parameters
FROM
(
    SELECT alert_id, rule, severity, state, close_reason, shown, county, office, tier, minor, alerts.opened_at AS alert_opened_at, findings_json
    FROM {{database}}.alerts FINAL
)
ARRAY JOIN JSONExtractArrayRaw(findings_json) AS episode;

CREATE OR REPLACE VIEW {{database}}.alert_evidence
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, rule, subject, county, office,
    parseDateTime64BestEffort(JSONExtractString(evidence, 'occurredAt'), 3, 'UTC') AS at,
    JSONExtractString(evidence, 'what') AS what,
    JSONExtractString(evidence, 'containment') AS containment,
    if(JSONHas(evidence, 'distanceMetres'), JSONExtractFloat(evidence, 'distanceMetres'), NULL) AS distance_metres,
    if(JSONHas(evidence, 'accuracyMetres'), JSONExtractFloat(evidence, 'accuracyMetres'), NULL) AS accuracy_metres,
    JSONExtractString(evidence, 'fact') AS fact
FROM
(
    SELECT alert_id, rule, subject, county, office, arrayJoin(JSONExtractArrayRaw(episode, 'evidence')) AS evidence
    FROM {{database}}.alerts FINAL
    ARRAY JOIN JSONExtractArrayRaw(findings_json) AS episode
    WHERE NOT minor
);

-- The worklist names no incident any more: whoever wants it joins alert_incidents or reads incidents.
CREATE OR REPLACE VIEW {{database}}.alerts_open
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    severity, state, alert_id, rule, subject, target, county, office, tier, minor,
    opened_at, ended_at, escalated_to, loop, acknowledge_by, close_by,
    coalesce(acknowledge_by, close_by) AS due_at,
    dateDiff('second', opened_at, reached) AS age_seconds,
    dateDiff('second', reached, due_at) AS seconds_left,
    english, chinese
FROM {{database}}.alerts_board
CROSS JOIN {{database}}.time_reached
WHERE NOT suspended
  AND (state IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') OR (state = 'ENDED' AND loop != 'NONE'))
ORDER BY due_at IS NULL, due_at, severity, opened_at;

CREATE OR REPLACE VIEW {{database}}.alert_answers
AS SELECT alert_id, answered_at, closed_at, answered_at IS NOT NULL AS answered
FROM {{database}}.alerts FINAL;

CREATE OR REPLACE VIEW {{database}}.alert_labels
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    alert_id, rule, severity, county, office, tag, day, state, close_reason, opened_at, loop,
    CAST(close_reason, 'String') IN ('CONFIRMED', 'EXCUSED') AS was_right,
    CAST(close_reason, 'String') IN ('AUTHORISED', 'FALSE_DEVICE', 'FALSE_DATA') AS was_wrong,
    CAST(state, 'String') != 'CLOSED' AND (CAST(state, 'String') != 'ENDED' OR CAST(loop, 'String') != 'NONE') AS uncleared,
    if(answered_at IS NULL, NULL, dateDiff('second', opened_at, answered_at)) AS seconds_to_answer,
    if(state = 'CLOSED', dateDiff('second', opened_at, closed_at), NULL) AS seconds_to_close
FROM {{database}}.alerts FINAL
WHERE state != 'RETRACTED' AND NOT suspended;

-- Totals of inputs, months apart: the greatest minute is then known without reading.
CREATE TABLE IF NOT EXISTS {{database}}.input_counts_by_month
(
    kind          LowCardinality(String)   COMMENT 'kind of fact; topic or file of what never became a fact',
    outcome       LowCardinality(String)   COMMENT 'input, fact, duplicate, dead-letter or unlawful; the last four add up to the first',
    reason        LowCardinality(String)   COMMENT 'why, for dead letters and unlawful data; empty otherwise',
    minute        DateTime('UTC')          COMMENT 'minute of event time',
    total         Int64                    COMMENT 'inputs so far',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(minute)
ORDER BY (kind, outcome, reason, minute);
-- Only when this broke off between the next two statements is there none.
CREATE TABLE IF NOT EXISTS {{database}}.input_counts AS {{database}}.input_counts_by_month;
INSERT INTO {{database}}.input_counts_by_month SELECT * FROM {{database}}.input_counts;
DROP TABLE IF EXISTS {{database}}.input_counts;
RENAME TABLE IF EXISTS {{database}}.input_counts_by_month TO {{database}}.input_counts;

-- What was told last of each kind and outcome.
CREATE TABLE IF NOT EXISTS {{database}}.input_last
(
    kind          LowCardinality(String),
    outcome       LowCardinality(String),
    reason        LowCardinality(String),
    total         AggregateFunction(argMax, Int64, Tuple(DateTime64(3, 'UTC'), DateTime('UTC'), Int64)) COMMENT 'told at one time for one minute, the greater came later'
)
ENGINE = {{engine:AggregatingMergeTree}}
ORDER BY (kind, outcome, reason);
DROP VIEW IF EXISTS {{database}}.input_last_from_counts;
INSERT INTO {{database}}.input_last
SELECT kind, outcome, reason, argMaxState(input_counts.total, (written_at, minute, input_counts.total)) FROM {{database}}.input_counts GROUP BY kind, outcome, reason;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.input_last_from_counts TO {{database}}.input_last
AS SELECT kind, outcome, reason, argMaxState(input_counts.total, (written_at, minute, input_counts.total)) AS total
FROM {{database}}.input_counts
GROUP BY kind, outcome, reason;

CREATE OR REPLACE VIEW {{database}}.input_totals
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT kind, outcome, reason, argMaxMerge(input_last.total) AS total
FROM {{database}}.input_last
GROUP BY kind, outcome, reason;

-- Of the last seven days. What went before them counts as nothing only where nothing went before.
CREATE OR REPLACE VIEW {{database}}.inputs_by_minute
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT toDateTime(greatest(toInt64(toUnixTimestamp(max(minute))) - 7 * 86400, 0), 'UTC') FROM {{database}}.input_counts) AS since,
    (SELECT min(minute) FROM {{database}}.input_counts) >= since AS from_the_first
SELECT
    kind, outcome, reason, minute,
    total - lagInFrame(total, 1, if(from_the_first, 0, total)) OVER (PARTITION BY kind, outcome, reason ORDER BY minute) AS inputs
FROM
(
    SELECT
        kind, outcome, reason, minute, total,
        min(minute) OVER (
            PARTITION BY kind, outcome, reason ORDER BY written_at, minute
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS earliest_since
    FROM {{database}}.input_counts FINAL
    WHERE minute >= since
)
WHERE minute = earliest_since;

-- Check-ins of a person and day; the ids of the facts make whatever comes twice count once.
CREATE TABLE IF NOT EXISTS {{database}}.check_in_days
(
    day           Date                     COMMENT 'local',
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    made          SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'accepted: hashes of the facts'' ids',
    turned_away   SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'not accepted'
)
ENGINE = {{engine:AggregatingMergeTree}}
PARTITION BY toYYYYMM(day)
ORDER BY (day, subject)
TTL day + INTERVAL 365 DAY
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
DROP VIEW IF EXISTS {{database}}.check_in_days_from_facts;
INSERT INTO {{database}}.check_in_days
SELECT toDate(occurred_at, 'Asia/Shanghai') AS day, subject, groupUniqArrayIf(cityHash64(fact), accepted), groupUniqArrayIf(cityHash64(fact), NOT accepted)
FROM {{database}}.check_in_facts
GROUP BY day, subject;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.check_in_days_from_facts TO {{database}}.check_in_days
AS SELECT
    toDate(occurred_at, 'Asia/Shanghai') AS day, subject,
    groupUniqArrayIf(cityHash64(fact), accepted) AS made, groupUniqArrayIf(cityHash64(fact), NOT accepted) AS turned_away
FROM {{database}}.check_in_facts
GROUP BY day, subject;

CREATE OR REPLACE VIEW {{database}}.check_ins_by_day
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT day, county, office, sum(made) AS accepted, sum(away) AS refused, sum(missed) AS missed
FROM
(
    SELECT day, county, office, sum(length(days.made)) AS made, sum(length(days.turned_away)) AS away, 0 AS missed
    FROM (SELECT day, subject, made, turned_away FROM {{database}}.check_in_days FINAL) AS days
    INNER JOIN
    (
        SELECT subject, argMax(county, valid_from) AS county, argMax(office, valid_from) AS office
        FROM {{database}}.order_facts WHERE NOT ends GROUP BY subject
    ) AS people USING subject
    GROUP BY day, county, office
    UNION ALL
    SELECT toDate(opened_at, 'Asia/Shanghai') AS day, county, office, 0 AS made, 0 AS away, count() AS missed
    FROM {{database}}.alerts_board
    WHERE rule = 'missed-check-in' AND state != 'RETRACTED'
    GROUP BY day, county, office
)
GROUP BY day, county, office;

-- Check-ins of one person; of a minor nobody's.
CREATE OR REPLACE VIEW {{database}}.check_ins_board
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT subject, county, office, means, accepted, terminal, occurred_at
FROM (SELECT subject, means, accepted, terminal, occurred_at FROM {{database}}.check_in_facts FINAL) AS facts
INNER JOIN
(
    SELECT
        subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office
    FROM {{database}}.order_facts WHERE NOT ends GROUP BY subject HAVING NOT argMax(minor, (valid_from, fact))
) AS people USING subject;

-- Sightings lie by hour, so that a week of them is read and not a month; as hashes of the facts' ids, because sets of the ids
-- themselves were slow to read. What was counted before this cannot be turned into them: counts of cameras begin anew, or are told again
-- by a replay of the facts.
CREATE TABLE IF NOT EXISTS {{database}}.camera_hours
(
    hour          DateTime('UTC'),
    camera        LowCardinality(String),
    score_band    UInt8                    COMMENT 'match score in twentieths: 18 is 0.90 to 0.95',
    seen          SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'hashes of the facts'' ids',
    verified      SimpleAggregateFunction(groupUniqArrayArray, Array(UInt64)) COMMENT 'those that a person compared'
)
ENGINE = {{engine:AggregatingMergeTree}}
PARTITION BY toYYYYMM(hour)
ORDER BY (hour, camera, score_band)
TTL hour + INTERVAL 730 DAY
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
DROP VIEW IF EXISTS {{database}}.sightings_by_hour_from_facts;
DROP TABLE IF EXISTS {{database}}.sightings_by_hour;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.camera_hours_from_facts TO {{database}}.camera_hours
AS SELECT
    toStartOfHour(toDateTime(occurred_at, 'UTC')) AS hour, camera, toUInt8(floor(match_score * 20)) AS score_band,
    groupUniqArray(cityHash64(fact)) AS seen, groupUniqArrayIf(cityHash64(fact), human_verified) AS verified
FROM {{database}}.sighting_facts
GROUP BY hour, camera, score_band;
CREATE OR REPLACE VIEW {{database}}.cameras_by_hour
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT camera, hour, score_band, length(seen) AS sightings, length(verified) AS verified_sightings
FROM {{database}}.camera_hours FINAL;

-- Who is under supervision when event time stands where it stands, under which terms.
CREATE OR REPLACE VIEW {{database}}.supervisees
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT
    if(minor, '', subject) AS subject, county, office, tier, minor, curfew, check_ins, zones, since,
    CAST(subject IN (SELECT subject FROM {{database}}.authorisation_facts WHERE valid_from <= now AND valid_until > now), 'Bool') AS tagged
FROM
(
    SELECT
        subject, since, tupleElement(terms, 1) AS ended, tupleElement(terms, 2) AS county, tupleElement(terms, 3) AS office, tupleElement(terms, 4) AS tier,
        tupleElement(terms, 5) AS minor, tupleElement(terms, 6) AS curfew, tupleElement(terms, 7) AS check_ins, tupleElement(terms, 8) AS zones
    FROM
    (
        SELECT
            subject, min(valid_from) AS since,
            argMax((ends, county, office, tier, minor, curfew, check_ins, zones), (valid_from, fact)) AS terms
        FROM {{database}}.order_facts
        WHERE valid_from <= now
        GROUP BY subject
    )
)
WHERE NOT ended;

-- Leave that is in force: only what was granted beyond now is looked at.
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
INNER JOIN
(
    SELECT subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office, argMax(minor, (valid_from, fact)) AS minor
    FROM {{database}}.order_facts GROUP BY subject
) AS people USING subject;

-- Figures for anyone are of the last ninety days.
CREATE OR REPLACE VIEW {{database}}.public_figures
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) - INTERVAL 90 DAY FROM {{database}}.time_reached) AS since
SELECT
    county, people, strict, general, lenient, with_tag,
    round(alerts / person_days * 1000, 1) AS alerts_per_thousand_person_days,
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
        county, uniqExact(subject) AS concerned,
        if(concerned >= 10, count(), NULL) AS alerts,
        if(concerned >= 10, countIf(state = 'CLOSED'), NULL) AS closed,
        if(concerned >= 10, countIf(close_reason = 'CONFIRMED'), NULL) AS confirmed
    FROM {{database}}.alerts FINAL
    WHERE state != 'RETRACTED' AND opened_at >= since
    GROUP BY county
) AS alerts USING county
CROSS JOIN (
    SELECT greatest(1, dateDiff('day', min(opened_at), max(changed_at))) AS days
    FROM {{database}}.alerts FINAL WHERE opened_at >= since) AS span
ARRAY JOIN [people * days] AS person_days;
