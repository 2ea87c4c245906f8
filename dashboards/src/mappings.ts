/** Names and colours of what stands in columns, as value mappings. */
import { COUNTIES, LOOPS, REASONS, RULES, SEVERITIES, STATES, TIERS } from './labels.js';
import type { Mapping, Series } from './panels.js';

export const rules: readonly Mapping[] = Object.entries(RULES).map(([id, label]) => [id, label]);
export const severities: readonly Mapping[] = SEVERITIES.map(s => [s.id, s.label, s.colour]);
export const states: readonly Mapping[] = STATES;
export const tiers: readonly Mapping[] = TIERS;
export const reasons: readonly Mapping[] = REASONS;
export const loops: readonly Mapping[] = LOOPS;
export const counties: readonly Mapping[] = COUNTIES.map(([id, label]) => [id, label]);

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
