/**
 * Numbers as Grafana writes them, for the units that our boards use and for no other: an unknown unit is an error, because
 * Grafana would show it as a suffix and nobody would notice. A check compares each unit with Grafana's own.
 */

/** As many decimals as tell something: none for whole numbers, else about three digits in all. */
function natural(value: number): number {
  if (value % 1 === 0) {
    return 0;
  }
  const size = Math.abs(value);
  const digits = 1 - Math.floor(Math.log10(size));
  return Math.max(0, size * 10 ** digits > 2.25 ? digits + 1 : digits);
}

function plain(value: number, decimals = natural(value)): string {
  const factor = 10 ** decimals;
  return (Math.round(value * factor) / factor).toFixed(decimals);
}

/** A number of things that have a plural. */
function counted(value: number, decimals: number | undefined, name: string): string {
  return `${plain(value, decimals)} ${name}${Math.abs(value) > 1 ? 's' : ''}`;
}

/** One scale of names, each so many times the one before. */
function scaled(value: number, decimals: number | undefined, factor: number, names: readonly string[]): string {
  let size = value;
  let step = 0;
  while (Math.abs(size) >= factor && step < names.length - 1) {
    size /= factor;
    step++;
  }
  return plain(size, decimals) + names[step]!;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const WEEK = 604_800;
const YEAR = 31_536_000;

function duration(seconds: number, decimals?: number): string {
  const size = Math.abs(seconds);
  if (size === 0) return '0 s';
  if (size < 1) return `${plain(seconds * 1_000, decimals)} ms`;
  if (size < MINUTE) return `${plain(seconds, decimals)} s`;
  if (size < HOUR) return counted(seconds / MINUTE, decimals, 'min');
  if (size < DAY) return counted(seconds / HOUR, decimals, 'hour');
  if (size < WEEK) return counted(seconds / DAY, decimals, 'day');
  if (size < YEAR) return counted(seconds / WEEK, decimals, 'week');
  return counted(seconds / 31_556_900, decimals, 'year');
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export function clock(millis: number): string {
  return CLOCK.format(new Date(millis));
}

const UNITS: Record<string, (value: number, decimals?: number) => string> = {
  none: plain,
  short: (value, decimals) => scaled(value, decimals, 1000, ['', ' K', ' Mil', ' Bil', ' Tri']),
  percentunit: (value, decimals) => `${plain(value * 100, decimals)}%`,
  percent: (value, decimals) => `${plain(value, decimals)}%`,
  s: duration,
  lengthm: (value, decimals) => scaled(value, decimals, 1000, [' m', ' km']),
  bytes: (value, decimals) => scaled(value, decimals, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']),
  dateTimeAsIso: value => clock(value),
};

/** The units that are known. */
export const units: readonly string[] = Object.keys(UNITS);

export function format(unit: string, value: number, decimals?: number): string {
  const how = UNITS[unit];
  if (!how) {
    throw new Error(`unit ${unit} is not known to the board page`);
  }
  return how(value, decimals);
}
