import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking, shares } from '../panels.js';

const HERE = `$__timeFilter(opened_at) AND $__conditionalAll(county IN (\${county:singlequote}), $county)`;
const ALERTS = `zhijiao.alerts_board WHERE ${HERE}`;

/** Whether alerts are few and right, and how quickly people answer them. */
export const quality = () =>
  board({
    uid: 'zhijiao-quality',
    title: { zh: '报警质量', en: 'Alert quality' },
    description: { zh: '报警是否少而准、是否及时办结？', en: 'Are alerts few and right, and are they settled in time?' },
    tags: ['quality'],
    from: 'now-30d',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [3, number({
          title: { zh: '属实率', en: 'Precision' },
          description: { zh: '已办结的报警中属实的比例。', en: 'Share of closed alerts that were confirmed.' },
          sql: `SELECT countIf(close_reason = 'CONFIRMED') / nullIf(countIf(state = 'CLOSED'), 0) AS value FROM ${ALERTS}`,
        }, { unit: 'percentunit', decimals: 0 })],
        [4, number({
          title: { zh: '每人每天', en: 'Per person and day' },
          description: { zh: '到达工作人员的报警，目标不超过0.05。', en: 'Alerts that reach people; no more than 0.05 is the aim.' },
          sql: `SELECT countIf(state != 'RETRACTED') / greatest(1, dateDiff('day', $__fromTime, $__toTime))
                  / nullIf((SELECT count() FROM zhijiao.supervisees WHERE $__conditionalAll(county IN (\${county:singlequote}), $county)), 0) AS value FROM ${ALERTS}`,
        }, { unit: 'none', decimals: 3, steps: [[null, COLOUR.good], [0.05, COLOUR.serious]] })],
        [4, number({
          title: { zh: '首次处置用时', en: 'Time to answer' },
          description: { zh: '从发现到有人签收、核查或办结的中位数。', en: 'From the finding until somebody acknowledged, investigated or closed: the median.' },
          sql: `SELECT medianExact(seconds_to_answer) AS value FROM zhijiao.alert_labels WHERE ${HERE} AND seconds_to_answer IS NOT NULL`,
        }, { unit: 's', decimals: 1 })],
        [4, number({
          title: { zh: '办结用时', en: 'Time to close' },
          description: { zh: '从发现到办结的中位数；时限24小时。', en: 'From the finding until it was closed: the median; 24 hours are allowed.' },
          sql: `SELECT medianExact(seconds_to_close) AS value FROM zhijiao.alert_labels WHERE ${HERE} AND seconds_to_close IS NOT NULL`,
        }, { unit: 's', decimals: 1 })],
        [3, number({
          title: { zh: '未办结比例', en: 'Not closed' },
          description: { zh: '时段内报警中尚未办结的比例。', en: 'Share of the alerts of this time that are not closed.' },
          sql: `SELECT countIf(state NOT IN ('CLOSED', 'RETRACTED')) / nullIf(countIf(state != 'RETRACTED'), 0) AS value FROM ${ALERTS}`,
        }, { unit: 'percentunit', decimals: 0 })],
        [3, number({
          title: { zh: '已撤回', en: 'Retracted' },
          description: { zh: '被迟到数据否定、已通知所有接收者的报警。', en: 'Disproved by late data; everyone who received them was told.' },
          sql: `SELECT countIf(state = 'RETRACTED') AS value FROM ${ALERTS}`,
        }, { unit: 'short', decimals: 0 })],
        [3, number({
          title: { zh: '暂停中', en: 'Suspended' },
          description: { zh: '因有人批准暂停某规则而不提示的报警。', en: 'Kept back because somebody suspended the rule for the person.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_suspended WHERE $__timeFilter(opened_at) AND $__conditionalAll(county IN (\${county:singlequote}), $county)`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(10,
        [14, list({
          title: { zh: '各规则质量', en: 'Quality by rule' },
          description: { zh: '属实率低的规则需要调整，改动须双人批准。', en: 'A rule of low precision wants a change, which two people approve.' },
          sql: `SELECT rule, any(severity) AS severity, countIf(state != 'RETRACTED') AS alerts, countIf(state = 'CLOSED') AS closed,
                  countIf(close_reason = 'CONFIRMED') / nullIf(closed, 0) AS precision,
                  countIf(close_reason IN ('FALSE_DEVICE', 'FALSE_DATA')) AS wrong,
                  countIf(close_reason IN ('EXCUSED', 'AUTHORISED')) AS excused,
                  countIf(state = 'RETRACTED') AS retracted, countIf(late) AS late
                FROM ${ALERTS} GROUP BY rule ORDER BY alerts DESC`,
        }, [
          { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 220, mappings: mapping.rules },
          { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 75, mappings: mapping.severities },
          { name: 'alerts', label: { zh: '报警', en: 'Alerts' }, unit: 'short', decimals: 0, bar: {} },
          { name: 'closed', label: { zh: '办结', en: 'Closed' }, unit: 'short', decimals: 0 },
          { name: 'precision', label: { zh: '属实率', en: 'Precision' }, unit: 'percentunit', decimals: 0, bar: { max: 1 }, nothing: '–' },
          { name: 'wrong', label: { zh: '误报', en: 'False' }, unit: 'short', decimals: 0 },
          { name: 'excused', label: { zh: '有理由', en: 'Excused' }, unit: 'short', decimals: 0 },
          { name: 'retracted', label: { zh: '撤回', en: 'Retracted' }, unit: 'short', decimals: 0 },
          { name: 'late', label: { zh: '迟到数据', en: 'Late data' }, unit: 'short', decimals: 0 },
        ])],
        [10, shares({
          title: { zh: '办结理由', en: 'Why they were closed' },
          description: { zh: '每一次办结都有理由，属实率由此算出。', en: 'Every closure has a reason; precision is computed from them.' },
          sql: `SELECT ${mapping.reasonColumns} FROM ${ALERTS}`,
        }, { unit: 'short', decimals: 0, series: mapping.byReason })],
      ),
      line(9,
        [8, course({
          title: { zh: '每日报警', en: 'Alerts per day' },
          description: { zh: '按现在的状态。', en: 'By the state in which they are now.' },
          sql: `SELECT toStartOfDay(toDateTime(opened_at, 'Asia/Shanghai')) AS time, countIf(state = 'CLOSED') AS closed,
                  countIf(state IN ('NEW', 'REOPENED', 'ACKNOWLEDGED', 'INVESTIGATING')) AS open, countIf(state = 'ENDED') AS ended, countIf(state = 'RETRACTED') AS retracted
                FROM ${ALERTS} GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '1d', series: [
            { name: 'closed', label: { zh: '办结', en: 'Closed' }, colour: COLOUR.good },
            { name: 'open', label: { zh: '未办结', en: 'Open' }, colour: COLOUR.critical },
            { name: 'ended', label: { zh: '已结束', en: 'Ended' }, colour: 'purple' },
            { name: 'retracted', label: { zh: '撤回', en: 'Retracted' }, colour: COLOUR.notice },
          ],
        })],
        [8, ranking({
          title: { zh: '各司法所未办结', en: 'Not closed by office' },
          description: { zh: '哪里积压。', en: 'Where they pile up.' },
          sql: `SELECT office, count() AS open FROM zhijiao.alerts_open WHERE $__conditionalAll(county IN (\${county:singlequote}), $county) GROUP BY office ORDER BY open DESC LIMIT 10`,
        }, { unit: 'short', decimals: 0, by: 'office', mappings: mapping.offices, series: [{ name: 'open', label: { zh: '未办结', en: 'Open' }, colour: COLOUR.serious }] })],
        [8, ranking({
          title: { zh: '报警最多的装置', en: 'Devices that repeat themselves' },
          description: { zh: '各装置的报警与设备误报；误报三次以上应检修装置。', en: 'Alerts by tag, those that the device made by itself apart; three of those want the device looked at.' },
          sql: `SELECT tag, countIf(close_reason = 'FALSE_DEVICE') AS wrong, count() - wrong AS other FROM zhijiao.alert_labels WHERE ${HERE} AND tag != '' GROUP BY tag ORDER BY wrong DESC, other DESC, tag LIMIT 8`,
        }, {
          unit: 'short', decimals: 0, by: 'tag', stacked: true, series: [
            { name: 'wrong', label: { zh: '设备误报', en: 'False: device' }, colour: COLOUR.warning },
            { name: 'other', label: { zh: '其他', en: 'Other' }, colour: COLOUR.notice },
          ],
        })],
      ),
      line(7,
        [24, ranking({
          title: { zh: '首次处置用时', en: 'Time to answer by severity' },
          description: { zh: '中位数；时限：一级5分钟、二级30分钟、三级4小时。', en: 'Medians; allowed are 5 minutes for P1, 30 for P2, 4 hours for P3.' },
          sql: `SELECT severity, medianExact(seconds_to_answer) AS median FROM zhijiao.alert_labels WHERE ${HERE} AND seconds_to_answer IS NOT NULL GROUP BY severity ORDER BY severity`,
        }, { unit: 's', decimals: 1, by: 'severity', mappings: mapping.severities, series: [{ name: 'median', label: { zh: '中位数', en: 'Median' }, colour: COLOUR.notice }] })],
      ),
    ]),
  });
