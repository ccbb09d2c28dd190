import type { FlowRow } from '../queries/flow-rows';
import { reference } from '../schema/entity.stub';
import type { Flow } from '../schema/flow.type';

/** A row as the API shows it. */
export function flowNode(row: FlowRow): Flow {
  return {
    ...row,
    product: { code: row.productCode, name: row.productName, family: row.productFamily },
    quantity: { value: row.quantity, unit: row.unit },
    tonnes: row.tonnes === null ? null : Number(row.tonnes),
    provider: reference(row.provider),
    receiver: reference(row.receiver),
    origin: reference(row.origin),
    destination: reference(row.destination),
    project: reference(row.project),
  };
}
