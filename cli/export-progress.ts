import { SingleBar } from 'cli-progress';

/** Tells on standard error how far an export is. */
export interface ExportProgress {
  /** Passes content on and counts it. */
  through(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;
const NEWLINE = 10;

/**
 * A bar with rate and time left at a terminal, a line now and then elsewhere.
 * @param rows how many will come
 * @param lineARow whether a line of the content is a row; a binary content shows its bytes alone
 */
export function exportProgress(
  rows: number,
  lineARow: boolean,
  stream: NodeJS.WriteStream = process.stderr,
): ExportProgress {
  const started = Date.now();
  let bytes = 0;
  const told = (): string => `${megabytes(bytes)} MB, ${megabytes(rate(bytes, started))} MB/s`;
  const shown = stream.isTTY && lineARow ? bar(rows, stream) : lines(rows, lineARow, stream);
  let lineEnds = 0;
  return {
    async *through(content) {
      for await (const chunk of content) {
        bytes += chunk.length;
        // A text of CSV may hold a line end too: near enough for a bar.
        if (lineARow) lineEnds += count(chunk);
        shown.update(Math.min(lineEnds, rows), told());
        yield chunk;
      }
      shown.update(rows, told());
    },
    stop: () => shown.stop(),
  };
}

interface Shown {
  update(done: number, told: string): void;
  stop(): void;
}

function bar(rows: number, stream: NodeJS.WriteStream): Shown {
  const shown = new SingleBar({
    format: '{bar} {percentage}% | {value}/{total} rows | {told} | {eta_formatted} left',
    stream,
    hideCursor: true,
    etaBuffer: 50,
  });
  shown.start(rows, 0, { told: '' });
  return { update: (done, told) => shown.update(done, { told }), stop: () => shown.stop() };
}

function lines(rows: number, counted: boolean, stream: NodeJS.WriteStream): Shown {
  let line = 'the rows are being sorted';
  const timer = setInterval(() => stream.write(`${line}\n`), LINE_EVERY_MS);
  timer.unref();
  return {
    update: (done, told) => (line = counted ? `${done} of ${rows} rows, ${told}` : told),
    stop: () => clearInterval(timer),
  };
}

function count(chunk: Buffer): number {
  let found = 0;
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) found += 1;
  return found;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const rate = (bytes: number, started: number): number => (bytes * 1000) / Math.max(1, Date.now() - started);
