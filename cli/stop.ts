import { surviveForgottenRejections } from '../platform/forgotten-rejections';
import type { Logger } from '../platform/log';

/** From the signal to the end of the process: keepers of containers kill after ten seconds. */
const DEADLINE_MS = 9_500;
/** Ctrl-C under `npm start` comes twice: from the terminal, and passed on by npm. */
const SAME_WISH_MS = 1_000;
const PARENT_MS = 250;

/** The wish to end this process: a signal of the system, or something that cannot go on. */
export class Stop {
  private readonly controller = new AbortController();
  /** Aborted once a stop is asked. */
  readonly signal = this.controller.signal;
  /** Resolves once a stop is asked. */
  readonly asked: Promise<void>;
  /** Why we cannot go on; undefined for a stop by signal. */
  failure: Error | undefined;
  private askedAt = 0;

  constructor(private readonly log: Logger) {
    this.asked = new Promise((resolve) => this.signal.addEventListener('abort', () => resolve()));
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => this.onSignal(name));
    if (process.env['npm_lifecycle_event'] !== undefined) this.followParent();
    surviveForgottenRejections(log);
    process.on('uncaughtException', (err) => {
      log.error({ err }, 'unexpected failure');
      this.now(err);
    });
  }

  /** Ends because of a failure. */
  now(failure: Error): void {
    if (this.signal.aborted) return;
    this.failure = failure;
    this.begin();
  }

  /** The shell that npm puts between itself and us dies of SIGTERM without passing it on: its end is our signal. */
  private followParent(): void {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      if (!this.signal.aborted) this.onSignal('npm ended');
    }, PARENT_MS);
    watch.unref();
  }

  private onSignal(name: string): void {
    if (this.signal.aborted) {
      if (Date.now() - this.askedAt < SAME_WISH_MS) return;
      // Whoever asks twice does not want to wait; listeners of `exit` still end PostgreSQL.
      process.exit(1);
    }
    this.log.info(`stopping (${name}): running requests are answered first`);
    this.begin();
  }

  private begin(): void {
    this.askedAt = Date.now();
    this.controller.abort();
    setTimeout(() => {
      this.log.error('not everything ended in time');
      process.exit(1);
    }, DEADLINE_MS).unref();
  }
}
