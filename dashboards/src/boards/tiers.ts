import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking } from '../panels.js';

const IN_COUNTY = `$__conditionalAll(county IN (\${county:singlequote}), $county)`;
const PEOPLE = `zhijiao.supervisees WHERE ${IN_COUNTY}`;
const DAYS = `greatest(1, dateDiff('day', $__fromTime, $__toTime))`;

const tierNumber = (tier: string, zh: string, en: string, why: { zh: string; en: string }) => number({
  title: { zh, en }, description: why,
  sql: `SELECT countIf(tier = '${tier}') AS value FROM ${PEOPLE}`,
}, { unit: 'short', decimals: 0 });

const STAGES = [
  ['0', { zh: '首月', en: '< 1 mo' }], ['1', { zh: '三个月内', en: '< 3 mo' }], ['2', { zh: '半年内', en: '< 6 mo' }], ['3', { zh: '半年以上', en: '6 mo +' }],
] as const;

const MOVES = [
  ['GENERAL>STRICT', { zh: '普→严', en: 'Gen.→Strict' }], ['LENIENT>GENERAL', { zh: '宽→普', en: 'Len.→Gen.' }], ['LENIENT>STRICT', { zh: '宽→严', en: 'Len.→Strict' }],
  ['STRICT>GENERAL', { zh: '严→普', en: 'Strict→Gen.' }], ['GENERAL>LENIENT', { zh: '普→宽', en: 'Gen.→Len.' }], ['STRICT>LENIENT', { zh: '严→宽', en: 'Strict→Len.' }],
] as const;

