import { board, called, one } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking } from '../panels.js';
import { COUNTIES, type Label } from '../labels.js';

interface Place {
  uid: string;
  title: Label;
  description: Label;
  /** Column and variable. */
  name: 'county' | 'office';
  label: Label;
  query: string;
  /** What it is divided into, and where that leads. */
  part: { column: 'office' | 'subject'; label: Label; board: string; variable: string };
}

/** A county and an office are told alike: how many people, what happens, who stands out. */
const place = (it: Place) => {
  const here = `${it.name} IN (\${${it.name}:singlequote})`;
  const alerts = `zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${here}`;
  return board({
    uid: it.uid,
    title: it.title,
    description: it.description,
    tags: ['supervision'],
    from: 'now-7d',
    variables: [one(it.name, it.label, it.query)],
    panels: lay([
      line(4,
        [5, number({
          title: { zh: '在册', en: 'Under supervision' }, description: { zh: '此处在监管之下的人。', en: 'People under supervision here.' },
          sql: `SELECT count() AS value FROM zhijiao.supervisees WHERE ${here}`,
        }, { unit: 'short', decimals: 0 })],
        [5, number({
          title: { zh: '电子定位', en: 'With a tag' }, description: { zh: '有有效授权的人。', en: 'People with an authorisation in force.' },
          sql: `SELECT countIf(tagged) AS value FROM zhijiao.supervisees WHERE ${here}`,
        }, { unit: 'short', decimals: 0 })],
        [5, number({
          title: { zh: '未办结', en: 'Open' }, description: { zh: '此处未办结的报警。', en: 'Alerts here that are open.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_open WHERE ${here}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [5, number({
          title: { zh: '时段内报警', en: 'Alerts in this time' }, description: { zh: '不含已撤回的。', en: 'Without those that were retracted.' },
          sql: `SELECT count() AS value FROM ${alerts}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '打卡率', en: 'Check-ins made' }, description: { zh: '应打卡中按时打卡的比例。', en: 'Share of the check-ins owed that were made.' },
          sql: `SELECT sum(accepted) / nullIf(sum(accepted) + sum(missed), 0) AS value FROM zhijiao.check_ins_by_day WHERE $__timeFilter(day) AND ${here}`,
        }, { unit: 'percentunit', decimals: 1, steps: [[null, COLOUR.critical], [0.9, COLOUR.warning], [0.98, COLOUR.good]] })],
      ),
      line(9,
        [14, course({
          title: { zh: '新报警', en: 'New alerts' }, description: { zh: '按严重程度。', en: 'By severity.' },
          sql: `SELECT $__timeInterval(opened_at) AS time, ${mapping.severityColumns} FROM ${alerts} GROUP BY time ORDER BY time`,
        }, { unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '1h', series: mapping.bySeverity })],
        [10, ranking({
          title: { zh: '各规则', en: 'By rule' }, description: { zh: '哪类报警最多。', en: 'Which kind there is most of.' },
          sql: `SELECT rule, count() AS alerts FROM ${alerts} GROUP BY rule ORDER BY alerts DESC LIMIT 10`,
        }, { unit: 'short', decimals: 0, by: 'rule', mappings: mapping.rules, series: [{ name: 'alerts', label: { zh: '报警', en: 'Alerts' }, colour: COLOUR.serious }] })],
      ),
      line(10, [24, list({
        title: { zh: '明细', en: 'Who and where' },
        description: { zh: '报警最多的在前；点击打开下一级看板。', en: 'The most alerts first; a name opens the next board.' },
        sql: `SELECT ${it.part.column} AS part, any(tier) AS tier, count() AS alerts, countIf(severity = 'P1') AS p1, countIf(state IN ('NEW', 'REOPENED', 'ACKNOWLEDGED', 'INVESTIGATING')) AS open,
                countIf(close_reason = 'CONFIRMED') AS confirmed, max(opened_at) AS latest, argMax(chinese, opened_at) AS latest_words
              FROM ${alerts} AND ${it.part.column} != '' GROUP BY part ORDER BY alerts DESC, latest DESC LIMIT 200`,
      }, [
        { name: 'part', label: it.part.label, width: 130, ...(it.part.column === 'office' ? { mappings: mapping.offices } : {}), link: { title: { zh: '打开', en: 'Open' }, board: it.part.board, variable: it.part.variable, field: 'part' } },
        { name: 'tier', label: { zh: '类别', en: 'Tier' }, width: 140, mappings: mapping.tiers },
        { name: 'alerts', label: { zh: '报警', en: 'Alerts' }, unit: 'short', decimals: 0, width: 120, bar: {} },
        { name: 'p1', label: { zh: '一级', en: 'P1' }, unit: 'short', decimals: 0, width: 80 },
        { name: 'open', label: { zh: '未办结', en: 'Open' }, unit: 'short', decimals: 0, width: 110 },
        { name: 'confirmed', label: { zh: '属实', en: 'Confirmed' }, unit: 'short', decimals: 0, width: 130 },
        { name: 'latest', label: { zh: '最近', en: 'Latest' }, width: 170 },
        { name: 'latest_words', label: { zh: '最近一次', en: 'What it was' } },
      ])]),
    ]),
  });
};

export const county = () => place({
  uid: 'zhijiao-county', title: { zh: '区县', en: 'County' },
  description: { zh: '这个区县情况如何、该问哪个司法所？', en: 'How does this county do, and which office should be asked?' },
  name: 'county', label: { zh: '区县', en: 'County' },
  query: `SELECT county, ${called('county', COUNTIES)} AS name FROM zhijiao.counties ORDER BY county`,
  part: { column: 'office', label: { zh: '司法所', en: 'Office' }, board: 'zhijiao-office', variable: 'office' },
});

export const office = () => place({
  uid: 'zhijiao-office', title: { zh: '司法所', en: 'Judicial office' },
  description: { zh: '这个司法所情况如何、该问哪个人？', en: 'How does this office do, and who should be asked?' },
  name: 'office', label: { zh: '司法所', en: 'Office' },
  query: `SELECT office, name FROM zhijiao.offices WHERE office IN (SELECT office FROM zhijiao.supervisees) ORDER BY office`,
  part: { column: 'subject', label: { zh: '人员', en: 'Person' }, board: 'zhijiao-person', variable: 'person' },
});
