-- What is held as evidence outlives the time for which a table keeps its rows. Who held it, since when and why stays written; the last
-- word about something holds. How long tables keep their rows is set by ./zhijiao retention; here is what holds without it.
CREATE TABLE IF NOT EXISTS {{database}}.holds
(
    what          LowCardinality(String)   COMMENT 'PERSON or ALERT',
    id            String                   COMMENT 'pseudonym, or id of the alert; sensitive: identity',
    held          Bool                     COMMENT 'false: let go of',
    because       String                   COMMENT 'in a sentence',
    officer       String                   COMMENT 'code of whoever answers for it',
    said_at       DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC')
)
ENGINE = {{engine:MergeTree}}
ORDER BY (what, id, said_at);

ALTER TABLE {{database}}.check_in_facts MODIFY TTL toDateTime(occurred_at) + toIntervalDay(365) DELETE
    WHERE subject NOT IN (SELECT id FROM {{database}}.holds WHERE what = 'PERSON' GROUP BY id HAVING argMax(held, said_at));
ALTER TABLE {{database}}.check_in_days MODIFY TTL toDateTime(day) + toIntervalDay(365) DELETE
    WHERE subject NOT IN (SELECT id FROM {{database}}.holds WHERE what = 'PERSON' GROUP BY id HAVING argMax(held, said_at));
ALTER TABLE {{database}}.roll_call_facts MODIFY TTL toDateTime(sent_at) + toIntervalDay(365) DELETE
    WHERE subject NOT IN (SELECT id FROM {{database}}.holds WHERE what = 'PERSON' GROUP BY id HAVING argMax(held, said_at));
