/**
 * All checks that need no browser: what is generated is what is committed, the lint finds nothing, every seeded mistake is found,
 * numbers are written as Grafana writes them, and every rule has a name and a place. Ends with a line that counts them.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { boards } from '../boards/index.js';
import { differences } from '../generate.js';
import { EVIDENCE, RULES } from '../labels.js';
import { mapped } from '../panels.js';
import { called, written } from './grafana.js';
import { lint, type Columns } from './lint.js';
import { copyOf, mistakes } from './mistakes.js';

const HERE = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const COLUMNS = join(HERE, '..', 'build', 'board-columns.json');

let passed = 0;
let failed = 0;

function check(name: string, problems: readonly string[]): void {
  if (problems.length === 0) {
    passed++;
  } else {
    failed++;
    console.error(`FAILED ${name}`);
    problems.slice(0, 40).forEach(problem => console.error(`  ${problem}`));
  }
}

const all = boards();
const columns: Columns | undefined = existsSync(COLUMNS) ? JSON.parse(readFileSync(COLUMNS, 'utf8')) : undefined;
if (!columns) {
  console.error('columns of the queries are not known: what depends on them is left out');
}

check('the committed boards are those that are generated', differences(join(HERE, 'grafana'), all));
check('no board has a mistake', lint(all, columns));
check(
  'every panel shows something of the demo',
  Object.entries(columns ?? {}).flatMap(([query, found]) => (found[0]?.rows === 0 ? [`${query} has no rows`] : [])),
);

for (const mistake of mistakes) {
  const copy = copyOf(all);
  mistake.make(copy);
  const found = lint(copy, columns);
  const needsColumns = /which is not there|no name for readers/.test(mistake.said.source);
  if (needsColumns && !columns) continue;
  check(`caught: ${mistake.name}`, found.some(problem => mistake.said.test(problem)) ? [] : ['not caught', ...found]);
}

/** The rules that a page under docs/rules is about: "# id, id · words · 词". */
const rules = readdirSync(join(HERE, '..', 'docs', 'rules'))
  .filter(name => name.endsWith('.md') && name !== 'README.md')
  .flatMap(name => /^# (.*?) · /.exec(readFileSync(join(HERE, '..', 'docs', 'rules', name), 'utf8'))?.[1]?.split(', ') ?? [name]);
const words = JSON.stringify(all);
check('rules were found', rules.length >= 20 ? [] : [`only ${rules.length}`]);
check('every rule has a name on the boards', rules.filter(id => !words.includes(`"${id}":{"text":"`)).map(id => `${id} has no name`));
/** Words and reasons that the engine counts by, from where they are declared: each is read by people on the board of its health. */
const declared = (path: string, form: RegExp) => [...readFileSync(join(HERE, '..', path), 'utf8').matchAll(form)].map(found => found[1]!);
const counted = [
  ...declared('core/src/main/java/zhijiao/core/fact/FactKind.java', /^  [A-Z_]+\(\d+, "([a-z-]+)"\)[,;]/gm),
  ...declared('core/src/main/java/zhijiao/core/timeline/Outcome.java', /^  ((?!PENDING|FACT|DUPLICATE)[A-Z_]+)[,;]/gm),
  ...declared('jobs/src/main/java/zhijiao/jobs/io/RejectReason.java', /^  ([A-Z_]+)\(\d+\)[,;]/gm),
];
check('kinds and reasons were found', counted.length >= 40 ? [] : [`only ${counted.length}`]);
check('every kind of fact and every reason has a name', counted.filter(id => !words.includes(`"${id}":{"text":"`)).map(id => `${id} has no name`));
check('every name is the name of a rule', Object.keys(RULES).filter(id => !rules.includes(id)).map(id => `${id} is no rule`));

/** What can be said of the files for a Grafana and for Docker without either: what they name is there, and nothing is open to the world. */
const compose = readFileSync(join(HERE, 'compose', 'compose.yaml'), 'utf8');
const mounted = [...compose.matchAll(/(?:- |")(\.\.\/[^:"\s]+):/g)].map(found => found[1]!).filter(path => !path.endsWith('/target'));
const ports = [...compose.matchAll(/"([\d.:]*\d+:\d+)"/g)].map(found => found[1]!);
check('the compose file mounts what is there and binds to this machine', [
  ...(mounted.length < 3 || ports.length < 4 ? ['it was not understood'] : []),
  ...mounted.filter(path => !existsSync(join(HERE, 'compose', path))).map(path => `${path} is not there`),
  ...ports.filter(port => !port.startsWith('127.0.0.1:')).map(port => `port ${port} is open to the world`),
  ...[...compose.matchAll(/image: \S+/g)].map(found => found[0]).filter(image => !/:[\d.]+/.test(image)).map(image => `${image} has no version`),
]);
const provisioned = ['alerting', 'dashboards', 'datasources'].map(folder => readFileSync(join(HERE, 'provisioning', folder, 'zhijiao.yaml'), 'utf8')).join('\n');
check('what is provisioned names one data source, and no address and no secret', [
  ...[...provisioned.matchAll(/datasourceUid: (\S+)/g)].map(found => found[1]!).filter(uid => !['zhijiao', '__expr__'].includes(uid)).map(uid => `data source ${uid} is not provisioned`),
  ...[...provisioned.matchAll(/(?:password|url|host): (\S+)/g)].map(found => found[1]!).filter(value => !value.startsWith('${')).map(value => `${value} stands in a file`),
  ...(provisioned.match(/apiVersion: 1/g)?.length === 3 ? [] : ['a file is of another form']),
]);

