-- Inputs that could not become facts. A sample may hold personal data: kept for 90 days, and as strictly as the facts.

CREATE TABLE IF NOT EXISTS {{database}}.dead_letters
(
    source        LowCardinality(String)   COMMENT 'topic or file',
    partition     UInt32,
    offset        UInt64                   COMMENT 'offset, or line from 1',
    reason        LowCardinality(String),
    detail        String                   COMMENT 'what is wrong, with the offending value; sensitive: identity',
    total_bytes   UInt64                   COMMENT 'length of the whole record',
    sample_base64 String                   COMMENT 'the first 1024 bytes at most; sensitive: identity' CODEC(ZSTD(3)),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
ORDER BY (source, partition, offset, reason)
TTL toDateTime(written_at) + INTERVAL 90 DAY;
