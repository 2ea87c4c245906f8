/** Labels stand in the boards as "中文 English"; which part is shown is the reader's choice. */
export type Language = 'zh' | 'en' | 'both';

const HAN = /[\u3400-\u9fff\uff00-\uffef]/;

/** A day, a clock, a number: what needs no language. */
const FIGURES = /^[\d:.–-]+$/;

/** Parts a label: figures that it begins with belong to both; the Chinese part ends before the first word without a Chinese character that is followed by none. */
export function parts(label: string): { zh: string; en: string } {
  const words = label.split(' ');
  let last = -1;
  words.forEach((word, i) => {
    if (HAN.test(word)) {
      last = i;
    }
  });
  if (last < 0 || last === words.length - 1) {
    return { zh: label, en: label };
  }
  const figures = words.slice(0, words.findIndex(word => !FIGURES.test(word)));
  return { zh: words.slice(0, last + 1).join(' '), en: [...figures, ...words.slice(last + 1)].join(' ') };
}

export function say(label: string, language: Language): string {
  return language === 'both' ? label : parts(label)[language];
}

/** Descriptions hold a paragraph for each language. */
export function explain(description: string, language: Language): string {
  const [zh, en] = description.split('\n\n');
  return language === 'both' || en === undefined ? description : language === 'zh' ? zh! : en;
}

const PHRASES = {
  preview: ['预览页：供没有 Grafana 的用户查看，不能编辑，不发送通知', 'A preview for whoever has no Grafana: no editing, no notifications'],
  range: ['时间', 'Time'],
  refresh: ['刷新', 'Refresh'],
  theme: ['明暗', 'Theme'],
  language: ['语言', 'Language'],
  feed: ['报警流', 'Alert feed'],
  waiting: ['等待新的报警……', 'Waiting for alerts…'],
  more: ['下方还有', 'More below:'],
  empty: ['没有数据', 'No data'],
  all: ['全部', 'All'],
  data: ['全部数据', 'All data'],
  now: ['截至', 'Until'],
} as const;

export function phrase(key: keyof typeof PHRASES, language: Language): string {
  const [zh, en] = PHRASES[key];
  return language === 'zh' ? zh : language === 'en' ? en : `${zh} ${en}`;
}
