-- The register and what is reported, without a single place: who is under which terms, and how reporting goes. Facts have an id
-- that is a hash of what they say, so a fact that is delivered twice is one row.

CREATE TABLE IF NOT EXISTS {{database}}.order_facts
(
    fact          FixedString(16)          COMMENT 'id of the fact, hexadecimal',
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    order_id      String                   COMMENT 'in the case system; sensitive: identity',
    valid_from    DateTime64(3, 'UTC')     COMMENT 'when the terms take effect',
    ends          Bool                     COMMENT 'true: supervision ends then',
    county        LowCardinality(String)   COMMENT 'GB/T 2260',
    office        LowCardinality(String),
    tier          LowCardinality(String)   COMMENT 'STRICT, GENERAL, LENIENT',
    minor         Bool                     COMMENT 'to be masked; sensitive: minor',
    curfew        Bool,
    check_ins     Bool,
    zones         UInt16                   COMMENT 'how many zones may not be entered',
    received_at   DateTime64(3, 'UTC'),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (subject, valid_from, fact);

CREATE TABLE IF NOT EXISTS {{database}}.authorisation_facts
(
    fact          FixedString(16),
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    authorisation_id String                COMMENT 'sensitive: identity',
    valid_from    DateTime64(3, 'UTC'),
    valid_until   Nullable(DateTime64(3, 'UTC')) COMMENT 'exclusive; null when this revokes it',
    ground        UInt8                    COMMENT 'Community Corrections Law art. 29, 1 to 5; 0 when this revokes it',
    received_at   DateTime64(3, 'UTC'),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (subject, valid_from, fact);

CREATE TABLE IF NOT EXISTS {{database}}.leave_facts
(
    fact          FixedString(16),
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    leave_id      String                   COMMENT 'sensitive: identity',
    valid_from    DateTime64(3, 'UTC'),
    valid_until   Nullable(DateTime64(3, 'UTC')) COMMENT 'exclusive; null when this ends it',
    received_at   DateTime64(3, 'UTC'),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (subject, valid_from, fact);

-- Check-ins without their place.
CREATE TABLE IF NOT EXISTS {{database}}.check_in_facts
(
    fact          FixedString(16),
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    means         LowCardinality(String)   COMMENT 'FACE, ID_CARD, FINGERPRINT, PHONE_CALL, VISIT',
    accepted      Bool,
    terminal      LowCardinality(String)   COMMENT 'empty for a telephone',
    occurred_at   DateTime64(3, 'UTC'),
    received_at   DateTime64(3, 'UTC'),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(occurred_at)
ORDER BY (subject, occurred_at, fact)
TTL toDateTime(occurred_at) + INTERVAL 365 DAY;

-- Sightings by camera and hour, of nobody: how much a camera sees and how sure it is. A fact counts once however often it comes.
CREATE TABLE IF NOT EXISTS {{database}}.sighting_facts
(
    fact          FixedString(16),
    camera        LowCardinality(String),
    match_score   Float32                  COMMENT '0 to 1',
    human_verified Bool,
    occurred_at   DateTime64(3, 'UTC'),
    received_at   DateTime64(3, 'UTC')
)
ENGINE = Null;

CREATE TABLE IF NOT EXISTS {{database}}.sightings_by_hour
(
    camera        LowCardinality(String),
    hour          DateTime('UTC'),
    score_band    UInt8                    COMMENT 'match score in twentieths: 18 is 0.90 to 0.95',
    seen          AggregateFunction(uniqExact, FixedString(16)),
    verified      AggregateFunction(uniqExactIf, FixedString(16), UInt8)
)
ENGINE = {{engine:AggregatingMergeTree}}
PARTITION BY toYYYYMM(hour)
ORDER BY (camera, hour, score_band)
TTL hour + INTERVAL 730 DAY;

CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.sightings_by_hour_from_facts TO {{database}}.sightings_by_hour
AS SELECT
    camera, toStartOfHour(toDateTime(occurred_at, 'UTC')) AS hour, toUInt8(floor(match_score * 20)) AS score_band,
    uniqExactState(fact) AS seen, uniqExactIfState(fact, toUInt8(human_verified)) AS verified
FROM {{database}}.sighting_facts
GROUP BY camera, hour, score_band;

CREATE VIEW IF NOT EXISTS {{database}}.cameras_by_hour
AS SELECT
    camera, hour, score_band,
    uniqExactMerge(seen) AS sightings, uniqExactIfMerge(verified) AS verified_sightings
FROM {{database}}.sightings_by_hour
GROUP BY camera, hour, score_band;

-- Who is under supervision when event time stands where it stands, under which terms.
CREATE VIEW IF NOT EXISTS {{database}}.supervisees
AS SELECT
    if(minor, '', subject) AS subject, county, office, tier, minor, curfew, check_ins, zones, since,
    CAST(subject IN (
        SELECT subject FROM {{database}}.authorisation_facts
        WHERE valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
          AND valid_until > (SELECT any(reached) FROM {{database}}.time_reached)
    ), 'Bool') AS tagged
FROM
(
    SELECT
        subject,
        argMax(ends, (valid_from, fact)) AS ended,
        argMax(county, (valid_from, fact)) AS county,
        argMax(office, (valid_from, fact)) AS office,
        argMax(tier, (valid_from, fact)) AS tier,
        argMax(minor, (valid_from, fact)) AS minor,
        argMax(curfew, (valid_from, fact)) AS curfew,
        argMax(check_ins, (valid_from, fact)) AS check_ins,
        argMax(zones, (valid_from, fact)) AS zones,
        min(valid_from) AS since
    FROM {{database}}.order_facts
    WHERE valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
    GROUP BY subject
)
WHERE NOT ended;

-- Check-ins of one person; of a minor nobody's.
CREATE VIEW IF NOT EXISTS {{database}}.check_ins_board
AS SELECT if(minor, '', subject) AS subject, county, office, means, accepted, terminal, occurred_at
FROM (SELECT subject, means, accepted, terminal, occurred_at FROM {{database}}.check_in_facts FINAL) AS facts
INNER JOIN
(
    SELECT
        subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office,
        argMax(minor, (valid_from, fact)) AS minor
    FROM {{database}}.order_facts WHERE NOT ends GROUP BY subject
) AS people USING subject;

-- How reporting goes, by day, county and office: check-ins that were accepted, and those that were missed.
CREATE VIEW IF NOT EXISTS {{database}}.check_ins_by_day
AS SELECT day, county, office, sum(made) AS accepted, sum(refused) AS refused, sum(missed) AS missed
FROM
(
    SELECT
        toDate(occurred_at, 'Asia/Shanghai') AS day, county, office,
        countIf(facts.accepted) AS made, countIf(NOT facts.accepted) AS refused, 0 AS missed
    FROM (SELECT subject, accepted, occurred_at FROM {{database}}.check_in_facts FINAL) AS facts
    INNER JOIN
    (
        SELECT subject, argMax(county, valid_from) AS county, argMax(office, valid_from) AS office
        FROM {{database}}.order_facts WHERE NOT ends GROUP BY subject
    ) AS people USING subject
    GROUP BY day, county, office
    UNION ALL
    SELECT toDate(opened_at, 'Asia/Shanghai') AS day, county, office, 0 AS made, 0 AS refused, count() AS missed
    FROM {{database}}.alerts_board
    WHERE rule = 'missed-check-in' AND state != 'RETRACTED'
    GROUP BY day, county, office
)
GROUP BY day, county, office;

-- What anyone may read: shares and rates of groups of ten people or more, and of nobody in particular.
CREATE VIEW IF NOT EXISTS {{database}}.public_figures
AS SELECT
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
    WHERE state != 'RETRACTED'
    GROUP BY county
) AS alerts USING county
CROSS JOIN (SELECT greatest(1, dateDiff('day', min(opened_at), max(changed_at))) AS days FROM {{database}}.alerts FINAL) AS span
ARRAY JOIN [people * days] AS person_days;

-- The last authorisation of each person under supervision, and how long it holds.
CREATE VIEW IF NOT EXISTS {{database}}.authorisations_current
AS SELECT
    if(minor, '', subject) AS subject, county, office, ground, valid_from, valid_until,
    dateDiff('day', (SELECT any(reached) FROM {{database}}.time_reached), valid_until) AS days_left
FROM
(
    SELECT
        subject, argMax(granted.ground, granted.valid_from) AS ground, max(granted.valid_from) AS valid_from,
        assumeNotNull(argMax(granted.valid_until, granted.valid_from)) AS valid_until
    FROM {{database}}.authorisation_facts AS granted
    WHERE granted.ground > 0 AND granted.valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
    GROUP BY subject
) AS authorisations
INNER JOIN
(
    SELECT
        subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office,
        argMax(minor, (valid_from, fact)) AS minor, argMax(ends, (valid_from, fact)) AS ended
    FROM {{database}}.order_facts
    WHERE valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
    GROUP BY subject
    HAVING NOT ended
) AS people USING subject;

-- Leave that is in force.
CREATE VIEW IF NOT EXISTS {{database}}.leaves_in_force
AS SELECT if(minor, '', subject) AS subject, county, office, valid_from, valid_until
FROM
(
    SELECT subject, leave_id, max(said.valid_from) AS valid_from, argMax(said.valid_until, said.valid_from) AS valid_until
    FROM {{database}}.leave_facts AS said
    WHERE said.valid_from <= (SELECT any(reached) FROM {{database}}.time_reached)
    GROUP BY subject, leave_id
    HAVING valid_until > (SELECT any(reached) FROM {{database}}.time_reached)
) AS leaves
INNER JOIN
(
    SELECT subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office, argMax(minor, (valid_from, fact)) AS minor
    FROM {{database}}.order_facts GROUP BY subject
) AS people USING subject;
