import { board } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking } from '../panels.js';

export const health = () =>
  board({
    uid: 'zhijiao-health',
    title: { zh: '运行', en: 'Engine health' },
    description: { zh: '数据是否到齐、是否及时？', en: 'Does the data come, and does it come in time?' },
    tags: ['operation'],
    variables: [],
    panels: lay([
      line(4,
        [4, number({
          title: { zh: '输入', en: 'Inputs' },
          description: { zh: '自作业首次启动以来收到的记录数。', en: 'Records received since the job first started.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'input'`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '死信', en: 'Dead letters' },
          description: { zh: '未能读取的记录数。', en: 'Records that could not be read.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'dead-letter'`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.warning]] })],
        [4, number({
          title: { zh: '无合法依据', en: 'Unlawful' },
          description: { zh: '无有效授权或监管令、未予判断的记录数。', en: 'Records outside an authorisation or an order, which were not judged.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.unlawful_totals`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '重复', en: 'Duplicates' },
          description: { zh: '与已收到记录相同的记录数。', en: 'Records that had come before.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.input_totals WHERE outcome = 'duplicate'`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '最近写入', en: 'Last written' },
          description: { zh: '作业上次写入数据库至今；运行中应不超过一两个检查点。', en: 'Since the job last wrote to the database; while it runs, no more than a checkpoint or two.' },
          sql: `SELECT seconds_since_written AS value FROM zhijiao.engine_freshness`,
        }, { unit: 's', decimals: 0 })],
        [4, number({
          title: { zh: '迟到所致', en: 'Because of late data' },
          description: { zh: '时段内因迟到数据而发现或改变的报警。', en: 'Alerts of this time that late data opened or changed.' },
          sql: `SELECT countIf(late) AS value FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at)`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(9,
        [16, course({
          title: { zh: '输入去向', en: 'Inputs over time' },
          description: { zh: '按结果分列；四类之和等于输入。先到的记录在监管令或授权到达后改计。', en: 'By what became of them; the four add up to the inputs. What came before the order or the authorisation that it needs is counted anew when that comes.' },
          sql: `SELECT $__timeInterval(minute) AS time,
                  sumIf(inputs, outcome = 'fact') AS fact,
                  sumIf(inputs, outcome = 'duplicate') AS duplicate,
                  sumIf(inputs, outcome = 'dead-letter') AS dead,
                  sumIf(inputs, outcome = 'unlawful') AS unlawful
                FROM zhijiao.inputs_by_minute WHERE $__timeFilter(minute) GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', decimals: 0, minInterval: '1m', bars: true, stacked: true, series: [
            { name: 'fact', label: { zh: '事实', en: 'Facts' }, colour: COLOUR.good },
            { name: 'duplicate', label: { zh: '重复', en: 'Duplicates' }, colour: COLOUR.notice },
            { name: 'dead', label: { zh: '死信', en: 'Dead letters' }, colour: COLOUR.critical },
            { name: 'unlawful', label: { zh: '无合法依据', en: 'Unlawful' }, colour: COLOUR.serious },
          ],
        })],
        [8, list({
          title: { zh: '未判断的原因', en: 'Why records were not judged' },
          description: { zh: '哪类记录因何未能读取（死信），或无合法依据。', en: 'Which records could not be read (dead letters) or had no lawful basis, and why.' },
          sql: `SELECT kind, reason, total FROM zhijiao.input_totals WHERE outcome IN ('dead-letter', 'unlawful') AND total > 0 ORDER BY total DESC`,
        }, [
          { name: 'kind', label: { zh: '来源', en: 'Source' }, mappings: mapping.kinds },
          { name: 'reason', label: { zh: '原因', en: 'Reason' }, mappings: mapping.refusals },
          { name: 'total', label: { zh: '条数', en: 'Records' }, unit: 'short', decimals: 0, width: 110 },
        ])],
      ),
      line(9,
        [8, ranking({
          title: { zh: '各来源事实', en: 'Facts by source' },
          description: { zh: '每类事实至今的条数；突然为零即中断。', en: 'How many facts of each kind so far; a kind that stops is a source that fell silent.' },
          sql: `SELECT kind, sum(total) AS facts FROM zhijiao.input_totals WHERE outcome = 'fact' GROUP BY kind HAVING facts > 0 ORDER BY facts DESC LIMIT 12`,
        }, { unit: 'short', decimals: 0, by: 'kind', mappings: mapping.kinds, series: [{ name: 'facts', label: { zh: '事实', en: 'Facts' }, colour: COLOUR.good }] })],
        [8, course({
          title: { zh: '报警变化', en: 'Changes of alerts' },
          description: { zh: '按引起变化的事件时间；事实、迟到数据或人的处置。', en: 'By the time of their causes: facts, late facts, or what people did.' },
          sql: `SELECT $__timeInterval(cause_at) AS time, countIf(change IN ('OPENED', 'REOPENED')) AS opened, countIf(change IN ('AMENDED', 'ENDED')) AS amended,
                  countIf(change = 'RETRACTED') AS retracted, countIf(change IN ('ACKNOWLEDGED', 'INVESTIGATING', 'CLOSED', 'NOTED')) AS acts
                FROM zhijiao.alert_feed WHERE $__timeFilter(cause_at) GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', decimals: 0, minInterval: '30m', bars: true, stacked: true, series: [
            { name: 'opened', label: { zh: '发现', en: 'Opened' }, colour: COLOUR.critical },
            { name: 'amended', label: { zh: '补充', en: 'Amended' }, colour: COLOUR.notice },
            { name: 'retracted', label: { zh: '撤回', en: 'Retracted' }, colour: COLOUR.good },
            { name: 'acts', label: { zh: '处置', en: 'Acts' }, colour: COLOUR.serious },
          ],
        })],
        [8, list({
          title: { zh: '结果', en: 'What became of all inputs' },
          description: { zh: '每条输入有且只有一个结果，四类之和等于输入。', en: 'Every input has one outcome; the four add up to the inputs.' },
          sql: `SELECT kind, sumIf(total, outcome = 'fact') AS facts, sumIf(total, outcome = 'duplicate') AS duplicates,
                  sumIf(total, outcome = 'dead-letter') AS dead, sumIf(total, outcome = 'unlawful') AS unlawful
                FROM zhijiao.input_totals GROUP BY kind ORDER BY facts DESC`,
        }, [
          { name: 'kind', label: { zh: '来源', en: 'Source' }, mappings: mapping.kinds },
          { name: 'facts', label: { zh: '事实', en: 'Facts' }, unit: 'short', decimals: 0, width: 80 },
          { name: 'duplicates', label: { zh: '重复', en: 'Twice' }, unit: 'short', decimals: 0, width: 80 },
          { name: 'dead', label: { zh: '死信', en: 'Dead' }, unit: 'short', decimals: 0, width: 80 },
          { name: 'unlawful', label: { zh: '无依据', en: 'Unlawful' }, unit: 'short', decimals: 0, width: 90 },
        ])],
      ),
      line(7,
        [5, number({
          title: { zh: '检查点', en: 'Last checkpoint' },
          description: { zh: '最近一次完成的检查点从开始到完成的时间。', en: 'From the trigger of the last checkpoint until it was complete.' },
          sql: `SELECT argMaxIf(checkpoint_seconds, told_at, checkpoint_seconds IS NOT NULL) AS value FROM zhijiao.engine_pulse WHERE $__timeFilter(watermark)`,
        }, { unit: 's', decimals: 1 })],
        [5, number({
          title: { zh: '落后时钟', en: 'Behind the clock' },
          description: { zh: '事件时间比时钟落后多少；运行时约十几秒，回放时为所回放之日至今。', en: 'How far event time is behind the clock: some ten seconds when live; in a replay, since the day that is replayed.' },
          sql: `SELECT argMax(seconds_behind, told_at) AS value FROM zhijiao.engine_pulse WHERE $__timeFilter(watermark)`,
        }, { unit: 's', decimals: 1 })],
        [7, course({
          title: { zh: '检查点用时', en: 'Time of checkpoints' },
          description: { zh: '按完成时的事件时间；越来越长说明数据库或磁盘跟不上。', en: 'By the event time at which they ended; growing ones mean that a database or disk does not keep up.' },
          sql: `SELECT $__timeInterval(watermark) AS time, max(checkpoint_seconds) AS took FROM zhijiao.engine_pulse WHERE $__timeFilter(watermark) AND checkpoint_seconds IS NOT NULL GROUP BY time ORDER BY time`,
        }, { unit: 's', decimals: 1, minInterval: '30m', bars: true, series: [{ name: 'took', label: { zh: '最长', en: 'Longest' }, colour: COLOUR.notice }] })],
        [7, course({
          title: { zh: '水位线', en: 'Pace of the watermark' },
          description: { zh: '每秒时钟走过的事件秒数（不足一秒按一秒）；实时为1，停住为0，回放时更快。', en: 'Seconds of event time in each second of the clock, less than a second counted as one: 1 when live, 0 when it stands still, more in a replay.' },
          sql: `SELECT $__timeInterval(watermark) AS time, sum(event) / greatest(sum(wall), 1000) AS pace
                FROM (SELECT watermark, dateDiff('millisecond', lagInFrame(watermark, 1, watermark) OVER (ORDER BY told_at, watermark), watermark) AS event,
                    dateDiff('millisecond', lagInFrame(told_at, 1, told_at) OVER (ORDER BY told_at, watermark), told_at) AS wall
                  FROM zhijiao.engine_pulse WHERE $__timeFilter(watermark))
                GROUP BY time ORDER BY time`,
        }, { unit: 'short', decimals: 0, minInterval: '30m', bars: true, series: [{ name: 'pace', label: { zh: '事件秒每秒', en: 'Event s per s' }, colour: COLOUR.good }] })],
      ),
    ]),
  });
