-- What somebody owed when; how tiers move; how much work there is for whom; and how the engine itself gets on.

-- Every instant at which something that a person owes or may do changes, and what holds from then on: the tier (1 lenient, 2 general,
-- 3 strict), and whether there is a curfew, check-ins, an authorisation of a tag, leave (each a number of its own; 0 is none). Of a
-- minor nothing. To be asked for one person.
CREATE OR REPLACE VIEW {{database}}.duty_changes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT subject, county, office, at, duty, state
FROM
(
    SELECT subject, valid_from AS at, change.1 AS duty, change.2 AS state
    FROM {{database}}.order_facts
    ARRAY JOIN [
        tuple('order', if(ends, 0, transform(toString(tier), ['LENIENT', 'GENERAL', 'STRICT'], [1, 2, 3], 2))),
        tuple('curfew', if(ends OR NOT curfew, 0, 4)),
        tuple('check-ins', if(ends OR NOT check_ins, 0, 5))] AS change
    UNION ALL
    SELECT
        subject, arrayJoin(arrayDistinct(arrayConcat(said.from, arrayFilter(t -> isNotNull(t), said.until)))) AS at, duty,
        if(arrayExists(
            s -> s.from <= at AND ifNull(s.until > at, false) AND NOT arrayExists(o -> o.id = s.id AND o.from > s.from AND o.from <= at, said),
            said), holds, 0) AS state
    FROM
    (
        SELECT
            subject, 'authorisation' AS duty, 6 AS holds,
            CAST(groupArray((authorisation_id, valid_from, valid_until)), 'Array(Tuple(id String, from DateTime64(3, \'UTC\'), until Nullable(DateTime64(3, \'UTC\'))))') AS said
        FROM {{database}}.authorisation_facts
        GROUP BY subject
        UNION ALL
        SELECT
            subject, 'leave' AS duty, 7 AS holds,
            CAST(groupArray((leave_id, valid_from, valid_until)), 'Array(Tuple(id String, from DateTime64(3, \'UTC\'), until Nullable(DateTime64(3, \'UTC\'))))') AS said
        FROM {{database}}.leave_facts
        GROUP BY subject
    )
) AS changes
INNER JOIN (SELECT subject, county, office FROM {{database}}.register_last WHERE NOT minor) AS people USING subject;

-- People who were moved from one tier to another, by a decision; nobody is named.
CREATE OR REPLACE VIEW {{database}}.tier_moves
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT at, county, office, from_tier, to_tier
FROM
(
    SELECT
        valid_from AS at, county, office, toString(tier) AS to_tier, ends,
        lagInFrame(toString(tier), 1, '') OVER (PARTITION BY subject ORDER BY valid_from, fact) AS from_tier
    FROM {{database}}.order_facts
)
WHERE NOT ends AND from_tier NOT IN ('', to_tier) AND at <= (SELECT any(reached) FROM {{database}}.time_reached);

-- What officers did, by day: who, in which office, about which alert.
CREATE TABLE IF NOT EXISTS {{database}}.acts_told
(
    day           Date                     COMMENT 'local, of the act',
    alert_id      FixedString(16),
    revision      UInt64,
    at            DateTime64(3, 'UTC'),
    change        LowCardinality(String)   COMMENT 'ACKNOWLEDGED, INVESTIGATING, CLOSED, NOTED',
    officer       LowCardinality(String)   COMMENT 'code',
    county        LowCardinality(String),
    office        LowCardinality(String)
)
ENGINE = {{engine:ReplacingMergeTree}}
PARTITION BY toYYYYMM(day)
ORDER BY (day, alert_id, revision)
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
DROP VIEW IF EXISTS {{database}}.acts_told_from_events;
INSERT INTO {{database}}.acts_told
SELECT toDate(cause_at, 'Asia/Shanghai'), alert_id, revision, cause_at, change,
    JSONExtractString(arrayElement(JSONExtractArrayRaw(acts_json), -1), 'officer'), county, office
FROM {{database}}.alert_events WHERE change IN ('ACKNOWLEDGED', 'INVESTIGATING', 'CLOSED', 'NOTED');
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.acts_told_from_events TO {{database}}.acts_told
AS SELECT
    toDate(cause_at, 'Asia/Shanghai') AS day, alert_id, revision, cause_at AS at, change,
    JSONExtractString(arrayElement(JSONExtractArrayRaw(acts_json), -1), 'officer') AS officer, county, office
FROM {{database}}.alert_events WHERE change IN ('ACKNOWLEDGED', 'INVESTIGATING', 'CLOSED', 'NOTED');
CREATE OR REPLACE VIEW {{database}}.officer_acts
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT day, at, alert_id, change, officer, county, office FROM {{database}}.acts_told FINAL;

-- How the engine gets on: event time as it moves, and checkpoints as they end. Of nobody.
CREATE TABLE IF NOT EXISTS {{database}}.engine_pulses
(
    watermark     DateTime64(3, 'UTC')     COMMENT 'event time that has been judged',
    told_at       DateTime64(3, 'UTC')     COMMENT 'by the clock of the machine',
    checkpoint    UInt64                   COMMENT 'the last that was complete; 0 when none was since the start',
    checkpoint_millis Nullable(Int64)      COMMENT 'from its trigger until it was complete; null unless it ended since the pulse before',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(watermark)
ORDER BY (watermark, told_at, checkpoint)
TTL toDateTime(told_at) + toIntervalDay(90);
CREATE OR REPLACE VIEW {{database}}.engine_pulse
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    watermark, told_at, checkpoint, checkpoint_millis / 1000 AS checkpoint_seconds, dateDiff('millisecond', watermark, told_at) / 1000 AS seconds_behind
FROM {{database}}.engine_pulses FINAL;

-- Event time that has come. Counts of inputs are told when they change, so when nothing comes they stand still; pulses go on.
CREATE OR REPLACE VIEW {{database}}.time_reached
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT if(latest = toDateTime(0, 'UTC'), now('UTC'), latest) AS reached
FROM
(
    SELECT greatest(
        assumeNotNull((SELECT max(minute) FROM {{database}}.input_counts)),
        assumeNotNull((SELECT toStartOfMinute(toDateTime(max(watermark), 'UTC')) FROM {{database}}.engine_pulses))) AS latest
);

-- What those see who look after protected persons. The sentence of such an alert names the protected person, and so does its target;
-- who that is the handler of the case knows. Here neither stands, as the board promises.
CREATE OR REPLACE VIEW {{database}}.protection_board
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH concat(' ', replaceOne(target, '/buffer', '')) AS who
SELECT
    alert_id, rule, severity, state, close_reason, if(minor, '', subject) AS subject, county, office,
    opened_at, ended_at, changed_at,
    multiIf(minor, 'about a minor: whoever handles the case knows why', who = ' ', english, replaceAll(english, who, '')) AS english,
    multiIf(minor, '涉及未成年人，详情仅经办人可知', who = ' ', chinese, replaceAll(chinese, who, '')) AS chinese,
    CAST(state, 'String') IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') AS open
FROM {{database}}.alerts_protection;
