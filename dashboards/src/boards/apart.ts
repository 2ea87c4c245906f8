import { board } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number } from '../panels.js';
import type { Label } from '../labels.js';

interface Apart {
  uid: string;
  title: Label;
  description: Label;
  view: string;
  open: Label;
  severe: Label;
}

/** What only one audience may see: what is open, what came and who. It leads to no other board, and no other board to it. */
const apart = (it: Apart) => {
  const recent = `${it.view} WHERE $__timeFilter(opened_at) AND state != 'RETRACTED'`;
  return board({
    uid: it.uid,
    title: it.title,
    description: it.description,
    tags: ['apart'],
    from: 'now-30d',
    variables: [],
    panels: lay([
      line(4,
        [6, number({
          title: { zh: '未办结', en: 'Open' }, description: it.open,
          sql: `SELECT countIf(open) AS value FROM ${it.view}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [6, number({
          title: { zh: '一级未办结', en: 'Open P1' }, description: it.severe,
          sql: `SELECT countIf(open AND severity = 'P1') AS value FROM ${it.view}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.critical]] })],
        [6, number({
          title: { zh: '时段内', en: 'In this time' }, description: { zh: '时段内开始的，不含已撤回的。', en: 'Those that began in this time, without those that were retracted.' },
          sql: `SELECT count() AS value FROM ${recent}`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '已办结', en: 'Closed' }, description: { zh: '时段内开始、已有人办结的。', en: 'Those of this time that somebody has closed.' },
          sql: `SELECT countIf(state = 'CLOSED') AS value FROM ${recent}`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(8, [24, course({
        title: { zh: '何时开始', en: 'When they began' }, description: { zh: '按严重程度。', en: 'By severity.' },
        sql: `SELECT $__timeInterval(opened_at) AS time, ${mapping.severityColumns} FROM ${recent} GROUP BY time ORDER BY time`,
      }, { unit: 'short', decimals: 0, bars: true, stacked: true, minInterval: '1h', series: mapping.bySeverity })]),
      line(10, [24, list({
        title: { zh: '清单', en: 'List' }, description: { zh: '未办结的在前，最近的在前；未成年人不显示化名。', en: 'What is open stands first, then the latest; minors have no pseudonym here.' },
        sql: `SELECT opened_at, rule, severity, subject, county, office, state, changed_at, chinese FROM ${it.view}
              WHERE state != 'RETRACTED' ORDER BY open DESC, opened_at DESC LIMIT 200`,
      }, [
        { name: 'opened_at', label: { zh: '发生', en: 'Began' }, width: 170 },
        { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 200, mappings: mapping.rules },
        { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 75, mappings: mapping.severities },
        { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 110 },
        { name: 'county', label: { zh: '区县', en: 'County' }, width: 140, mappings: mapping.counties },
        { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 120 },
        { name: 'state', label: { zh: '状态', en: 'State' }, width: 150, mappings: mapping.states },
        { name: 'changed_at', label: { zh: '更新', en: 'Changed' }, width: 170 },
        { name: 'chinese', label: { zh: '说明', en: 'Why' } },
      ])]),
    ]),
  });
};

export const care = () => apart({
  uid: 'zhijiao-care',
  title: { zh: '心理关怀', en: 'Care' },
  description: { zh: '谁需要心理咨询师的关心？仅供心理咨询师查看，不作管理依据。', en: 'Whom should the clinician see? For the clinician alone; it is held against nobody.' },
  view: 'zhijiao.care_board',
  open: { zh: '有人担心、尚未解除的。', en: 'Somebody is worried, and nobody has laid it to rest.' },
  severe: { zh: '紧急的：立即联系。', en: 'Acute ones: to be seen at once.' },
});

export const protection = () => apart({
  uid: 'zhijiao-protection',
  title: { zh: '被害人保护', en: 'Protection' },
  description: { zh: '谁接近了受保护的人？仅供保护人员查看，不显示地点和受保护者。', en: 'Who came near a protected person? For their protectors alone; neither place nor protected person is shown.' },
  view: 'zhijiao.protection_board',
  open: { zh: '接近受保护者、尚未办结的。', en: 'Somebody came near a protected person, and it is not settled.' },
  severe: { zh: '最严重的：立即联系受保护者。', en: 'The most severe: the protected person is to be called at once.' },
});
