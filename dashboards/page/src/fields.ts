/** Grafana's field configuration, applied to our columns: defaults, then overrides by name. Anything else is an error. */
import type { DataPanel } from '../../src/board';

export interface Named {
  text?: string;
  color?: string;
}

type Mapping = { type: 'value'; options: Record<string, Named> } | { type: 'regex'; options: { pattern: string; result: Named } };

export interface Field {
  name: string;
  display: string;
  unit: string;
  decimals?: number;
  colour?: string;
  steps: { value: number | null; color: string }[];
  mappings: readonly Mapping[];
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

function mapped(mappings: readonly { type: string }[] = []): readonly Mapping[] {
  for (const mapping of mappings) {
    if (mapping.type !== 'value' && mapping.type !== 'regex') {
      throw new Error(`a mapping of type ${mapping.type} is not known to the board page`);
    }
  }
  return mappings as readonly Mapping[];
}

/** What a value is called, as Grafana finds it: the first mapping that fits. */
export function named(mappings: readonly Mapping[], value: unknown): Named | undefined {
  const text = String(value);
  for (const mapping of mappings) {
    if (mapping.type === 'value') {
      if (Object.hasOwn(mapping.options, text)) return mapping.options[text];
    } else {
      const form = new RegExp(mapping.options.pattern);
      const { result } = mapping.options;
      if (form.test(text)) return { ...result, text: result.text === undefined ? undefined : text.replace(form, result.text) };
    }
  }
  return undefined;
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
