/** Counts a hold down in minutes that are left, whatever any clock on a wall shows. */

const MINUTE_MS = 60_000;

export class HoldClock {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private endsAtMs = 0;

  /** `onMinute` gets the minutes left: at once, each time that they change, and 0 at the end. */
  constructor(private readonly onMinute: (minutes: number) => void) {}

  start(seconds: number): void {
    this.stop();
    this.endsAtMs = Date.now() + seconds * 1000;
    this.tick();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private tick(): void {
    const left = Math.max(this.endsAtMs - Date.now(), 0);
    if (left) this.timer = setTimeout(() => this.tick(), left % MINUTE_MS || MINUTE_MS);
    this.onMinute(Math.ceil(left / MINUTE_MS));
  }
}
