-- Alerts that only one audience may see lie in tables of their own: what concerns a protected person, and what concerns a
-- person's state of mind. No view joins them with the others. Whoever adds a column to alert_events adds it here.

CREATE TABLE IF NOT EXISTS {{database}}.alert_events_protection AS {{database}}.alert_events
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(opened_at)
ORDER BY (alert_id, revision);

CREATE TABLE IF NOT EXISTS {{database}}.alert_events_clinician AS {{database}}.alert_events
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(opened_at)
ORDER BY (alert_id, revision);

CREATE VIEW IF NOT EXISTS {{database}}.alerts_protection
AS SELECT * FROM {{database}}.alert_events_protection FINAL
ORDER BY revision DESC
LIMIT 1 BY alert_id;

CREATE VIEW IF NOT EXISTS {{database}}.alerts_clinician
AS SELECT * FROM {{database}}.alert_events_clinician FINAL
ORDER BY revision DESC
LIMIT 1 BY alert_id;
