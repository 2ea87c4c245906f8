import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, lay, line, list, number, ranking } from '../panels.js';

const IN_COUNTY = `$__conditionalAll(county IN (\${county:singlequote}), $county)`;

/** Rules that find fault with the authority, not with the person. */
const OWED = `rule IN ('auth-expiry', 'unlawful-tracking', 'intake-overdue', 'objection-overdue', 'lost-contact', 'next-step')`;

/** What a procurator checks: whether the authority keeps to its own limits. */
export const oversight = () =>
  board({
    uid: 'zhijiao-oversight',
    title: { zh: '法律监督', en: 'Oversight' },
    description: { zh: '机关自己是否守法守时？', en: 'Does the authority keep to the law and to its own time limits?' },
    tags: ['oversight'],
    from: 'now-30d',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [5, number({
          title: { zh: '有效授权', en: 'Authorisations in force' }, description: { zh: '社区矫正法第二十九条的电子定位授权。', en: 'Of electronic positioning, Community Corrections Law art. 29.' },
          sql: `SELECT countIf(days_left >= 0) AS value FROM zhijiao.authorisations_current WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0 })],
        [5, number({
          title: { zh: '14天内到期', en: 'End within 14 days' }, description: { zh: '到期须解除，或经评估重新批准。', en: 'To be lifted, or approved anew after an assessment.' },
          sql: `SELECT countIf(days_left BETWEEN 0 AND 14) AS value FROM zhijiao.authorisations_current WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.warning]] })],
        [5, number({
          title: { zh: '无授权的数据', en: 'Unauthorised data' }, description: { zh: '授权之外收到、未予判断的定位记录。', en: 'Positions that came outside an authorisation and were not judged.' },
          sql: `SELECT sum(total) AS value FROM zhijiao.unlawful_totals WHERE reason = 'NO_AUTHORISATION'`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [5, number({
          title: { zh: '闭环超时', en: 'Loops breached' }, description: { zh: '超过24小时、至今未办结的，不论何时发生。', en: 'Not closed within 24 hours and still not closed, whenever it began.' },
          sql: `SELECT countIf(loop = 'BREACHED') AS value FROM zhijiao.alerts_open WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [4, number({
          title: { zh: '宽管而受限', en: 'Lenient, restricted' }, description: { zh: '宽管对象中有宵禁或电子定位的人数；每一人都应有说明理由的决定。', en: 'People of the lenient tier under a curfew or a tag: each needs a decision that says why.' },
          sql: `SELECT countIf(tier = 'LENIENT' AND (curfew OR tagged)) AS value FROM zhijiao.supervisees WHERE ${IN_COUNTY}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.warning]] })],
      ),
      line(10,
        [14, list({
          title: { zh: '授权到期', en: 'Authorisations that end' }, description: { zh: '最先到期的在前；负数为已过期而人仍在册。', en: 'What ends first stands first; a negative number has ended while the person is under supervision.' },
          sql: `SELECT subject, county, office, ground, valid_from, valid_until, days_left FROM zhijiao.authorisations_current WHERE ${IN_COUNTY} ORDER BY days_left LIMIT 200`,
        }, [
          { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 100 },
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 140, mappings: mapping.counties },
          { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 120 },
          { name: 'ground', label: { zh: '依据', en: 'Ground' }, unit: 'none', decimals: 0, width: 100 },
          { name: 'valid_from', label: { zh: '自', en: 'From' }, width: 170 },
          { name: 'valid_until', label: { zh: '至', en: 'Until' }, width: 170 },
          { name: 'days_left', label: { zh: '剩余天数', en: 'Days left' }, unit: 'none', decimals: 0, width: 120, steps: [[null, COLOUR.critical], [0, COLOUR.serious], [4, COLOUR.warning], [15, COLOUR.quiet]] },
        ])],
        [10, ranking({
          title: { zh: '各区县闭环', en: 'Closed loops by county' }, description: { zh: '24小时内办结、将超时和已超时。', en: 'Running, nearly over and breached.' },
          sql: `SELECT county, countIf(loop = 'RUNNING') AS running, countIf(loop = 'WARNED') AS warned, countIf(loop = 'BREACHED') AS breached
                FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND loop != 'NONE' AND ${IN_COUNTY} GROUP BY county ORDER BY breached DESC, warned DESC`,
        }, {
          unit: 'short', decimals: 0, by: 'county', stacked: true, mappings: mapping.counties, series: [
            { name: 'running', label: { zh: '进行中', en: 'Running' }, colour: COLOUR.notice },
            { name: 'warned', label: { zh: '将超时', en: 'Nearly over' }, colour: COLOUR.serious },
            { name: 'breached', label: { zh: '已超时', en: 'Breached' }, colour: COLOUR.critical },
          ],
        })],
      ),
      line(6, [24, list({
        title: { zh: '限制是否过度', en: 'How restricted people are, by tier' },
        description: { zh: '各类别受各项限制的比例；应由严管到宽管递减，反之即为过度（禁区出自禁止令，不随类别）。最久：现有条件自决定以来的最长天数。', en: 'Which share of each tier is under which restriction. It should fall from strict to lenient; where it does not, somebody is restricted beyond the tier (zones are what a court forbids, whatever the tier). Longest: days since the oldest decision that still holds.' },
        sql: `SELECT tier, count() AS people, countIf(curfew) / count() AS curfews, countIf(check_ins) / count() AS reporting, countIf(zones > 0) / count() AS zoned, countIf(tagged) / count() AS tags,
                max(dateDiff('day', decided_at, $__toTime)) AS longest
              FROM zhijiao.supervisees WHERE ${IN_COUNTY} GROUP BY tier ORDER BY indexOf(['STRICT', 'GENERAL', 'LENIENT'], tier)`,
      }, [
        { name: 'tier', label: { zh: '类别', en: 'Tier' }, mappings: mapping.tiers },
        { name: 'people', label: { zh: '在册', en: 'People' }, unit: 'short', decimals: 0 },
        { name: 'curfews', label: { zh: '宵禁', en: 'Curfew' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
        { name: 'reporting', label: { zh: '打卡', en: 'Check-ins' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
        { name: 'zoned', label: { zh: '禁区', en: 'Zones' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
        { name: 'tags', label: { zh: '电子定位', en: 'Tag' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
        { name: 'longest', label: { zh: '最久（天）', en: 'Longest, days' }, unit: 'short', decimals: 0 },
      ])]),
      line(10,
        [15, list({
          title: { zh: '机关应办未办', en: 'What the authority owes' },
          description: { zh: '授权到期、未批定位、漏管、异议逾期、失联和应研究的处置；最早的在前。', en: 'Authorisations that end, tracking without one, people not taken in, objections not answered, contact lost, measures to be considered; the oldest first.' },
          sql: `SELECT opened_at, rule, subject, county, office, state, loop FROM zhijiao.alerts_board
                WHERE ${OWED} AND state NOT IN ('CLOSED', 'RETRACTED') AND ${IN_COUNTY} ORDER BY opened_at LIMIT 200`,
        }, [
          { name: 'opened_at', label: { zh: '自', en: 'Since' }, width: 150 },
          { name: 'rule', label: { zh: '事项', en: 'Matter' }, width: 185, mappings: mapping.rules },
          { name: 'subject', label: { zh: '人员', en: 'Person' }, width: 90 },
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 115, mappings: mapping.counties },
          { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices, width: 90 },
          { name: 'state', label: { zh: '状态', en: 'State' }, width: 140, mappings: mapping.states },
          { name: 'loop', label: { zh: '闭环', en: 'Loop' }, width: 125, mappings: mapping.loops },
        ])],
        [9, ranking({
          title: { zh: '无人签收而上报', en: 'Escalated, because nobody answered' },
          description: { zh: '各区县逾时未签收、已报县或市的报警。', en: 'Alerts that nobody acknowledged in time, told to county or city, by county.' },
          sql: `SELECT county, countIf(escalated_to = 'COUNTY') AS to_county, countIf(escalated_to = 'CITY') AS to_city
                FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND escalated_to != '' AND state != 'RETRACTED' AND ${IN_COUNTY} GROUP BY county ORDER BY count() DESC`,
        }, {
          unit: 'short', decimals: 0, by: 'county', stacked: true, mappings: mapping.counties, series: [
            { name: 'to_county', label: { zh: '报县', en: 'To the county' }, colour: COLOUR.warning },
            { name: 'to_city', label: { zh: '报市', en: 'To the city' }, colour: COLOUR.critical },
          ],
        })],
      ),
    ]),
  });
