/** What judicial offices are called, from the list of townships that the simulator works with. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'local', 'src', 'main', 'resources', 'lishui', 'townships.csv');

/** Code of the township and name of its office. */
export const OFFICES: readonly (readonly [code: string, name: string])[] = readFileSync(SOURCE, 'utf8')
  .trim().split(/\r?\n/).slice(1)
  .map(line => line.split(','))
  .map(([code, name]) => [code!, `${name!.replace(/(畲族乡|民族乡|畲族镇|街道|镇|乡)$/, '')}司法所`]);
