-- A year of a province: made-up people, and of each day what a day brings. {{day}} is a day's number, 0 the first, {{days}} how many
-- are written at once; {{last}} is the day after the last, local midnight. One statement after another, apart by a semicolon.

-- Once: 70,000 people in nine counties with 170 offices.
--once
INSERT INTO zhijiao.order_facts (fact, subject, order_id, valid_from, ends, county, office, tier, minor, curfew, curfew_workdays, curfew_rest_days, check_ins, zones, received_at)
SELECT sipHash128('order', number), concat('S-', leftPad(toString(number), 6, '0')), concat('O-', toString(number)),
    toDateTime64({{first}}, 3, 'UTC') - toIntervalDay(number % 365), false,
    ['331102','331121','331122','331123','331124','331125','331126','331127','331181'][1 + number % 9],
    concat(['331102','331121','331122','331123','331124','331125','331126','331127','331181'][1 + number % 9], leftPad(toString(1 + intDiv(number, 9) % 19), 3, '0')),
    ['STRICT','GENERAL','GENERAL','GENERAL','LENIENT'][1 + cityHash64('t', number) % 5],
    cityHash64('m', number) % 40 = 0, cityHash64('c', number) % 3 = 0 AS curfew, if(curfew, [(75600, 21600)], []), if(curfew, [(79200, 25200)], []), true, cityHash64('z', number) % 3,
    toDateTime64({{first}}, 3, 'UTC')
FROM numbers(70000);
-- Every third of them was put into another tier since.
--once
INSERT INTO zhijiao.order_facts (fact, subject, order_id, valid_from, ends, county, office, tier, minor, curfew, curfew_workdays, curfew_rest_days, check_ins, zones, received_at)
SELECT sipHash128('again', fact), subject, order_id, toDateTime64({{last}}, 3, 'UTC') - toIntervalDay(cityHash64('d', fact) % 180), false, county, office,
    ['STRICT','GENERAL','LENIENT'][1 + cityHash64('n', fact) % 3], minor, curfew, curfew_workdays, curfew_rest_days, check_ins, zones, received_at
FROM zhijiao.order_facts WHERE cityHash64('p', fact) % 3 = 0;
--once
INSERT INTO zhijiao.authorisation_facts (fact, subject, authorisation_id, valid_from, valid_until, ground, received_at)
SELECT sipHash128('auth', number), concat('S-', leftPad(toString(number % 70000), 6, '0')), concat('A-', toString(number)),
    toDateTime64({{last}}, 3, 'UTC') - toIntervalDay(cityHash64('a', number) % 340) AS valid_from, valid_from + INTERVAL 90 DAY, 1 + number % 5, valid_from
FROM numbers(210000);
--once
INSERT INTO zhijiao.leave_facts (fact, subject, leave_id, valid_from, valid_until, received_at)
SELECT sipHash128('leave', number), concat('S-', leftPad(toString(number % 70000), 6, '0')), concat('L-', toString(number)),
    toDateTime64({{last}}, 3, 'UTC') - toIntervalHour(cityHash64('l', number) % 8760) AS valid_from, valid_from + toIntervalDay(1 + number % 7), valid_from
FROM numbers(470000);

-- 192,500 check-ins a day.
INSERT INTO zhijiao.check_in_facts (fact, subject, means, accepted, terminal, occurred_at, received_at)
SELECT sipHash128('check-in', n), concat('S-', leftPad(toString(n % 70000), 6, '0')), ['FACE','FACE','ID_CARD','PHONE_CALL'][1 + h % 4],
    h % 50 != 0, concat('T-', toString(h % 400)), at, at + INTERVAL 2 SECOND
FROM (SELECT number + {{day}} * 192500 AS n, cityHash64('ci', n) AS h,
    toDateTime64({{first}} + intDiv(n, 192500) * 86400 + h % 86400, 3, 'UTC') AS at FROM numbers({{days}} * 192500));

-- 60,000 sightings a day, of 300 cameras; kept by camera and hour.
INSERT INTO zhijiao.sighting_facts (fact, camera, match_score, human_verified, occurred_at, received_at)
SELECT sipHash128('sighting', n), concat('C-', toString(h % 300)), 0.8 + (h % 1000) / 5000, h % 10 = 0, at, at
FROM (SELECT number + {{day}} * 60000 AS n, cityHash64('si', n) AS h,
    toDateTime64({{first}} + intDiv(n, 60000) * 86400 + h % 86400, 3, 'UTC') AS at FROM numbers({{days}} * 60000));