/** The analysts' main board: who is under which supervision, and whether the tier fits what happens. */
export const tiers = () =>
  board({
    uid: 'zhijiao-tiers',
    title: { zh: '分级监管', en: 'Tiered supervision' },
    description: { zh: '谁在何种管理之下，类别是否与实际相符？', en: 'Who is under which supervision, and does it fit what happens?' },
    tags: ['supervision'],
    from: 'now-30d',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [4, number({
          title: { zh: '在册', en: 'Under supervision' },
          description: { zh: '事件时间所到之时在监管之下的人。', en: 'People under supervision when event time stands where it stands.' },
          sql: `SELECT count() AS value FROM ${PEOPLE}`,
        }, { unit: 'short', decimals: 0 })],
        [4, tierNumber('STRICT', '严管', 'Strict', { zh: '严格管理的人。', en: 'People in the strict tier.' })],
        [4, tierNumber('GENERAL', '普管', 'General', { zh: '普通管理的人。', en: 'People in the general tier.' })],
        [4, tierNumber('LENIENT', '宽管', 'Lenient', { zh: '宽松管理的人。', en: 'People in the lenient tier.' })],
        [4, number({
          title: { zh: '电子定位', en: 'With a tag' },
          description: { zh: '有有效授权佩戴电子定位装置的人。', en: 'People with an authorisation of electronic positioning in force.' },
          sql: `SELECT countIf(tagged) AS value FROM ${PEOPLE}`,
        }, { unit: 'short', decimals: 0 }, { title: { zh: '法律监督', en: 'Oversight' }, board: 'zhijiao-oversight' })],
        [4, number({
          title: { zh: '外出中', en: 'On leave' },
          description: { zh: '现在获准外出的人。', en: 'People whose leave is in force now.' },
          sql: `SELECT uniqExact(subject) AS value FROM zhijiao.leaves_in_force WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(9,
        [10, ranking({
          title: { zh: '各区县在册', en: 'People by county and tier' },
          description: { zh: '颜色为管理类别。', en: 'The colour is the tier.' },
          sql: `SELECT county, countIf(tier = 'STRICT') AS STRICT, countIf(tier = 'GENERAL') AS GENERAL, countIf(tier = 'LENIENT') AS LENIENT
                FROM ${PEOPLE} GROUP BY county ORDER BY count() DESC`,
        }, { unit: 'short', decimals: 0, by: 'county', stacked: true, mappings: mapping.counties, series: mapping.byTier })],
        [7, ranking({
          title: { zh: '每千人天报警', en: 'Alerts per thousand person-days' },
          description: { zh: '各管理类别；差别应与类别相称。', en: 'By tier; the difference should be in proportion to the tier.' },
          sql: `SELECT tier, alerts / people / ${DAYS} * 1000 AS rate
                FROM (SELECT tier, count() AS people FROM ${PEOPLE} GROUP BY tier) AS people
                LEFT JOIN (SELECT tier, count() AS alerts FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${IN_COUNTY} GROUP BY tier) AS alerts USING tier
                ORDER BY rate DESC`,
        }, { unit: 'none', decimals: 1, by: 'tier', mappings: mapping.tiers, series: [{ name: 'rate', label: { zh: '每千人天', en: 'Per thousand' }, colour: COLOUR.serious }] })],
        [7, ranking({
          title: { zh: '入矫多久', en: 'How long under supervision' },
          description: { zh: '颜色为管理类别；首月为入矫教育阶段，宜评估后再定类别。', en: 'The colour is the tier; the first month is that of intake, after which the tier should be reviewed.' },
          sql: `SELECT multiIf(since > reached - INTERVAL 1 MONTH, '0', since > reached - INTERVAL 3 MONTH, '1', since > reached - INTERVAL 6 MONTH, '2', '3') AS stage,
                  countIf(tier = 'STRICT') AS STRICT, countIf(tier = 'GENERAL') AS GENERAL, countIf(tier = 'LENIENT') AS LENIENT
                FROM zhijiao.supervisees CROSS JOIN zhijiao.time_reached WHERE ${IN_COUNTY} GROUP BY stage ORDER BY stage`,
        }, { unit: 'short', decimals: 0, by: 'stage', stacked: true, horizontal: false, mappings: STAGES, series: mapping.byTier })],
      ),
      line(11,
        [12, list({
          title: { zh: '司法所', en: 'Judicial offices' },
          description: { zh: '在册、类别与报警；点击打开司法所看板。', en: 'People, tiers and alerts; an office opens its own board.' },
          sql: `SELECT office, any(register.county) AS county, any(register.people) AS people, any(register.strict) AS strict, any(register.tagged) AS tagged,
                  count(alert_id) AS alerts, countIf(close_reason = 'CONFIRMED') AS confirmed, count(alert_id) / any(register.people) / ${DAYS} * 1000 AS rate
                FROM (SELECT office, any(county) AS county, count() AS people, countIf(tier = 'STRICT') AS strict, countIf(tagged) AS tagged FROM ${PEOPLE} GROUP BY office) AS register
                LEFT JOIN (SELECT office, toNullable(alert_id) AS alert_id, close_reason FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED') AS alerts USING office
                GROUP BY office ORDER BY alerts DESC LIMIT 200`,
        }, [
          { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 150, link: { title: { zh: '打开司法所', en: 'Open the office' }, board: 'zhijiao-office', variable: 'office', field: 'office' } },
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 140, mappings: mapping.counties },
          { name: 'people', label: { zh: '在册', en: 'People' }, unit: 'short', decimals: 0, bar: {} },
          { name: 'strict', label: { zh: '严管', en: 'Strict' }, unit: 'short', decimals: 0 },
          { name: 'tagged', label: { zh: '定位', en: 'Tags' }, unit: 'short', decimals: 0 },
          { name: 'alerts', label: { zh: '报警', en: 'Alerts' }, unit: 'short', decimals: 0, bar: {} },
          { name: 'confirmed', label: { zh: '属实', en: 'Confirmed' }, unit: 'short', decimals: 0 },
          { name: 'rate', label: { zh: '每千人天', en: 'Per thousand' }, unit: 'none', decimals: 1 },
        ])],
        [6, ranking({
          title: { zh: '矫正对象种类', en: 'Kinds of sentence' },
          description: { zh: '社区矫正法第二条的四种对象；颜色为管理类别。', en: 'The four kinds of sentence of article 2; the colour is the tier.' },
          sql: `SELECT sentence, countIf(tier = 'STRICT') AS STRICT, countIf(tier = 'GENERAL') AS GENERAL, countIf(tier = 'LENIENT') AS LENIENT
                FROM ${PEOPLE} GROUP BY sentence ORDER BY count() DESC`,
        }, { unit: 'short', decimals: 0, by: 'sentence', stacked: true, mappings: mapping.sentences, series: mapping.byTier })],
        [6, course({
          title: { zh: '每日报警', en: 'Alerts per day by tier' },
          description: { zh: '不含已撤回的。', en: 'Without those that were retracted.' },
          sql: `SELECT toStartOfDay(toDateTime(opened_at, 'Asia/Shanghai')) AS time, countIf(tier = 'STRICT') AS STRICT, countIf(tier = 'GENERAL') AS GENERAL, countIf(tier = 'LENIENT') AS LENIENT
                FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${IN_COUNTY} GROUP BY time ORDER BY time`,
        }, { unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '1d', series: mapping.byTier })],
      ),
      line(9,
        [9, list({
          title: { zh: '应复核类别', en: 'Tier review due' },
          description: { zh: '类别已三个月未重新决定，或入矫首月已过、首次类别尚未重新决定的人，按司法所。', en: 'People whose tier was not decided anew for three months, or whose first month is over while the first tier still stands, by office.' },
          sql: `SELECT office, countIf(decided_at <= reached - INTERVAL 3 MONTH) AS due, countIf(since = decided_at AND since <= reached - INTERVAL 1 MONTH) AS intake_over,
                  max(dateDiff('day', decided_at, reached)) AS longest
                FROM zhijiao.supervisees CROSS JOIN zhijiao.time_reached WHERE ${IN_COUNTY} GROUP BY office ORDER BY due DESC, intake_over DESC, longest DESC LIMIT 200`,
        }, [
          { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 150, link: { title: { zh: '打开司法所', en: 'Open the office' }, board: 'zhijiao-office', variable: 'office', field: 'office' } },
          { name: 'due', label: { zh: '满三月', en: '3 months' }, unit: 'short', decimals: 0, steps: [[null, COLOUR.quiet], [1, COLOUR.warning]] },
          { name: 'intake_over', label: { zh: '首月已过', en: 'Intake over' }, unit: 'short', decimals: 0 },
          { name: 'longest', label: { zh: '最久（天）', en: 'Longest, days' }, unit: 'none', decimals: 0 },
        ])],
        [6, ranking({
          title: { zh: '类别变动', en: 'Moves between tiers' },
          description: { zh: '至时段末的九十天内由人决定的类别变动：从何类到何类。', en: 'Tiers that people changed in the ninety days until the end of this time: from which to which.' },
          sql: `SELECT concat(way.1, '>', way.2) AS move, people
                FROM (SELECT arrayJoin([('GENERAL', 'STRICT'), ('LENIENT', 'GENERAL'), ('LENIENT', 'STRICT'), ('STRICT', 'GENERAL'), ('GENERAL', 'LENIENT'), ('STRICT', 'LENIENT')]) AS way) AS ways
                LEFT JOIN (SELECT (from_tier, to_tier) AS way, count() AS people FROM zhijiao.tier_moves WHERE at > $__toTime - INTERVAL 90 DAY AND at <= $__toTime AND ${IN_COUNTY} GROUP BY way) AS found USING way`,
        }, { unit: 'short', decimals: 0, by: 'move', mappings: MOVES, series: [{ name: 'people', label: { zh: '人次', en: 'Moves' }, colour: COLOUR.notice }] })],
        [9, list({
          title: { zh: '工作量', en: 'Contact load' },
          description: { zh: '各司法所近七天：打卡、处置、处置人员和人均在册。', en: 'By office, of the last seven days: check-ins, acts, how many officers acted, and people under supervision for each of them.' },
          sql: `SELECT office, any(register.people) AS people, any(said.check_ins) AS check_ins, any(done.acts) AS acts, any(done.officers) AS officers, people / nullIf(officers, 0) AS each
                FROM (SELECT office, count() AS people FROM ${PEOPLE} GROUP BY office) AS register
                LEFT JOIN (SELECT office, sum(accepted) + sum(refused) AS check_ins FROM zhijiao.check_ins_by_day WHERE day > toDate($__toTime) - 7 AND day <= toDate($__toTime) GROUP BY office) AS said USING office
                LEFT JOIN (SELECT office, count() AS acts, uniqExact(officer) AS officers FROM zhijiao.officer_acts WHERE day > toDate($__toTime) - 7 AND day <= toDate($__toTime) GROUP BY office) AS done USING office
                GROUP BY office ORDER BY acts DESC, check_ins DESC, office LIMIT 200`,
        }, [
          { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 150 },
          { name: 'people', label: { zh: '在册', en: 'People' }, unit: 'short', decimals: 0 },
          { name: 'check_ins', label: { zh: '打卡', en: 'Check-ins' }, unit: 'short', decimals: 0 },
          { name: 'acts', label: { zh: '处置', en: 'Acts' }, unit: 'short', decimals: 0 },
          { name: 'officers', label: { zh: '人员', en: 'Officers' }, unit: 'short', decimals: 0 },
          { name: 'each', label: { zh: '人均', en: 'Each' }, unit: 'none', decimals: 1, nothing: '–' },
        ])],
      ),
    ]),
  });
