-- What anyone may read must not be worked out from what stands beside it: of 75 people with 47 general and 22 lenient, six are strict,
-- though six was not told. So where a tier has fewer than ten people, the next smallest is withheld with it until those that are
-- withheld together are ten or more; and how many have a tag is withheld as well when fewer than ten have none.
CREATE OR REPLACE VIEW {{database}}.public_figures
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) - INTERVAL 90 DAY FROM {{database}}.time_reached) AS since
SELECT
    county, people, strict, general, lenient, with_tag,
    round(alerts / (people * days) * 1000, 1) AS alerts_per_thousand_person_days,
    round(confirmed / nullIf(closed, 0), 2) AS share_confirmed
FROM
(
    SELECT
        county, people,
        if(tiers[1] > withheld, tiers[1], NULL) AS strict, if(tiers[2] > withheld, tiers[2], NULL) AS general, if(tiers[3] > withheld, tiers[3], NULL) AS lenient,
        if(tags >= 10 AND (people = tags OR people - tags >= 10), tags, NULL) AS with_tag
    FROM
    (
        SELECT
            county, count() AS people, countIf(tagged) AS tags,
            [toInt64(countIf(tier = 'STRICT')), toInt64(countIf(tier = 'GENERAL')), toInt64(countIf(tier = 'LENIENT'))] AS tiers,
            arraySort(tiers) AS ordered,
            -- A tier of so many people or fewer is withheld.
            multiIf(ordered[1] >= 10, -1, ordered[1] + ordered[2] >= 10, ordered[2], ordered[3]) AS withheld
        FROM {{database}}.supervisees
        GROUP BY county
        HAVING people >= 10
    )
) AS people
LEFT JOIN
(
    SELECT
        county, uniqExactIf(cityHash64(subject), state != 'RETRACTED') AS concerned,
        if(concerned >= 10, countIf(state != 'RETRACTED'), NULL) AS alerts,
        if(concerned >= 10, countIf(state = 'CLOSED'), NULL) AS closed,
        if(concerned >= 10, countIf(close_reason = 'CONFIRMED'), NULL) AS confirmed,
        greatest(1, dateDiff('day', min(min(opened_at)) OVER (), max(max(changed_at)) OVER ())) AS days
    FROM {{database}}.alerts FINAL
    WHERE opened_at >= since AND day >= toDate32(since) - 2
    GROUP BY county
) AS alerts USING county;
