/** Where the counties' outline lies for Grafana (copied into its public folder), and what the map shows. */
export const OUTLINE = 'public/map/counties.geojson';
export const MAP_VIEW = { lat: 28.2, lon: 119.5, zoom: 8 };
