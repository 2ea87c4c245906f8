-- What is kept back from whoever would be asked, which alerts are one incident, and the tag that was worn.

ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS suspended Bool DEFAULT false COMMENT 'a supervisor suspended the rule for this person: on no worklist';
ALTER TABLE {{database}}.alert_events ADD COLUMN IF NOT EXISTS tag String DEFAULT '' COMMENT 'tag that was worn when it began; empty when none is known; sensitive: identity';
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS suspended Bool DEFAULT false;
ALTER TABLE {{database}}.alerts ADD COLUMN IF NOT EXISTS tag String DEFAULT '';

ALTER TABLE {{database}}.alerts_from_events MODIFY QUERY
SELECT * FROM {{database}}.alert_events;

CREATE OR REPLACE VIEW {{database}}.alerts_current
AS SELECT * FROM {{database}}.alerts FINAL;

CREATE TABLE IF NOT EXISTS {{database}}.alert_incidents
(
    alert_id      FixedString(16)          COMMENT 'the alert',
    incident_id   String                   COMMENT 'id of the first alert of its incident; empty when it was retracted or is suspended',
    since         DateTime64(3, 'UTC')     COMMENT 'when the first alert of the incident opened',
    alerts        UInt32                   COMMENT 'how many alerts the incident has',
    revision      UInt64                   COMMENT 'the highest is the last',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(revision)
ORDER BY alert_id;

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
    escalated_to, loop, acknowledge_by, close_by, suspended
FROM {{database}}.alerts FINAL;

CREATE OR REPLACE VIEW {{database}}.alerts_open
AS SELECT
    severity, state, alert_id, incident_id, rule, subject, target, county, office, tier, minor,
    opened_at, ended_at, escalated_to, loop, acknowledge_by, close_by,
    coalesce(acknowledge_by, close_by) AS due_at,
    dateDiff('second', opened_at, reached) AS age_seconds,
    dateDiff('second', reached, due_at) AS seconds_left,
    english, chinese
FROM {{database}}.alerts_board
CROSS JOIN {{database}}.time_reached
LEFT JOIN (SELECT alert_id, incident_id FROM {{database}}.alert_incidents FINAL) AS incidents USING alert_id
WHERE NOT suspended
  AND (state IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') OR (state = 'ENDED' AND loop != 'NONE'))
ORDER BY due_at IS NULL, due_at, severity, opened_at;

-- What is kept back, for the board and the audit.
CREATE VIEW IF NOT EXISTS {{database}}.alerts_suspended
AS SELECT rule, county, office, severity, state, alert_id, subject, minor, opened_at, ended_at
FROM {{database}}.alerts_board
WHERE suspended AND state != 'RETRACTED'
ORDER BY opened_at;

CREATE VIEW IF NOT EXISTS {{database}}.incidents
AS SELECT
    incident_id, min(opened_at) AS since, count() AS alerts, groupUniqArray(rule) AS rules, min(severity) AS worst,
    countIf(state NOT IN ('CLOSED', 'ENDED')) AS open,
    any(county) AS in_county, any(office) AS in_office
FROM {{database}}.alerts_board
INNER JOIN (SELECT alert_id, incident_id FROM {{database}}.alert_incidents FINAL WHERE incident_id != '') AS members USING alert_id
WHERE state != 'RETRACTED' AND NOT suspended
GROUP BY incident_id
ORDER BY since;
