-- How many logged vectors can be trained from, and why others cannot.
WITH
    (SELECT any(reached) FROM time_reached) AS reached,
    (SELECT max(intDiv(toUnixTimestamp(scored_at), 86400)) FROM risk_vectors_as_told
     WHERE feature_set = {set:String} AND NOT withdrawn
       AND scored_at + toIntervalDay({horizon:UInt16}) + toIntervalDay({settled:UInt16}) <= reached) AS last
SELECT
    count() AS vectors,
    countIf(feature_set != {set:String}) AS other_sets,
    countIf(feature_set = {set:String} AND withdrawn) AS withdrawn_later,
    countIf(feature_set = {set:String} AND NOT withdrawn
        AND scored_at + toIntervalDay({horizon:UInt16}) + toIntervalDay({settled:UInt16}) > reached) AS not_matured,
    countIf(feature_set = {set:String} AND NOT withdrawn
        AND scored_at + toIntervalDay({horizon:UInt16}) + toIntervalDay({settled:UInt16}) <= reached
        AND (last - intDiv(toUnixTimestamp(scored_at), 86400)) % {horizon:UInt16} != 0) AS between,
    countIf(feature_set = {set:String} AND NOT withdrawn
        AND scored_at + toIntervalDay({horizon:UInt16}) + toIntervalDay({settled:UInt16}) <= reached
        AND (last - intDiv(toUnixTimestamp(scored_at), 86400)) % {horizon:UInt16} = 0 AND NOT in_time) AS late,
    uniqExact(person) AS people,
    toString(min(scored_at)) AS first, toString(max(scored_at)) AS latest, toString(any(reached)) AS time_reached
FROM risk_vectors_as_told
