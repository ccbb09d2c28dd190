import { csv } from './formats/csv';
import { features, structures } from './formats/document';
import type { ExportFormat, FormatName } from './formats/format';
import { ndjson } from './formats/ndjson';
import { parquet } from './formats/parquet';

export const FORMATS: Readonly<Record<FormatName, ExportFormat>> = {
  csv,
  ndjson,
  parquet,
  json: structures,
  geojson: features,
};
