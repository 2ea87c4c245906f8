import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, map, number, ranking, shares } from '../panels.js';
import { MAP_VIEW, OUTLINE } from '../places.js';

const IN_COUNTY = `$__conditionalAll(county IN (\${county:singlequote}), $county)`;
const worklist = { title: { zh: '打开个人看板', en: 'Open the person' }, board: 'zhijiao-person', variable: 'person', field: 'subject' };

/** How old what is open is, as the view names it. */
const AGES = [
  ['under 1 h', { zh: '1小时内', en: '< 1 h' }], ['under 6 h', { zh: '6小时内', en: '< 6 h' }], ['under 18 h', { zh: '18小时内', en: '< 18 h' }],
  ['under 24 h', { zh: '24小时内', en: '< 24 h' }], ['under 7 d', { zh: '7天内', en: '< 7 d' }], ['7 d and more', { zh: '7天以上', en: '7 d +' }],
] as const;

/** The wallboard: what needs a hand now. */
export const command = () =>
  board({
    uid: 'zhijiao-command',
    title: { zh: '指挥中心', en: 'Command centre' },
    description: { zh: '现在有什么需要处置？', en: 'What needs a hand now?' },
    tags: ['operation'],
    refresh: '10s',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [4, number({
          title: { zh: '未办结', en: 'Open' },
          description: { zh: '未办结的报警，含已结束但须办结的。', en: 'Alerts that are open, or over and still to be closed.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_open WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0 }, { title: { zh: '报警质量', en: 'Alert quality' }, board: 'zhijiao-quality' })],
        [4, number({
          title: { zh: '一级未办结', en: 'Open P1' },
          description: { zh: '最严重的报警：剪断表带、进入禁区等，五分钟内须签收。', en: 'The most severe: cut straps, forbidden zones; to be acknowledged within five minutes.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_open WHERE severity = 'P1' AND ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.critical]] })],
        [4, number({
          title: { zh: '未签收', en: 'Unacknowledged' },
          description: { zh: '签收时限已过、尚无人签收。', en: 'Past the time by which somebody had to acknowledge.' },
          sql: `SELECT countIf(state IN ('NEW', 'REOPENED') AND seconds_left < 0) AS value FROM zhijiao.alerts_open WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [4, number({
          title: { zh: '闭环将超时', en: 'Loop nearly over' },
          description: { zh: '查控—汇报—处置24小时闭环：超过18小时未办结。', en: 'The 24-hour loop of finding, reporting, settling: not closed after 18 hours.' },
          sql: `SELECT countIf(loop = 'WARNED') AS value FROM zhijiao.alerts_open WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [4, number({
          title: { zh: '闭环已超时', en: 'Loop breached' },
          description: { zh: '24小时闭环：超过24小时未办结。', en: 'The 24-hour loop: not closed after 24 hours.' },
          sql: `SELECT countIf(loop = 'BREACHED') AS value FROM zhijiao.alerts_open WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.critical]] })],
        [4, number({
          title: { zh: '数据时刻', en: 'Data up to' },
          description: { zh: '已处理到的事件时间；回放时为所回放之日。', en: 'Event time that has been judged; in a replay that of the day replayed.' },
          sql: `SELECT toUnixTimestamp(reached) * 1000 AS value FROM zhijiao.time_reached`,
        }, { unit: 'dateTimeAsIso' }, { title: { zh: '运行', en: 'Engine health' }, board: 'zhijiao-health' })],
      ),
      line(11,
        [8, map({
          title: { zh: '各区县未办结', en: 'Open by county' },
          description: { zh: '圆圈越大，未办结越多。', en: 'The larger the circle, the more alerts are open.' },
          sql: `SELECT latitude, longitude, name AS county_name, open
                FROM (SELECT county, count() AS open FROM zhijiao.alerts_open WHERE ${IN_COUNTY} GROUP BY county) AS found
                INNER JOIN zhijiao.counties USING county ORDER BY open DESC`,
        }, {
          unit: 'short', decimals: 0, size: 'open', label: 'county_name', outline: OUTLINE, view: MAP_VIEW,
          steps: [[null, COLOUR.notice], [10, COLOUR.warning], [20, COLOUR.serious]],
        })],
        [16, list({
          title: { zh: '待办报警', en: 'Worklist' },
          description: { zh: '按最先到期排列；点击人员打开个人看板。', en: 'What is due first stands first; a person opens the board of that person.' },
          sql: `SELECT severity, rule, subject, county, state, age_seconds, seconds_left, escalated_to
                FROM zhijiao.alerts_open WHERE ${IN_COUNTY} LIMIT 200`,
        }, [
          { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 70, mappings: mapping.severities },
          { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 195, mappings: mapping.rules },
          { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 85, link: worklist },
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 120, mappings: mapping.counties },
          { name: 'state', label: { zh: '状态', en: 'State' }, width: 140, mappings: mapping.states },
          { name: 'age_seconds', label: { zh: '已历', en: 'Age' }, unit: 's', decimals: 1, width: 95 },
          { name: 'seconds_left', label: { zh: '剩余', en: 'Left' }, unit: 's', decimals: 1, width: 100, steps: [[null, COLOUR.critical], [0, COLOUR.warning], [600, COLOUR.quiet]] },
          { name: 'escalated_to', label: { zh: '已报至', en: 'Told' }, width: 85, mappings: [['', '–'], ['COUNTY', { zh: '县', en: 'County' }, COLOUR.serious], ['CITY', { zh: '市', en: 'City' }, COLOUR.critical]] },
        ])],
      ),
      line(7,
        [18, list({
          title: { zh: '最近变化', en: 'The latest changes' },
          description: { zh: '刚刚发生、补充、撤回或处置的报警，最近的在前。', en: 'Alerts that were just opened, amended, retracted or acted upon, the latest first.' },
          sql: `SELECT cause_at, change, severity, rule, subject, office, chinese FROM zhijiao.alert_feed
                WHERE $__timeFilter(cause_at) AND ${IN_COUNTY} ORDER BY cause_at DESC, alert_id LIMIT 30`,
        }, [
          { name: 'cause_at', label: { zh: '时间', en: 'When' }, width: 165 },
          { name: 'change', label: { zh: '变化', en: 'Change' }, width: 185, mappings: mapping.changes },
          { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 70, mappings: mapping.severities },
          { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 180, mappings: mapping.rules },
          { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 95, link: worklist },
          { name: 'office', label: { zh: '司法所', en: 'Office' }, width: 120, mappings: mapping.offices },
          { name: 'chinese', label: { zh: '说明', en: 'Why' } },
        ])],
        [6, shares({
          title: { zh: '点验', en: 'Roll call' },
          description: { zh: '时段内发出的点验的结果。', en: 'What became of the roll calls sent in this time.' },
          sql: `SELECT countIf(outcome = 'ANSWERED') AS answered, countIf(outcome = 'MISSED') AS missed, countIf(outcome = 'WAITING') AS waiting
                FROM zhijiao.roll_calls WHERE $__timeFilter(sent_at) AND ${IN_COUNTY}`,
        }, {
          unit: 'short', decimals: 0, series: [
            { name: 'answered', label: { zh: '已到', en: 'Answered' }, colour: COLOUR.good },
            { name: 'missed', label: { zh: '未到', en: 'Missed' }, colour: COLOUR.critical },
            { name: 'waiting', label: { zh: '等待中', en: 'Open' }, colour: COLOUR.notice },
          ],
        })],
      ),
      line(9,
        [10, course({
          title: { zh: '新报警', en: 'New alerts' },
          description: { zh: '按严重程度，按首次发生时间。', en: 'By severity, when they began.' },
          sql: `SELECT $__timeInterval(opened_at) AS time, ${mapping.severityColumns}
                FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${IN_COUNTY}
                GROUP BY time ORDER BY time`,
        }, { unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '30m', series: mapping.bySeverity })],
        [7, ranking({
          title: { zh: '各规则未办结', en: 'Open by rule' },
          description: { zh: '哪类报警最多。', en: 'Which kind there is most of.' },
          sql: `SELECT rule, count() AS open FROM zhijiao.alerts_open WHERE ${IN_COUNTY} GROUP BY rule ORDER BY open DESC LIMIT 12`,
        }, { unit: 'short', decimals: 0, by: 'rule', mappings: mapping.rules, series: [{ name: 'open', label: { zh: '未办结', en: 'Open' }, colour: COLOUR.serious }] })],
        [7, ranking({
          title: { zh: '未办结时长', en: 'Open by age' },
          description: { zh: '放得越久越该问为什么。', en: 'The older, the more somebody should ask why.' },
          sql: `SELECT substring(age, 4) AS age_band, sum(alerts) AS alerts FROM zhijiao.alerts_open_by_age WHERE ${IN_COUNTY} GROUP BY age ORDER BY age`,
        }, { unit: 'short', decimals: 0, by: 'age_band', mappings: AGES, series: [{ name: 'alerts', label: { zh: '报警', en: 'Alerts' }, colour: COLOUR.notice }] })],
      ),
    ]),
  });
