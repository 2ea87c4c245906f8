-- How good alerts are, from what officers closed them with, and how soon they were answered. Somebody must be able to see that
-- a rule, an office or a tag makes work for nothing, and that nobody clears what is told.

-- When somebody first acted on each alert, and when it was closed last.
CREATE VIEW IF NOT EXISTS {{database}}.alert_answers
AS SELECT
    alert_id,
    minIf(cause_at, change IN ('ACKNOWLEDGED', 'INVESTIGATING', 'CLOSED')) AS answered_at,
    maxIf(cause_at, change = 'CLOSED') AS closed_at,
    countIf(change IN ('ACKNOWLEDGED', 'INVESTIGATING', 'CLOSED')) > 0 AS answered
FROM {{database}}.alert_events FINAL
GROUP BY alert_id;

-- One row for each alert that stands and that somebody was asked about.
CREATE VIEW IF NOT EXISTS {{database}}.alert_labels
AS SELECT
    alerts.alert_id AS alert_id, rule, severity, county, office, tag, day, state, close_reason, opened_at, loop,
    CAST(close_reason, 'String') IN ('CONFIRMED', 'EXCUSED') AS was_right,
    CAST(close_reason, 'String') IN ('AUTHORISED', 'FALSE_DEVICE', 'FALSE_DATA') AS was_wrong,
    CAST(state, 'String') != 'CLOSED' AND (CAST(state, 'String') != 'ENDED' OR CAST(loop, 'String') != 'NONE') AS uncleared,
    if(answered, dateDiff('second', opened_at, answered_at), NULL) AS seconds_to_answer,
    if(state = 'CLOSED', dateDiff('second', opened_at, closed_at), NULL) AS seconds_to_close
FROM (SELECT * FROM {{database}}.alerts FINAL WHERE state != 'RETRACTED' AND NOT suspended) AS alerts
LEFT JOIN {{database}}.alert_answers USING alert_id;

CREATE VIEW IF NOT EXISTS {{database}}.alert_quality_by_rule
AS SELECT
    rule, count() AS alerts, countIf(close_reason != '') AS labelled,
    countIf(close_reason = 'CONFIRMED') AS confirmed, countIf(close_reason = 'EXCUSED') AS excused,
    countIf(close_reason = 'AUTHORISED') AS authorised, countIf(close_reason = 'FALSE_DEVICE') AS false_device,
    countIf(close_reason = 'FALSE_DATA') AS false_data,
    if(labelled = 0, NULL, sum(was_right) / labelled) AS precision,
    quantileExact(0.5)(seconds_to_answer) AS median_seconds_to_answer,
    quantileExact(0.5)(seconds_to_close) AS median_seconds_to_close,
    sum(uncleared) / alerts AS share_uncleared
FROM {{database}}.alert_labels
GROUP BY rule
ORDER BY rule;

CREATE VIEW IF NOT EXISTS {{database}}.alert_quality_by_office
AS SELECT
    county, office, count() AS alerts, countIf(close_reason != '') AS labelled,
    if(labelled = 0, NULL, sum(was_right) / labelled) AS precision,
    quantileExact(0.5)(seconds_to_answer) AS median_seconds_to_answer,
    quantileExact(0.5)(seconds_to_close) AS median_seconds_to_close,
    sum(uncleared) / alerts AS share_uncleared
FROM {{database}}.alert_labels
GROUP BY county, office
ORDER BY county, office;

CREATE VIEW IF NOT EXISTS {{database}}.alert_quality_by_tag
AS SELECT
    tag, count() AS alerts, countIf(close_reason != '') AS labelled, countIf(close_reason = 'FALSE_DEVICE') AS false_device,
    if(labelled = 0, NULL, sum(was_right) / labelled) AS precision
FROM {{database}}.alert_labels
WHERE tag != ''
GROUP BY tag
ORDER BY false_device DESC, tag;

-- Alerts that reach somebody, by day and county; to be divided by the people under supervision there.
CREATE VIEW IF NOT EXISTS {{database}}.alerts_by_day
AS SELECT day, county, count() AS alerts, sum(uncleared) AS not_cleared, countIf(loop = 'BREACHED') AS breached
FROM {{database}}.alert_labels
GROUP BY day, county
ORDER BY day, county;
