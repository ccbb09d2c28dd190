import { PassThrough } from 'node:stream';
import { importProgress } from '../../cli/import-progress';

class Screen extends PassThrough {
  readonly columns = 120;
  constructor(readonly isTTY: boolean) {
    super();
  }
  cursorTo(): boolean {
    return true;
  }
  clearLine(): boolean {
    return true;
  }
  said(): string {
    return String(this.read() ?? '');
  }
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('importProgress', () => {
  it('is a bar with rate and time left at a terminal', () => {
    const screen = new Screen(true);
    const progress = importProgress(1000, screen);
    progress.phase('read');
    jest.advanceTimersByTime(2000);
    progress.read(500, 50_000);
    jest.advanceTimersByTime(500);
    progress.stop();
    expect(screen.said()).toMatch(/50 ?% \| 50 000 lignes \| 25 000 lignes\/s \| reste/);
  });

  it('is a plain line every few seconds elsewhere', () => {
    const screen = new Screen(false);
    const progress = importProgress(1000, screen);
    progress.phase('read');
    jest.advanceTimersByTime(1000);
    progress.read(100, 10_000);
    jest.advanceTimersByTime(4000);
    progress.read(500, 50_000);
    progress.phase('check');
    jest.advanceTimersByTime(5000);
    progress.phase('write');
    progress.stop();
    jest.advanceTimersByTime(60_000);
    expect(screen.said().split('\n')).toEqual([
      'lecture : 50 000 lignes, 10 000 lignes/s, 50 %, reste 5 s',
      'contrôle de 50 000 lignes (5 s)',
      'contrôle… 10 s',
      'écriture de 50 000 lignes (10 s)',
      '',
    ]);
  });
});
