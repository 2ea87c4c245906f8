-- Every change of every alert, and from it the alert as it stands. A change that is delivered twice is one row.
-- Whereabouts and the data of minors are sensitive (PIPL art. 28; Community Corrections Law art. 54): boards read
-- alerts_board, where a minor has no pseudonym and no place.

CREATE TABLE IF NOT EXISTS {{database}}.alert_events
(
    alert_id      FixedString(16)          COMMENT 'hash of rule, subject, target and day; hexadecimal',
    revision      UInt64                   COMMENT 'grows with every change; the highest is the last',
    change        LowCardinality(String)   COMMENT 'OPENED, AMENDED, ENDED, REOPENED, RETRACTED, ACKNOWLEDGED, INVESTIGATING, CLOSED, NOTED',
    state         LowCardinality(String)   COMMENT 'NEW, ACKNOWLEDGED, INVESTIGATING, CLOSED, ENDED, RETRACTED, REOPENED',
    close_reason  LowCardinality(String)   COMMENT 'CONFIRMED, EXCUSED, AUTHORISED, FALSE_DEVICE, FALSE_DATA; empty while not closed',
    rule          LowCardinality(String)   COMMENT 'id of the rule',
    rule_version  UInt32,
    severity      LowCardinality(String)   COMMENT 'P1 (most severe) to P4',
    subject       String                   COMMENT 'pseudonym of the supervisee; sensitive: identity',
    target        String                   COMMENT 'zone, home or check-in window',
    day           Date32                   COMMENT 'supervision day, local, on which it began',
    county        LowCardinality(String)   COMMENT 'GB/T 2260',
    office        LowCardinality(String)   COMMENT 'judicial office',
    tier          LowCardinality(String)   COMMENT 'STRICT, GENERAL, LENIENT',
    minor         Bool                     COMMENT 'to be masked; sensitive: minor',
    opened_at     DateTime64(3, 'UTC')     COMMENT 'when the first episode opened',
    ended_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'when the last episode ended; null while one goes on',
    changed_at    DateTime64(3, 'UTC')     COMMENT 'when what made the present state happened',
    cause_at      DateTime64(3, 'UTC')     COMMENT 'when the cause of this change happened',
    late          Bool                     COMMENT 'caused by a late fact',
    watermark     Nullable(DateTime64(3, 'UTC')) COMMENT 'event time up to which the timeline had been judged; null at the end of bounded input',
    episodes      UInt32                   COMMENT 'number of episodes',
    latitude      Nullable(Float64)        COMMENT 'place of the last evidence that has one, degrees, WGS-84; sensitive: location',
    longitude     Nullable(Float64)        COMMENT 'degrees, WGS-84; sensitive: location',
    accuracy_metres Nullable(Float32)      COMMENT 'radius of its circle of error',
    english       String                   COMMENT 'why, in a sentence',
    chinese       String                   COMMENT '为什么，一句话',
    findings_json String                   COMMENT 'the episodes with evidence and parameters, as a JSON array; sensitive: location' CODEC(ZSTD(3)),
    acts_json     String                   COMMENT 'the officers'' acts, as a JSON array' CODEC(ZSTD(3)),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC') COMMENT 'when this row reached the database'
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(opened_at)
ORDER BY (alert_id, revision);

CREATE TABLE IF NOT EXISTS {{database}}.alerts AS {{database}}.alert_events
ENGINE = {{engine:ReplacingMergeTree}}(revision)
PARTITION BY tuple()
ORDER BY alert_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.alerts_from_events TO {{database}}.alerts
AS SELECT * FROM {{database}}.alert_events;

CREATE VIEW IF NOT EXISTS {{database}}.alerts_current
AS SELECT * FROM {{database}}.alerts FINAL;

CREATE VIEW IF NOT EXISTS {{database}}.alerts_board
AS SELECT
    alert_id, revision, change, state, close_reason, rule, rule_version, severity,
    if(minor, '', subject) AS subject,
    target, day, county, office, tier, minor,
    opened_at, ended_at, changed_at, cause_at, late, watermark, episodes, english, chinese,
    if(minor, NULL, latitude) AS latitude,
    if(minor, NULL, longitude) AS longitude,
    if(minor, NULL, accuracy_metres) AS accuracy_metres,
    written_at
FROM {{database}}.alerts FINAL;
