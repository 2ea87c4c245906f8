/**
 * Who may read what, as a file of users for ClickHouse: a role reads the views that its boards ask, and of them the rows of its
 * place. Nobody is given a table. What is granted is taken from the boards, so that it is neither less nor more.
 */
import type { Board } from './board.js';

interface Role {
  name: string;
  /** In a word, for whoever reads the file. */
  who: string;
  boards: readonly string[];
  /** Views that no board asks. */
  views?: readonly string[];
  /** Whose rows: all, those of one county or of one office. */
  place: 'all' | 'county' | 'office';
}

const COUNTY = ['command', 'tiers', 'county', 'office', 'person', 'compliance', 'quality', 'risk'];

export const roles: readonly Role[] = [
  { name: 'command', who: '指挥中心 command centre', boards: [...COUNTY, 'verification', 'oversight', 'public', 'health'], place: 'all' },
  { name: 'county', who: '区县 a county', boards: COUNTY, place: 'county' },
  { name: 'office', who: '司法所 a judicial office', boards: ['office', 'person'], place: 'office' },
  { name: 'procurator', who: '检察院 the procuratorate', boards: ['oversight', 'quality', 'person', 'public'], place: 'all' },
  { name: 'clinician', who: '心理咨询师 the clinician', boards: ['care'], place: 'all' },
  { name: 'protector', who: '被害人保护人员 protectors', boards: ['protection'], place: 'all' },
  { name: 'public', who: '公众 anyone', boards: ['public'], place: 'all' },
  // Who trains models anew (./zhijiao train --from-clickhouse): people as numbers, their features, and what was decided.
  { name: 'scientist', who: '模型训练 who trains models', boards: [], views: ['alert_outcomes', 'risk_vectors_as_told', 'time_reached'], place: 'all' },
];

/** Views without a county: they tell of nobody. Every other view has a county and, but for some, an office. */
const OF_NOBODY = ['counties', 'time_reached', 'input_totals', 'unlawful_totals', 'inputs_by_minute', 'cameras_by_hour', 'public_figures', 'risk_score_drift', 'engine_freshness', 'engine_pulse', 'risk_calibration_recent', 'tier_overrides_recent'];

/** What a board asks: the views in its queries and in its variables. */
export function viewsOf(board: Board): Set<string> {
  const panels = board.panels.flatMap(panel => (panel.type === 'row' ? panel.panels : [panel]));
  const texts = [
    ...panels.flatMap(panel => (panel.type === 'text' ? [] : panel.targets.map(target => target.rawSql))),
    ...board.templating.list.map(variable => variable.query),
  ];
  return new Set(texts.flatMap(text => [...text.matchAll(/\bzhijiao\.(\w+)/g)].map(found => found[1]!)));
}

function user(role: Role, boards: readonly Board[]): string {
  const asked = boards.filter(board => role.boards.includes(board.uid.replace(/^zhijiao-/, ''))).flatMap(board => [...viewsOf(board)]);
  const views = [...new Set([...asked, ...(role.views ?? [])])].sort();
  const name = `zhijiao_${role.name}`;
  const place = role.name.toUpperCase();
  const rows = role.place === 'all' ? [] : views.filter(view => !OF_NOBODY.includes(view));
  return [
    `    <!-- ${role.who} -->`,
    `    <${name}>`,
    `      <password_sha256_hex from_env="ZHIJIAO_${place}_PASSWORD_SHA256"/>`,
    '      <networks><ip>127.0.0.1</ip></networks>',
    '      <profile>zhijiao_reading</profile>',
    '      <quota>default</quota>',
    '      <grants>',
    ...views.map(view => `        <query>GRANT SELECT ON zhijiao.${view}</query>`),
    '      </grants>',
    ...(rows.length === 0 ? [] : [
      '      <databases>',
      '        <zhijiao>',
      ...rows.map(view => `          <${view}><filter from_env="ZHIJIAO_${place}_ROWS"/></${view}>`),
      '        </zhijiao>',
      '      </databases>',
    ]),
    `    </${name}>`,
  ].join('\n');
}

export function users(boards: readonly Board[]): string {
  return `<!-- Written by dashboards/src/roles.ts. To be put into users.d of a ClickHouse server.

     A county's user sees the rows of one county: ZHIJIAO_COUNTY_ROWS is a condition such as  county = '331102'.
     An office's user sees those of one office: ZHIJIAO_OFFICE_ROWS is such as  office = '331102002'.
     For a second county or office, copy its user under another name. Where Grafana is on another machine, name that machine under
     networks. Every variable that is named here must be set. -->
<clickhouse>
  <profiles>
    <zhijiao_reading><readonly>2</readonly><max_execution_time>30</max_execution_time></zhijiao_reading>
  </profiles>
  <users>
${roles.map(role => user(role, boards)).join('\n')}
  </users>
</clickhouse>
`;
}
