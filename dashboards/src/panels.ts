/**
 * Panels by what they say, not by how Grafana spells it: a number, a course over time, a ranking, shares, a list, states over
 * time, a calendar, a map, a text. Every panel has a title, a description and, where it shows a number, a unit.
 */
import { DATASOURCE, type DataPanel, type GridPos, type Panel, type Row, type Target, type TextPanel } from './board.js';
import { both, told, type Label } from './labels.js';

/** Colours by meaning; the names are Grafana's, so that both themes have them. */
export const COLOUR = {
  good: 'green',
  notice: 'blue',
  warning: 'yellow',
  serious: 'orange',
  critical: 'red',
  quiet: 'text',
} as const;

export type Step = readonly [from: number | null, colour: string];

/** A panel before it has a place and a number. */
export type Placed = (id: number, gridPos: GridPos) => DataPanel | TextPanel;

export interface Says {
  title: Label;
  description: Label;
  sql: string;
}

export interface NumberLook {
  unit: string;
  decimals?: number;
  /** Thresholds with a reason; without any the number has no colour. */
  steps?: readonly Step[];
  mappings?: readonly Mapping[];
  /** What stands where there is no number; a dash when nothing is said. */
  nothing?: string;
}

/** What a value is called; of values of one form, with $1, $2 … for what its groups hold. */
export type Mapping = readonly [value: string | RegExp, text: Label | string, colour?: string];

/** A link from a field's value to another board, with time range and variables kept. */
export interface Link {
  title: Label;
  board: string;
  /** Variable of the other board, and the field whose value it takes. */
  variable: string;
  field: string;
}

function target(refId: string, sql: string, format: 0 | 1): Target {
  return {
    refId,
    datasource: DATASOURCE,
    editorType: 'sql',
    queryType: format === 0 ? 'timeseries' : 'table',
    format,
    rawSql: sql.trim().replace(/\n {2,}/g, '\n'),
  };
}

function thresholds(steps: readonly Step[] = [[null, COLOUR.quiet]]) {
  return { mode: 'absolute' as const, steps: steps.map(([value, color]) => ({ value, color })) };
}

interface Named {
  text: string;
  color?: string;
  index: number;
}

/** As Grafana writes it. */
export function mapped(list: readonly Mapping[] = []) {
  const options: Record<string, Named> = {};
  const forms: { type: 'regex'; options: { pattern: string; result: Named } }[] = [];
  list.forEach(([value, text, colour], index) => {
    const words = typeof text === 'string' ? text : both(text);
    const named = colour === undefined ? { text: words, index } : { text: words, color: colour, index };
    if (typeof value === 'string') {
      options[value] = named;
    } else {
      forms.push({ type: 'regex', options: { pattern: `^${value.source}$`, result: named } });
    }
  });
  return [...(Object.keys(options).length > 0 ? [{ type: 'value' as const, options }] : []), ...forms];
}

export function linkOf(link: Link) {
  return {
    title: both(link.title),
    url: `/d/${link.board}?var-${link.variable}=\${__data.fields["${link.field}"]}&\${__url_time_range}&\${__all_variables}`,
    targetBlank: false,
  };
}

const head = (says: Says, id: number, gridPos: GridPos) => ({
  id,
  title: both(says.title),
  description: told(says.description),
  gridPos,
  datasource: DATASOURCE,
});

const reduceLast = { values: false, calcs: ['lastNotNull'], fields: '' };

/** One number, now. The query gives one row with one column. */
export const number = (says: Says, look: NumberLook, link?: { title: Label; board: string }): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'stat',
  targets: [target('A', says.sql, 1)],
  options: {
    reduceOptions: reduceLast,
    orientation: 'auto',
    colorMode: look.steps ? 'background' : 'value',
    graphMode: 'none',
    justifyMode: 'center',
    textMode: 'value',
    percentChangeColorMode: 'standard',
    showPercentChange: false,
    wideLayout: true,
  },
  fieldConfig: {
    defaults: {
      unit: look.unit,
      ...(look.decimals === undefined ? {} : { decimals: look.decimals }),
      color: { mode: 'thresholds' },
      thresholds: thresholds(look.steps),
      mappings: mapped(look.mappings),
      noValue: look.nothing ?? '–',
      ...(link ? { links: [{ title: both(link.title), url: `/d/${link.board}?\${__url_time_range}&\${__all_variables}`, targetBlank: false }] } : {}),
    },
    overrides: [],
  },
});

