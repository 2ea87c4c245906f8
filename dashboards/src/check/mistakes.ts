/** Mistakes that somebody will make one day. Each must be caught, or the checks are worth nothing. */
import type { Board, DataPanel } from '../board.js';

export interface Mistake {
  name: string;
  /** Makes the mistake in a copy of all boards. */
  make(boards: any[]): void;
  /** What has to be said of it. */
  said: RegExp;
}

const command = (boards: any[]) => boards.find(board => board.uid === 'zhijiao-command');
const panel = (boards: any[], type: string) => command(boards).panels.find((it: DataPanel) => it.type === type);
const sql = (boards: any[], type: string, edit: (text: string) => string) => {
  const target = panel(boards, type).targets[0];
  target.rawSql = edit(target.rawSql);
};

/** The first mapping by form of the person board. */
const form = (boards: any[]) =>
  boards.find(board => board.uid === 'zhijiao-person').panels
    .flatMap((it: any) => it.fieldConfig?.overrides ?? []).flatMap((it: any) => it.properties).filter((it: any) => it.id === 'mappings')
    .flatMap((it: any) => it.value).find((it: any) => it.type === 'regex').options;

export const mistakes: readonly Mistake[] = [
  { name: 'two boards of one uid', make: b => { b[1].uid = b[0].uid; }, said: /another board has this uid/ },
  { name: 'a uid of another form', make: b => { command(b).uid = 'Command Centre'; }, said: /is not of the form/ },
  { name: 'a title in one language', make: b => { command(b).title = '指挥中心'; }, said: /title is not in both languages/ },
  { name: 'a panel without a description', make: b => { panel(b, 'stat').description = ''; }, said: /description is not in both languages/ },
  { name: 'two panels of one id', make: b => { command(b).panels[1].id = command(b).panels[0].id; }, said: /two panels have the id/ },
  { name: 'panels that overlap', make: b => { command(b).panels[1].gridPos.x = 0; }, said: /overlap/ },
  { name: 'a panel that leaves the grid', make: b => { panel(b, 'table').gridPos.w = 20; }, said: /leaves the grid/ },
  { name: 'a unit that does not exist', make: b => { panel(b, 'stat').fieldConfig.defaults.unit = 'alerts'; }, said: /unit alerts is not known/ },
  { name: 'a number without a unit', make: b => { delete panel(b, 'stat').fieldConfig.defaults.unit; }, said: /a number has no unit/ },
  { name: 'a colour that does not exist', make: b => { panel(b, 'stat').fieldConfig.defaults.thresholds.steps[0].color = 'crimsonish'; }, said: /colour crimsonish is not known/ },
  { name: 'thresholds that fall', make: b => { panel(b, 'geomap').fieldConfig.defaults.thresholds.steps[2].value = 1; }, said: /thresholds do not rise/ },
  { name: 'thresholds without a bottom', make: b => { panel(b, 'geomap').fieldConfig.defaults.thresholds.steps[0].value = 0; }, said: /do not begin at the bottom/ },
  { name: 'a reducer that does not exist', make: b => { panel(b, 'stat').options.reduceOptions.calcs = ['newest']; }, said: /reducer newest is not known/ },
  { name: 'an override of a column that is not there', make: b => { panel(b, 'table').fieldConfig.overrides[0].matcher.options = 'sevrity'; }, said: /column sevrity, which is not there/ },
  { name: 'a matcher that does not exist', make: b => { panel(b, 'table').fieldConfig.overrides[0].matcher.id = 'byColumn'; }, said: /matcher byColumn is not known/ },
  { name: 'a column that no reader could name', make: b => { panel(b, 'table').fieldConfig.overrides.pop(); }, said: /has no name for readers/ },
  { name: 'a column named in one language', make: b => { panel(b, 'table').fieldConfig.overrides[0].properties[0].value = 'Severity'; }, said: /is not in both languages/ },
  { name: 'a macro that does not exist', make: b => sql(b, 'timeseries', text => text.replace('$__timeFilter', '$__timeRange')), said: /macro timeRange is not known/ },
  { name: 'a course out of the order of time', make: b => sql(b, 'timeseries', text => text.replace(/ORDER BY time/, '')), said: /not in the order of time/ },
  { name: 'a course that ignores the time range', make: b => sql(b, 'timeseries', text => text.replace(/\$__timeFilter\(\w+\)/, '1 = 1')), said: /does not keep to the time range/ },
  { name: 'a course asked for as a table', make: b => { panel(b, 'timeseries').targets[0].format = 1; }, said: /format and queryType disagree/ },
  { name: 'a variable that does not exist', make: b => sql(b, 'table', text => text.replaceAll('county:singlequote', 'region:singlequote')), said: /variable region is not there/ },
  { name: 'a variable that is not quoted', make: b => sql(b, 'table', text => text.replaceAll('${county:singlequote}', '${county}')), said: /variable county is not quoted/ },
  { name: 'a raw table instead of a view', make: b => sql(b, 'table', text => text.replace('zhijiao.alerts_open', 'zhijiao.alert_events')), said: /reads a raw table/ },
  { name: 'a raw table of an audience apart', make: b => sql(b, 'table', text => text.replace('zhijiao.alerts_open', 'zhijiao.alerts_clinician')), said: /reads a raw table/ },
  { name: 'what is for the clinician alone', make: b => sql(b, 'table', text => text.replace('zhijiao.alerts_open', 'zhijiao.care_board')), said: /shows what is for care alone/ },
  { name: 'a choice among protected cases', make: b => { command(b).templating.list[1].query = 'SELECT DISTINCT county FROM zhijiao.protection_board'; }, said: /shows what is for protection alone/ },
  { name: 'every column instead of those wanted', make: b => sql(b, 'table', text => text.replace(/SELECT[\s\S]*?FROM/, 'SELECT * FROM')), said: /does not say which columns/ },
  { name: 'a statement that changes data', make: b => sql(b, 'table', () => 'DROP TABLE zhijiao.alerts_open'), said: /more than one question/ },
  { name: 'a link to a board that does not exist', make: b => { panel(b, 'stat').fieldConfig.defaults.links[0].url = '/d/zhijiao-nowhere?${__url_time_range}'; }, said: /which is no board/ },
  { name: 'a link that loses the time range', make: b => { panel(b, 'stat').fieldConfig.defaults.links[0].url = '/d/zhijiao-quality?${__all_variables}'; }, said: /loses the time range/ },
  { name: 'a link that sets what the other board does not have', make: b => { panel(b, 'stat').fieldConfig.defaults.links[0].url = '/d/zhijiao-health?var-office=1&${__url_time_range}'; }, said: /sets office, which/ },
  { name: 'a data source by its name', make: b => { panel(b, 'stat').datasource = { type: 'grafana-clickhouse-datasource', uid: 'prod' }; }, said: /does not take its data source from the variable/ },
  { name: 'a map that fetches from outside', make: b => { panel(b, 'geomap').options.basemap.type = 'osm-standard'; }, said: /fetches a ground from outside/ },
  { name: 'a layer that is not sound', make: b => { panel(b, 'geomap').options.layers[0].type = 'heatmap'; }, said: /layer heatmap is not sound/ },
  { name: 'an address outside', make: b => { command(b).description += ' https://example.org'; }, said: /names an address outside/ },
  { name: 'bars named by no column', make: b => { panel(b, 'barchart').options.xField = 'rulle'; }, said: /bars are named by the column rulle, which is not there/ },
  { name: 'a value named by nothing', make: b => { panel(b, 'table').fieldConfig.overrides[0].properties.find((p: any) => p.id === 'mappings').value[0].options.P1.text = ''; }, said: /is named by nothing/ },
  { name: 'a name that takes what its form does not hold', make: b => { form(b).result.text += ' $7'; }, said: /has no group 7/ },
  { name: 'a number that one language leaves out', make: b => { form(b).result.text = form(b).result.text.replace('$1', ''); }, said: /is not told in both languages/ },
  { name: 'as many bars as there are pixels', make: b => { delete panel(b, 'timeseries').maxDataPoints; }, said: /become hairlines/ },
  { name: 'bars with gaps in their time', make: b => sql(b, 'timeseries', text => text.replace(/ WITH FILL.*/, '')), said: /nothing fills the time/ },
];

export function copyOf(boards: readonly Board[]): any[] {
  return JSON.parse(JSON.stringify(boards));
}
