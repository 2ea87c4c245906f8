import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { calendar, COLOUR, course, lay, line, list, number, ranking, shares } from '../panels.js';

const IN_COUNTY = `$__conditionalAll(county IN (\${county:singlequote}), $county)`;
const DAYS = `zhijiao.check_ins_by_day WHERE $__timeFilter(day) AND ${IN_COUNTY}`;
/** An episode begins no later than the day after its alert; the alert's own time is what is looked up quickly. */
const EPISODES = `zhijiao.alert_episodes WHERE alert_opened_at >= $__fromTime - INTERVAL 2 DAY AND alert_opened_at <= $__toTime AND $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${IN_COUNTY}`;
const BANDS = ['00', '03', '06', '09', '12', '15', '18', '21'];

/** Whether people are at home at night and report when they should. */
export const compliance = () =>
  board({
    uid: 'zhijiao-compliance',
    title: { zh: '夜间与打卡', en: 'Curfew and check-ins' },
    description: { zh: '夜间是否在家、是否按时报到？', en: 'Are people at home at night, and do they report in time?' },
    tags: ['supervision'],
    from: 'now-7d',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [6, number({
          title: { zh: '打卡率', en: 'Check-ins made' }, description: { zh: '应打卡中按时打卡的比例。', en: 'Share of the check-ins owed that were made.' },
          sql: `SELECT sum(accepted) / nullIf(sum(accepted) + sum(missed), 0) AS value FROM ${DAYS}`,
        }, { unit: 'percentunit', decimals: 1, steps: [[null, COLOUR.critical], [0.9, COLOUR.warning], [0.98, COLOUR.good]] })],
        [6, number({
          title: { zh: '漏打卡', en: 'Check-ins missed' }, description: { zh: '窗口和宽限都已过去、仍未打卡。', en: 'Neither within the window nor within its grace.' },
          sql: `SELECT sum(missed) AS value FROM ${DAYS}`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '宵禁违反', en: 'Curfew broken' }, description: { zh: '未归、晚归或提前离开的次数。', en: 'Absent, late or left early, by episode.' },
          sql: `SELECT count() AS value FROM ${EPISODES} AND rule = 'curfew'`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '不在家时长', en: 'Time away' }, description: { zh: '宵禁时段确不在家的总时长。', en: 'Time in which people were surely not at home during curfew.' },
          sql: `SELECT sum(dateDiff('second', opened_at, assumeNotNull(ended_at))) AS value FROM ${EPISODES} AND rule = 'curfew' AND ended_at IS NOT NULL`,
        }, { unit: 's', decimals: 1 })],
      ),
      line(9,
        [14, course({
          title: { zh: '每日打卡', en: 'Check-ins per day' }, description: { zh: '按时、被拒和漏打的次数。', en: 'Made, refused by the terminal, and missed.' },
          sql: `SELECT toDateTime(day, 'Asia/Shanghai') AS time, sum(accepted) AS accepted, sum(refused) AS refused, sum(missed) AS missed FROM ${DAYS} GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '1d', series: [
            { name: 'accepted', label: { zh: '按时', en: 'Made' }, colour: COLOUR.good },
            { name: 'refused', label: { zh: '被拒', en: 'Refused' }, colour: COLOUR.warning },
            { name: 'missed', label: { zh: '漏打', en: 'Missed' }, colour: COLOUR.critical },
          ],
        })],
        [10, shares({
          title: { zh: '宵禁违反的种类', en: 'How curfews are broken' }, description: { zh: '未归、晚归或提前离开。', en: 'Absent, come late, or left early.' },
          sql: `SELECT countIf(kind = 'absent') AS absent, countIf(kind = 'late') AS late,
                  countIf(kind = 'left-early') AS left FROM ${EPISODES} AND rule = 'curfew'`,
        }, {
          unit: 'short', decimals: 0, series: [
            { name: 'absent', label: { zh: '未归', en: 'Absent' }, colour: COLOUR.critical },
            { name: 'late', label: { zh: '晚归', en: 'Late' }, colour: COLOUR.serious },
            { name: 'left', label: { zh: '离开', en: 'Left' }, colour: COLOUR.warning },
          ],
        })],
      ),
      line(9,
        [12, calendar({
          title: { zh: '何时发生', en: 'When it happens' }, description: { zh: '每天各时段的宵禁和打卡报警。', en: 'Alerts of curfew and check-ins, by day and time of day.' },
          sql: `SELECT toStartOfDay(toDateTime(opened_at, 'Asia/Shanghai')) AS time, ${BANDS.map(h => `countIf(intDiv(toHour(opened_at, 'Asia/Shanghai'), 3) = ${Number(h) / 3}) AS \`${h}:00\``).join(', ')}
                FROM ${EPISODES} AND rule IN ('curfew', 'missed-check-in') GROUP BY time ORDER BY time`,
        }, { unit: 'short' })],
        [12, ranking({
          title: { zh: '漏打卡最多的司法所', en: 'Most check-ins missed by office' }, description: { zh: '按漏打比例。', en: 'By the share that is missed.' },
          sql: `SELECT office, sum(missed) / (sum(accepted) + sum(missed)) AS share FROM ${DAYS} GROUP BY office HAVING sum(missed) > 0 ORDER BY share DESC LIMIT 10`,
        }, { unit: 'percentunit', decimals: 1, by: 'office', mappings: mapping.offices, series: [{ name: 'share', label: { zh: '漏打', en: 'Missed' }, colour: COLOUR.serious }] })],
      ),
      line(8, [24, list({
        title: { zh: '最近', en: 'The latest' }, description: { zh: '宵禁和打卡报警，最近的在前。', en: 'Alerts of curfew and check-ins, the latest first.' },
        sql: `SELECT opened_at, rule, subject, county, state, chinese FROM zhijiao.alerts_board
              WHERE $__timeFilter(opened_at) AND rule IN ('curfew', 'missed-check-in') AND state != 'RETRACTED' AND ${IN_COUNTY} ORDER BY opened_at DESC LIMIT 100`,
      }, [
        { name: 'opened_at', label: { zh: '发生', en: 'Began' }, width: 170 },
        { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 200, mappings: mapping.rules },
        { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 100, link: { title: { zh: '打开个人看板', en: 'Open the person' }, board: 'zhijiao-person', variable: 'person', field: 'subject' } },
        { name: 'county', label: { zh: '区县', en: 'County' }, width: 140, mappings: mapping.counties },
        { name: 'state', label: { zh: '状态', en: 'State' }, width: 150, mappings: mapping.states },
        { name: 'chinese', label: { zh: '说明', en: 'Why' } },
      ])]),
    ]),
  });
