import type { ExportColumn } from '../../platform/export-table';

/** An element of a Parquet schema, as the writer takes it. */
export interface SchemaElement {
  name: string;
  type?: 'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'BYTE_ARRAY';
  converted_type?: 'UTF8' | 'JSON' | 'DATE' | 'TIMESTAMP_MILLIS' | 'DECIMAL' | 'LIST';
  repetition_type?: 'REQUIRED' | 'OPTIONAL' | 'REPEATED';
  num_children?: number;
  precision?: number;
  scale?: number;
}

/** Days from 1 January 1970, as Parquet counts dates. */
const DAY_MS = 86_400_000;

/** The elements of one column; a list takes three. */
export function schemaElements(column: ExportColumn): SchemaElement[] {
  const { name } = column;
  const repetition_type = column.required ? 'REQUIRED' : 'OPTIONAL';
  switch (column.type) {
    case 'string':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'objects':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
    case 'date':
      return [{ name, type: 'INT32', converted_type: 'DATE', repetition_type }];
    case 'datetime':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type }];
    case 'integer':
      return [{ name, type: 'INT32', repetition_type }];
    case 'float':
      return [{ name, type: 'DOUBLE', repetition_type }];
    case 'decimal': {
      const { precision = 18, scale = 0 } = column;
      return [{ name, type: 'INT64', converted_type: 'DECIMAL', precision, scale, repetition_type }];
    }
    case 'list':
      return [
        { name, converted_type: 'LIST', repetition_type, num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ];
  }
}

/** From the text of a value to what the writer takes. */
export function valueReader(column: ExportColumn): (text: string) => unknown {
  switch (column.type) {
    case 'string':
    case 'objects':
      return (text) => text;
    case 'date':
      return (text) => Date.parse(text) / DAY_MS;
    case 'datetime':
      return (text) => BigInt(Date.parse(text));
    case 'boolean':
      return (text) => text === 'true';
    case 'integer':
    case 'float':
      return Number;
    case 'decimal':
      return decimalReader(column.scale ?? 0);
    case 'list':
      return (text) => JSON.parse(text) as string[];
  }
}

/** A decimal as a whole number of 10^-scale; digits beyond are rounded, half away from zero. */
function decimalReader(scale: number): (text: string) => bigint {
  return (text) => {
    const [whole = '', fraction = ''] = text.split('.');
    const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
    if (fraction.length <= scale || fraction.charCodeAt(scale) < 53) return kept;
    return text.startsWith('-') ? kept - 1n : kept + 1n;
  };
}
