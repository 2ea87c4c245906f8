/** The board page: draws the shipped boards for people without Grafana. The address holds all that is chosen. */
import type { Board, DataPanel, Panel, TextPanel, Variable } from '../../src/board';
import { runPanel, runVariable, type Answer, type Context } from './query';
import { barchart, geomap, heatmap, piechart, stateTimeline, timeseries } from './panels/charts';
import { make } from './panels/dom';
import { stat } from './panels/stat';
import { table } from './panels/table';
import type { View } from './panels/view';
import { feed } from './feed';
import { explain, phrase, say, type Language } from './words';
import type { Theme } from './theme';
import './style.css';

interface Listed {
  uid: string;
  title: string;
}

const RANGES: readonly [string, number][] = [
  ['1 h', 3_600_000], ['6 h', 21_600_000], ['24 h', 86_400_000], ['7 d', 604_800_000], ['30 d', 2_592_000_000],
];

/** General before specific; what is not named here comes last. */
const ORDER = ['command', 'tiers', 'county', 'office', 'person', 'compliance', 'verification', 'quality', 'oversight', 'public', 'health']
  .map(name => `zhijiao-${name}`);
const place = (listed: Listed) => (ORDER.indexOf(listed.uid) + ORDER.length + 1) % (ORDER.length + 1);

const app = document.getElementById('app')!;
const stored = (key: string, otherwise: string) => localStorage.getItem(key) ?? otherwise;

interface Span {
  from: number;
  to: number;
}

/** From when to when there is anything; while a demo runs it grows. */
async function spanOfData(): Promise<Span | null> {
  return (await fetch('api/span')).json();
}

class Page {
  private board?: Board;
  private readonly language = (new URLSearchParams(location.search).get('lang') ?? stored('language', 'both')) as Language;
  private readonly theme = (new URLSearchParams(location.search).get('theme') ?? stored('theme', 'dark')) as Theme;
  private timer?: number;
  private readonly unfolded = new Set<number>();

  constructor(private readonly boards: Listed[], private span: Span | null) {
    document.documentElement.dataset['theme'] = this.theme;
    document.documentElement.lang = this.language === 'en' ? 'en' : 'zh-CN';
    addEventListener('hashchange', () => void this.open());
  }

  /** The address after '#', as Grafana writes it: /d/UID?from=…&to=…&var-x=… */
  private address(): { uid: string; query: URLSearchParams } {
    const [path, query] = location.hash.slice(1).split('?');
    const uid = /^\/d\/([\w-]+)/.exec(path ?? '')?.[1] ?? this.boards[0]!.uid;
    return { uid, query: new URLSearchParams(query) };
  }

  private go(url: string): void {
    location.hash = url.startsWith('#') ? url : `#${url}`;
  }

  private change(edit: (query: URLSearchParams) => void): void {
    const { uid, query } = this.address();
    edit(query);
    this.go(`/d/${uid}?${query}`);
  }

  async open(): Promise<void> {
    const { uid } = this.address();
    const response = await fetch(`api/boards/${uid}`);
    if (!response.ok) {
      app.replaceChildren(make('p', 'note', await response.text()));
      return;
    }
    this.board = await response.json();
    await this.draw();
  }

  private context(board: Board): Context {
    const { query } = this.address();
    // In a replay of last spring it is last spring: the latest that is known stands for now.
    const now = this.span !== null && this.span.to < Date.now() - 86_400_000 ? this.span.to : Date.now();
    const from = Number(query.get('from') ?? now - relative(board.time.from));
    const to = Number(query.get('to') ?? now);
    const variables: Record<string, string[]> = {};
    for (const variable of board.templating.list) {
      const chosen = query.getAll(`var-${variable.name}`).filter(value => value !== '');
      if (variable.type !== 'datasource') {
        variables[variable.name] = chosen.length > 0 ? chosen : variable.includeAll ? ['$__all'] : [];
      }
    }
    return { board: board.uid, from, to, variables };
  }

  private async draw(): Promise<void> {
    const board = this.board!;
    this.span = await spanOfData();
    const context = this.context(board);
    const selects = await this.variables(board, context);
    const view: View = { language: this.language, theme: this.theme, context, go: url => this.go(url) };
    const main = make('main');
    const jobs: Promise<void>[] = [];
    const open = (panel: Panel, shift: number) => {
      const box = make('section', 'panel');
      const { x, y, w, h } = panel.gridPos;
      box.style.gridColumn = `${x + 1} / span ${w}`;
      box.style.gridRow = `${y + shift + 1} / span ${h}`;
      box.dataset['reach'] = String(x + w);
      box.dataset['panel'] = String(panel.id);
      main.append(box);
      jobs.push(this.fill(panel as DataPanel | TextPanel, box, view));
    };
    let shift = 0;
    for (const panel of board.panels) {
      if (panel.type !== 'row') {
        open(panel, shift);
        continue;
      }
      const unfolded = this.unfolded.has(panel.id) || this.address().query.has('unfold');
      const row = make('div', 'row', `${unfolded ? '▾' : '▸'} ${say(panel.title, this.language)}`);
      row.style.gridRow = `${panel.gridPos.y + shift + 1} / span 1`;
      row.addEventListener('click', () => {
        if (!this.unfolded.delete(panel.id)) this.unfolded.add(panel.id);
        void this.draw();
      });
      main.append(row);
      if (unfolded) {
        panel.panels.forEach(inner => open(inner, shift));
      } else {
        shift -= Math.max(0, ...panel.panels.map(inner => inner.gridPos.y + inner.gridPos.h)) - panel.gridPos.y - 1;
      }
    }
    app.replaceChildren(this.header(board, context), this.notice(), selects, main);
    document.title = `${say(board.title, this.language)} · 智矫`;
    await Promise.all(jobs);
    markMisplaced(main);
    app.dataset['drawn'] = 'true';
    this.schedule(board);
  }

