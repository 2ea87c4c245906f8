-- What the rules found, amended and withdrew: one row per episode and judgement, whoever delivers it twice.

CREATE TABLE IF NOT EXISTS {{database}}.finding_changes
(
    alert_id      FixedString(16)          COMMENT 'the alert it belongs to, hexadecimal',
    episode       FixedString(16)          COMMENT 'id of the episode, hexadecimal',
    judgement     UInt64                   COMMENT 'counts the judgements of the subject''s timeline; the highest holds',
    withdrawn     Bool                     COMMENT 'true when this judgement withdraws the finding',
    late          Bool                     COMMENT 'caused by a late fact',
    watermark     Nullable(DateTime64(3, 'UTC')) COMMENT 'event time up to which the timeline had been judged; null at the end of bounded input',
    rule          LowCardinality(String),
    subject       String                   COMMENT 'pseudonym of the supervisee; sensitive: identity',
    target        String,
    day           Date32                   COMMENT 'supervision day, local',
    severity      LowCardinality(String)   COMMENT 'empty when withdrawn',
    county        LowCardinality(String)   COMMENT 'empty when withdrawn',
    minor         Bool                     COMMENT 'to be masked; sensitive: minor',
    opened_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'null when withdrawn',
    ended_at      Nullable(DateTime64(3, 'UTC')) COMMENT 'null while the episode goes on, or when withdrawn',
    finding_json  String                   COMMENT 'the finding with evidence and parameters, JSON; empty when withdrawn; sensitive: location' CODEC(ZSTD(3)),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (alert_id, episode, judgement);

CREATE VIEW IF NOT EXISTS {{database}}.findings_current
AS SELECT * FROM {{database}}.finding_changes FINAL
ORDER BY judgement DESC
LIMIT 1 BY alert_id, episode;
