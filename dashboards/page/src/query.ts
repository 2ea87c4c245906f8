/** The one way to data: the server runs what stands in a shipped board, and nothing else. */
export interface Answer {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  /** Steps of a course, seconds. */
  interval: number;
}

export interface Context {
  board: string;
  from: number;
  to: number;
  variables: Record<string, string[]>;
}

async function post(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.json();
}

export const runPanel = (context: Context, panel: number, refId: string, points: number, interval?: string) =>
  post('api/query', { ...context, panel, refId, points, interval: interval ?? '' });

export const runVariable = (context: Context, variable: string) => post('api/variable', { ...context, variable });

export const indexOf = (answer: Answer, name: string): number => answer.columns.findIndex(column => column.name === name);

export const isTime = (type: string): boolean => /DateTime/.test(type);

export const isNumber = (type: string): boolean => /^(Nullable\()?(LowCardinality\()?(U?Int|Float|Decimal)/.test(type);

/** Instants come as text in UTC. */
export function millis(value: unknown): number {
  const found = Date.parse(String(value));
  if (Number.isNaN(found)) {
    throw new Error(`${String(value)} is no instant`);
  }
  return found;
}

/** Large integers come as text. */
export function numeric(value: unknown): number | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
