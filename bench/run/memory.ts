import { readFileSync, writeFileSync } from 'node:fs';

const EVERY_MS = 50;

/** Follows the largest resident memory of a process. Linux tells it; elsewhere nothing is measured. */
export class PeakMemory {
  private peak = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    try {
      // The kernel forgets the peak of before: what starting took is not what the work takes.
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // Not Linux, or not allowed: the peak counts from the start of the process.
    }
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.look();
  }

  /** Stops following; megabytes, undefined where the system does not tell. */
  stop(): number | undefined {
    clearInterval(this.timer);
    this.look();
    return this.peak === 0 ? undefined : this.peak / 1_000;
  }

  private look(): void {
    try {
      const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'));
      // A process that ends has no memory left to tell of.
      if (found) this.peak = Math.max(this.peak, Number(found[1]) * 1.024);
    } catch {
      // It has ended.
    }
  }
}
