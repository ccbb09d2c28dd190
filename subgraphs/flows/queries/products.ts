import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';

export interface ProductRow {
  code: string;
  name: string;
  family: ProductFamily;
}

/** Products of a family, or all, by code. */
export function products(database: Database, family: ProductFamily | null): Promise<ProductRow[]> {
  const conditions = new SqlConditions().when(family, (value) => `family = ${value}`);
  return database.rows(
    'flows.products',
    `SELECT code, name, family FROM product WHERE ${conditions.where} ORDER BY code`,
    conditions.values,
  );
}