export interface Series {
  /** Column, as the query names it. */
  name: string;
  label: Label;
  colour?: string;
}

/** More bars than that are hairlines on a third of a board's width; a day has as many half hours. */
const MOST_BARS = 48;

/** A bar stands on the time for which it counts, from its beginning on. */
const AFTER = 1;

/**
 * Steps in which nothing happened count nought: how wide a bar is follows from the time between two. Before the first step and after the
 * last nothing is made up, so that an empty answer stays empty.
 */
function stepped(sql: string, byDay: boolean): string {
  return `${sql.trim()} WITH FILL STEP ${byDay ? 'INTERVAL 1 DAY' : '$__interval_s'}`;
}

/** Courses over time. The query gives a column `time` and one column for each series, in order of time. */
export const course = (
  says: Says,
  look: NumberLook & { series?: readonly Series[]; stacked?: boolean; bars?: boolean; minInterval?: string; max?: number },
): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'timeseries',
  targets: [target('A', look.bars ? stepped(says.sql, look.minInterval === '1d') : says.sql, 0)],
  ...(look.minInterval ? { interval: look.minInterval } : {}),
  ...(look.bars ? { maxDataPoints: MOST_BARS } : {}),
  options: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  fieldConfig: {
    defaults: {
      unit: look.unit,
      ...(look.decimals === undefined ? {} : { decimals: look.decimals }),
      min: 0,
      ...(look.max === undefined ? {} : { max: look.max }),
      color: { mode: 'palette-classic' },
      thresholds: thresholds(look.steps),
      mappings: [],
      noValue: '–',
      custom: {
        drawStyle: look.bars ? 'bars' : 'line',
        lineInterpolation: 'linear',
        lineWidth: look.bars ? 0 : 2,
        ...(look.bars ? { barAlignment: AFTER, barWidthFactor: 0.9 } : {}),
        fillOpacity: look.bars ? 85 : look.stacked ? 30 : 8,
        showPoints: 'never',
        spanNulls: false,
        stacking: { mode: look.stacked ? 'normal' : 'none', group: 'A' },
        axisPlacement: 'auto',
        ...(look.steps ? { thresholdsStyle: { mode: 'dashed' } } : {}),
      },
    },
    overrides: (look.series ?? []).map(series => ({
      matcher: { id: 'byName', options: series.name },
      properties: [
        { id: 'displayName', value: both(series.label) },
        ...(series.colour ? [{ id: 'color', value: { mode: 'fixed', fixedColor: series.colour } }] : []),
      ],
    })),
  },
});

/** A ranking: the first column names the bar, the others are lengths. */
export const ranking = (
  says: Says,
  look: NumberLook & { by: string; series: readonly Series[]; stacked?: boolean; horizontal?: boolean },
): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'barchart',
  targets: [target('A', says.sql, 1)],
  options: {
    orientation: look.horizontal === false ? 'vertical' : 'horizontal',
    xField: look.by,
    stacking: look.stacked ? 'normal' : 'none',
    showValue: 'auto',
    barWidth: 0.8,
    groupWidth: 0.7,
    barRadius: 0.1,
    fullHighlight: false,
    xTickLabelMaxLength: 24,
    xTickLabelRotation: 0,
    legend: { displayMode: 'list', placement: 'bottom', showLegend: look.series.length > 1, calcs: [] },
    tooltip: { mode: 'multi', sort: 'none' },
  },
  fieldConfig: {
    defaults: {
      unit: look.unit,
      ...(look.decimals === undefined ? {} : { decimals: look.decimals }),
      color: { mode: 'palette-classic' },
      thresholds: thresholds(look.steps),
      mappings: mapped(look.mappings),
      noValue: '–',
      custom: { fillOpacity: 85, lineWidth: 0, axisPlacement: 'auto' },
    },
    overrides: look.series.map(series => ({
      matcher: { id: 'byName', options: series.name },
      properties: [
        { id: 'displayName', value: both(series.label) },
        ...(series.colour ? [{ id: 'color', value: { mode: 'fixed', fixedColor: series.colour } }] : []),
      ],
    })),
  },
});

