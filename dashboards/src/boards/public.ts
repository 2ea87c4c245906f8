import { board } from '../frame.js';
import * as mapping from '../mappings.js';
import { COLOUR, lay, line, list, number, ranking, words } from '../panels.js';

/** What is written where a number is withheld: of fewer than ten people, or one from which such a number could be worked out. */
const FEW = '*';

/** What anyone may see: groups of ten people or more, and nobody in particular. */
export const publicFigures = () =>
  board({
    uid: 'zhijiao-public',
    title: { zh: '矫务公开', en: 'Public figures' },
    description: { zh: '公众可以看到什么？只有十人以上的汇总。', en: 'What may anyone see? Only groups of ten people or more.' },
    tags: ['public'],
    from: 'now-30d',
    refresh: '5m',
    variables: [],
    panels: lay([
      line(4,
        [8, number({
          title: { zh: '在册', en: 'Under supervision' }, description: { zh: '全地区在册人数。', en: 'People under supervision in the prefecture.' },
          sql: `SELECT sum(people) AS value FROM zhijiao.public_figures`,
        }, { unit: 'short', decimals: 0, nothing: FEW })],
        [8, number({
          title: { zh: '电子定位', en: 'With a tag' }, description: { zh: '各区县都可公开时才有合计，否则为“*”。', en: 'The sum, when no county\'s number is withheld; else "*".' },
          sql: `SELECT if(countIf(with_tag IS NULL) = 0, sum(with_tag), NULL) AS value FROM zhijiao.public_figures`,
        }, { unit: 'short', decimals: 0, nothing: FEW })],
        [8, number({
          title: { zh: '每千人天报警', en: 'Alerts per thousand person-days' }, description: { zh: '全地区，各区县都可公开时才有，否则为“*”。', en: 'Of the prefecture, when no county\'s number is withheld; else "*".' },
          sql: `SELECT if(countIf(alerts_per_thousand_person_days IS NULL) = 0, sum(alerts_per_thousand_person_days * people) / sum(people), NULL) AS value FROM zhijiao.public_figures`,
        }, { unit: 'none', decimals: 1, nothing: FEW })],
      ),
      line(10,
        [14, list({
          title: { zh: '各区县', en: 'Counties' }, description: { zh: '“*”：涉及不足十人，或可由它推算出不足十人的数目，不公开。', en: '"*": withheld, since fewer than ten people are concerned, or a number of fewer than ten could be worked out from it.' },
          sql: `SELECT county, people, strict, general, lenient, with_tag, alerts_per_thousand_person_days FROM zhijiao.public_figures ORDER BY people DESC`,
        }, [
          { name: 'county', label: { zh: '区县', en: 'County' }, mappings: mapping.counties },
          { name: 'people', label: { zh: '在册', en: 'People' }, unit: 'short', decimals: 0, bar: {} },
          { name: 'strict', label: { zh: '严管', en: 'Strict' }, unit: 'short', decimals: 0, nothing: FEW },
          { name: 'general', label: { zh: '普管', en: 'General' }, unit: 'short', decimals: 0, nothing: FEW },
          { name: 'lenient', label: { zh: '宽管', en: 'Lenient' }, unit: 'short', decimals: 0, nothing: FEW },
          { name: 'with_tag', label: { zh: '电子定位', en: 'With a tag' }, unit: 'short', decimals: 0, nothing: FEW },
          { name: 'alerts_per_thousand_person_days', label: { zh: '每千人天报警', en: 'Alerts per thousand person-days' }, unit: 'none', decimals: 1, nothing: FEW },
        ])],
        [10, ranking({
          title: { zh: '在册人数', en: 'People by county' }, description: { zh: '十人以上的区县。', en: 'Counties of ten people or more.' },
          sql: `SELECT county, people FROM zhijiao.public_figures ORDER BY people DESC`,
        }, { unit: 'short', decimals: 0, by: 'county', mappings: mapping.counties, series: [{ name: 'people', label: { zh: '在册', en: 'People' }, colour: COLOUR.notice }] })],
      ),
      line(4, [24, words(
        { zh: '说明', en: 'How to read this' },
        { zh: '这些数字怎么来、不说什么。', en: 'Where these figures come from and what they do not say.' },
        '数字只反映十人以上的群体；“*”处涉及不足十人，或可由它推算出这样的数目，不公开。不列姓名、案由或处分。\n\nFigures are of groups of ten people or more. Where "*" stands, fewer than ten are concerned, or such a number could be worked out from it. Names, cases and sanctions are never shown.',
      )]),
    ]),
  });
