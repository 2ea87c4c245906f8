/**
 * What types cannot see in a board: that names refer to what is there, that nothing overlaps, that every number says what it is.
 * Each rule has a seeded mistake in mistakes.ts that it must catch.
 */
import type { Board, DataPanel, Panel, Target, TextPanel } from '../board.js';
import { isColour, matchers, reducers, units } from './grafana.js';

/** Columns of a query, as the engine gives them, by board, panel and query: "uid/3/A". */
export type Columns = Record<string, { name: string; type: string; rows?: number }[]>;

const MACROS = new Set(['timeFilter', 'timeInterval', 'fromTime', 'toTime', 'interval_s', 'conditionalAll']);
const BUILT_IN = new Set(['__url_time_range', '__all_variables']);

/** Tables that hold what boards may not see; boards read views. */
const RAW = /\b(?:FROM|JOIN)\s+zhijiao\.(alert_events\w*|alerts|alerts_current|alerts_protection|alerts_clinician|alert_incidents|finding_changes|findings_current|dead_letters|input_counts|\w+_facts|sightings_by_hour)\b/i;

/** What one audience alone may see, and the one board that shows it. */
const APART = /\bzhijiao\.(care|protection)_board\b/gi;

const HAN = /[\u3400-\u9fff]/;
const LATIN = /[A-Za-z]/;

export function lint(boards: readonly Board[], columns?: Columns): string[] {
  const problems: string[] = [];
  const uids = new Set<string>();
  for (const board of boards) {
    if (uids.has(board.uid)) {
      problems.push(`${board.uid}: another board has this uid`);
    }
    uids.add(board.uid);
  }
  for (const board of boards) {
    problems.push(...lintBoard(board, boards, columns).map(problem => `${board.uid}: ${problem}`));
  }
  return problems;
}

function shown(board: Board): (DataPanel | TextPanel)[] {
  return board.panels.flatMap(panel => (panel.type === 'row' ? panel.panels : [panel]));
}

