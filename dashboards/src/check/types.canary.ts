/** Mistakes that the types must catch: a line that compiles without an error makes the compiler fail here. */
import type { Board, DataPanel, Target } from '../board.js';
import { DATASOURCE } from '../board.js';

const target: Target = { refId: 'A', datasource: DATASOURCE, editorType: 'sql', queryType: 'table', format: 1, rawSql: 'SELECT 1 AS value' };
const place = { x: 0, y: 0, w: 4, h: 4 };
type Stat = Extract<DataPanel, { type: 'stat' }>;
type Course = Extract<DataPanel, { type: 'timeseries' }>;

// @ts-expect-error a format is a number
export const format: Target = { ...target, format: 'table' };
// @ts-expect-error the editor is for SQL
export const editor: Target = { ...target, editorType: 'builder' };
// @ts-expect-error a query has a reference
export const nameless: Target = { datasource: DATASOURCE, editorType: 'sql', queryType: 'table', format: 1, rawSql: '' };
// @ts-expect-error no panel is of this type
export const unknownType: DataPanel['type'] = 'singlestat';
// @ts-expect-error an option that is misspelt
export const misspelt: Partial<Stat['options']> = { colourMode: 'value' };
// @ts-expect-error an option's value that does not exist
export const valueless: Partial<Stat['options']> = { colorMode: 'backgrounds' };
// @ts-expect-error a legend has a place that exists
export const legend: Partial<Course['options']> = { legend: { displayMode: 'list', placement: 'left', showLegend: true, calcs: [] } };
// @ts-expect-error a panel has a description
export const silent: Pick<Stat, 'title' | 'description'> = { title: 'x' };
// @ts-expect-error a place has a height
export const flat: Stat['gridPos'] = { x: 0, y: 0, w: 4 };
// @ts-expect-error the form is the one that file provisioning reads
export const form: Pick<Board, 'schemaVersion'> = { schemaVersion: 41 };
// @ts-expect-error boards are not edited where they are shown
export const editable: Pick<Board, 'editable'> = { editable: true };
// @ts-expect-error boards are read in China's time
export const zone: Pick<Board, 'timezone'> = { timezone: 'browser' };
// @ts-expect-error a stacking mode that does not exist
export const stacking: Extract<DataPanel, { type: 'barchart' }>['options']['stacking'] = 'stacked';
// @ts-expect-error a shape of pie that does not exist
export const pie: Extract<DataPanel, { type: 'piechart' }>['options']['pieType'] = 'ring';
// @ts-expect-error thresholds are absolute or a percentage
export const mode: NonNullable<Stat['fieldConfig']['defaults']['thresholds']>['mode'] = 'relative';

void place;
