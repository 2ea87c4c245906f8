/** What every board has: names, links to the other boards, the data source, the time. */
import { DATASOURCE, type Board, type Panel, type Variable } from './board.js';
import { both, COUNTIES, told, type Label } from './labels.js';

export interface Frame {
  uid: string;
  title: Label;
  description: Label;
  tags: readonly string[];
  variables: readonly Variable[];
  panels: Panel[];
  /** How far back it looks when it is opened. */
  from?: string;
  refresh?: string;
}

const ALL = { text: 'All', value: '$__all' };

/** A choice that a query gives; empty or "All" means everything. */
export function choice(name: string, label: Label, query: string): Variable {
  return {
    name,
    label: both(label),
    type: 'query',
    datasource: DATASOURCE,
    query,
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    current: ALL,
    hide: 0,
  };
}

/** One thing that the board is about. */
export function one(name: string, label: Label, query: string): Variable {
  return {
    name,
    label: both(label),
    type: 'query',
    datasource: DATASOURCE,
    query,
    refresh: 2,
    sort: 1,
    multi: false,
    includeAll: false,
    current: { text: '', value: '' },
    hide: 0,
  };
}

/** A column by its name in both languages, as lists have it by their mappings; what has none stays as it is. */
export function called(column: string, names: readonly (readonly [string, Label])[]): string {
  const quoted = (words: readonly string[]) => words.map(word => `'${word.replaceAll("'", "\\'")}'`).join(', ');
  return `transform(${column}, [${quoted(names.map(([id]) => id))}], [${quoted(names.map(([, label]) => both(label)))}], ${column})`;
}

export const countyVariable: Variable = choice(
  'county',
  { zh: '区县', en: 'County' },
  `SELECT county, ${called('county', COUNTIES)} AS name FROM zhijiao.counties ORDER BY county`,
);

const SOURCE: Variable = {
  name: 'datasource',
  label: both({ zh: '数据源', en: 'Data source' }),
  type: 'datasource',
  query: 'grafana-clickhouse-datasource',
  refresh: 1,
  current: { text: '', value: '' },
  hide: 2,
};

export function board(frame: Frame): Board {
  return {
    uid: frame.uid,
    title: both(frame.title),
    description: told(frame.description),
    tags: ['zhijiao', ...frame.tags],
    schemaVersion: 42,
    version: 1,
    editable: false,
    graphTooltip: 1,
    refresh: frame.refresh ?? '30s',
    time: { from: frame.from ?? 'now-24h', to: 'now' },
    timezone: 'Asia/Shanghai',
    weekStart: 'monday',
    fiscalYearStartMonth: 0,
    liveNow: false,
    preload: false,
    links: [
      {
        title: both({ zh: '看板', en: 'Boards' }),
        type: 'dashboards',
        tags: ['zhijiao'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
        targetBlank: false,
        icon: 'external link',
        tooltip: '',
        url: '',
      },
    ],
    templating: { list: [SOURCE, ...frame.variables] },
    annotations: { list: [] },
    panels: frame.panels,
  };
}
