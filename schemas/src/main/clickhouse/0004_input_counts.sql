-- What became of all inputs. A row is the total since the job's first start, as it stood at the end of one minute of event
-- time: totals are part of the job's state, so a row that is written again after a restart says the same or better.

CREATE TABLE IF NOT EXISTS {{database}}.input_counts
(
    kind          LowCardinality(String)   COMMENT 'kind of fact; topic or file of what never became a fact',
    outcome       LowCardinality(String)   COMMENT 'input, fact, duplicate, dead-letter or unlawful; the last four add up to the first',
    reason        LowCardinality(String)   COMMENT 'why, for dead letters and unlawful data; empty otherwise',
    minute        DateTime('UTC')          COMMENT 'minute of event time',
    total         Int64                    COMMENT 'inputs so far',
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (kind, outcome, reason, minute);

CREATE VIEW IF NOT EXISTS {{database}}.input_totals
AS SELECT kind, outcome, reason, argMax(total, (minute, written_at)) AS total
FROM {{database}}.input_counts
GROUP BY kind, outcome, reason;

CREATE VIEW IF NOT EXISTS {{database}}.unlawful_totals
AS SELECT kind, reason, argMax(total, (minute, written_at)) AS total
FROM {{database}}.input_counts
WHERE outcome = 'unlawful'
GROUP BY kind, reason;

CREATE VIEW IF NOT EXISTS {{database}}.inputs_by_minute
AS SELECT
    kind, outcome, reason, minute,
    total - lagInFrame(total, 1, 0) OVER (PARTITION BY kind, outcome, reason ORDER BY minute) AS inputs
FROM {{database}}.input_counts FINAL;
