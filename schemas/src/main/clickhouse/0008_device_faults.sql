-- Tags that make false alerts: repeat offenders are devices, not people. A suggestion to whoever looks after devices.

CREATE VIEW IF NOT EXISTS {{database}}.device_fault_suggestions
AS SELECT
    tag, county, count() AS false_device, min(closed) AS first_closed, max(closed) AS last_closed,
    groupArray(alert_id) AS alerts
FROM (
    SELECT tag, county, alert_id, closed_at AS closed
    FROM {{database}}.alert_labels
    INNER JOIN {{database}}.alert_answers USING alert_id
    WHERE tag != '' AND close_reason = 'FALSE_DEVICE'
) AS closures
CROSS JOIN {{database}}.time_reached
WHERE closed > reached - INTERVAL 30 DAY
GROUP BY tag, county
HAVING count() >= 3
ORDER BY false_device DESC, tag;
