-- People at the beginning of every so many supervision days, counted back from the last of which all is known: the features that were
-- logged then, and when the first confirmed violation began, or until when it is known that none had. Asked with the id of the feature
-- set, the horizon and the time in which officers decide (days), and the rules whose confirmed alerts are violations.
WITH
    (SELECT any(reached) FROM time_reached) AS reached,
    all_days AS (
        SELECT *, intDiv(toUnixTimestamp(scored_at), 86400) AS day
        FROM risk_vectors_as_told WHERE feature_set = {set:String} AND NOT withdrawn),
    matured AS (
        SELECT * FROM all_days
        WHERE scored_at + toIntervalDay({horizon:UInt16}) + toIntervalDay({settled:UInt16}) <= reached),
    (SELECT max(day) FROM matured) AS last,
    grid AS (SELECT * FROM matured WHERE (last - day) % {horizon:UInt16} = 0 AND in_time),
    watching AS (SELECT person, arraySort(groupUniqArray(day)) AS days FROM all_days GROUP BY person),
    alerts AS (
        SELECT person, groupArray((opened_at, decided, decided_at, confirmed)) AS list
        FROM alert_outcomes WHERE rule IN {rules:Array(String)} GROUP BY person),
    windows AS (
        SELECT
            grid.person AS person, grid.day AS day, grid.county AS county, grid.minor AS minor,
            grid.present_tier AS tier, grid.features AS features,
            grid.scored_at + toIntervalDay({horizon:UInt16}) AS ends,
            arrayFilter(a -> a.1 > greatest(grid.scored_at, assumeNotNull(grid.told_at)) AND a.1 <= ends, alerts.list) AS within,
            -- What is not decided by then is not known.
            arrayMap(a -> (dateDiff('millisecond', grid.scored_at, a.1) / 86400000,
                a.2 AND a.3 <= ends + toIntervalDay({settled:UInt16}), a.4), within) AS said,
            arrayMin(arrayMap(a -> a.1, arrayFilter(a -> a.2 AND a.3, said)) AS yes) AS yes_min,
            if(empty(yes), inf, yes_min) AS happened,
            arrayMin(arrayMap(a -> a.1, arrayFilter(a -> NOT a.2, said)) AS open) AS open_min,
            if(empty(open), inf, open_min) AS unknown,
            arrayFilter(d -> d > grid.day AND d <= grid.day + {horizon:UInt16}, watching.days) AS later,
            arrayFirstIndex((d, i) -> d != grid.day + i, later, arrayEnumerate(later)) AS gap,
            if(gap = 0, length(later), gap - 1) AS followed,
            if(followed = {horizon:UInt16}, toFloat64({horizon:UInt16}), followed + 0.5) AS watched
        FROM grid
        LEFT JOIN alerts ON grid.person = alerts.person
        LEFT JOIN watching ON grid.person = watching.person)
SELECT
    toString(windows.person) || '@' || toString(toDate(windows.day)) AS id, toString(windows.person) AS person,
    toString(toDate(windows.day)) AS day, county, if(minor, 'minor', 'adult') AS age_group,
    transform(tier, ['LENIENT', 'ORDINARY', 'STRICT'], ['1', '2', '3'], '') AS present_tier,
    round(least(happened, unknown, watched), 4) AS days,
    happened < unknown AND happened <= watched AS violated,
    {{features}}
FROM windows
ORDER BY id