/** Shares of a whole: one row with a column for each part. */
export const shares = (says: Says, look: NumberLook & { series: readonly Series[] }): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'piechart',
  targets: [target('A', says.sql, 1)],
  options: {
    reduceOptions: reduceLast,
    orientation: 'auto',
    pieType: 'donut',
    sort: 'desc',
    displayLabels: ['percent'],
    legend: { displayMode: 'table', placement: gridPos.w < 8 ? 'bottom' : 'right', showLegend: true, calcs: [], values: ['value', 'percent'] },
    tooltip: { mode: 'single', sort: 'none' },
  },
  fieldConfig: {
    defaults: {
      unit: look.unit,
      color: { mode: 'palette-classic' },
      thresholds: thresholds(),
      mappings: [],
      noValue: '–',
    },
    overrides: look.series.map(series => ({
      matcher: { id: 'byName', options: series.name },
      properties: [
        { id: 'displayName', value: both(series.label) },
        ...(series.colour ? [{ id: 'color', value: { mode: 'fixed', fixedColor: series.colour } }] : []),
      ],
    })),
  },
});

export interface Column {
  name: string;
  label: Label;
  unit?: string;
  decimals?: number;
  width?: number;
  steps?: readonly Step[];
  mappings?: readonly Mapping[];
  link?: Link;
  /** Shown for links only. */
  hidden?: boolean;
  /** What stands where there is no value. */
  nothing?: string;
  /** A bar in the cell. */
  bar?: { max?: number };
}

/** A list, one row for each thing; every column is told. */
export const list = (says: Says, columns: readonly Column[], sortBy?: { column: string; descending: boolean }): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'table',
  targets: [target('A', says.sql, 1)],
  options: {
    frameIndex: 0,
    showHeader: true,
    cellHeight: 'sm',
    ...(sortBy ? { sortBy: [{ displayName: both(columns.find(c => c.name === sortBy.column)!.label), desc: sortBy.descending }] } : {}),
  },
  fieldConfig: {
    defaults: {
      unit: 'none',
      color: { mode: 'thresholds' },
      thresholds: thresholds(),
      mappings: [],
      noValue: '',
      custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false, filterable: false },
    },
    overrides: columns.map(column => ({
      matcher: { id: 'byName', options: column.name },
      properties: [
        { id: 'displayName', value: both(column.label) },
        ...(column.unit ? [{ id: 'unit', value: column.unit }] : []),
        ...(column.decimals === undefined ? [] : [{ id: 'decimals', value: column.decimals }]),
        ...(column.nothing === undefined ? [] : [{ id: 'noValue', value: column.nothing }]),
        ...(column.width ? [{ id: 'custom.width', value: column.width }] : []),
        ...(column.hidden ? [{ id: 'custom.hideFrom.viz', value: true }] : []),
        ...(column.mappings ? [{ id: 'mappings', value: mapped(column.mappings) }] : []),
        ...(column.steps ? [{ id: 'thresholds', value: thresholds(column.steps) }] : []),
        ...(column.bar
          ? [
              { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
              { id: 'min', value: 0 },
              ...(column.bar.max === undefined ? [] : [{ id: 'max', value: column.bar.max }]),
            ]
          : column.steps || column.mappings?.some(m => m[2])
            ? [{ id: 'custom.cellOptions', value: { type: 'color-text' } }]
            : []),
        ...(column.link ? [{ id: 'links', value: [linkOf(column.link)] }] : []),
      ],
    })),
  },
});

/** States over time: a column `time` and a number for each thing; the mappings name the numbers. */
export const states = (says: Says, look: { mappings: readonly Mapping[]; names?: readonly Series[] }): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'state-timeline',
  targets: [target('A', says.sql, 0)],
  options: {
    alignValue: 'left',
    mergeValues: true,
    rowHeight: 0.85,
    showValue: 'auto',
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'single', sort: 'none' },
  },
  fieldConfig: {
    defaults: {
      unit: 'none',
      color: { mode: 'thresholds' },
      thresholds: thresholds(),
      mappings: mapped(look.mappings),
      noValue: '–',
      custom: { fillOpacity: 75, lineWidth: 0 },
    },
    overrides: (look.names ?? []).map(series => ({
      matcher: { id: 'byName', options: series.name },
      properties: [{ id: 'displayName', value: both(series.label) }],
    })),
  },
});

