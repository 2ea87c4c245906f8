/** Names and colours of what stands in columns, as value mappings. */
import { both, COUNTIES, EVIDENCE, KINDS, LOOPS, REASONS, REFUSALS, RULES, SENTENCES, SEVERITIES, STATES, TIERS } from './labels.js';
import { OFFICES } from './offices.js';
import type { Mapping, Series } from './panels.js';

export const rules: readonly Mapping[] = Object.entries(RULES).map(([id, label]) => [id, label]);
export const kinds: readonly Mapping[] = KINDS;
export const evidence: readonly Mapping[] = EVIDENCE;
export const refusals: readonly Mapping[] = REFUSALS;
export const severities: readonly Mapping[] = SEVERITIES.map(s => [s.id, s.label, s.colour]);
export const states: readonly Mapping[] = STATES;
export const tiers: readonly Mapping[] = TIERS;
export const sentences: readonly Mapping[] = SENTENCES;
/** What models call the tiers. */
export const modelTiers: readonly Mapping[] = TIERS.map(([id, label, colour]) => [id === 'GENERAL' ? 'ORDINARY' : id, label, colour]);
export const reasons: readonly Mapping[] = REASONS;
export const loops: readonly Mapping[] = LOOPS;
/** An alert about a camera or a station belongs to no county and no office. */
const NOBODYS: Mapping = ['', '–'];

export const counties: readonly Mapping[] = [...COUNTIES, NOBODYS];

export const offices: readonly Mapping[] = [...OFFICES, NOBODYS];

export const bySeverity: readonly Series[] = SEVERITIES.map(s => ({ name: s.id, label: s.label, colour: s.colour }));

/** One column for each severity. */
export const severityColumns = SEVERITIES.map(s => `countIf(severity = '${s.id}') AS ${s.id}`).join(', ');

/** Rules as names of courses. */
export const ruleSeries: readonly Series[] = Object.entries(RULES).map(([name, label]) => ({ name, label }));

export const byTier: readonly Series[] = TIERS.map(([name, label, colour]) => ({ name, label, colour }));
export const byReason: readonly Series[] = REASONS.map(([name, label, colour]) => ({ name, label, colour }));

/** One column for each reason of a closure. */
export const reasonColumns = REASONS.map(([id]) => `countIf(close_reason = '${id}') AS ${id}`).join(', ');

/** Rules that hold one source against another. */
export const verificationRules = ['person-tag-separation', 'roll-call-fail', 'impossible-travel', 'check-in-spoof', 'check-in-odd-hour', 'device-tamper', 'strap-cut']
  .map(id => `'${id}'`).join(', ');

/** What a change of an alert is. */
export const changes: readonly Mapping[] = [
  ['OPENED', both({ zh: '发现', en: 'Opened' }), 'red'],
  ['AMENDED', both({ zh: '补充', en: 'Amended' })],
  ['ENDED', both({ zh: '结束', en: 'Ended' }), 'purple'],
  ['REOPENED', both({ zh: '重新打开', en: 'Reopened' }), 'red'],
  ['RETRACTED', both({ zh: '撤回', en: 'Retracted' }), 'green'],
  ['ACKNOWLEDGED', both({ zh: '签收', en: 'Acknowledged' }), 'orange'],
  ['INVESTIGATING', both({ zh: '核查', en: 'Investigating' }), 'blue'],
  ['CLOSED', both({ zh: '办结', en: 'Closed' }), 'green'],
  ['NOTED', both({ zh: '记录', en: 'Noted' })],
  ['ESCALATED', both({ zh: '逐级上报', en: 'Escalated' }), 'orange'],
  ['LOOP_WARNING', both({ zh: '闭环将超时', en: 'Loop nearly over' }), 'orange'],
  ['LOOP_BREACHED', both({ zh: '闭环已超时', en: 'Loop breached' }), 'red'],
  ['SUSPENDED', both({ zh: '暂停', en: 'Suspended' })],
  ['RESUMED', both({ zh: '恢复', en: 'Resumed' })],
];
