/**
 * What a board may be: Grafana's own Classic form, narrowed to what we draw and to what provisioning needs.
 *
 * The types come from @grafana/schema; a board is a value of {@link Board} and not merely an object, so a misspelt option or a
 * panel of an unknown type does not compile.
 */
import type { Dashboard, FieldConfigSource, VariableModel } from '@grafana/schema';
import type * as barchart from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as geomap from '@grafana/schema/dist/esm/raw/composable/geomap/panelcfg/x/GeomapPanelCfg_types.gen';
import type * as heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as piechart from '@grafana/schema/dist/esm/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as statetimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** The data source is chosen by a variable, so that a board fits any Grafana. */
export const DATASOURCE = { type: 'grafana-clickhouse-datasource', uid: '${datasource}' } as const;

/** One query in SQL. A table is format 1; a series is format 0, has a column `time` and is in its order. */
export interface Target {
  refId: string;
  datasource: typeof DATASOURCE;
  editorType: 'sql';
  queryType: 'timeseries' | 'table';
  format: 0 | 1;
  rawSql: string;
}

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Grafana's enums are strings in JSON: we write the strings, and they are checked against the enums' values. */
type Plain<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T
  : T extends (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

interface Common<Type extends string, Options, Custom = Record<string, never>> {
  id: number;
  type: Type;
  title: string;
  description: string;
  gridPos: GridPos;
  datasource: typeof DATASOURCE;
  targets: Target[];
  interval?: string;
  maxDataPoints?: number;
  options: Plain<Options>;
  fieldConfig: Plain<FieldConfigSource<Partial<Custom>>>;
}

export type DataPanel =
  | Common<'stat', stat.Options>
  | Common<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | Common<'barchart', barchart.Options, barchart.FieldConfig>
  | Common<'bargauge', bargauge.Options>
  | Common<'piechart', Omit<piechart.Options, 'displayLabels'> & { displayLabels?: piechart.Options['displayLabels'] }>
  | Common<'table', Partial<table.Options>, table.FieldConfig>
  | Common<'state-timeline', statetimeline.Options, statetimeline.FieldConfig>
  | Common<'heatmap', Partial<heatmap.Options>>
  | Common<'geomap', geomap.Options>;

export interface TextPanel {
  id: number;
  type: 'text';
  title: string;
  description: string;
  gridPos: GridPos;
  options: Plain<text.Options>;
}

export interface Row {
  id: number;
  type: 'row';
  title: string;
  collapsed: boolean;
  gridPos: GridPos;
  panels: (DataPanel | TextPanel)[];
}

export type Panel = DataPanel | TextPanel | Row;
export type PanelType = DataPanel['type'] | 'text' | 'row';

export type Variable = Plain<Pick<VariableModel, 'name' | 'label' | 'type'>> & {
  query: string;
  datasource?: typeof DATASOURCE;
  refresh?: 1 | 2;
  sort?: 0 | 1;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
  current?: { text: string; value: string };
  hide?: 0 | 1 | 2;
  regex?: string;
  options?: { text: string; value: string; selected: boolean }[];
};

/** A whole board, as file provisioning reads it. */
export interface Board extends Omit<Dashboard, 'panels' | 'templating' | 'annotations' | 'id'> {
  uid: string;
  title: string;
  description: string;
  tags: string[];
  schemaVersion: 42;
  version: 1;
  editable: false;
  graphTooltip: 1;
  refresh: string;
  time: { from: string; to: string };
  timezone: 'Asia/Shanghai';
  weekStart: 'monday';
  templating: { list: Variable[] };
  annotations: { list: [] };
  panels: Panel[];
}
