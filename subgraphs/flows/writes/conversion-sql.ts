import { Unit } from '../../../platform/vocabulary/unit';
import { conversionOf, MILK, type Conversion } from '../rules/conversion';

/** Any product whose litres have no known mass. */
const OTHER = '';

/** SQL of a CASE over the unit and the product, written out from `rules/conversion.ts` so that there is one rule. */
function byUnit(unit: string, product: string, value: (conversion: Conversion | null) => string): string {
  const arms = Object.values(Unit).map((name) => {
    const [milk, other] = [value(conversionOf(name, MILK)), value(conversionOf(name, OTHER))];
    const result = milk === other ? other : `CASE WHEN ${product} = '${MILK}' THEN ${milk} ELSE ${other} END`;
    return `WHEN '${name}' THEN ${result}`;
  });
  return `CASE ${unit} ${arms.join(' ')} END`;
}

/** SQL for the factor from a unit of a product to tonnes, NULL where there is none. */
export function factorSql(unit: string, product: string): string {
  return byUnit(unit, product, (conversion) =>
    conversion ? `${conversion.factor}::numeric` : 'NULL::numeric',
  );
}

/** SQL for the slug of the source of that factor, NULL for tonnes themselves and where there is none. */
export function factorSourceSql(unit: string, product: string): string {
  return byUnit(unit, product, (conversion) =>
    conversion?.source ? `'${conversion.source.slug}'::text` : 'NULL::text',
  );
}

/** SQL for the mass in tonnes, to the gram; half a gram rounds up, as quantities are never negative. */
export function tonnesSql(quantity: string, unit: string, product: string): string {
  return `round(${quantity} * ${factorSql(unit, product)}, 6)`;
}