function lintBoard(board: Board, boards: readonly Board[], columns?: Columns): string[] {
  const problems: string[] = [];
  const say = (problem: string) => problems.push(problem);
  bilingual('title', board.title, say);
  bilingual('description', board.description, say);
  if (!/^zhijiao-[a-z-]+$/.test(board.uid)) say(`uid ${board.uid} is not of the form zhijiao-name`);
  if (!board.tags.includes('zhijiao')) say('has not the tag by which the boards link to each other');
  if (!/^\d+[smh]$/.test(board.refresh)) say(`refresh ${board.refresh} is no interval`);
  if (/https?:\/\//.test(JSON.stringify(board))) say('names an address outside');
  const variables = new Set(board.templating.list.map(variable => variable.name));
  if (!variables.has('datasource')) say('has no variable of the data source');
  for (const variable of board.templating.list) {
    if (variable.type === 'query') {
      lintSql(variable.query, variables, `variable ${variable.name}`, say);
      lintAudience(variable.query, board, say);
    }
  }
  const ids = new Set<number>();
  for (const panel of board.panels.flatMap<Panel>(it => (it.type === 'row' ? [it, ...it.panels] : [it]))) {
    if (ids.has(panel.id)) say(`two panels have the id ${panel.id}`);
    ids.add(panel.id);
    if (panel.gridPos.x < 0 || panel.gridPos.x + panel.gridPos.w > 24 || panel.gridPos.w < 1 || panel.gridPos.h < 1) {
      say(`panel ${panel.id} leaves the grid`);
    }
  }
  overlaps(shown(board), say);
  for (const panel of shown(board)) {
    if (panel.type !== 'text') panel.targets.forEach(target => lintAudience(target.rawSql, board, say));
    lintPanel(panel, board, boards, variables, columns, problem => say(`panel ${panel.id} "${panel.title}": ${problem}`));
  }
  return problems;
}

function lintAudience(sql: string, board: Board, say: (problem: string) => void): void {
  for (const [, audience] of sql.matchAll(APART)) {
    if (board.uid !== `zhijiao-${audience!.toLowerCase()}`) say(`shows what is for ${audience} alone`);
  }
}

function bilingual(what: string, text: string, say: (problem: string) => void): void {
  if (!HAN.test(text ?? '') || !LATIN.test(text ?? '')) say(`${what} is not in both languages`);
}

function overlaps(panels: readonly Panel[], say: (problem: string) => void): void {
  panels.forEach((a, i) =>
    panels.slice(i + 1).forEach(b => {
      const apart =
        a.gridPos.x + a.gridPos.w <= b.gridPos.x || b.gridPos.x + b.gridPos.w <= a.gridPos.x ||
        a.gridPos.y + a.gridPos.h <= b.gridPos.y || b.gridPos.y + b.gridPos.h <= a.gridPos.y;
      if (!apart) say(`panels ${a.id} and ${b.id} overlap`);
    }),
  );
}

function lintPanel(
  panel: DataPanel | TextPanel, board: Board, boards: readonly Board[], variables: ReadonlySet<string>,
  columns: Columns | undefined, say: (problem: string) => void,
): void {
  bilingual('title', panel.title, say);
  bilingual('description', panel.description, say);
  if (panel.type === 'text') return;
  if (panel.datasource.uid !== '${datasource}') say('does not take its data source from the variable');
  if (panel.targets.length === 0) say('asks nothing');
  const known: { name: string; type: string }[] | undefined = columns && panel.targets.flatMap(target => {
    const found = columns[`${board.uid}/${panel.id}/${target.refId}`];
    if (!found) say(`query ${target.refId} was not run`);
    return found ?? [];
  });
  for (const target of panel.targets) lintTarget(target, panel, variables, known, say);
  lintFields(panel, board, boards, variables, known, say);
  lintOptions(panel, known, say);
}

function lintTarget(
  target: Target, panel: DataPanel, variables: ReadonlySet<string>, known: { name: string; type: string }[] | undefined,
  say: (problem: string) => void,
): void {
  if (target.datasource.uid !== '${datasource}') say(`query ${target.refId} does not take its data source from the variable`);
  if ((target.format === 0) !== (target.queryType === 'timeseries')) say(`query ${target.refId}: format and queryType disagree`);
  lintSql(target.rawSql, variables, `query ${target.refId}`, say);
  const course = ['timeseries', 'state-timeline', 'heatmap'].includes(panel.type);
  if (course !== (target.format === 0)) say(`query ${target.refId}: a ${panel.type} is of format ${course ? 0 : 1}`);
  if (target.format === 0 && !/ORDER BY time\b(?![\s\S]*\bORDER BY\b)/i.test(target.rawSql)) say(`query ${target.refId} is not in the order of time`);
  if (target.format === 0 && !/\$__timeFilter\(/.test(target.rawSql)) say(`query ${target.refId} does not keep to the time range`);
  if (target.format === 0 && known) {
    const time = known.filter(column => /DateTime/.test(column.type));
    if (time.length !== 1 || time[0]!.name !== 'time') say('a course needs one column of time, called time');
    const texts = known.filter(column => /String|Enum/.test(column.type));
    if (texts.length > 0 && !known.some(column => column.name === 'Value')) say('a course by name needs its number called Value');
    if (panel.type === 'state-timeline' && texts.some(column => column.name !== 'name')) say('states are numbers, named by mappings');
  }
}

function lintSql(sql: string, variables: ReadonlySet<string>, where: string, say: (problem: string) => void): void {
  for (const [, macro] of sql.matchAll(/\$__(\w+)/g)) {
    if (!MACROS.has(macro!)) say(`${where}: macro ${macro} is not known`);
  }
  const plain = sql.replace(/\$__\w+/g, '');
  for (const [, name, form] of plain.matchAll(/\$\{(\w+)(?::(\w+))?\}/g)) {
    if (!variables.has(name!)) say(`${where}: variable ${name} is not there`);
    if (form !== 'singlequote') say(`${where}: variable ${name} is not quoted`);
  }
  for (const [, name] of plain.matchAll(/\$(\w+)/g)) {
    if (!variables.has(name!)) say(`${where}: variable ${name} is not there`);
  }
  if (RAW.test(sql)) say(`${where} reads a raw table instead of a view`);
  if (/SELECT\s+\*/i.test(sql)) say(`${where} does not say which columns it wants`);
  if (/;\s*$/.test(sql) || /\b(INSERT|ALTER|DROP|CREATE|TRUNCATE)\b/i.test(sql)) say(`${where} is more than one question`);
}

function lintFields(
  panel: DataPanel, board: Board, boards: readonly Board[], variables: ReadonlySet<string>,
  known: { name: string; type: string }[] | undefined, say: (problem: string) => void,
): void {
  const config = panel.fieldConfig as unknown as {
    defaults: Record<string, any>;
    overrides: { matcher: { id: string; options: unknown }; properties: { id: string; value: any }[] }[];
  };
  if (!config.defaults['unit']) say('a number has no unit');
  lintUnit(config.defaults['unit'], say);
  lintSteps(config.defaults['thresholds']?.steps, say);
  lintMappings(config.defaults['mappings'], say);
  (config.defaults['links'] ?? []).forEach((link: { url: string }) => lintLink(link.url, board, boards, variables, known, say));
  const overridden = new Set<string>();
  for (const override of config.overrides) {
    if (!matchers.has(override.matcher.id)) say(`matcher ${override.matcher.id} is not known`);
    const name = String(override.matcher.options);
    if (override.matcher.id === 'byName') {
      if (overridden.has(name)) say(`two overrides of ${name}`);
      overridden.add(name);
      const named = known && known.some(column => column.name === 'Value');
      if (known && !named && !known.some(column => column.name === name)) say(`an override names the column ${name}, which is not there`);
    }
    for (const property of override.properties) {
      if (property.id === 'unit') lintUnit(property.value, say);
      if (property.id === 'thresholds') lintSteps(property.value.steps, say);
      if (property.id === 'mappings') lintMappings(property.value, say);
      if (property.id === 'color' && property.value.fixedColor && !isColour(property.value.fixedColor)) say(`colour ${property.value.fixedColor} is not known`);
      if (property.id === 'displayName') bilingual(`name of ${name}`, property.value, say);
      if (property.id === 'links') property.value.forEach((link: { url: string }) => lintLink(link.url, board, boards, variables, known, say));
    }
  }
  if (panel.type === 'table' && known) {
    known.filter(column => !overridden.has(column.name)).forEach(column => say(`the column ${column.name} has no name for readers`));
  }
}

function lintUnit(unit: string | undefined, say: (problem: string) => void): void {
  if (unit !== undefined && !units.has(unit)) say(`unit ${unit} is not known`);
}

function lintSteps(steps: { value: number | null; color: string }[] | undefined, say: (problem: string) => void): void {
  if (!steps) return;
  if (steps[0]?.value !== null) say('thresholds do not begin at the bottom');
  steps.slice(1).forEach((step, i) => {
    const before = steps[i]!.value;
    if (step.value === null || (before !== null && step.value <= before)) say('thresholds do not rise');
  });
  steps.forEach(step => {
    if (!isColour(step.color)) say(`colour ${step.color} is not known`);
  });
}

interface Named {
  text?: string;
  color?: string;
}

function lintMappings(
  mappings: ({ type: 'value'; options: Record<string, Named> } | { type: 'regex'; options: { pattern: string; result: Named } })[] | undefined,
  say: (problem: string) => void,
): void {
  for (const mapping of mappings ?? []) {
    const named = mapping.type === 'regex' ? { [mapping.options.pattern]: mapping.options.result } : mapping.options;
    if (mapping.type === 'regex') lintForm(mapping.options.pattern, mapping.options.result.text ?? '', say);
    for (const [value, result] of Object.entries(named)) {
      if (result.color !== undefined && !isColour(result.color)) say(`colour ${result.color} is not known`);
      if (!result.text) say(`the value ${value} is named by nothing`);
    }
  }
}

/** A name may stand for what the groups of its form hold, and each of them is told in both languages. */
function lintForm(pattern: string, text: string, say: (problem: string) => void): void {
  const groups = new RegExp(`${pattern}|`).exec('')!.length - 1;
  for (const [, group] of text.matchAll(/\$(\d)/g)) {
    if (Number(group) > groups) say(`the form ${pattern} has no group ${group}`);
  }
  for (let group = 1; group <= groups; group++) {
    if (text.split(`$${group}`).length - 1 < 2) say(`what ${pattern} says is not told in both languages`);
  }
}

function lintLink(
  url: string, board: Board, boards: readonly Board[], variables: ReadonlySet<string>,
  known: { name: string; type: string }[] | undefined, say: (problem: string) => void,
): void {
  const uid = /^\/d\/([\w-]+)\?/.exec(url)?.[1];
  const other = boards.find(it => it.uid === uid);
  if (!other) {
    say(`a link leads to ${uid ?? url}, which is no board`);
    return;
  }
  if (!url.includes('${__url_time_range}')) say('a link loses the time range');
  for (const [, variable] of url.matchAll(/var-(\w+)=/g)) {
    if (!other.templating.list.some(it => it.name === variable)) say(`a link sets ${variable}, which ${uid} does not have`);
  }
  for (const [, field] of url.matchAll(/\$\{__data\.fields\["([^"]+)"\]\}/g)) {
    if (known && !known.some(column => column.name === field)) say(`a link takes the column ${field}, which is not there`);
  }
  for (const [, name] of url.matchAll(/\$\{(\w+)\}/g)) {
    if (!BUILT_IN.has(name!) && !variables.has(name!)) say(`a link takes the variable ${name}, which is not there`);
  }
  void board;
}

function lintOptions(panel: DataPanel, known: { name: string; type: string }[] | undefined, say: (problem: string) => void): void {
  const options = panel.options as unknown as Record<string, any>;
  for (const reducer of [...(options['reduceOptions']?.calcs ?? []), ...(options['legend']?.calcs ?? [])]) {
    if (!reducers.has(reducer)) say(`reducer ${reducer} is not known`);
  }
  if (panel.type === 'barchart') {
    const by = options['xField'];
    if (!by) say('bars are named by no column');
    else if (known && !known.some(column => column.name === by)) say(`bars are named by the column ${by}, which is not there`);
  }
  if (panel.type === 'geomap') {
    if (options['basemap']?.type !== 'default') say('the map fetches a ground from outside');
    for (const layer of options['layers']) {
      if (!['markers', 'route', 'geojson'].includes(layer.type)) say(`layer ${layer.type} is not sound`);
      const fields = [layer.config?.style?.size?.field, layer.config?.style?.text?.field, layer.location?.latitude, layer.location?.longitude];
      fields.filter(Boolean).forEach(field => {
        if (known && !known.some(column => column.name === field)) say(`the map takes the column ${field}, which is not there`);
      });
    }
  }
  if (panel.type === 'timeseries' && panel.fieldConfig.defaults.custom?.drawStyle === 'bars') {
    if (!panel.maxDataPoints) say('bars of which any number may be asked for become hairlines');
    if (!/WITH FILL STEP/.test(panel.targets[0]?.rawSql ?? '')) say('bars are as wide as the time between two, and nothing fills the time in which nothing happened');
  }
  if (panel.type === 'piechart' && known && known.some(column => /String|DateTime/.test(column.type))) say('shares are numbers, one column for each part');
  if (panel.type === 'stat' && known && known.length !== 1) say('a number is one column');
  if (/inputs_by_minute/.test(panel.targets[0]?.rawSql ?? '') && panel.type === 'timeseries' && panel.interval !== '1m') say('a table of minutes is not asked for less than a minute');
}
