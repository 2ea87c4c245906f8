import * as echarts from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import type { DataPanel } from '../../../src/board';
import { fieldOf, named, stepColour, type Field } from '../fields';
import { clock, format } from '../format';
import { indexOf, isNumber, isTime, millis, numeric, type Answer } from '../query';
import { colour, FAINT, INK, LINE, PALETTE, PAPER } from '../theme';
import { say } from '../words';
import { make } from './dom';
import type { View } from './view';

echarts.use([
  LineChart, BarChart, PieChart, HeatmapChart, ScatterChart, CustomChart,
  GridComponent, TooltipComponent, LegendComponent, VisualMapComponent, GeoComponent, MarkLineComponent, CanvasRenderer,
]);

type Option = Record<string, unknown>;

/** Pixels for what a strand of a timeline is called. */
const LONGEST_NAME = 180;

/** Pixels for the mark before a name in a legend, and around both. */
const LEGEND_MARK = 30;

/** Boards are read in China's time, wherever the browser stands: axes count from an origin moved by its offset. */
const CHINA = 8 * 3_600_000;

function draw(host: HTMLElement, option: Option, view: View, onLaidOut?: (chart: echarts.ECharts) => void): void {
  const box = make('div', 'chart');
  host.append(box);
  const chart = echarts.init(box, undefined, { renderer: 'canvas' });
  chart.setOption({
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK[view.theme] },
    ...option,
  });
  onLaidOut?.(chart);
  new ResizeObserver(() => {
    chart.resize();
    onLaidOut?.(chart);
  }).observe(box);
}

/** What stands under an axis of time: the clock, and the day where a day begins. */
const CLOCK_LABELS = { year: '{yyyy}-{MM}-{dd}', month: '{MM}-{dd}', day: '{MM}-{dd}', hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}', millisecond: '{HH}:{mm}:{ss}' };

const timeAxis = (view: View): Option => ({
  type: 'time', containShape: false, min: view.context.from + CHINA, max: view.context.to + CHINA, ...axisLook(view),
  axisLabel: { color: FAINT[view.theme], hideOverlap: true, formatter: CLOCK_LABELS }, splitLine: { show: false },
});

/** Things that are counted have no halves. */
const whole = (field: Field | undefined): Option => (field?.decimals === 0 && field.unit === 'short' ? { minInterval: 1 } : {});

const axisLook = (view: View): Option => ({
  axisLine: { lineStyle: { color: LINE[view.theme] } },
  axisTick: { show: false },
  axisLabel: { color: FAINT[view.theme], hideOverlap: true },
  splitLine: { lineStyle: { color: LINE[view.theme] } },
});

const legendLook = (view: View, show = true): Option => ({
  show, type: 'scroll', bottom: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect',
  textStyle: { color: FAINT[view.theme] }, pageTextStyle: { color: FAINT[view.theme] },
});

const tipLook = (view: View): Option => ({
  confine: true, backgroundColor: PAPER[view.theme], borderColor: LINE[view.theme], textStyle: { color: INK[view.theme], fontSize: 12 },
});

/** Labels are painted, not laid out, so whether one loses its end is reckoned here and told to whoever checks the page. */
function fit(host: HTMLElement, labels: readonly string[], width: number, size = 12): void {
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  const cut = labels.find(label => pen.measureText(label).width > width);
  if (cut !== undefined) host.dataset['cut'] = cut;
}

function hue(field: Field, i: number, view: View): string {
  return colour(field.colour ?? PALETTE[i % PALETTE.length]!, view.theme);
}

interface Strand {
  field: Field;
  points: [number, number | null][];
}

