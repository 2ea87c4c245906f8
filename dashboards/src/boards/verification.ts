import { board } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking, shares } from '../panels.js';

const CAMERAS = `zhijiao.cameras_by_hour WHERE $__timeFilter(hour)`;

/** Whether person and tag are where they say, and whether the cameras that tell so can be relied upon. */
export const verification = () =>
  board({
    uid: 'zhijiao-verification',
    title: { zh: '位置核查', en: 'Verification' },
    description: { zh: '人与装置是否在一处，摄像头是否可靠？', en: 'Are person and tag in one place, and can the cameras be relied upon?' },
    tags: ['supervision'],
    from: 'now-7d',
    variables: [],
    panels: lay([
      line(4,
        [6, number({
          title: { zh: '摄像头候选', en: 'Sightings' }, description: { zh: '达到比对阈值的候选；是候选，不是定论。', en: 'Candidates above the match threshold: candidates, not certainties.' },
          sql: `SELECT sum(sightings) AS value FROM ${CAMERAS}`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '人工核对', en: 'Compared by a person' }, description: { zh: '由人比对过人脸的比例。', en: 'Share in which a person compared the faces.' },
          sql: `SELECT sum(verified_sightings) / nullIf(sum(sightings), 0) AS value FROM ${CAMERAS}`,
        }, { unit: 'percentunit', decimals: 1 })],
        [6, number({
          title: { zh: '在用摄像头', en: 'Cameras' }, description: { zh: '时段内有候选的摄像头。', en: 'Cameras that saw somebody in this time.' },
          sql: `SELECT uniqExact(camera) AS value FROM ${CAMERAS}`,
        }, { unit: 'short', decimals: 0 })],
        [6, number({
          title: { zh: '低于阈值', en: 'Below the threshold' }, description: { zh: '比对分太低、未予使用的候选。', en: 'Candidates of too low a score, which were not used.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.unlawful_totals WHERE reason = 'BELOW_MATCH_THRESHOLD'`,
        }, { unit: 'short', decimals: 0 })],
      ),
      line(9,
        [10, course({
          title: { zh: '每小时候选', en: 'Sightings per hour' }, description: { zh: '全部与人工核对的；时段较长时为数小时的平均。', en: 'All, and those compared by a person; over a longer time the mean of some hours.' },
          sql: `SELECT $__timeInterval(hour) AS time, sum(sightings) * 3600 / $__interval_s AS seen, sum(verified_sightings) * 3600 / $__interval_s AS verified FROM ${CAMERAS} GROUP BY time ORDER BY time`,
        }, {
          unit: 'short', decimals: 0, minInterval: '1h', series: [
            { name: 'seen', label: { zh: '候选', en: 'Seen' }, colour: COLOUR.notice },
            { name: 'verified', label: { zh: '人工核对', en: 'Compared' }, colour: COLOUR.good },
          ],
        })],
        [7, ranking({
          title: { zh: '比对分', en: 'Match scores' }, description: { zh: '分数越高越可信；阈值以下不使用。', en: 'The higher the surer; below the threshold none is used.' },
          sql: `SELECT concat(toString(score_band * 5), '–', toString(score_band * 5 + 5)) AS band, sum(sightings) AS seen FROM ${CAMERAS} GROUP BY score_band ORDER BY score_band`,
        }, { unit: 'short', decimals: 0, by: 'band', horizontal: false, series: [{ name: 'seen', label: { zh: '候选', en: 'Seen' }, colour: COLOUR.notice }] })],
        [7, ranking({
          title: { zh: '最多的摄像头', en: 'Busiest cameras' }, description: { zh: '候选最多的摄像头。', en: 'Cameras with the most candidates.' },
          sql: `SELECT camera, sum(sightings) AS seen FROM ${CAMERAS} GROUP BY camera ORDER BY seen DESC LIMIT 12`,
        }, { unit: 'short', decimals: 0, by: 'camera', series: [{ name: 'seen', label: { zh: '候选', en: 'Seen' }, colour: COLOUR.notice }] })],
      ),
      line(9,
        [6, shares({
          title: { zh: '点验', en: 'Roll call' },
          description: { zh: '时段内发出的点验：已到、未到、等待中、已取消。', en: 'Roll calls sent in this time: answered, missed, still open, cancelled.' },
          sql: `SELECT countIf(outcome = 'ANSWERED') AS answered, countIf(outcome = 'MISSED') AS missed, countIf(outcome = 'WAITING') AS waiting, countIf(outcome = 'CANCELLED') AS cancelled
                FROM zhijiao.roll_calls WHERE $__timeFilter(sent_at)`,
        }, {
          unit: 'short', decimals: 0, series: [
            { name: 'answered', label: { zh: '已到', en: 'Answered' }, colour: COLOUR.good },
            { name: 'missed', label: { zh: '未到', en: 'Missed' }, colour: COLOUR.critical },
            { name: 'waiting', label: { zh: '等待中', en: 'Open' }, colour: COLOUR.notice },
            { name: 'cancelled', label: { zh: '已取消', en: 'Cancelled' }, colour: COLOUR.quiet },
          ],
        })],
        [18, list({
          title: { zh: '最近点验', en: 'The latest roll calls' },
          description: { zh: '最近发出的在前；未到的另有报警。', en: 'The latest first; one that was missed is an alert as well.' },
          sql: `SELECT sent_at, due_at, subject, county, office, camera, outcome FROM zhijiao.roll_calls WHERE $__timeFilter(sent_at) ORDER BY sent_at DESC LIMIT 200`,
        }, [
          { name: 'sent_at', label: { zh: '发出', en: 'Sent' }, width: 170 },
          { name: 'due_at', label: { zh: '限时', en: 'Until' }, width: 170, nothing: '–' },
          { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 100, link: { title: { zh: '打开个人看板', en: 'Open the person' }, board: 'zhijiao-person', variable: 'person', field: 'subject' } },
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 130, mappings: mapping.counties },
          { name: 'office', label: { zh: '司法所', en: 'Office' }, width: 130, mappings: mapping.offices },
          { name: 'camera', label: { zh: '摄像头', en: 'Camera' }, width: 110 },
          { name: 'outcome', label: { zh: '结果', en: 'Outcome' }, mappings: [['ANSWERED', { zh: '已到', en: 'Answered' }, COLOUR.good], ['MISSED', { zh: '未到', en: 'Missed' }, COLOUR.critical], ['WAITING', { zh: '等待中', en: 'Open' }, COLOUR.notice], ['CANCELLED', { zh: '已取消', en: 'Cancelled' }]] },
        ])],
      ),
      line(9, [24, list({
        title: { zh: '核查报警', en: 'Alerts of verification' },
        description: { zh: '人机分离、点名未到、不可能的移动与打卡造假。', en: 'Person and tag apart, roll calls failed, impossible travel, check-ins made up.' },
        sql: `SELECT opened_at, rule, severity, subject, county, state, close_reason, chinese FROM zhijiao.alerts_board
              WHERE $__timeFilter(opened_at) AND rule IN (${mapping.verificationRules}) ORDER BY opened_at DESC LIMIT 200`,
      }, [
        { name: 'opened_at', label: { zh: '发生', en: 'Began' }, width: 170 },
        { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 230, mappings: mapping.rules },
        { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 75, mappings: mapping.severities },
        { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 100, link: { title: { zh: '打开个人看板', en: 'Open the person' }, board: 'zhijiao-person', variable: 'person', field: 'subject' } },
        { name: 'county', label: { zh: '区县', en: 'County' }, width: 140, mappings: mapping.counties },
        { name: 'state', label: { zh: '状态', en: 'State' }, width: 150, mappings: mapping.states },
        { name: 'close_reason', label: { zh: '理由', en: 'Reason' }, width: 150, mappings: mapping.reasons },
        { name: 'chinese', label: { zh: '说明', en: 'Why' } },
      ])]),
    ]),
  });
