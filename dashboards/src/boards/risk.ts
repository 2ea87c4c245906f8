import { board, countyVariable } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, course, lay, line, list, number, ranking, words } from '../panels.js';

const IN_COUNTY = `$__conditionalAll(county IN (\${county:singlequote}), $county)`;
const NOW = `zhijiao.scores_now WHERE ${IN_COUNTY}`;
const SUGGESTED = `zhijiao.suggestions_now WHERE ${IN_COUNTY}`;
const LAST_TOLD = `(SELECT toDate(reached, 'Asia/Shanghai') - 2 AS day FROM zhijiao.time_reached)`;

const GRADES = [
  ['A', { zh: '甲', en: 'A' }, COLOUR.good], ['B', { zh: '乙', en: 'B' }, COLOUR.notice],
  ['C', { zh: '丙', en: 'C' }, COLOUR.warning], ['D', { zh: '丁', en: 'D' }, COLOUR.serious],
] as const;

/** Whether scores can be believed: of how many, how spread, steady, right and fair, and whether people follow them. */
export const risk = () =>
  board({
    uid: 'zhijiao-risk',
    title: { zh: '风险模型', en: 'Risk model' },
    description: { zh: '评分是否可信、稳定、公平，人是否采纳？', en: 'Are scores sound, steady and fair, and do people follow them?' },
    tags: ['quality'],
    from: 'now-30d',
    variables: [countyVariable],
    panels: lay([
      line(4,
        [5, number({
          title: { zh: '现行模型', en: 'Model in force' },
          description: { zh: '最近一次评分所用的模型；未经验证的会写明。', en: 'The model of the latest scores; one that was never validated says so.' },
          sql: `SELECT anyHeavy(model) AS value FROM ${NOW} AND basis = 'MODEL'`,
        }, { unit: 'none', mappings: [['demonstration-not-validated', { zh: '演示·未验证', en: 'Not validated' }, COLOUR.warning]] })],
        [4, number({
          title: { zh: '有评分的人', en: 'People with a score' },
          description: { zh: '最近两日有模型评分的人；其余只看规则。', en: 'People whom a model scored on the latest two days; for all others only rules speak.' },
          sql: `SELECT countIf(basis = 'MODEL') AS value FROM ${NOW}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '资料不足', en: 'Too little known' },
          description: { zh: '资料等级为丙或丁的比例；丁级不作建议。', en: 'Share of grades C and D; of grade D nothing is suggested.' },
          sql: `SELECT countIf(grade IN ('C', 'D')) / nullIf(count(), 0) AS value FROM ${NOW}`,
        }, { unit: 'percentunit', decimals: 0 })],
        [4, number({
          title: { zh: '漂移', en: 'Drift' },
          description: { zh: '最近一日评分与模型最初七日相比的稳定性指数；超过0.2停用模型、只用规则。', en: 'Stability index of the latest day against the model\'s first seven; beyond 0.2 the model rests and only rules speak.' },
          sql: `SELECT argMax(psi, (day, psi)) AS value FROM zhijiao.risk_score_drift WHERE day >= ${LAST_TOLD}`,
        }, { unit: 'none', decimals: 2, steps: [[null, COLOUR.good], [0.1, COLOUR.warning], [0.2, COLOUR.critical]] })],
        [4, number({
          title: { zh: '建议变动', en: 'Suggested to move' },
          description: { zh: '建议改变管理类别的人；由人决定。', en: 'People for whom another tier is suggested; people decide.' },
          sql: `SELECT countIf(steps != 0) AS value FROM ${SUGGESTED}`,
        }, { unit: 'short', decimals: 0 })],
        [3, number({
          title: { zh: '未采纳率', en: 'Overridden' },
          description: { zh: '两周至六周前的变动建议，十四天后人未照办的比例；未满十四天为“< 14 d”。', en: 'Of suggestions made two to six weeks ago, the share that people had not followed after fourteen days; "< 14 d" until then.' },
          sql: `SELECT sum(overridden) / nullIf(sum(suggestions), 0) AS value FROM zhijiao.tier_overrides_recent`,
        }, { unit: 'percentunit', decimals: 0, nothing: '< 14 d' })],
      ),
      line(9,
        [9, ranking({
          title: { zh: '评分分布', en: 'How scores are spread' },
          description: { zh: '最近两日有评分的人，按分段。', en: 'People with a score of the latest two days, by tenth of it.' },
          sql: `SELECT concat(toString(tenth * 10), '–', toString(tenth * 10 + 10), '%') AS band, people
                FROM (SELECT number AS tenth FROM numbers(10)) AS all_tenths
                LEFT JOIN (SELECT least(toUInt64(floor(assumeNotNull(probability) * 10)), 9) AS tenth, count() AS people FROM ${NOW} AND basis = 'MODEL' GROUP BY tenth) AS found USING tenth
                ORDER BY tenth`,
        }, { unit: 'short', decimals: 0, by: 'band', horizontal: false, series: [{ name: 'people', label: { zh: '人数', en: 'People' }, colour: COLOUR.notice }] })],
        [8, course({
          title: { zh: '稳定性', en: 'Steadiness' },
          description: { zh: '每日评分与模型最初七日相比；虚线为0.2。', en: 'Each day\'s scores against the model\'s first seven days; the dashed line is 0.2.' },
          sql: `SELECT toDateTime(day, 'Asia/Shanghai') AS time, max(psi) AS psi FROM zhijiao.risk_score_drift
                WHERE $__timeFilter(day) GROUP BY time ORDER BY time`,
        }, {
          unit: 'none', decimals: 2, bars: true, minInterval: '1d', steps: [[null, COLOUR.good], [0.2, COLOUR.critical]],
          series: [{ name: 'psi', label: { zh: '稳定性指数', en: 'Stability index' }, colour: COLOUR.notice }],
        })],
        [7, list({
          title: { zh: '所说与所是', en: 'Said and happened' },
          description: { zh: '三十至四十四天前的评分中，模型所说的与确实发生的比例；未满为“–”。', en: 'Of scores that are thirty to forty-four days old: what the model said and what was confirmed; a dash until then.' },
          sql: `SELECT concat(toString(tenth * 10), '–', toString(tenth * 10 + 10), '%') AS band, known.scores AS scores, known.said AS said, known.happened AS happened
                FROM (SELECT toUInt8(number) AS tenth FROM numbers(10)) AS all_tenths
                LEFT JOIN (SELECT tenth, toNullable(sum(risk_calibration_recent.scores)) AS scores, sum(said * risk_calibration_recent.scores) / nullIf(scores, 0) AS said, sum(happened * risk_calibration_recent.scores) / nullIf(scores, 0) AS happened
                  FROM zhijiao.risk_calibration_recent GROUP BY tenth) AS known USING tenth
                ORDER BY tenth`,
        }, [
          { name: 'band', label: { zh: '分段', en: 'Tenth' } },
          { name: 'scores', label: { zh: '评分', en: 'Scores' }, unit: 'short', decimals: 0, nothing: '–' },
          { name: 'said', label: { zh: '所说', en: 'Said' }, unit: 'percentunit', decimals: 1, nothing: '–' },
          { name: 'happened', label: { zh: '发生', en: 'Happened' }, unit: 'percentunit', decimals: 1, nothing: '–' },
        ])],
      ),
      line(9,
        [12, list({
          title: { zh: '各区县是否相当', en: 'Fairness between counties' },
          description: { zh: '同样的模型在各区县的平均分、建议从严和从宽的比例；差别大须说明理由。', en: 'Mean score and shares suggested stricter and laxer, by county; a large difference wants a reason.' },
          sql: `SELECT county, any(scored.people) AS people, any(scored.mean) AS mean, countIf(steps > 0) / count() AS stricter, countIf(steps < 0) / count() AS laxer
                FROM (SELECT county, steps FROM ${SUGGESTED}) AS moved
                INNER JOIN (SELECT county, count() AS people, avg(probability) AS mean FROM ${NOW} GROUP BY county) AS scored USING county
                GROUP BY county ORDER BY mean DESC`,
        }, [
          { name: 'county', label: { zh: '区县', en: 'County' }, width: 150, mappings: mapping.counties },
          { name: 'people', label: { zh: '人数', en: 'People' }, unit: 'short', decimals: 0 },
          { name: 'mean', label: { zh: '平均分', en: 'Mean score' }, unit: 'percentunit', decimals: 1, nothing: '–' },
          { name: 'stricter', label: { zh: '建议从严', en: 'Stricter' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
          { name: 'laxer', label: { zh: '建议从宽', en: 'Laxer' }, unit: 'percentunit', decimals: 1, bar: { max: 1 } },
        ])],
        [12, list({
          title: { zh: '类别与建议', en: 'Tier against suggestion' },
          description: { zh: '现行类别、建议类别和资料等级；建议不改变任何人的类别。', en: 'Tier in force, tier suggested and how much is known; a suggestion changes nobody\'s tier.' },
          sql: `SELECT present_tier, suggested_tier, grade, count() AS people FROM ${SUGGESTED} GROUP BY present_tier, suggested_tier, grade ORDER BY present_tier, suggested_tier, grade`,
        }, [
          { name: 'present_tier', label: { zh: '现行类别', en: 'Tier' }, mappings: mapping.modelTiers },
          { name: 'suggested_tier', label: { zh: '建议类别', en: 'Suggested' }, mappings: mapping.modelTiers },
          { name: 'grade', label: { zh: '资料等级', en: 'Grade' }, mappings: GRADES },
          { name: 'people', label: { zh: '人数', en: 'People' }, unit: 'short', decimals: 0, bar: {} },
        ])],
      ),
      line(4, [24, words(
        { zh: '怎么用评分', en: 'How to use scores' },
        { zh: '评分是什么、不是什么。', en: 'What a score is and is not.' },
        '评分只是建议：不作处分依据，不自动改变类别；性别、民族等敏感信息不进入模型。依据见个人看板。\n\nA score is a suggestion: no ground for a sanction, and it changes no tier by itself; sensitive attributes never reach a model. Reasons stand on the person\'s board.',
      )]),
    ]),
  });