/** The page is another language's module: what needs no browser is compiled here as it stands. */
async function ofPage<M>(file: string): Promise<M> {
  const source = readFileSync(join(HERE, 'page', 'src', file), 'utf8');
  const compiled = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 } }).outputText;
  return import(`data:text/javascript;base64,${Buffer.from(compiled).toString('base64')}`);
}

const page = await ofPage<{ format(unit: string, value: number, decimals?: number): string; units: readonly string[] }>('format.ts');
const SIZES = [0, 0.004, 0.05, 0.5, 0.999, 1, 1.5, 2.25, 3.14159, 10, 59.9, 60, 90, 100, 999, 1000, 1234.5, 3600, 5400, 86400, 91234, 604800, 1e6, 31536000, 1.5e9];
/** A distance on a board is neither a millimetre nor a megametre. */
const within = (unit: string, size: number) => unit !== 'lengthm' || size === 0 || (size >= 1 && size < 1e6);
for (const unit of page.units.filter(it => it !== 'dateTimeAsIso')) {
  const wrong: string[] = [];
  const sizes = SIZES.filter(size => within(unit, size));
  for (const size of [...sizes, ...sizes.map(it => -it)]) {
    for (const decimals of [undefined, 0, 1, 2]) {
      const ours = page.format(unit, size, decimals);
      const theirs = written(unit, size, decimals);
      if (ours !== theirs) wrong.push(`${size} with ${decimals} decimals: "${ours}" instead of "${theirs}"`);
    }
  }
  check(`numbers in ${unit} are written as Grafana writes them`, wrong);
}

const { named } = await ofPage<{ named(mappings: unknown, value: unknown): { text?: string } | undefined }>('fields.ts');
const evidence = mapped(EVIDENCE);
const SAID = ['fix gps', 'mean of 5 fixes gps', 'mean of no fixes gps', 'tag battery 12 %', 'tag battery', 'study: 90 of 480 minutes due in 2026-03', 'a mean of 5 fixes gps', '$1', ''];
check('evidence is named as Grafana names it', [
  ...SAID.filter(what => (named(evidence, what)?.text ?? what) !== called(evidence, what)).map(what => `${what}: ${named(evidence, what)?.text} instead of ${called(evidence, what)}`),
  ...(named(evidence, 'mean of 5 fixes gps')?.text === '5次卫星定位的均值 Mean of 5 satellite fixes' ? [] : ['a number is not in its place']),
]);

console.log(`boards: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
