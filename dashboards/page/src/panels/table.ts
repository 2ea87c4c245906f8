import type { DataPanel } from '../../../src/board';
import { fieldOf, named, stepColour, type Field } from '../fields';
import { clock, format } from '../format';
import { isNumber, isTime, millis, numeric, type Answer } from '../query';
import { colour } from '../theme';
import { parts, phrase, say, type Language } from '../words';
import { make } from './dom';
import { resolve, type View } from './view';

export function table(panel: DataPanel & { type: 'table' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const fields = answer.columns.map(column => fieldOf(panel, column.name));
  const grid = make('table');
  const rest = free(answer, fields);
  const headRow = make('tr');
  answer.columns.forEach((column, i) => {
    if (!fields[i]!.hidden) {
      const cell = make('th', i === rest ? 'rest' : isNumber(column.type) ? 'right' : '');
      cell.append(...heading(fields[i]!.display, view.language));
      if (fields[i]!.width) cell.style.setProperty('--width', `${fields[i]!.width}px`);
      headRow.append(cell);
    }
  });
  const head = make('thead');
  head.append(headRow);
  const body = make('tbody');
  const widest = fields.map((field, i) =>
    field.cell === 'gauge' ? (field.max ?? Math.max(1, ...answer.rows.map(row => numeric(row[i]) ?? 0))) : 0,
  );
  for (const row of answer.rows) {
    const cells = Object.fromEntries(answer.columns.map((column, i) => [column.name, row[i]]));
    const line = make('tr');
    answer.columns.forEach((column, i) => {
      const field = fields[i]!;
      if (field.hidden) return;
      const raw = row[i];
      const number = isNumber(column.type) ? numeric(raw) : null;
      const mapping = named(field.mappings, raw);
      const text = mapping?.text
        ? say(mapping.text, view.language)
        : raw === null || raw === undefined
          ? field.nothing
          : isTime(column.type)
            ? clock(millis(raw))
            : number === null
              ? String(raw)
              : format(field.unit, number, field.decimals);
      const cell = make('td', i === rest ? 'rest' : isNumber(column.type) && !mapping ? 'right' : '');
      const shown = mapping?.color ?? (field.steps.length > 1 && number !== null ? stepColour(field, number) : undefined);
      const link = field.links[0];
      const inner = link && text !== '' ? make('a', '', text) : make('span', '', text);
      if (link && inner instanceof HTMLAnchorElement) {
        const url = resolve(link.url, cells, view);
        inner.href = `#${url}`;
        inner.title = say(link.title, view.language);
        inner.addEventListener('click', event => {
          event.preventDefault();
          view.go(url);
        });
      }
      if (shown && field.cell !== 'gauge') inner.style.color = colour(shown, view.theme);
      if (field.cell === 'gauge' && number !== null) {
        const bar = make('div', 'bar');
        bar.style.width = `${Math.min(100, (100 * number) / widest[i]!)}%`;
        if (shown) bar.style.background = colour(shown, view.theme);
        cell.append(bar);
      }
      inner.title ||= text;
      cell.append(inner);
      line.append(cell);
    });
    body.append(line);
  }
  grid.append(head, body);
  const scroll = make('div', 'scroll');
  scroll.append(grid);
  host.append(scroll);
  wholeRows(scroll, view);
  return answer.rows.length > 0;
}

/** A head that is too long for one line breaks between its languages first. */
function heading(label: string, language: Language): (Node | string)[] {
  const { zh, en } = parts(label);
  return language !== 'both' || zh === en ? [say(label, language)] : [make('span', 'part', zh), ' ', make('span', 'part', en)];
}

/** The one column of text that takes what the others leave; −1 when there is none, or more than one. */
function free(answer: Answer, fields: readonly Field[]): number {
  const open = answer.columns.flatMap((column, i) => (!fields[i]!.hidden && !fields[i]!.width ? [i] : []));
  return open.length === 1 && !isNumber(answer.columns[open[0]!]!.type) ? open[0]! : -1;
}

/** No row is cut in two at the lower edge; how many are below it is said. */
function wholeRows(scroll: HTMLElement, view: View): void {
  const rows = [...scroll.querySelectorAll<HTMLElement>('tbody tr')];
  if (rows.length === 0 || scroll.scrollHeight <= scroll.clientHeight + 1) return;
  const more = make('div', 'more', phrase('more', view.language));
  scroll.after(more);
  const below = rows.findIndex((row, i) => i > 0 && row.offsetTop + row.offsetHeight > scroll.clientHeight);
  if (below < 0) return;
  scroll.style.maxHeight = `${rows[below]!.offsetTop}px`;
  more.textContent = `${phrase('more', view.language)} ${rows.length - below}`;
}
