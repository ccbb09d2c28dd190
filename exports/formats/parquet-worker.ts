import { parentPort, workerData } from 'node:worker_threads';
import type { ExportColumn } from '../../platform/export-table';
import { ParquetEncoder } from './parquet-encoder';

// Entry of a worker thread: a chunk of rows in, what could be encoded out; nothing in, the end out.
const encoder = new ParquetEncoder(workerData as ExportColumn[]);
parentPort?.on('message', (chunk: Uint8Array | null) => {
  const encoded = chunk === null ? encoder.end() : encoder.push(chunk);
  parentPort?.postMessage(encoded, [encoded.buffer as ArrayBuffer]);
});
