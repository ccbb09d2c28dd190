import { once } from 'node:events';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { ExportColumn } from '../../platform/export-table';
import { asText, rowsStatement } from '../statement';
import type { ExportFormat } from './format';
import { ParquetEncoder } from './parquet-encoder';

/** Apache Parquet, compressed with Snappy. A file that was cut has no footer: no reader opens it. */
export const parquet: ExportFormat = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  compressible: false,
  write(snapshot, table, selection, rows) {
    const { text, values } = rowsStatement(table, selection, rows, asText);
    const { bytes, rowCount } = snapshot.copy(text, values, 'FORMAT text');
    // From the sources (tests) there is no compiled file that a thread could run.
    const encoded = __filename.endsWith('.js') ? inThread(bytes, table.columns) : here(bytes, table.columns);
    return { bytes: Readable.from(encoded, { objectMode: false }), rowCount };
  },
};

/**
 * PostgreSQL writes the other formats itself; this one is work for JavaScript, some tens of microseconds a row. In a
 * thread of its own it does not hold up the requests that this process answers meanwhile.
 */
async function* inThread(bytes: Readable, columns: readonly ExportColumn[]): AsyncGenerator<Uint8Array> {
  const thread = new Worker(path.join(__dirname, 'parquet-worker.js'), {
    workerData: columns,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  // Told by the answer that is then awaited; without a listener it would end the process.
  thread.on('error', () => undefined);
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      const encoded = await answer(thread, chunk);
      if (encoded.length > 0) yield encoded;
    }
    yield await answer(thread, null);
  } finally {
    await thread.terminate();
  }
}

/** One chunk at a time: what the client does not take is not encoded either. */
async function answer(thread: Worker, chunk: Buffer | null): Promise<Uint8Array> {
  const answered = once(thread, 'message') as Promise<[Uint8Array]>;
  thread.postMessage(chunk);
  return (await answered)[0];
}

async function* here(bytes: Readable, columns: readonly ExportColumn[]): AsyncGenerator<Uint8Array> {
  const encoder = new ParquetEncoder(columns);
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    const encoded = encoder.push(chunk);
    if (encoded.length > 0) yield encoded;
  }
  yield encoder.end();
}
