/** Colours by Grafana's names, in both themes. */
export type Theme = 'dark' | 'light';

const COLOURS: Record<string, readonly [dark: string, light: string]> = {
  green: ['#73bf69', '#37872d'],
  'dark-green': ['#37872d', '#19730e'],
  blue: ['#5794f2', '#1f60c4'],
  'light-blue': ['#8ab8ff', '#5794f2'],
  yellow: ['#fade2a', '#b58900'],
  orange: ['#ff9830', '#e0711a'],
  'dark-orange': ['#fa6400', '#fa6400'],
  red: ['#f2495c', '#c4162a'],
  purple: ['#b877d9', '#8f3bb8'],
  text: ['#d8d9da', '#24292e'],
  transparent: ['transparent', 'transparent'],
  'super-light-blue': ['#c0d8ff', '#8ab8ff'],
  'semi-dark-green': ['#56a64b', '#56a64b'],
  'semi-dark-blue': ['#3274d9', '#3274d9'],
  'semi-dark-purple': ['#a352cc', '#a352cc'],
};

export const PALETTE = ['green', 'yellow', 'blue', 'orange', 'red', 'purple', 'light-blue', 'dark-orange', 'semi-dark-purple', 'dark-green'];

export function colour(name: string, theme: Theme): string {
  if (name.startsWith('#')) {
    return name;
  }
  const found = COLOURS[name];
  if (!found) {
    throw new Error(`colour ${name} is not known to the board page`);
  }
  return found[theme === 'dark' ? 0 : 1];
}

export const INK = { dark: '#d8d9da', light: '#24292e' } as const;
export const FAINT = { dark: '#8e8e99', light: '#5f6570' } as const;
export const LINE = { dark: '#2c3235', light: '#dfe2e6' } as const;
export const PAPER = { dark: '#181b1f', light: '#ffffff' } as const;
