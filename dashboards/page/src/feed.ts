/** The live alert feed: what the job tells, as it tells it. */
import { clock } from './format';
import { make } from './panels/dom';
import { phrase, type Language } from './words';

interface Told {
  severity: string;
  change: string;
  rule: string;
  subject: string;
  county: string;
  at: number;
  chinese: string;
  english: string;
}

const MOST = 200;

class Feed {
  private readonly box = make('aside');
  private source?: EventSource;

  toggle(language: Language, go: (url: string) => void): void {
    if (this.source) {
      this.source.close();
      this.source = undefined;
      this.box.remove();
      return;
    }
    const head = make('h2', '', phrase('feed', language));
    const close = make('button', '', '×');
    close.addEventListener('click', () => this.toggle(language, go));
    head.append(close);
    const list = make('ol');
    list.append(make('li', 'when', phrase('waiting', language)));
    this.box.replaceChildren(head, list);
    document.body.append(this.box);
    this.source = new EventSource('api/feed');
    this.source.addEventListener('message', event => {
      const told = JSON.parse(event.data) as Told;
      const item = make('li');
      item.dataset['severity'] = told.severity;
      item.append(
        make('div', 'when', `${clock(told.at)} · ${told.severity} · ${told.change} · ${told.county}`),
        make('div', '', language === 'en' ? told.english : told.chinese),
      );
      if (told.subject) {
        item.style.cursor = 'pointer';
        item.addEventListener('click', () => go(`/d/zhijiao-person?var-person=${encodeURIComponent(told.subject)}`));
      }
      list.querySelector('.when:only-child')?.parentElement?.remove();
      list.prepend(item);
      while (list.children.length > MOST) list.lastChild?.remove();
    });
  }
}

export const feed = new Feed();
