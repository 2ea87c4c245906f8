import { board } from '../frame.js';
import { COLOUR, course, lay, line, list, number } from '../panels.js';

export const health = () =>
  board({
    uid: 'zhijiao-health',
    title: { zh: '运行', en: 'Engine health' },
    description: { zh: '数据是否到齐、是否及时？', en: 'Does the data come, and does it come in time?' },
    tags: ['operation'],
    variables: [],
    panels: lay([
      line(4,
        [6, number({
          title: { zh: '输入', en: 'Inputs' },
          description: { zh: '自作业首次启动以来收到的记录数。', en: 'Records received since the job first started.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'input'`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '死信', en: 'Dead letters' },
          description: { zh: '未能读取的记录数。', en: 'Records that could not be read.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'dead-letter'`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.warning]] })],
        [6, number({
          title: { zh: '无合法依据', en: 'Unlawful' },
          description: { zh: '无有效授权或监管令、未予判断的记录数。', en: 'Records outside an authorisation or an order, which were not judged.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.unlawful_totals`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '重复', en: 'Duplicates' },
          description: { zh: '与已收到记录相同的记录数。', en: 'Records that had come before.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'duplicate'`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(9,
        [16, course({
          title: { zh: '每分钟输入', en: 'Inputs per minute' },
          description: { zh: '按结果分列；四类之和等于输入。', en: 'By what became of them; the four add up to the inputs.' },
          sql: `SELECT $__timeInterval(minute) AS time,
                  sumIf(inputs, outcome = 'fact') AS fact,
                  sumIf(inputs, outcome = 'duplicate') AS duplicate,
                  sumIf(inputs, outcome = 'dead-letter') AS dead,
                  sumIf(inputs, outcome = 'unlawful') AS unlawful
                FROM zhijiao.inputs_by_minute WHERE $__timeFilter(minute) GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', minInterval: '1m', stacked: true, series: [
            { name: 'fact', label: { zh: '事实', en: 'Facts' }, colour: COLOUR.good },
            { name: 'duplicate', label: { zh: '重复', en: 'Duplicates' }, colour: COLOUR.notice },
            { name: 'dead', label: { zh: '死信', en: 'Dead letters' }, colour: COLOUR.critical },
            { name: 'unlawful', label: { zh: '无合法依据', en: 'Unlawful' }, colour: COLOUR.serious },
          ],
        })],
        [8, list({
          title: { zh: '死信原因', en: 'Dead letters by reason' },
          description: { zh: '哪类记录因何未能读取。', en: 'Which records could not be read, and why.' },
          sql: `SELECT kind, reason, total FROM zhijiao.input_totals WHERE outcome IN ('dead-letter', 'unlawful') ORDER BY total DESC`,
        }, [
          { name: 'kind', label: { zh: '来源', en: 'Source' } },
          { name: 'reason', label: { zh: '原因', en: 'Reason' } },
          { name: 'total', label: { zh: '条数', en: 'Records' }, unit: 'short', decimals: 0, width: 110 },
        ])],
      ),
    ]),
  });
