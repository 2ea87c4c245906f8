-- Clocks of alerts: whom an alert was escalated to, how far its closed loop is, and by when somebody has to act. From it the
-- worklist: an alert that no report lists is an alert that nobody clears.

ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS escalated_to LowCardinality(String) COMMENT 'COUNTY or CITY: the highest level that was asked because nobody acknowledged; empty when none was';
ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS loop LowCardinality(String) DEFAULT 'NONE' COMMENT 'closed loop: NONE, RUNNING, WARNED, BREACHED';
ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS acknowledge_by Nullable(DateTime64(3, 'UTC')) COMMENT 'by when somebody had to acknowledge it; null when nobody has to';
ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS close_by Nullable(DateTime64(3, 'UTC')) COMMENT 'by when it has to be closed; null when nobody has to';

ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS escalated_to LowCardinality(String);
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS loop LowCardinality(String) DEFAULT 'NONE';
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS acknowledge_by Nullable(DateTime64(3, 'UTC'));
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS close_by Nullable(DateTime64(3, 'UTC'));

ALTER TABLE {{database}}.alerts_from_events MODIFY QUERY
SELECT * FROM {{database}}.alert_events;

CREATE OR REPLACE VIEW {{database}}.alerts_current
AS SELECT * FROM {{database}}.alerts FINAL;

CREATE OR REPLACE VIEW {{database}}.alerts_board
AS SELECT
    alert_id, revision, change, state, close_reason, rule, rule_version, severity,
    if(minor, '', subject) AS subject,
    target, day, county, office, tier, minor,
    opened_at, ended_at, changed_at, cause_at, late, watermark, episodes, english, chinese,
    if(minor, NULL, latitude) AS latitude,
    if(minor, NULL, longitude) AS longitude,
    if(minor, NULL, accuracy_metres) AS accuracy_metres,
    written_at,
    escalated_to, loop, acknowledge_by, close_by
FROM {{database}}.alerts FINAL;

-- Event time that has come, by the minute: in a replay of last spring it is last spring.
CREATE VIEW IF NOT EXISTS {{database}}.time_reached
AS SELECT if(count() = 0, now('UTC'), max(minute)) AS reached
FROM {{database}}.input_counts;

-- The worklist: what is open, and what is over and has to be closed all the same.
CREATE VIEW IF NOT EXISTS {{database}}.alerts_open
AS SELECT
    severity, state, alert_id, rule, subject, target, county, office, tier, minor,
    opened_at, ended_at, escalated_to, loop, acknowledge_by, close_by,
    coalesce(acknowledge_by, close_by) AS due_at,
    dateDiff('second', opened_at, reached) AS age_seconds,
    dateDiff('second', reached, due_at) AS seconds_left,
    english, chinese
FROM {{database}}.alerts_board
CROSS JOIN {{database}}.time_reached
WHERE state IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') OR (state = 'ENDED' AND loop != 'NONE')
ORDER BY due_at IS NULL, due_at, severity, opened_at;

CREATE VIEW IF NOT EXISTS {{database}}.alerts_open_by_age
AS SELECT
    county, office, severity,
    multiIf(age_seconds < 3600, '1: under 1 h', age_seconds < 21600, '2: under 6 h', age_seconds < 64800, '3: under 18 h',
            age_seconds < 86400, '4: under 24 h', age_seconds < 604800, '5: under 7 d', '6: 7 d and more') AS age,
    count() AS alerts,
    countIf(escalated_to != '') AS escalated,
    countIf(loop = 'BREACHED') AS breached
FROM {{database}}.alerts_open
GROUP BY county, office, severity, age
ORDER BY county, office, severity, age;