/** One strand for each numeric column; or, beside a text column, one for each of its texts. */
function strands(panel: DataPanel, answer: Answer): Strand[] {
  const time = answer.columns.findIndex(column => isTime(column.type));
  if (time < 0) {
    throw new Error('a course without a column of time');
  }
  const text = answer.columns.findIndex((column, i) => i !== time && !isNumber(column.type));
  if (text >= 0) {
    const value = indexOf(answer, 'Value');
    if (value < 0) {
      throw new Error('a course by name needs a column called Value');
    }
    const found = new Map<string, Strand>();
    for (const row of answer.rows) {
      const name = String(row[text]);
      const strand = found.get(name) ?? { field: fieldOf(panel, name), points: [] };
      strand.points.push([millis(row[time]) + CHINA, numeric(row[value])]);
      found.set(name, strand);
    }
    return [...found.values()];
  }
  return answer.columns.flatMap((column, i) =>
    i === time ? [] : [{ field: fieldOf(panel, column.name), points: answer.rows.map(row => [millis(row[time]) + CHINA, numeric(row[i])] as [number, number | null]) }],
  );
}

export function timeseries(panel: DataPanel & { type: 'timeseries' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const all = strands(panel, answer);
  const custom = (panel.fieldConfig as any).defaults.custom ?? {};
  const bars = custom.drawStyle === 'bars';
  const stacked = custom.stacking?.mode === 'normal';
  const unit = all[0]?.field.unit ?? 'none';
  const lines = (all[0]?.field.steps ?? []).filter(step => step.value !== null);
  const lasts = bars ? span(all, answer.interval) : 0;
  /** A bar lies on the time for which it counts, as wide as that time is long. */
  const widen = (chart: echarts.ECharts) => {
    const pixels = chart.convertToPixel({ xAxisIndex: 0 }, lasts + CHINA) - chart.convertToPixel({ xAxisIndex: 0 }, CHINA);
    const width = Math.max(1, (pixels * custom.barWidthFactor) / (stacked ? 1 : all.length));
    chart.setOption({ series: all.map(() => ({ barWidth: width })) });
  };
  draw(host, {
    grid: { left: 8, right: 12, top: 10, bottom: 28, containLabel: true },
    legend: legendLook(view),
    tooltip: {
      ...tipLook(view), trigger: 'axis', axisPointer: { type: 'line' },
      ...(bars ? { axisPointer: { type: 'none' }, formatter: (found: Told[]) => told(found, lasts, unit, all[0]?.field.decimals) } : {}),
      valueFormatter: (value: number | null) => (value === null ? '–' : format(unit, value, all[0]?.field.decimals)),
    },
    xAxis: timeAxis(view),
    yAxis: {
      type: 'value', min: 0, max: all[0]?.field.max, ...axisLook(view), ...whole(all[0]?.field),
      axisLabel: { color: FAINT[view.theme], formatter: (value: number) => format(unit, value) },
    },
    series: all.map((strand, i) => ({
      type: bars ? 'bar' : 'line',
      name: say(strand.field.display, view.language),
      data: bars ? strand.points.map(([time, value]) => [time + lasts / 2, value]) : strand.points,
      showSymbol: strand.points.length < 3,
      stack: stacked ? 'all' : undefined,
      clip: true,
      lineStyle: { width: custom.lineWidth ?? 2 },
      areaStyle: bars ? undefined : { opacity: (custom.fillOpacity ?? 0) / 100 },
      itemStyle: { color: hue(strand.field, i, view) },
      connectNulls: false,
      markLine: i === 0 && lines.length > 0
        ? { silent: true, symbol: 'none', label: { show: false }, data: lines.map(step => ({ yAxis: step.value, lineStyle: { color: colour(step.color, view.theme), type: 'dashed' } })) }
        : undefined,
    })),
  }, view, bars ? widen : undefined);
  return all.some(strand => strand.points.length > 0);
}

/** How long the time is for which each bar counts, milliseconds: no longer than from one to the next. */
function span(all: readonly Strand[], intervalSeconds: number): number {
  const times = [...new Set(all.flatMap(strand => strand.points.map(point => point[0])))].sort((a, b) => a - b);
  return Math.min(intervalSeconds * 1_000, ...times.slice(1).map((time, i) => time - times[i]!));
}

interface Told {
  seriesName: string;
  marker: string;
  value: [number, number | null];
}

/** Of what time a bar tells, and what. */
function told(found: readonly Told[], lasts: number, unit: string, decimals?: number): string {
  if (found.length === 0) return '';
  const from = found[0]!.value[0] - lasts / 2 - CHINA;
  const lines = found.map(({ marker, seriesName, value }) => `${marker}${seriesName} <b>${value[1] === null ? '–' : format(unit, value[1], decimals)}</b>`);
  return [`${clock(from).slice(0, 16)} – ${clock(from + lasts).slice(0, 16)}`, ...lines].join('<br>');
}

export function barchart(panel: DataPanel & { type: 'barchart' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const by = indexOf(answer, panel.options.xField ?? '');
  if (by < 0) {
    throw new Error(`no column ${panel.options.xField}`);
  }
  const names = answer.rows.map(row => {
    const mapping = named(fieldOf(panel, answer.columns[by]!.name).mappings, row[by]);
    return say(mapping?.text ?? String(row[by]), view.language);
  });
  const columns = answer.columns.map((column, i) => ({ i, field: fieldOf(panel, column.name) })).filter(({ i, field }) => i !== by && !field.hidden && isNumber(answer.columns[i]!.type));
  const flat = panel.options.orientation === 'horizontal';
  const stacked = panel.options.stacking === 'normal';
  const few = names.length <= 5;
  const room = Math.min(190, Math.max(110, host.clientWidth * 0.55));
  if (flat) fit(host, names, room);
  const category = {
    type: 'category', data: names, inverse: flat, ...axisLook(view), splitLine: { show: false },
    axisLabel: { color: FAINT[view.theme], width: flat ? room : few ? (host.clientWidth - 60) / names.length : undefined, overflow: flat ? 'truncate' : 'break', interval: flat || few ? 0 : 'auto' },
  };
  const unit = columns[0]?.field.unit ?? 'none';
  const value = { type: 'value', ...axisLook(view), ...whole(columns[0]?.field), axisLabel: { color: FAINT[view.theme], hideOverlap: true, formatter: (v: number) => format(unit, v) } };
  draw(host, {
    grid: { left: 8, right: 40, top: flat ? 8 : 22, bottom: columns.length > 1 ? 28 : 8, containLabel: true },
    legend: legendLook(view, columns.length > 1),
    tooltip: { ...tipLook(view), trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (v: number | null) => (v === null ? '–' : format(unit, v, columns[0]?.field.decimals)) },
    xAxis: flat ? value : category,
    yAxis: flat ? category : value,
    series: columns.map(({ i, field }, n) => ({
      type: 'bar',
      name: say(field.display, view.language),
      stack: stacked ? 'all' : undefined,
      barMaxWidth: 22,
      itemStyle: { color: hue(field, n, view) },
      label: stacked ? undefined : { show: true, position: flat ? 'right' : 'top', color: FAINT[view.theme], formatter: (p: { value: number | null }) => (p.value === null ? '' : format(field.unit, p.value, field.decimals)) },
      data: answer.rows.map(row => {
        const v = numeric(row[i]);
        const shown = field.steps.length > 1 && v !== null && !field.colour ? stepColour(field, v) : undefined;
        return { value: v, itemStyle: { color: shown ? colour(shown, view.theme) : hue(field, n, view), borderRadius: 2 } };
      }),
    })),
  }, view);
  return answer.rows.length > 0;
}

export function piechart(panel: DataPanel & { type: 'piechart' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const row = answer.rows.at(-1);
  if (!row) return false;
  const parts = answer.columns.map((column, i) => ({ field: fieldOf(panel, column.name), value: numeric(row[i]) ?? 0 }));
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const below = panel.options.legend.placement === 'bottom';
  const share = (value: number) => (whole === 0 ? '–' : format('percentunit', value / whole, 0));
  const told = (part: { field: Field; value: number }) => `${say(part.field.display, view.language)}  ${format(part.field.unit, part.value)}  ${share(part.value)}`;
  fit(host, parts.map(told), host.clientWidth * (below ? 1 : 0.48) - LEGEND_MARK, 13);
  draw(host, {
    tooltip: { ...tipLook(view), trigger: 'item', valueFormatter: (value: number) => `${format(parts[0]!.field.unit, value)} (${share(value)})` },
    legend: {
      ...legendLook(view), orient: 'vertical', textStyle: { color: INK[view.theme], fontSize: 13 },
      ...(below ? { left: 'center', top: undefined, bottom: 0, itemGap: 4 } : { left: '52%', top: 'middle', bottom: undefined, itemGap: 14 }),
      formatter: (name: string) => told(parts.find(part => say(part.field.display, view.language) === name)!),
    },
    series: [{
      type: 'pie', radius: below ? ['34%', '58%'] : ['44%', '70%'], center: below ? ['50%', '32%'] : ['27%', '50%'], label: { show: false },
      data: parts.map((part, i) => ({ name: say(part.field.display, view.language), value: part.value, itemStyle: { color: hue(part.field, i, view), borderColor: PAPER[view.theme], borderWidth: 2 } })),
    }],
  }, view);
  return whole > 0;
}

export function stateTimeline(panel: DataPanel & { type: 'state-timeline' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const all = strands(panel, answer);
  const spans: { value: [number, number, number, string]; itemStyle: { color: string } }[] = [];
  all.forEach((strand, y) => {
    let open: [number, number | null] | undefined;
    const close = (until: number) => {
      if (open && open[1] !== null) {
        const mapping = named(strand.field.mappings, open[1]);
        spans.push({
          value: [y, open[0], until, say(mapping?.text ?? String(open[1]), view.language)],
          itemStyle: { color: colour(mapping?.color ?? 'text', view.theme) },
        });
      }
    };
    for (const point of strand.points) {
      if (!open || open[1] !== point[1]) {
        close(point[0]);
        open = point;
      }
    }
    close(Math.min(view.context.to, Date.now()) + CHINA);
  });
  const names = all.map(strand => say(strand.field.display, view.language));
  fit(host, names, LONGEST_NAME);
  draw(host, {
    grid: { left: 8, right: 12, top: 4, bottom: 8, containLabel: true },
    tooltip: { ...tipLook(view), formatter: (p: { value: [number, number, number, string] }) => `${p.value[3]}<br>${clock(p.value[1] - CHINA)} – ${clock(p.value[2] - CHINA)}` },
    xAxis: timeAxis(view),
    yAxis: { type: 'category', inverse: true, data: names, ...axisLook(view), splitLine: { show: false }, axisLabel: { color: FAINT[view.theme], width: LONGEST_NAME, overflow: 'truncate', interval: 0 } },
    series: [{
      type: 'custom',
      encode: { x: [1, 2], y: 0 },
      data: spans,
      renderItem: (_: unknown, api: any) => {
        const from = api.coord([api.value(1), api.value(0)]);
        const until = api.coord([api.value(2), api.value(0)]);
        const height = Math.min(30, api.size([0, 1])[1] * 0.8);
        const width = Math.max(1, until[0] - from[0]);
        const text = String(api.value(3));
        return {
          type: 'group',
          children: [
            { type: 'rect', shape: { x: from[0], y: from[1] - height / 2, width, height, r: 2 }, style: { fill: api.visual('color'), opacity: 0.8 } },
            ...(api.visual('color') !== 'transparent' && width > text.length * 13 ? [{ type: 'text', style: { x: from[0] + 6, y: from[1], text, fill: '#111', verticalAlign: 'middle', fontSize: 11 } }] : []),
          ],
        };
      },
    }],
  }, view);
  return spans.length > 0;
}

export function heatmap(panel: DataPanel & { type: 'heatmap' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const all = strands(panel, answer);
  const times = [...new Set(all.flatMap(strand => strand.points.map(point => point[0])))].sort((a, b) => a - b);
  const column = new Map(times.map((time, i) => [time, i]));
  const cells = all.flatMap((strand, y) => strand.points.filter(p => p[1] !== null).map(p => [column.get(p[0])!, y, p[1]!]));
  const most = Math.max(1, ...cells.map(cell => cell[2]!));
  const unit = (panel.options as any).cellValues?.unit ?? 'none';
  draw(host, {
    grid: { left: 8, right: 12, top: 4, bottom: 30, containLabel: true },
    tooltip: { ...tipLook(view), formatter: (p: { value: number[] }) => `${clock(times[p.value[0]!]! - CHINA)}<br>${say(all[p.value[1]!]!.field.display, view.language)}: ${format(unit, p.value[2]!)}` },
    xAxis: { type: 'category', data: times.map(time => clock(time - CHINA).slice(5, 10)), ...axisLook(view) },
    yAxis: { type: 'category', inverse: true, data: all.map(strand => say(strand.field.display, view.language)), ...axisLook(view) },
    visualMap: { show: true, text: [format(unit, most), '0'], min: 0, max: most, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 90, itemWidth: 8, textStyle: { color: FAINT[view.theme] }, inRange: { color: view.theme === 'dark' ? ['#1f2328', '#7a3d12', '#ff9830', '#fade2a'] : ['#f4f5f7', '#ffd9a8', '#ff9830', '#c4400a'] } },
    series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: PAPER[view.theme], borderWidth: 1 } }],
  }, view);
  return cells.length > 0;
}

let outline: Promise<void> | undefined;

function counties(src: string): Promise<void> {
  outline ??= fetch(src.replace(/^\/?public\//, '')).then(r => r.json()).then(json => echarts.registerMap('counties', json));
  return outline;
}

export async function geomap(panel: DataPanel & { type: 'geomap' }, answer: Answer, host: HTMLElement, view: View): Promise<boolean> {
  const layers = panel.options.layers as { type: string; config: any }[];
  const ground = layers.find(layer => layer.type === 'geojson');
  const marks = layers.find(layer => layer.type === 'markers');
  for (const layer of layers) {
    if (layer !== ground && layer !== marks) throw new Error(`layer ${layer.type} is not known to the board page`);
  }
  if (!ground || !marks) throw new Error('a map of an outline and markers is drawn, and nothing else');
  await counties('map/counties.geojson');
  const latitude = indexOf(answer, 'latitude');
  const longitude = indexOf(answer, 'longitude');
  const size = indexOf(answer, marks.config.style.size.field);
  const label = indexOf(answer, marks.config.style.text.field);
  const field = fieldOf(panel, answer.columns[size]!.name);
  const most = Math.max(1, ...answer.rows.map(row => numeric(row[size]) ?? 0));
  const { min, max } = marks.config.style.size;
  draw(host, {
    tooltip: { ...tipLook(view), formatter: (p: any) => (p.seriesType === 'scatter' ? `${p.data.name}: ${format(field.unit, p.data.value[2])}` : p.name) },
    geo: {
      map: 'counties', roam: false, left: 10, right: 10, top: 10, bottom: 10, silent: true,
      itemStyle: { areaColor: view.theme === 'dark' ? '#22304a' : '#e8f0fb', borderColor: view.theme === 'dark' ? '#5071a8' : '#8fb0dd' },
    },
    series: [{
      type: 'scatter', coordinateSystem: 'geo',
      data: answer.rows.map(row => ({
        name: String(row[label]),
        value: [numeric(row[longitude]), numeric(row[latitude]), numeric(row[size]) ?? 0],
        itemStyle: { color: colour(stepColour(field, numeric(row[size]) ?? 0), view.theme), opacity: 0.85 },
        label: { position: isBelowAnother(row, answer.rows, latitude, longitude) ? 'bottom' : 'top' },
      })),
      symbolSize: (value: number[]) => min + ((max - min) * Math.sqrt(value[2]!)) / Math.sqrt(most),
      label: { show: true, position: 'top', color: INK[view.theme], formatter: (p: any) => `${p.data.name} ${format(field.unit, p.data.value[2])}` },
    }],
  }, view);
  return answer.rows.length > 0;
}

/** Whether the name above a marker would lie on the marker north of it; degrees. */
function isBelowAnother(row: readonly unknown[], rows: readonly (readonly unknown[])[], latitude: number, longitude: number): boolean {
  const [lat, lon] = [numeric(row[latitude]) ?? 0, numeric(row[longitude]) ?? 0];
  return rows.some(other => {
    const north = (numeric(other[latitude]) ?? 0) - lat;
    return north > 0 && north < 0.25 && Math.abs((numeric(other[longitude]) ?? 0) - lon) < 0.3;
  });
}