  private schedule(board: Board): void {
    clearTimeout(this.timer);
    const every = Number(this.address().query.get('refresh') ?? relative(board.refresh));
    if (every > 0) {
      this.timer = window.setTimeout(() => void this.draw(), Math.max(1_000, every));
    }
  }

  private header(board: Board, context: Context): HTMLElement {
    const bar = make('header');
    bar.append(make('span', 'mark', '智矫 zhijiao'));
    const pick = make('select');
    for (const listed of this.boards) {
      const option = make('option', '', say(listed.title, this.language));
      option.value = listed.uid;
      option.selected = listed.uid === board.uid;
      pick.append(option);
    }
    pick.addEventListener('change', () => {
      const { query } = this.address();
      this.go(`/d/${pick.value}?${query}`);
    });
    bar.append(pick, make('span', 'why', explain(board.description, this.language).replace(/\n+/g, ' ')));
    const range = make('select');
    const length = context.to - context.from;
    const current = make('option', '', shortSpan(length));
    current.value = '';
    range.append(current);
    for (const [name, millis] of RANGES) {
      const option = make('option', '', name);
      option.value = String(millis);
      range.append(option);
    }
    if (this.span) {
      const option = make('option', '', phrase('data', this.language));
      option.value = 'data';
      range.append(option);
    }
    range.addEventListener('change', () => {
      this.change(query => {
        const from = range.value === 'data' ? this.span!.from : context.to - Number(range.value);
        query.set('from', String(from));
        query.set('to', String(range.value === 'data' ? this.span!.to : context.to));
      });
    });
    const theme = make('button', '', this.theme === 'dark' ? '☀' : '☾');
    theme.title = phrase('theme', this.language);
    theme.addEventListener('click', () => this.keep('theme', this.theme === 'dark' ? 'light' : 'dark'));
    const language = make('button', '', this.language === 'both' ? '中/EN' : this.language === 'zh' ? '中' : 'EN');
    language.title = phrase('language', this.language);
    language.addEventListener('click', () => this.keep('language', this.language === 'both' ? 'zh' : this.language === 'zh' ? 'en' : 'both'));
    const refresh = make('button', '', '⟳');
    refresh.title = phrase('refresh', this.language);
    refresh.addEventListener('click', () => void this.draw());
    const live = make('button', '', phrase('feed', this.language));
    live.addEventListener('click', () => feed.toggle(this.language, url => this.go(url)));
    bar.append(labelled(phrase('range', this.language), range), refresh, language, theme, live);
    return bar;
  }

  private notice(): HTMLElement {
    return make('div', 'preview', phrase('preview', this.language));
  }

  private keep(key: 'theme' | 'language', value: string): void {
    localStorage.setItem(key, value);
    const query = new URLSearchParams(location.search);
    query.delete(key === 'theme' ? 'theme' : 'lang');
    location.search = query.toString();
    if (query.toString() === location.search.slice(1)) location.reload();
  }

  private async variables(board: Board, context: Context): Promise<HTMLElement> {
    const bar = make('div', 'variables');
    for (const variable of board.templating.list) {
      if (variable.type !== 'query') continue;
      const answer = await runVariable(context, variable.name);
      this.choose(variable, answer, context);
      const select = make('select');
      select.dataset['variable'] = variable.name;
      if (variable.includeAll) {
        const all = make('option', '', phrase('all', this.language));
        all.value = '$__all';
        select.append(all);
      }
      for (const row of answer.rows) {
        const option = make('option', '', say(String(row[answer.columns.length > 1 ? 1 : 0]), this.language));
        option.value = String(row[0]);
        option.selected = context.variables[variable.name]!.includes(option.value);
        select.append(option);
      }
      select.addEventListener('change', () => this.change(query => query.set(`var-${variable.name}`, select.value)));
      bar.append(labelled(say(variable.label ?? variable.name, this.language), select));
    }
    return bar;
  }

