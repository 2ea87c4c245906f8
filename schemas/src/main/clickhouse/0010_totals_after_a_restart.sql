-- A job that goes on from a checkpoint tells anew what it counted since, and minutes of event time may end elsewhere. What its
-- predecessor told of a minute later than that says less than the truth. The order in which totals were told decides, not the
-- minute alone: a row is over when one that was told after it is of its minute or of an earlier one.

CREATE VIEW IF NOT EXISTS {{database}}.input_history
AS SELECT kind, outcome, reason, minute, total, written_at
FROM
(
    SELECT
        kind, outcome, reason, minute, total, written_at,
        min(minute) OVER (
            PARTITION BY kind, outcome, reason ORDER BY written_at, minute
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS earliest_since
    FROM {{database}}.input_counts FINAL
)
WHERE minute = earliest_since;

CREATE OR REPLACE VIEW {{database}}.input_totals
AS SELECT kind, outcome, reason, argMax(total, (written_at, minute)) AS total
FROM {{database}}.input_counts FINAL
GROUP BY kind, outcome, reason;

CREATE OR REPLACE VIEW {{database}}.unlawful_totals
AS SELECT kind, reason, total
FROM {{database}}.input_totals
WHERE outcome = 'unlawful';

CREATE OR REPLACE VIEW {{database}}.inputs_by_minute
AS SELECT
    kind, outcome, reason, minute,
    total - lagInFrame(total, 1, 0) OVER (PARTITION BY kind, outcome, reason ORDER BY minute) AS inputs
FROM {{database}}.input_history;
