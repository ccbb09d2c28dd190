import type { ColumnType, ExportColumn, ExportTable } from '../platform/export-table';

const TYPES: Record<ColumnType, string> = {
  string: 'string',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  integer: 'integer',
  float: 'number',
  decimal: 'number',
  list: 'array',
  objects: 'array',
};

/** The Frictionless Table Schema of a table: what its CSV file holds. */
export function tableSchema({ columns, references }: ExportTable): Record<string, unknown> {
  const foreignKeys = Object.entries(references).map(([field, resource]) => ({
    fields: field,
    reference: { resource, fields: 'id' },
  }));
  return {
    fields: columns.map(field),
    primaryKey: 'id',
    missingValues: [''],
    ...(foreignKeys.length > 0 && { foreignKeys }),
  };
}

function field(column: ExportColumn): Record<string, unknown> {
  const { name, type, description, unit, required, values, precision, scale } = column;
  const listed = type === 'list';
  const constraints = {
    ...(required && { required }),
    ...(name === 'id' && { unique: true }),
    ...(values && !listed && { enum: values }),
  };
  return {
    name,
    type: TYPES[type],
    ...((type === 'date' || type === 'datetime') && { format: 'default' }),
    ...(type === 'boolean' && { trueValues: ['true'], falseValues: ['false'] }),
    description,
    ...(unit !== undefined && { unit }),
    ...(precision !== undefined && { precision, scale }),
    // The words a list is made of; the standard has no constraint on items.
    ...(values && listed && { items: values }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}
