import type { DataPanel } from '../../../src/board';
import { fieldOf, named, stepColour } from '../fields';
import { format } from '../format';
import { numeric, type Answer } from '../query';
import { colour } from '../theme';
import { say } from '../words';
import { make } from './dom';
import { resolve, type View } from './view';

/** The last row's first column, large; its background says whether it is well. */
export function stat(panel: DataPanel & { type: 'stat' }, answer: Answer, host: HTMLElement, view: View): boolean {
  const column = answer.columns[0];
  const row = answer.rows.at(-1);
  if (!column || !row) {
    return false;
  }
  const field = fieldOf(panel, column.name);
  const raw = row[0];
  const value = numeric(raw);
  const mapping = named(field.mappings, raw);
  const text = mapping?.text ? say(mapping.text, view.language) : value === null ? field.nothing || '–' : format(field.unit, value, field.decimals);
  const box = make('div', 'stat');
  const figure = make('div', 'figure', text);
  figure.style.setProperty('--letters', String(Math.max(4, text.length)));
  box.append(figure);
  const name = mapping?.color ?? (value === null ? 'text' : stepColour(field, value));
  if (panel.options.colorMode === 'background' && name !== 'text') {
    box.classList.add('filled');
    box.style.setProperty('--fill', colour(name, view.theme));
  } else {
    figure.style.color = colour(name, view.theme);
  }
  const link = field.links[0];
  if (link) {
    box.classList.add('link');
    box.title = say(link.title, view.language);
    box.addEventListener('click', () => view.go(resolve(link.url, {}, view)));
  }
  host.append(box);
  return value !== null || mapping !== undefined || (field.nothing !== '' && field.nothing !== '–');
}
