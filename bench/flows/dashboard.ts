/** Last of the ten synthetic years. */
export const YEAR = 2024;
const FIRST_YEAR = YEAR - 9;

/** From the most peopled to the least. */
export const DEPARTEMENTS = ['59', '75', '13', '33', '31', '67', '62', '35', '49', '41', '12', '48'].map(
  (code) => `departement:${code}`,
);

/**
 * What the dashboard of a département asks, in one request: balance, series of ten years, totals by family and
 * circuit, diagram.
 */
export const DASHBOARD = `
  query Dashboard($territory: ID!, $year: Int!, $first: Int!) {
    territory(id: $territory) {
      id
      name
      population
      flowBalance(year: $year) {
        produced collected transformed distributed inflow local outflow localShare organicShare
        unconverted { value unit }
      }
      flowSeries(from: $first, to: $year) { year stage tonnes }
      flowDiagram(year: $year) {
        nodes { id kind stage place label tonnes }
        links { source target tonnes basis }
        unconverted { value unit }
      }
    }
    flowTotals(filter: { territory: $territory, year: $year }, groupBy: [FAMILY, CIRCUIT]) {
      family circuit tonnes flows
      unconverted { value unit }
    }
  }`;

export function dashboardOf(territory: string): Record<string, unknown> {
  return { territory, year: YEAR, first: FIRST_YEAR };
}