-- Totals of fifteen kinds and outcomes for every minute.
INSERT INTO zhijiao.input_counts (kind, outcome, reason, minute, total, written_at)
SELECT ['fix','fix','fix','fix','fix','tag-status','tag-status','sighting','sighting','check-in','check-in','officer-action','officer-action','topic-fixes','topic-fixes'][k],
    ['input','fact','duplicate','unlawful','unlawful','input','fact','input','fact','input','fact','input','fact','input','dead-letter'][k],
    ['','','','NO_AUTHORISATION','NO_ORDER','','','','','','','','','','UNREADABLE'][k],
    toDateTime({{first}} + m * 60, 'UTC'), (m + 1) * (20 - k), toDateTime64({{first}} + m * 60 + 20, 3, 'UTC')
FROM (SELECT number + {{day}} * 1440 AS m FROM numbers({{days}} * 1440)) ARRAY JOIN range(1, 16) AS k;

-- 8,050 alerts a day, each with up to four revisions. Of those of the last five days half are open, and of all one in five hundred.
INSERT INTO zhijiao.alert_events (alert_id, revision, change, state, close_reason, rule, rule_version, severity, subject, target, day, county, office, tier, minor,
    opened_at, ended_at, changed_at, cause_at, late, watermark, episodes, latitude, longitude, accuracy_metres, english, chinese, findings_json, acts_json,
    escalated_to, loop, acknowledge_by, close_by, suspended, tag, written_at)
SELECT lower(substring(hex(sipHash128('alert', n)), 1, 16)), r,
    multiIf(r = 1, 'OPENED', r = 2, 'ACKNOWLEDGED', r = 3, 'AMENDED', ended, 'ENDED', gone, 'RETRACTED', 'CLOSED') AS change,
    multiIf(r = 1, 'NEW', r < 4, 'ACKNOWLEDGED', ended, 'ENDED', gone, 'RETRACTED', 'CLOSED') AS state,
    if(state = 'CLOSED', ['CONFIRMED','CONFIRMED','EXCUSED','AUTHORISED','FALSE_DEVICE','FALSE_DATA'][1 + h % 6], ''),
    ['missed-check-in','curfew','no-gps','low-battery','boundary','exclusion-buffer','exclusion-zone','person-tag-separation','strap-cut','power-off','no-comm','roll-call-fail','leave-overrun','auth-expiry','next-step','impossible-travel'][kind] AS rule, 1,
    ['P3','P2','P4','P4','P2','P3','P1','P2','P1','P2','P3','P2','P2','P3','P4','P3'][kind],
    concat('S-', leftPad(toString(who), 6, '0')), concat('target-', toString(h % 7)), toDate32(opened - INTERVAL 4 HOUR, 'UTC'),
    ['331102','331121','331122','331123','331124','331125','331126','331127','331181'][1 + who % 9] AS county,
    concat(county, leftPad(toString(1 + intDiv(who, 9) % 19), 3, '0')),
    ['STRICT','GENERAL','GENERAL','GENERAL','LENIENT'][1 + cityHash64('t', who) % 5], cityHash64('m', who) % 40 = 0,
    opened, if(r > 2, opened + toIntervalSecond(1200 + h % 7200), NULL), opened + toIntervalSecond((r - 1) * 900) AS changed, changed, h % 40 = 0, changed, 1 + h % 2,
    27.9 + (h % 1000) / 1000, 119.1 + (h % 1013) / 1000, 12.5,
    concat('Not at home from ', toString(opened)), concat('自', toString(opened), '起确不在家'),
    concat('[{"openedAt":"', iso, '","endedAt":null,"parameters":{"kind":"', ['absent','late','left-early'][1 + h % 3], '","graceSeconds":"600"},"evidence":[',
        arrayStringConcat(arrayMap(i -> concat('{"fact":"', hex(sipHash64(n, i)), hex(sipHash64(i, n)), '","kind":"fix","what":"fix away from home","occurredAt":"', iso, '","containment":"OUTSIDE","distanceMetres":', toString(100 + i * 17), ',"accuracyMetres":12.5}'), range(8)), ','), ']}]'),
    concat('[', if(r > 1, concat('{"officer":"officer-1","act":"ACKNOWLEDGE","reason":null,"note":"","occurredAt":"', iso, '"}'), ''),
        if(state = 'CLOSED', concat(',{"officer":"officer-1","act":"CLOSE","reason":"CONFIRMED","note":"checked by telephone","occurredAt":"', formatDateTime(changed, '%Y-%m-%dT%H:%i:%SZ', 'UTC'), '"}'), ''), ']'),
    if(h % 30 = 0, 'COUNTY', ''), multiIf(r = 4, 'NONE', h % 10 = 0, 'BREACHED', h % 10 = 1, 'WARNED', 'RUNNING'),
    if(r = 1, opened + INTERVAL 30 MINUTE, NULL), if(r < 4, opened + INTERVAL 24 HOUR, NULL), h % 200 = 0, concat('TAG-', toString(who)), changed + INTERVAL 20 SECOND
