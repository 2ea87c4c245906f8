-- Each evening's curfew, and how the model treats groups.

-- What an order says of the hours of its curfew. Whether a day is a workday stands in calendar_days.
ALTER TABLE {{database}}.order_facts ADD COLUMN IF NOT EXISTS curfew_workdays Array(Tuple(from UInt32, until UInt32)) AFTER curfew;
ALTER TABLE {{database}}.order_facts ADD COLUMN IF NOT EXISTS curfew_rest_days Array(Tuple(from UInt32, until UInt32)) AFTER curfew_workdays;
ALTER TABLE {{database}}.order_facts ADD COLUMN IF NOT EXISTS curfew_until Nullable(DateTime64(3, 'UTC')) AFTER curfew_rest_days;

-- Every day of the century: the weekends rest until the job says otherwise, which writes its calendar when it starts.
CREATE TABLE IF NOT EXISTS {{database}}.calendar_days
(
    day           Date                     COMMENT 'local',
    rests         Bool                     COMMENT 'false: a workday, on which the windows of workdays begin',
    written_at    DateTime64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY day;
INSERT INTO {{database}}.calendar_days
SELECT toDate('2000-01-01') + number AS day, toDayOfWeek(day) > 5, toDateTime64(0, 3, 'UTC') FROM numbers(36525);

-- The hours in which somebody has to be at home: the windows of each order while it is the last and its curfew has a basis, until two
-- days after the time that has come. Windows are local seconds of the day on which they begin; one that does not end after it begins
-- ends on the next. Of an order that was told without hours, all of its time. For other views, and to be asked for one person.
CREATE OR REPLACE VIEW {{database}}.curfew_spans
AS WITH
    assumeNotNull((SELECT toDateTime64(any(reached), 3, 'UTC') + INTERVAL 2 DAY FROM {{database}}.time_reached)) AS horizon,
    orders AS
    (
        SELECT
            subject, valid_from, curfew, curfew_workdays, curfew_rest_days,
            least(
                leadInFrame(valid_from, 1, horizon) OVER (PARTITION BY subject ORDER BY valid_from, fact ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING),
                ifNull(curfew_until, horizon), horizon) AS held_until,
            notEmpty(curfew_workdays) OR notEmpty(curfew_rest_days) AS hours_told
        FROM {{database}}.order_facts
    )
SELECT subject, greatest(valid_from, begins_at) AS begins, least(held_until, ends_at) AS ends
FROM
(
    SELECT
        subject, valid_from, held_until,
        toDateTime64(toDateTime(day, 'Asia/Shanghai') + tupleElement(hours, 1), 3, 'UTC') AS begins_at,
        toDateTime64(toDateTime(day, 'Asia/Shanghai') + tupleElement(hours, 2) + if(tupleElement(hours, 2) <= tupleElement(hours, 1), 86400, 0), 3, 'UTC') AS ends_at
    FROM
    (
        SELECT
            subject, valid_from, held_until, curfew_workdays, curfew_rest_days,
            toDate(valid_from, 'Asia/Shanghai') - 1 + arrayJoin(range(toUInt32(dateDiff('day', valid_from, held_until, 'Asia/Shanghai') + 2))) AS day
        FROM orders
        WHERE curfew AND hours_told AND valid_from < held_until
    )
    ARRAY JOIN if(day IN (SELECT calendar_days.day FROM {{database}}.calendar_days FINAL WHERE rests), curfew_rest_days, curfew_workdays) AS hours
)
WHERE begins < ends
UNION ALL
SELECT subject, valid_from AS begins, held_until AS ends FROM orders WHERE curfew AND NOT hours_told AND valid_from < held_until;

-- When somebody is on leave: each approval until its end, or until a later word about it. For other views.
CREATE OR REPLACE VIEW {{database}}.leave_spans
AS SELECT subject, valid_from AS begins, least(assumeNotNull(valid_until), next) AS ends
FROM
(
    SELECT
        subject, valid_from, valid_until,
        leadInFrame(valid_from, 1, toDateTime64('2100-01-01 00:00:00', 3, 'UTC')) OVER (PARTITION BY subject, leave_id ORDER BY valid_from, fact ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS next
    FROM {{database}}.leave_facts
)
WHERE valid_until IS NOT NULL AND begins < ends;

-- Every instant at which something that a person owes or may do changes, and what holds from then on: the tier (1 lenient, 2 general,
-- 3 strict), whether these are the hours of a curfew (4; 8 when leave lifts it, decision 0051), check-ins (5), an authorisation of a tag
-- (6), leave (7); 0 is none. Of a minor nothing. To be asked for one person.
CREATE OR REPLACE VIEW {{database}}.duty_changes
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT subject, county, office, at, duty, state
FROM
(
    SELECT subject, valid_from AS at, change.1 AS duty, change.2 AS state
    FROM {{database}}.order_facts
    ARRAY JOIN [
        tuple('order', if(ends, 0, transform(toString(tier), ['LENIENT', 'GENERAL', 'STRICT'], [1, 2, 3], 2))),
        tuple('check-ins', if(ends OR NOT check_ins, 0, 5))] AS change
    UNION ALL
    SELECT subject, at, 'curfew' AS duty, multiIf(curfews = 0, 0, leaves > 0, 8, 4) AS state
    FROM
    (
        SELECT subject, at, sum(curfew) OVER until_now AS curfews, sum(leave) OVER until_now AS leaves
        FROM
        (
            SELECT subject, tupleElement(edge, 1) AS at, sum(tupleElement(edge, 2)) AS curfew, sum(tupleElement(edge, 3)) AS leave
            FROM
            (
                SELECT subject, [(begins, 1, 0), (ends, -1, 0)] AS edges FROM {{database}}.curfew_spans
                UNION ALL
                SELECT subject, [(begins, 0, 1), (ends, 0, -1)] AS edges FROM {{database}}.leave_spans
            )
            ARRAY JOIN edges AS edge
            GROUP BY subject, at
        )
        WINDOW until_now AS (PARTITION BY subject ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    )
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

-- The hours of the curfew in force, to be read: "21:00–06:00", of workdays and of rest days where they differ. Of a minor nothing.
CREATE OR REPLACE VIEW {{database}}.curfew_hours
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT any(reached) FROM {{database}}.time_reached) AS now,
    windows -> arrayStringConcat(arrayMap(w -> concat(
        leftPad(toString(intDiv(tupleElement(w, 1), 3600)), 2, '0'), ':', leftPad(toString(intDiv(tupleElement(w, 1) % 3600, 60)), 2, '0'), '–',
        leftPad(toString(intDiv(tupleElement(w, 2), 3600)), 2, '0'), ':', leftPad(toString(intDiv(tupleElement(w, 2) % 3600, 60)), 2, '0')), windows), ', ') AS words
SELECT
    subject, county, office,
    multiIf(NOT curfew OR ifNull(curfew_until <= now, false), '', empty(curfew_workdays) AND empty(curfew_rest_days), '?',
        curfew_workdays = curfew_rest_days, words(curfew_workdays), concat(words(curfew_workdays), ' / ', words(curfew_rest_days))) AS hours
FROM
(
    SELECT subject, county, office, minor, ends, curfew, curfew_workdays, curfew_rest_days, curfew_until
    FROM {{database}}.order_facts
    WHERE valid_from <= now
    ORDER BY subject, valid_from DESC, fact DESC
    LIMIT 1 BY subject
)
WHERE NOT ends AND NOT minor;

-- Since when everybody has been under supervision, by the number that stands for a person where scores are. Only for other views.
CREATE OR REPLACE VIEW {{database}}.people_since
AS SELECT cityHash64(subject) AS person, min(valid_from) AS since FROM {{database}}.order_facts GROUP BY subject;

-- How the model treats groups that the law lets a database know: by place, tier and time under supervision. Sex, age, nation and where
-- somebody is registered are in no table. First what it says now, of the last two days; mean score is score_sum / scored.
CREATE OR REPLACE VIEW {{database}}.risk_groups_now
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS now
SELECT
    county, office, tier, multiIf(since > now - INTERVAL 1 MONTH, '0', since > now - INTERVAL 3 MONTH, '1', since > now - INTERVAL 6 MONTH, '2', '3') AS stage,
    count() AS people, countIf(scores.scored) AS scored, sumIf(scores.probability, scores.scored) AS score_sum, countIf(steps > 0) AS stricter, countIf(steps < 0) AS laxer
FROM
(
    SELECT
        person, tupleElement(last, 1) AS county, tupleElement(last, 2) AS office, tupleElement(last, 3) AS tier,
        transform(tupleElement(last, 4), ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) - transform(tier, ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) AS steps
    FROM
    (
        SELECT person, argMax((toString(county), toString(office), toString(present_tier), toString(suggested_tier)), scored_at) AS last
        FROM {{database}}.suggestion_days FINAL
        WHERE NOT withdrawn AND day >= (SELECT max(day) - 1 FROM {{database}}.suggestion_days)
        GROUP BY person
    )
) AS suggested
LEFT JOIN
(
    SELECT person, tupleElement(last, 1) = 'MODEL' AS scored, ifNull(tupleElement(last, 2), 0) AS probability
    FROM
    (
        SELECT person, argMax((toString(basis), probability), scored_at) AS last
        FROM {{database}}.score_days FINAL
        WHERE NOT withdrawn AND day >= (SELECT max(day) - 1 FROM {{database}}.score_days)
        GROUP BY person
    )
) AS scores USING person
LEFT JOIN {{database}}.people_since USING person
GROUP BY county, office, tier, stage;

-- Then what came of it: of each person the first score of the fortnight that ended thirty days ago, and what was confirmed within thirty
-- days. False alarms are people whom the model would have had moved stricter and about whom nothing was confirmed (quiet: nothing was).
CREATE OR REPLACE VIEW {{database}}.risk_groups_matured
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT any(reached) - INTERVAL 30 DAY FROM {{database}}.time_reached) AS matured,
    toDate(matured, 'Asia/Shanghai') AS last
SELECT
    county, office, tier, multiIf(since > matured - INTERVAL 1 MONTH, '0', since > matured - INTERVAL 3 MONTH, '1', since > matured - INTERVAL 6 MONTH, '2', '3') AS stage,
    count() AS people, sum(probability) AS said_sum, countIf(came_true) AS happened, countIf(NOT came_true) AS quiet, countIf(NOT came_true AND stricter) AS false_alarms
FROM
(
    SELECT
        person, county, office, tier, stricter, probability,
        arrayExists(time -> time > scored_at AND time <= scored_at + INTERVAL 30 DAY, times) AS came_true
    FROM
    (
        SELECT
            person, scored_at, toString(county) AS county, toString(office) AS office, toString(present_tier) AS tier,
            transform(toString(suggested_tier), ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) > transform(tier, ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) AS stricter
        FROM {{database}}.suggestion_days FINAL
        WHERE NOT withdrawn AND day >= last - 14 AND day <= last AND suggestion_days.scored_at <= matured
        ORDER BY suggestion_days.day, person, suggestion_days.scored_at
        LIMIT 1 BY person
    ) AS suggested
    INNER JOIN
    (
        SELECT person, scored_at, assumeNotNull(probability) AS probability FROM {{database}}.score_days FINAL
        WHERE NOT withdrawn AND basis = 'MODEL' AND day >= last - 14 AND day <= last
    ) AS scores USING (person, scored_at)
    LEFT JOIN
    (
        SELECT cityHash64(subject) AS person, groupArray(opened_at) AS times
        FROM {{database}}.alerts FINAL
        WHERE day >= last - 15 AND state = 'CLOSED' AND close_reason = 'CONFIRMED'
        GROUP BY person
    ) AS outcomes USING person
) AS one
LEFT JOIN {{database}}.people_since USING person
GROUP BY county, office, tier, stage;