  /** A board about one thing opens with the first. */
  private choose(variable: Variable, answer: Answer, context: Context): void {
    const chosen = context.variables[variable.name]!;
    if (chosen.length === 0 && answer.rows.length > 0) {
      context.variables[variable.name] = [String(answer.rows[0]![0])];
    }
  }

  private async fill(panel: DataPanel | TextPanel, box: HTMLElement, view: View): Promise<void> {
    const title = make('h2', '', say(panel.title, this.language));
    title.title = explain(panel.description, this.language);
    const body = make('div', 'body');
    box.append(title, body);
    try {
      const drawn = await this.paint(panel, body, view);
      box.dataset['state'] = !drawn ? 'empty' : isCut(box) ? 'cut' : 'ok';
      if (!drawn) body.replaceChildren(make('div', 'note', phrase('empty', this.language)));
    } catch (problem) {
      box.dataset['state'] = 'error';
      body.replaceChildren(make('div', 'note', String(problem instanceof Error ? problem.message : problem)));
    }
  }

  private async paint(panel: DataPanel | TextPanel, body: HTMLElement, view: View): Promise<boolean> {
    if (panel.type === 'text') {
      const words = make('div', 'words');
      const paragraphs = panel.options.content.split('\n\n');
      const told = paragraphs.length === 2 ? explain(panel.options.content, this.language).split('\n\n') : paragraphs;
      for (const paragraph of told) words.append(make('p', '', paragraph));
      body.append(words);
      return true;
    }
    const points = panel.maxDataPoints ?? Math.max(100, Math.round(panel.gridPos.w * 40));
    const answer = await runPanel(view.context, panel.id, panel.targets[0]!.refId, points, panel.interval);
    switch (panel.type) {
      case 'stat': return stat(panel, answer, body, view);
      case 'table': return table(panel, answer, body, view);
      case 'timeseries': return timeseries(panel, answer, body, view);
      case 'barchart': return barchart(panel, answer, body, view);
      case 'piechart': return piechart(panel, answer, body, view);
      case 'state-timeline': return stateTimeline(panel, answer, body, view);
      case 'heatmap': return heatmap(panel, answer, body, view);
      case 'geomap': return geomap(panel, answer, body, view);
      default: throw new Error(`panel type ${(panel as { type: string }).type} is not known to the board page`);
    }
  }
}

/** Pixels; what is smaller nobody reads from a chair. */
const SMALLEST = 11;

/** Whether text does not fit where it stands, or is too small to be read. Only the sentence that takes the rest of a row may end in dots: its whole is its title. */
function isCut(box: HTMLElement): boolean {
  const wide = [...box.querySelectorAll<HTMLElement>('h2, th, td:not(.rest), .stat, .scroll, .words, .note, .body')];
  const high = [...box.querySelectorAll<HTMLElement>('.stat, .words, .body')];
  // A title that lacks one pixel loses its last letters; of all else one pixel is how widths are rounded.
  return (
    wide.some(it => it.scrollWidth > it.clientWidth + (it.matches('h2') ? 0 : 1)) ||
    high.some(it => it.scrollHeight > it.clientHeight + 1) ||
    [...box.querySelectorAll<HTMLElement>('.figure')].some(it => parseFloat(getComputedStyle(it).fontSize) < SMALLEST) ||
    box.querySelector('[data-cut]') !== null
  );
}

/** Of Grafana's grid. */
const COLUMNS = 24;

/** Panels that lie on one another, or reach beyond the page: each loses its good state. */
function markMisplaced(main: HTMLElement): void {
  const boxes = [...main.querySelectorAll<HTMLElement>('.panel')].map(panel => ({ panel, at: panel.getBoundingClientRect() }));
  for (const { panel, at } of boxes) {
    if (Number(panel.dataset['reach']) > COLUMNS) panel.dataset['state'] = 'outside';
    for (const other of boxes) {
      if (other.panel !== panel && at.left < other.at.right - 1 && other.at.left < at.right - 1 && at.top < other.at.bottom - 1 && other.at.top < at.bottom - 1) {
        panel.dataset['state'] = 'overlap';
      }
    }
  }
}

function labelled(text: string, element: HTMLElement): HTMLElement {
  const label = make('label', '', text);
  label.append(element);
  return label;
}

/** "now-24h" or "30s" in milliseconds. */
function relative(text: string): number {
  const found = /^(?:now-)?(\d+)([smhd])$/.exec(text);
  const sizes: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return found ? Number(found[1]) * sizes[found[2]!]! : 0;
}

function shortSpan(millis: number): string {
  const hours = millis / 3_600_000;
  return hours >= 48 ? `${Math.round(hours / 24)} d` : hours >= 1 ? `${Math.round(hours)} h` : `${Math.round(millis / 60_000)} min`;
}

const [boards, span] = await Promise.all([fetch('api/boards').then(r => r.json()) as Promise<Listed[]>, spanOfData()]);
boards.sort((a, b) => place(a) - place(b));
await new Page(boards, span).open();
