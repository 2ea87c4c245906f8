/** Grafana's field configuration, applied to our columns: defaults, then overrides by name. Anything else is an error. */
import type { DataPanel } from '../../src/board';

export interface Field {
  name: string;
  display: string;
  unit: string;
  decimals?: number;
  colour?: string;
  steps: { value: number | null; color: string }[];
  mappings: Record<string, { text?: string; color?: string }>;
  links: { title: string; url: string }[];
  hidden: boolean;
  /** What stands where there is no value. */
  nothing: string;
  cell: string;
  width?: number;
  max?: number;
  min?: number;
}

interface Loose {
  defaults: Record<string, any>;
  overrides: { matcher: { id: string; options: unknown }; properties: { id: string; value: any }[] }[];
}

export function fieldOf(panel: DataPanel, name: string): Field {
  const config = panel.fieldConfig as unknown as Loose;
  const field: Field = {
    name,
    display: name,
    unit: config.defaults.unit ?? 'none',
    decimals: config.defaults.decimals,
    steps: config.defaults.thresholds?.steps ?? [],
    mappings: mapped(config.defaults.mappings),
    links: config.defaults.links ?? [],
    hidden: false,
    nothing: config.defaults.noValue ?? '',
    cell: 'auto',
    max: config.defaults.max,
    min: config.defaults.min,
  };
  for (const override of config.overrides) {
    if (override.matcher.id !== 'byName') {
      throw new Error(`matcher ${override.matcher.id} is not known to the board page`);
    }
    if (override.matcher.options === name) {
      override.properties.forEach(property => apply(field, property));
    }
  }
  return field;
}

function mapped(mappings: { type: string; options: Record<string, { text?: string; color?: string }> }[] = []) {
  const all: Record<string, { text?: string; color?: string }> = {};
  for (const mapping of mappings) {
    if (mapping.type !== 'value') {
      throw new Error(`a mapping of type ${mapping.type} is not known to the board page`);
    }
    Object.assign(all, mapping.options);
  }
  return all;
}

function apply(field: Field, property: { id: string; value: any }): void {
  switch (property.id) {
    case 'displayName': field.display = property.value; break;
    case 'unit': field.unit = property.value; break;
    case 'decimals': field.decimals = property.value; break;
    case 'color': field.colour = property.value.fixedColor; break;
    case 'thresholds': field.steps = property.value.steps; break;
    case 'mappings': field.mappings = mapped(property.value); break;
    case 'links': field.links = property.value; break;
    case 'min': field.min = property.value; break;
    case 'max': field.max = property.value; break;
    case 'noValue': field.nothing = property.value; break;
    case 'custom.hideFrom.viz': field.hidden = property.value; break;
    case 'custom.width': field.width = property.value; break;
    case 'custom.cellOptions': field.cell = property.value.type; break;
    default: throw new Error(`property ${property.id} is not known to the board page`);
  }
}

/** The colour of the last step that the value reaches. */
export function stepColour(field: Field, value: number): string {
  let colour = field.steps[0]?.color ?? 'text';
  for (const step of field.steps) {
    if (step.value !== null && value >= step.value) {
      colour = step.color;
    }
  }
  return colour;
}
