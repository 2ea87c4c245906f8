/** Writes every board and the map, or with --check tells whether the files there are what would be written. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Board } from './board.js';
import { boards } from './boards/index.js';
import { outline } from './outline.js';
import { users } from './roles.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'grafana');
const USERS = join(FOLDER, '..', 'access', 'users.d', 'zhijiao.xml');
const MAP = join(FOLDER, '..', 'page', 'public', 'map', 'counties.geojson');

export function text(board: Board): string {
  return `${JSON.stringify(board, null, 2)}\n`;
}

/** What differs between the files and what would be written; empty when nothing does. */
export function differences(folder: string, wanted: readonly Board[]): string[] {
  const found = new Set(readdirSync(folder).filter(name => name.endsWith('.json')));
  const problems: string[] = [];
  for (const board of wanted) {
    const name = `${board.uid}.json`;
    if (!found.delete(name)) {
      problems.push(`${name} is missing`);
    } else if (readFileSync(join(folder, name), 'utf8') !== text(board)) {
      problems.push(`${name} is not what is generated`);
    }
  }
  if (!existsSync(MAP) || readFileSync(MAP, 'utf8') !== outline()) problems.push('the map is not what is generated');
  if (!existsSync(USERS) || readFileSync(USERS, 'utf8') !== users(wanted)) problems.push('the users are not what is generated');
  return [...problems, ...[...found].map(name => `${name} is of no board`)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = boards();
  if (process.argv.includes('--check')) {
    const problems = differences(FOLDER, all);
    problems.forEach(problem => console.error(problem));
    process.exit(problems.length === 0 ? 0 : 1);
  }
  mkdirSync(FOLDER, { recursive: true });
  readdirSync(FOLDER).filter(name => name.endsWith('.json')).forEach(name => rmSync(join(FOLDER, name)));
  all.forEach(board => writeFileSync(join(FOLDER, `${board.uid}.json`), text(board)));
  mkdirSync(dirname(MAP), { recursive: true });
  writeFileSync(MAP, outline());
  mkdirSync(dirname(USERS), { recursive: true });
  writeFileSync(USERS, users(all));
  console.log(`${all.length} boards`);
}