FROM (SELECT number + {{day}} * 8050 AS n, cityHash64('al', n) AS h, cityHash64('k', n) AS hk, 1 + least(hk % 16, intDiv(hk, 100) % 16) AS kind, cityHash64('w', n) % 70000 AS who,
    toDateTime64({{first}} + intDiv(n, 8050) * 86400 + h % 86400, 3, 'UTC') AS opened, formatDateTime(opened, '%Y-%m-%dT%H:%i:%SZ', 'UTC') AS iso,
    cityHash64('e', n) % 100 < 10 AS ended, cityHash64('e', n) % 100 >= 97 AS gone,
    cityHash64('o', n) % 500 = 0 OR (intDiv(n, 8050) >= {{all}} - 5 AND cityHash64('o', n) % 2 = 0) AS open
    FROM numbers({{days}} * 8050))
ARRAY JOIN range(1, if(open, 3, 5)) AS r;

-- Every second alert belongs to an incident.
INSERT INTO zhijiao.alert_incidents (alert_id, incident_id, since, alerts, revision)
SELECT lower(substring(hex(sipHash128('alert', n)), 1, 16)), lower(substring(hex(sipHash128('alert', n - n % 2)), 1, 16)), toDateTime64({{first}} + intDiv(n, 8050) * 86400, 3, 'UTC'), 2, 1
FROM (SELECT number + {{day}} * 8050 AS n FROM numbers({{days}} * 8050));

-- 19,250 people with a tag are scored every day, by a model that changes twice a year.
INSERT INTO zhijiao.risk_scores (subject, scored_at, revision, withdrawn, county, office, minor, why, basis, model, model_version, probability, low, high, grade,
    reason_features, reason_contributions, reasons_english, reasons_chinese, late, watermark)
SELECT concat('S-', leftPad(toString(who), 6, '0')), toDateTime64({{first}} + intDiv(n, 19250) * 86400 + 14400, 3, 'UTC') AS scored_at, 1, false,
    ['331102','331121','331122','331123','331124','331125','331126','331127','331181'][1 + who % 9] AS county, concat(county, leftPad(toString(1 + intDiv(who, 9) % 19), 3, '0')),
    cityHash64('m', who) % 40 = 0, 'DAILY', 'MODEL', 'scorecard', concat('m-', toString(intDiv(intDiv(n, 19250), 180))), pow((h % 1000) / 1000, 3), 0.01, 0.9, ['A','B','C','D'][1 + h % 4],
    ['curfew-30d','missed-7d','battery-30d'], [0.4, 0.2, -0.1], ['two curfews broken', 'one check-in missed', 'tag always charged'], ['宵禁两次', '漏打卡一次', '按时充电'], false, scored_at
FROM (SELECT number + {{day}} * 19250 AS n, cityHash64('rs', n) AS h, (n % 19250) * 3 AS who FROM numbers({{days}} * 19250));

INSERT INTO zhijiao.tier_suggestions (subject, scored_at, revision, withdrawn, county, office, minor, why, basis, model_version, present_tier, suggested_tier, grade, english, chinese, late)
SELECT subject, scored_at, revision, false, county, office, minor, why, basis, model_version, ['LENIENT','ORDINARY','ORDINARY','STRICT'][1 + cityHash64(subject) % 4] AS present,
    if(cityHash64(subject, scored_at) % 20 = 0, 'STRICT', present), grade, ['three curfews broken'], ['宵禁三次'], false
FROM zhijiao.risk_scores WHERE scored_at >= toDateTime64({{first}} + {{day}} * 86400, 3, 'UTC') AND scored_at < toDateTime64({{first}} + ({{day}} + {{days}}) * 86400, 3, 'UTC');

-- 400 roll calls a day; every fortieth is cancelled.
INSERT INTO zhijiao.roll_call_facts (fact, subject, roll_call, sent_at, due_at, camera, received_at)
SELECT sipHash128('roll', n), concat('S-', leftPad(toString(h % 70000), 6, '0')), concat('target-', toString(h % 7)), at, if(n % 40 = 0, NULL, at + INTERVAL 30 MINUTE), concat('C-', toString(h % 300)), at
FROM (SELECT number + {{day}} * 400 AS n, cityHash64('rc', n) AS h, toDateTime64({{first}} + intDiv(n, 400) * 86400 + h % 86400, 3, 'UTC') AS at FROM numbers({{days}} * 400));

-- A pulse of the engine every minute.
INSERT INTO zhijiao.engine_pulses (watermark, told_at, checkpoint, checkpoint_millis)
SELECT toDateTime64({{first}} + m * 60, 3, 'UTC'), toDateTime64({{first}} + m * 60 + 12, 3, 'UTC'), m, if(m % 2 = 0, 400 + m % 300, NULL)
FROM (SELECT number + {{day}} * 1440 AS m FROM numbers({{days}} * 1440));
