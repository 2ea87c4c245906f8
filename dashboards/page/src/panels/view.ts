/** What a drawing needs to know beside the panel and its data. */
import type { Language } from '../words';
import type { Theme } from '../theme';
import type { Context } from '../query';

export interface View {
  language: Language;
  theme: Theme;
  context: Context;
  /** Goes to another board, as a data link says. */
  go(url: string): void;
}

/** Fills in a data link from a row: fields, time range and variables. */
export function resolve(url: string, row: Record<string, unknown>, view: View): string {
  const { from, to, variables } = view.context;
  const carried = Object.entries(variables)
    .flatMap(([name, values]) => values.map(value => `var-${name}=${encodeURIComponent(value)}`))
    .join('&');
  return url
    .replace(/\$\{__data\.fields\["([^"]+)"\]\}/g, (_, field: string) => encodeURIComponent(String(row[field] ?? '')))
    .replace(/\$\{__value\.raw\}/g, () => encodeURIComponent(String(row['__value'] ?? '')))
    .replace(/\$\{__url_time_range\}/g, `from=${from}&to=${to}`)
    .replace(/\$\{__all_variables\}/g, carried);
}

/** Anything that is left of a template would be a broken link. */
export function isWhole(url: string): boolean {
  return !url.includes('${');
}
