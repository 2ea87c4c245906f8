-- What only boards need: the alert feed, masked as alerts_board is and without what a supervisor suspended, and where the counties lie on a map.

CREATE VIEW IF NOT EXISTS {{database}}.alert_feed
AS SELECT
    alert_id, revision, written_at, cause_at, change, severity, rule,
    if(minor, '', subject) AS subject,
    county, office,
    if(minor, 'about a minor: whoever handles the case knows why', english) AS english,
    if(minor, '涉及未成年人，详情仅经办人可知', chinese) AS chinese
FROM {{database}}.alert_events
WHERE NOT suspended;

-- Where a county's seat of government lies, degrees, WGS-84, by GB/T 2260.
CREATE VIEW IF NOT EXISTS {{database}}.counties
AS SELECT place.1 AS county, place.2 AS name, place.3 AS latitude, place.4 AS longitude
FROM (
    SELECT arrayJoin([
        ('331102', '莲都', 28.446, 119.913), ('331121', '青田', 28.139, 120.290), ('331122', '缙云', 28.659, 120.092),
        ('331123', '遂昌', 28.592, 119.276), ('331124', '松阳', 28.449, 119.482), ('331125', '云和', 28.116, 119.574),
        ('331126', '庆元', 27.619, 119.063), ('331127', '景宁', 27.973, 119.636), ('331181', '龙泉', 28.075, 119.142)]) AS place);

-- What an alert went through, change by change.
CREATE VIEW IF NOT EXISTS {{database}}.alert_history
AS SELECT
    alert_id, revision, cause_at, change, state, close_reason, late, rule, severity,
    if(minor, '', subject) AS subject, county, office,
    JSONExtractString(arrayElement(JSONExtractArrayRaw(acts_json), -1), 'officer') AS officer,
    if(minor, '', JSONExtractString(arrayElement(JSONExtractArrayRaw(acts_json), -1), 'note')) AS note
FROM {{database}}.alert_events FINAL;

-- One row for each episode of an alert that stands or stood.
CREATE VIEW IF NOT EXISTS {{database}}.alert_episodes
AS SELECT
    alert_id, rule, severity, state, close_reason, if(minor, '', subject) AS subject, county, office, tier,
    parseDateTime64BestEffort(JSONExtractString(episode, 'openedAt'), 3, 'UTC') AS opened_at,
    parseDateTime64BestEffortOrNull(JSONExtractString(episode, 'endedAt'), 3, 'UTC') AS ended_at,
    JSONExtractString(episode, 'parameters', 'kind') AS kind,
    if(minor, '', JSONExtractRaw(episode, 'parameters')) AS parameters
FROM {{database}}.alerts FINAL
ARRAY JOIN JSONExtractArrayRaw(findings_json) AS episode;

-- What an alert rests on, down to the last fix; of minors nothing.
CREATE VIEW IF NOT EXISTS {{database}}.alert_evidence
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

-- What the clinician sees, and nobody else: that somebody is worried about a person. The table below it is the clinician's own.
CREATE VIEW IF NOT EXISTS {{database}}.care_board
AS SELECT
    alert_id, rule, severity, state, close_reason, if(minor, '', subject) AS subject, county, office,
    opened_at, ended_at, changed_at,
    if(minor, 'about a minor: whoever handles the case knows why', english) AS english,
    if(minor, '涉及未成年人，详情仅经办人可知', chinese) AS chinese,
    CAST(state, 'String') IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') AS open
FROM {{database}}.alerts_clinician;

-- What those see who look after protected persons, and nobody else. No place is here, and no target: a target could name the
-- person who is protected.
CREATE VIEW IF NOT EXISTS {{database}}.protection_board
AS SELECT
    alert_id, rule, severity, state, close_reason, if(minor, '', subject) AS subject, county, office,
    opened_at, ended_at, changed_at,
    if(minor, 'about a minor: whoever handles the case knows why', english) AS english,
    if(minor, '涉及未成年人，详情仅经办人可知', chinese) AS chinese,
    CAST(state, 'String') IN ('NEW', 'ACKNOWLEDGED', 'INVESTIGATING', 'REOPENED') AS open
FROM {{database}}.alerts_protection;
