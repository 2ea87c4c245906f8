/** Grafana's own registries, as far as they work without a browser. */
import { createRequire } from 'node:module';

Object.defineProperty(globalThis, 'navigator', {
  value: { userAgent: 'node', language: 'en-US', languages: ['en-US'] },
  configurable: true,
});

interface Registries {
  getValueFormats(): { submenu: { value: string }[] }[];
  getValueFormat(unit: string): (value: number, decimals?: number) => { text: string; prefix?: string; suffix?: string };
  formattedValueToString(value: { text: string }): string;
  fieldReducers: { list(): { id: string }[] };
  fieldMatchers: { list(): { id: string }[] };
  getDisplayProcessor(options: { field: { type: string; config: object }; theme: object }): (value: unknown) => { text: string };
  createTheme(): { visualization: { getColorByName(name: string): string } };
}

const data = createRequire(import.meta.url)('@grafana/data') as Registries;

export const units: ReadonlySet<string> = new Set(data.getValueFormats().flatMap(category => category.submenu.map(unit => unit.value)));
export const reducers: ReadonlySet<string> = new Set(data.fieldReducers.list().map(reducer => reducer.id));
export const matchers: ReadonlySet<string> = new Set(data.fieldMatchers.list().map(matcher => matcher.id));

export const written = (unit: string, value: number, decimals?: number): string =>
  data.formattedValueToString(data.getValueFormat(unit)(value, decimals));

/** What Grafana calls a value. */
export const called = (mappings: unknown, value: string): string =>
  data.getDisplayProcessor({ field: { type: 'string', config: { mappings } }, theme: data.createTheme() })(value).text;

const visualization = data.createTheme().visualization;

/** Grafana takes any text for a colour and gives it back when it knows none of that name. */
export const isColour = (name: string): boolean =>
  /^#[0-9a-fA-F]{6}$/.test(name) || ['text', 'transparent'].includes(name) || visualization.getColorByName(name) !== name;
