-- What the boards of scores and of roll calls read, and what offices are called.

-- Roll calls as they were sent, without the place to be at.
CREATE TABLE IF NOT EXISTS {{database}}.roll_call_facts
(
    fact          FixedString(16),
    subject       String                   COMMENT 'pseudonym; sensitive: identity',
    roll_call     String                   COMMENT 'id of the order to show up',
    sent_at       DateTime64(3, 'UTC'),
    due_at        Nullable(DateTime64(3, 'UTC')) COMMENT 'until when, inclusive; null when this cancels it',
    camera        LowCardinality(String)   COMMENT 'the camera to stand before; empty when none',
    received_at   DateTime64(3, 'UTC'),
    written_at    DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = {{engine:ReplacingMergeTree}}(written_at)
PARTITION BY toYYYYMM(sent_at)
ORDER BY (subject, sent_at, fact)
TTL toDateTime(sent_at) + INTERVAL 365 DAY;

-- What became of each: missed is what the rule found and nothing has withdrawn.
CREATE VIEW IF NOT EXISTS {{database}}.roll_calls
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH (SELECT any(reached) FROM {{database}}.time_reached) AS instant
SELECT
    if(minor, '', subject) AS subject, county, office, sent_at, due_at, camera,
    multiIf(due_at IS NULL, 'CANCELLED', missed, 'MISSED', due_at > instant, 'WAITING', 'ANSWERED') AS outcome
FROM
(
    SELECT
        subject, roll_call, min(calls.sent_at) AS sent_at,
        tupleElement(argMax(tuple(calls.due_at), calls.sent_at), 1) AS due_at, argMax(calls.camera, calls.sent_at) AS camera,
        (subject, roll_call) IN (
            SELECT subject, target FROM {{database}}.alerts FINAL WHERE rule = 'roll-call-fail' AND state != 'RETRACTED') AS missed
    FROM {{database}}.roll_call_facts AS calls
    GROUP BY subject, roll_call
) AS last
INNER JOIN
(
    SELECT subject, argMax(county, (valid_from, fact)) AS county, argMax(office, (valid_from, fact)) AS office, argMax(minor, (valid_from, fact)) AS minor
    FROM {{database}}.order_facts WHERE NOT ends GROUP BY subject
) AS people USING subject;

-- Scores by day and person, without their reasons: what figures about scores are made of. Many are read at once, so they lie by day.
CREATE TABLE IF NOT EXISTS {{database}}.score_days
(
    day           Date                     COMMENT 'local',
    person        UInt64                   COMMENT 'hash of the pseudonym',
    scored_at     DateTime64(3, 'UTC'),
    revision      UInt64,
    withdrawn     Bool,
    county        LowCardinality(String),
    office        LowCardinality(String),
    basis         LowCardinality(String)   COMMENT 'MODEL, NO_MODEL, SUSPENDED',
    model         LowCardinality(String),
    model_version LowCardinality(String),
    probability   Nullable(Float64),
    grade         LowCardinality(String)
)
ENGINE = {{engine:ReplacingMergeTree}}(revision)
PARTITION BY toYYYYMM(day)
ORDER BY (day, person, scored_at)
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
DROP VIEW IF EXISTS {{database}}.score_days_from_scores;
INSERT INTO {{database}}.score_days
SELECT toDate(scored_at, 'Asia/Shanghai'), cityHash64(subject), scored_at, revision, withdrawn, county, office, basis, model, model_version, probability, grade
FROM {{database}}.risk_scores;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.score_days_from_scores TO {{database}}.score_days
AS SELECT
    toDate(scored_at, 'Asia/Shanghai') AS day, cityHash64(subject) AS person, scored_at, revision, withdrawn, county, office, basis, model, model_version,
    probability, grade
FROM {{database}}.risk_scores;

-- The day on which each model first scored.
CREATE TABLE IF NOT EXISTS {{database}}.models_seen
(
    model_version LowCardinality(String),
    first         SimpleAggregateFunction(min, Date)
)
ENGINE = {{engine:AggregatingMergeTree}}
ORDER BY model_version;
DROP VIEW IF EXISTS {{database}}.models_seen_from_scores;
INSERT INTO {{database}}.models_seen
SELECT model_version, min(toDate(scored_at, 'Asia/Shanghai')) FROM {{database}}.risk_scores WHERE basis = 'MODEL' AND NOT withdrawn GROUP BY model_version;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.models_seen_from_scores TO {{database}}.models_seen
AS SELECT model_version, min(toDate(scored_at, 'Asia/Shanghai')) AS first
FROM {{database}}.risk_scores WHERE basis = 'MODEL' AND NOT withdrawn GROUP BY model_version;

-- The last score of a person and day.
CREATE VIEW IF NOT EXISTS {{database}}.scores_by_day
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    day, person, tupleElement(last, 1) AS county, tupleElement(last, 2) AS office, tupleElement(last, 3) AS basis, tupleElement(last, 4) AS model,
    tupleElement(last, 5) AS model_version, tupleElement(last, 6) AS probability, tupleElement(last, 7) AS grade
FROM
(
    SELECT day, person, argMax((county, office, basis, model, model_version, probability, grade), scored_at) AS last
    FROM {{database}}.score_days FINAL
    WHERE NOT withdrawn
    GROUP BY day, person
);

-- The last score of each person, of the last day on which anybody was scored and the day before it.
CREATE VIEW IF NOT EXISTS {{database}}.scores_now
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tupleElement(last, 1) AS county, tupleElement(last, 2) AS office, tupleElement(last, 3) AS basis, tupleElement(last, 4) AS model,
    tupleElement(last, 5) AS model_version, tupleElement(last, 6) AS probability, tupleElement(last, 7) AS grade
FROM
(
    SELECT person, argMax((county, office, basis, model, model_version, probability, grade), scored_at) AS last
    FROM {{database}}.score_days FINAL
    WHERE NOT withdrawn AND day >= (SELECT max(day) - 1 FROM {{database}}.score_days)
    GROUP BY person
);

-- Population stability index of each day's scores against the first seven days of their model (S18), of the last ninety days.
CREATE OR REPLACE VIEW {{database}}.risk_score_drift
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS WITH
    (SELECT max(day) - 90 FROM {{database}}.score_days) AS since,
    (SELECT groupArray(first + d) FROM (SELECT model_version, min(first) AS first FROM {{database}}.models_seen GROUP BY model_version) ARRAY JOIN range(7) AS d) AS first_days,
    scores AS (
        SELECT model_version, day, least(toUInt8(floor(assumeNotNull(probability) * 10)), 9) AS bin, count() AS n
        FROM {{database}}.scores_by_day WHERE basis = 'MODEL' AND (day >= since OR has(first_days, day))
        GROUP BY model_version, day, bin),
    firsts AS (SELECT model_version, min(first) AS first FROM {{database}}.models_seen GROUP BY model_version),
    base AS (
        SELECT model_version, arrayMap(b -> sumMap(map(bin, n))[b], range(10)) AS expected, sum(n) AS base_total
        FROM scores INNER JOIN firsts USING model_version WHERE day < first + 7 GROUP BY model_version),
    daily AS (
        SELECT model_version, day, arrayMap(b -> sumMap(map(bin, n))[b], range(10)) AS found, sum(n) AS total
        FROM scores WHERE day >= since GROUP BY model_version, day)
SELECT
    model_version, day, total AS scores,
    arraySum(arrayMap(
        (f, e) -> (greatest(f / total, 0.0001) - greatest(e / base_total, 0.0001)) * log(greatest(f / total, 0.0001) / greatest(e / base_total, 0.0001)),
        found, expected)) AS psi,
    psi > 0.2 AS beyond
FROM daily INNER JOIN base USING model_version
ORDER BY model_version, day;

-- Suggestions by day, as they stand; none decides anything.
CREATE TABLE IF NOT EXISTS {{database}}.suggestion_days
(
    day           Date                     COMMENT 'local',
    person        UInt64                   COMMENT 'hash of the pseudonym',
    scored_at     DateTime64(3, 'UTC'),
    revision      UInt64,
    withdrawn     Bool,
    county        LowCardinality(String),
    office        LowCardinality(String),
    present_tier  LowCardinality(String),
    suggested_tier LowCardinality(String),
    grade         LowCardinality(String)
)
ENGINE = {{engine:ReplacingMergeTree}}(revision)
PARTITION BY toYYYYMM(day)
ORDER BY (day, person, scored_at)
SETTINGS min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1;
DROP VIEW IF EXISTS {{database}}.suggestion_days_from_suggestions;
INSERT INTO {{database}}.suggestion_days
SELECT toDate(scored_at, 'Asia/Shanghai'), cityHash64(subject), scored_at, revision, withdrawn, county, office, present_tier, suggested_tier, grade
FROM {{database}}.tier_suggestions;
CREATE MATERIALIZED VIEW IF NOT EXISTS {{database}}.suggestion_days_from_suggestions TO {{database}}.suggestion_days
AS SELECT
    toDate(scored_at, 'Asia/Shanghai') AS day, cityHash64(subject) AS person, scored_at, revision, withdrawn, county, office, present_tier, suggested_tier, grade
FROM {{database}}.tier_suggestions;

CREATE VIEW IF NOT EXISTS {{database}}.suggestions_now
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tupleElement(last, 1) AS county, tupleElement(last, 2) AS office, tupleElement(last, 3) AS present_tier, tupleElement(last, 4) AS suggested_tier,
    tupleElement(last, 5) AS grade,
    transform(suggested_tier, ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) - transform(present_tier, ['LENIENT', 'ORDINARY', 'STRICT'], [1, 2, 3], 0) AS steps
FROM
(
    SELECT person, argMax((county, office, present_tier, suggested_tier, grade), scored_at) AS last
    FROM {{database}}.suggestion_days FINAL
    WHERE NOT withdrawn AND day >= (SELECT max(day) - 1 FROM {{database}}.suggestion_days)
    GROUP BY person
);

-- The scores of a person with their reasons, the last first; of a minor nobody's.
CREATE VIEW IF NOT EXISTS {{database}}.person_scores
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    subject, county, office, scored_at, why, basis, model, probability, low, high, grade,
    arrayStringConcat(reasons_chinese, '；') AS chinese, arrayStringConcat(reasons_english, '; ') AS english
FROM (SELECT * FROM {{database}}.risk_scores FINAL ORDER BY revision DESC LIMIT 1 BY subject, scored_at)
WHERE NOT withdrawn AND NOT minor;

-- When the job last told of its inputs; what it told within the last hour of event time is looked at.
CREATE VIEW IF NOT EXISTS {{database}}.engine_freshness
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT max(written_at) AS written, dateDiff('second', written, now64(3, 'UTC')) AS seconds_since_written
FROM {{database}}.input_counts
WHERE minute >= (SELECT max(minute) - INTERVAL 1 HOUR FROM {{database}}.input_counts);

ALTER TABLE {{database}}.risk_calibration MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;
ALTER TABLE {{database}}.tier_overrides MODIFY SQL SECURITY DEFINER DEFINER = CURRENT_USER;

-- What judicial offices are called, by the code of their township.
CREATE VIEW IF NOT EXISTS {{database}}.offices
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT place.1 AS county, place.2 AS office, place.3 AS name
FROM (
    SELECT arrayJoin([
        ('331102', '331102001', '紫金司法所'),
        ('331102', '331102002', '岩泉司法所'),
        ('331102', '331102003', '万象司法所'),
        ('331102', '331102004', '白云司法所'),
        ('331102', '331102007', '联城司法所'),
        ('331102', '331102008', '南明山司法所'),
        ('331102', '331102100', '碧湖司法所'),
        ('331102', '331102102', '大港头司法所'),
        ('331102', '331102103', '老竹司法所'),
        ('331102', '331102104', '雅溪司法所'),
        ('331102', '331102200', '太平司法所'),
        ('331102', '331102201', '仙渡司法所'),
        ('331102', '331102202', '峰源司法所'),
        ('331102', '331102204', '丽新司法所'),
        ('331102', '331102206', '黄村司法所'),
        ('331121', '331121001', '鹤城司法所'),
        ('331121', '331121002', '瓯南司法所'),
        ('331121', '331121003', '油竹司法所'),
        ('331121', '331121004', '三溪口司法所'),
        ('331121', '331121101', '温溪司法所'),
        ('331121', '331121102', '东源司法所'),
        ('331121', '331121103', '高湖司法所'),
        ('331121', '331121104', '船寮司法所'),
        ('331121', '331121105', '海口司法所'),
        ('331121', '331121106', '腊口司法所'),
        ('331121', '331121107', '北山司法所'),
        ('331121', '331121108', '山口司法所'),
        ('331121', '331121109', '仁庄司法所'),
        ('331121', '331121110', '祯埠司法所'),
        ('331121', '331121200', '万山司法所'),
        ('331121', '331121201', '黄垟司法所'),
        ('331121', '331121202', '季宅司法所'),
        ('331121', '331121203', '高市司法所'),
        ('331121', '331121204', '海溪司法所'),
        ('331121', '331121205', '章村司法所'),
        ('331121', '331121206', '祯旺司法所'),
        ('331121', '331121208', '舒桥司法所'),
        ('331121', '331121209', '巨浦司法所'),
        ('331121', '331121211', '万阜司法所'),
        ('331121', '331121212', '方山司法所'),
        ('331121', '331121213', '汤垟司法所'),
        ('331121', '331121214', '贵岙司法所'),
        ('331121', '331121215', '小舟山司法所'),
        ('331121', '331121216', '吴坑司法所'),
        ('331121', '331121217', '仁宫司法所'),
        ('331121', '331121218', '章旦司法所'),
        ('331121', '331121219', '阜山司法所'),
        ('331122', '331122001', '五云司法所'),
        ('331122', '331122002', '新碧司法所'),
        ('331122', '331122003', '仙都司法所'),
        ('331122', '331122101', '壶镇司法所'),
        ('331122', '331122102', '新建司法所'),
        ('331122', '331122103', '舒洪司法所'),
        ('331122', '331122105', '大洋司法所'),
        ('331122', '331122106', '东渡司法所'),
        ('331122', '331122107', '东方司法所'),
        ('331122', '331122108', '大源司法所'),
        ('331122', '331122203', '七里司法所'),
        ('331122', '331122206', '前路司法所'),
        ('331122', '331122207', '三溪司法所'),
        ('331122', '331122208', '溶江司法所'),
        ('331122', '331122209', '双溪口司法所'),
        ('331122', '331122210', '胡源司法所'),
        ('331122', '331122211', '方溪司法所'),
        ('331122', '331122212', '石笕司法所'),
        ('331123', '331123001', '妙高司法所'),
        ('331123', '331123002', '云峰司法所'),
        ('331123', '331123102', '新路湾司法所'),
        ('331123', '331123103', '北界司法所'),
        ('331123', '331123104', '金竹司法所'),
        ('331123', '331123105', '大柘司法所'),
        ('331123', '331123106', '石练司法所'),
        ('331123', '331123107', '王村口司法所'),
        ('331123', '331123108', '黄沙腰司法所'),
        ('331123', '331123200', '三仁司法所'),
        ('331123', '331123201', '濂竹司法所'),
        ('331123', '331123202', '应村司法所'),
        ('331123', '331123203', '高坪司法所'),
        ('331123', '331123204', '湖山司法所'),
        ('331123', '331123205', '蔡源司法所'),
        ('331123', '331123206', '焦滩司法所'),
        ('331123', '331123207', '龙洋司法所'),
        ('331123', '331123208', '柘岱口司法所'),
        ('331123', '331123209', '西畈司法所'),
        ('331123', '331123210', '垵口司法所'),
        ('331124', '331124001', '西屏司法所'),
        ('331124', '331124002', '水南司法所'),
        ('331124', '331124003', '望松司法所'),
        ('331124', '331124101', '古市司法所'),
        ('331124', '331124102', '玉岩司法所'),
        ('331124', '331124103', '象溪司法所'),
        ('331124', '331124104', '大东坝司法所'),
        ('331124', '331124105', '新兴司法所'),
        ('331124', '331124201', '叶村司法所'),
        ('331124', '331124202', '斋坛司法所'),
        ('331124', '331124203', '三都司法所'),
        ('331124', '331124204', '竹源司法所'),
        ('331124', '331124205', '四都司法所'),
        ('331124', '331124206', '赤寿司法所'),
        ('331124', '331124208', '樟溪司法所'),
        ('331124', '331124211', '枫坪司法所'),
        ('331124', '331124212', '板桥司法所'),
        ('331124', '331124213', '裕溪司法所'),
        ('331124', '331124214', '安民司法所'),
        ('331125', '331125001', '浮云司法所'),
        ('331125', '331125002', '元和司法所'),
        ('331125', '331125003', '白龙山司法所'),
        ('331125', '331125004', '凤凰山司法所'),
        ('331125', '331125105', '崇头司法所'),
        ('331125', '331125106', '石塘司法所'),
        ('331125', '331125107', '紧水滩司法所'),
        ('331125', '331125201', '雾溪司法所'),
        ('331125', '331125202', '安溪司法所'),
        ('331125', '331125206', '赤石司法所'),
        ('331126', '331126001', '松源司法所'),
        ('331126', '331126002', '濛洲司法所'),
        ('331126', '331126003', '屏都司法所'),
        ('331126', '331126101', '黄田司法所'),
        ('331126', '331126102', '竹口司法所'),
        ('331126', '331126104', '荷地司法所'),
        ('331126', '331126105', '左溪司法所'),
        ('331126', '331126106', '贤良司法所'),
        ('331126', '331126107', '百山祖司法所'),
        ('331126', '331126200', '岭头司法所'),
        ('331126', '331126201', '五大堡司法所'),
        ('331126', '331126202', '淤上司法所'),
        ('331126', '331126203', '安南司法所'),
        ('331126', '331126204', '张村司法所'),
        ('331126', '331126205', '隆宫司法所'),
        ('331126', '331126206', '举水司法所'),
        ('331126', '331126207', '江根司法所'),
        ('331126', '331126209', '龙溪司法所'),
        ('331126', '331126211', '官塘司法所'),
        ('331127', '331127001', '红星司法所'),
        ('331127', '331127002', '鹤溪司法所'),
        ('331127', '331127101', '渤海司法所'),
        ('331127', '331127102', '东坑司法所'),
        ('331127', '331127103', '英川司法所'),
        ('331127', '331127104', '沙湾司法所'),
        ('331127', '331127201', '大均司法所'),
        ('331127', '331127202', '澄照司法所'),
        ('331127', '331127203', '梅岐司法所'),
        ('331127', '331127205', '郑坑司法所'),
        ('331127', '331127208', '大漈司法所'),
        ('331127', '331127209', '景南司法所'),
        ('331127', '331127210', '雁溪司法所'),
        ('331127', '331127212', '鸬鹚司法所'),
        ('331127', '331127213', '梧桐司法所'),
        ('331127', '331127214', '标溪司法所'),
        ('331127', '331127215', '毛垟司法所'),
        ('331127', '331127216', '秋炉司法所'),
        ('331127', '331127217', '大地司法所'),
        ('331127', '331127218', '家地司法所'),
        ('331127', '331127219', '九龙司法所'),
        ('331181', '331181001', '龙渊司法所'),
        ('331181', '331181002', '西街司法所'),
        ('331181', '331181003', '剑池司法所'),
        ('331181', '331181004', '石达石司法所'),
        ('331181', '331181100', '八都司法所'),
        ('331181', '331181101', '上垟司法所'),
        ('331181', '331181102', '小梅司法所'),
        ('331181', '331181103', '查田司法所'),
        ('331181', '331181104', '安仁司法所'),
        ('331181', '331181105', '锦溪司法所'),
        ('331181', '331181106', '住龙司法所'),
        ('331181', '331181107', '屏南司法所'),
        ('331181', '331181200', '兰巨司法所'),
        ('331181', '331181202', '宝溪司法所'),
        ('331181', '331181203', '竹垟司法所'),
        ('331181', '331181204', '道太司法所'),
        ('331181', '331181205', '岩樟司法所'),
        ('331181', '331181206', '城北司法所'),
        ('331181', '331181207', '龙南司法所')]) AS place);
