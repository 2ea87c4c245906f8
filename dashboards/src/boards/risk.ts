import { board, countyVariable, one } from '../frame.js';
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

const STAGES = [
  ['stage-0', { zh: '首月', en: '< 1 mo' }], ['stage-1', { zh: '三个月内', en: '< 3 mo' }], ['stage-2', { zh: '半年内', en: '< 6 mo' }], ['stage-3', { zh: '半年以上', en: '6 mo +' }],
] as const;

/** The groups that the law lets a database know. */
const by = one('by', { zh: '分组', en: 'Group by' },
  `SELECT by, name FROM (SELECT arrayJoin([('tier', '管理类别 Tier'), ('stage', '入矫多久 Time under supervision'), ('county', '区县 County'), ('office', '司法所 Office')]) AS way, way.1 AS by, way.2 AS name)`);
const CHOSEN = '${by:singlequote}';
const PART = `multiIf('tier' IN (${CHOSEN}), tier, 'stage' IN (${CHOSEN}), concat('stage-', stage), 'office' IN (${CHOSEN}), office, county) AS part`;

/** Whether scores can be believed: of how many, how spread, steady, right and fair, and whether people follow them. */
export const risk = () =>
  board({
    uid: 'zhijiao-risk',
    title: { zh: '风险模型', en: 'Risk model' },
    description: { zh: '评分是否可信、稳定、公平，人是否采纳？', en: 'Are scores sound, steady and fair, and do people follow them?' },
    tags: ['quality'],
    from: 'now-30d',
    variables: [countyVariable, by],
    panels: lay([
      line(4,
        [5, number({
          title: { zh: '现行模型', en: 'Model in force' },
          description: { zh: '最近一次评分所用的模型；未经验证的会写明。', en: 'The model of the latest scores; one that was never validated says so.' },
          sql: `SELECT anyHeavy(model) AS value FROM ${NOW} AND basis = 'MODEL'`,
        }, { unit: 'none', mappings: [['demonstration-not-validated', { zh: '演示·未验证', en: 'Not validated' }, COLOUR.warning]] })],
        [4, number({
          title: { zh: '有评分的人', en: 'People scored' },
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
        [15, list({
          title: { zh: '各组是否相当', en: 'Fairness between groups' },
          description: {
            zh: '同一模型对各组：平均分、建议从严和从宽的比例；三十至四十四天前首次评分者中，所说与属实的比例，以及误报（其后三十天无属实而曾建议从严）占无属实者的比例，不足三十人为“–”。差别大须说明理由。性别、年龄、民族、户籍、罪名不入库，只在训练时比较。',
            en: 'One model on each group: mean score, shares suggested stricter and laxer; of first scores thirty to forty-four days ago what was said and what was confirmed, and false alarms: of people about whom nothing was confirmed within thirty days, the share suggested stricter. A dash for fewer than thirty people. A large difference wants a reason. Sex, age, nation, registration and offence are in no table; training compares them.',
          },
          sql: `SELECT part, now.people AS people, now.mean AS mean, now.stricter AS stricter, now.laxer AS laxer,
                  if(old.people >= 30, old.people, NULL) AS matured, if(old.people >= 30, old.said, NULL) AS said, if(old.people >= 30, old.happened, NULL) AS happened,
                  if(old.quiet >= 30, old.false_alarms / old.quiet, NULL) AS false_alarms
                FROM (SELECT ${PART}, sum(risk_groups_now.people) AS people, sum(score_sum) / nullIf(sum(scored), 0) AS mean, sum(risk_groups_now.stricter) / people AS stricter, sum(risk_groups_now.laxer) / people AS laxer
                  FROM zhijiao.risk_groups_now WHERE ${IN_COUNTY} GROUP BY part) AS now
                LEFT JOIN (SELECT ${PART}, sum(risk_groups_matured.people) AS people, sum(said_sum) / people AS said, sum(risk_groups_matured.happened) / people AS happened, sum(risk_groups_matured.quiet) AS quiet, sum(risk_groups_matured.false_alarms) AS false_alarms
                  FROM zhijiao.risk_groups_matured WHERE ${IN_COUNTY} GROUP BY part) AS old USING part
                ORDER BY mean DESC LIMIT 200`,
        }, [
          { name: 'part', label: { zh: '组', en: 'Group' }, mappings: [...mapping.counties, ...mapping.offices, ...mapping.modelTiers, ...STAGES] },
          { name: 'people', label: { zh: '人数', en: 'People' }, unit: 'short', decimals: 0, width: 90 },
          { name: 'mean', label: { zh: '平均分', en: 'Mean score' }, unit: 'percentunit', decimals: 1, width: 95, nothing: '–' },
          { name: 'stricter', label: { zh: '从严', en: 'Stricter' }, unit: 'percentunit', decimals: 1, width: 95, bar: { max: 1 } },
          { name: 'laxer', label: { zh: '从宽', en: 'Laxer' }, unit: 'percentunit', decimals: 1, width: 95, bar: { max: 1 } },
          { name: 'matured', label: { zh: '已满', en: 'Matured' }, unit: 'short', decimals: 0, width: 95, nothing: '–' },
          { name: 'said', label: { zh: '所说', en: 'Said' }, unit: 'percentunit', decimals: 1, width: 85, nothing: '–' },
          { name: 'happened', label: { zh: '属实', en: 'Happened' }, unit: 'percentunit', decimals: 1, width: 105, nothing: '–' },
          { name: 'false_alarms', label: { zh: '误报', en: 'False alarms' }, unit: 'percentunit', decimals: 1, width: 105, nothing: '–' },
        ])],
        [9, list({
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
        '评分只是建议：不作处分依据，不自动改变类别；性别、年龄、民族、户籍、罪名不进入模型，也不入库，故此处不能按其比较，训练时比较。依据见个人看板。\n\nA score is a suggestion: no ground for a sanction, and it changes no tier by itself. Sex, age, nation, registration and offence reach neither model nor database, so they cannot be compared here; training compares them. Reasons stand on the person\'s board.',
      )]),
    ]),
  });
