/** How many exports may run at once: each holds a connection of the database and a snapshot of its data. */
export class Slots {
  private taken = 0;

  constructor(private readonly maximum: number) {}

  /** Takes a place and returns how to give it back; undefined when all are taken. */
  take(): (() => void) | undefined {
    if (this.taken >= this.maximum) return undefined;
    this.taken += 1;
    let held = true;
    return () => {
      if (held) this.taken -= 1;
      held = false;
    };
  }
}
