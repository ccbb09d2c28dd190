import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvLine, HEADER, type SyntheticFlow } from './flow';

/** Characters gathered before they are written. */
const CHUNK = 64 * 1024;

/** Writes flows as an import file, waiting whenever the target is full: memory does not grow with their number. */
export async function writeFlows(flows: Iterable<SyntheticFlow>, target: Writable): Promise<void> {
  await pipeline(Readable.from(chunks(flows), { objectMode: false }), target);
}

function* chunks(flows: Iterable<SyntheticFlow>): Generator<string> {
  let chunk = `${HEADER}\n`;
  for (const flow of flows) {
    chunk += `${csvLine(flow)}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