/** When things happen: hours down, time across, from a column `time` and one column for each row of the calendar. */
export const calendar = (says: Says, look: { unit: string; scheme?: string }): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'heatmap',
  targets: [target('A', says.sql, 0)],
  options: {
    calculate: false,
    cellGap: 1,
    color: { mode: 'scheme', scheme: look.scheme ?? 'Oranges', steps: 64, fill: 'dark-orange', exponent: 0.5, reverse: false },
    yAxis: { axisPlacement: 'left', reverse: true },
    legend: { show: true },
    showValue: 'never',
    tooltip: { mode: 'single', yHistogram: false },
    cellValues: { unit: look.unit },
  },
  fieldConfig: {
    defaults: { unit: look.unit, color: { mode: 'thresholds' }, thresholds: thresholds(), mappings: [] },
    overrides: [],
  },
});

/** Markers on the outline of the counties: columns `latitude`, `longitude`, a size, a colour. */
export const map = (
  says: Says,
  look: NumberLook & { size: string; label: string; outline: string; view: { lat: number; lon: number; zoom: number } },
): Placed => (id, gridPos) => ({
  ...head(says, id, gridPos),
  type: 'geomap',
  targets: [target('A', says.sql, 1)],
  options: {
    basemap: { type: 'default', name: '', config: {} },
    view: { id: 'coords', ...look.view, allLayers: true },
    controls: { showZoom: false, mouseWheelZoom: false, showAttribution: false, showScale: false, showMeasure: false, showDebug: false },
    tooltip: { mode: 'details' },
    layers: [
      {
        type: 'geojson',
        name: '区县 Counties',
        config: {
          src: look.outline,
          rules: [],
          style: { color: { fixed: 'blue' }, opacity: 0.12, lineWidth: 1, symbol: { fixed: '', mode: 'fixed' } },
        },
        tooltip: false,
      },
      {
        type: 'markers',
        name: both(says.title),
        location: { mode: 'coords', latitude: 'latitude', longitude: 'longitude' },
        config: {
          showLegend: false,
          style: {
            size: { field: look.size, fixed: 8, min: 6, max: 28 },
            color: { field: look.size, fixed: 'dark-green' },
            opacity: 0.75,
            symbol: { mode: 'fixed', fixed: 'img/icons/marker/circle.svg' },
            text: { mode: 'field', field: look.label, fixed: '' },
            textConfig: { fontSize: 12, offsetX: 0, offsetY: -18, textAlign: 'center', textBaseline: 'middle' },
          },
        },
        tooltip: true,
      },
    ],
  },
  fieldConfig: {
    defaults: { unit: look.unit, color: { mode: 'thresholds' }, thresholds: thresholds(look.steps), mappings: [] },
    overrides: [],
  },
});

/** Words. */
export const words = (title: Label, description: Label, content: string): Placed => (id, gridPos) => ({
  id,
  type: 'text',
  title: both(title),
  description: told(description),
  gridPos,
  options: { mode: 'markdown', content },
});

/** One line of a board: panels of one height side by side, their widths adding up to 24. */
export interface Line {
  height: number;
  panels: readonly (readonly [width: number, panel: Placed])[];
}

export const line = (height: number, ...panels: readonly (readonly [number, Placed])[]): Line => ({ height, panels });

/** What is folded away until somebody asks. */
export interface Fold {
  title: Label;
  lines: readonly Line[];
}

/** Gives every panel its place and number. */
export function lay(lines: readonly Line[], folds: readonly Fold[] = []): Panel[] {
  let id = 1;
  let y = 0;
  const place = (rows: readonly Line[]): (DataPanel | TextPanel)[] => {
    const placed: (DataPanel | TextPanel)[] = [];
    for (const row of rows) {
      const whole = row.panels.reduce((sum, [width]) => sum + width, 0);
      if (whole !== 24) {
        throw new Error(`a line of ${whole} columns instead of 24`);
      }
      let x = 0;
      for (const [width, panel] of row.panels) {
        placed.push(panel(id++, { x, y, w: width, h: row.height }));
        x += width;
      }
      y += row.height;
    }
    return placed;
  };
  const panels: Panel[] = place(lines);
  for (const fold of folds) {
    const row: Row = {
      id: id++,
      type: 'row',
      title: both(fold.title),
      collapsed: true,
      gridPos: { x: 0, y: y++, w: 24, h: 1 },
      panels: [],
    };
    row.panels = place(fold.lines);
    panels.push(row);
  }
  return panels;
}
