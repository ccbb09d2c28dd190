import { Presets, SingleBar } from 'cli-progress';
import type { ImportProgress } from '../importers/import-file';

/** Where progress is told. */
export interface ProgressTarget {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const EVERY_MS = 5_000;
const PHASES = { read: 'lecture', check: 'contrôle', write: 'écriture' } as const;

/** Tells how far an import is: a bar with rate and time left at a terminal, plain lines every few seconds elsewhere. */
export interface ToldProgress extends ImportProgress {
  /** Nothing more will be told. */
  stop(): void;
}

/** @param size bytes of the file; undefined when nobody knows, as for standard input */
export function importProgress(
  size: number | undefined,
  target: ProgressTarget & NodeJS.WritableStream = process.stderr as never,
): ToldProgress {
  return target.isTTY && size !== undefined ? barProgress(size, target) : lineProgress(size, target);
}

function barProgress(size: number, target: NodeJS.WritableStream): ToldProgress {
  const bar = new SingleBar(
    {
      stream: target,
      format: 'lecture  {bar} {percentage} % | {rows} lignes | {rate} lignes/s | reste {eta_formatted}',
      etaBuffer: 50,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  const lines = lineProgress(size, target, Infinity);
  const started = Date.now();
  let reading = false;
  const end = (): void => {
    if (reading) bar.stop();
    reading = false;
  };
  return {
    phase(name) {
      end();
      if (name === 'read') {
        bar.start(size, 0, { rows: 0, rate: 0 });
        reading = true;
      } else lines.phase(name);
    },
    read(bytes, rows) {
      bar.update(Math.min(bytes, size), { rows: grouped(rows), rate: grouped(rate(rows, started)) });
      lines.read(bytes, rows);
    },
    stop() {
      end();
      lines.stop();
    },
  };
}

function lineProgress(size: number | undefined, target: ProgressTarget, every = EVERY_MS): ToldProgress {
  const started = Date.now();
  let [told, phase, rows] = [started, 'read' as keyof typeof PHASES, 0];
  let timer: NodeJS.Timeout | undefined;
  const tell = (words: string): void => void target.write(`${words}\n`);
  const elapsed = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  return {
    phase(name) {
      clearInterval(timer);
      phase = name;
      if (name === 'read') return;
      tell(`${PHASES[name]} de ${grouped(rows)} lignes (${elapsed()})`);
      // Set-based statements say nothing while they run: that they still do is worth a line.
      timer = setInterval(() => tell(`${PHASES[phase]}… ${elapsed()}`), EVERY_MS);
      timer.unref();
    },
    read(bytes, total) {
      rows = total;
      if (Date.now() - told < every) return;
      told = Date.now();
      const left =
        size === undefined || bytes === 0
          ? ''
          : `, ${Math.floor((100 * bytes) / size)} %, reste ${timeLeft(size, bytes, started)}`;
      tell(`lecture : ${grouped(total)} lignes, ${grouped(rate(total, started))} lignes/s${left}`);
    },
    stop() {
      clearInterval(timer);
    },
  };
}

function rate(rows: number, started: number): number {
  return Math.round((1000 * rows) / Math.max(1, Date.now() - started));
}

function timeLeft(size: number, bytes: number, started: number): string {
  return `${Math.ceil(((Date.now() - started) * (size - bytes)) / bytes / 1000)} s`;
}

/** 1 234 567, as French writes it. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
