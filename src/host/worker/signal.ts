/** Wakes everybody who waits for something to change. */
export class Signal {
  private waiting: (() => void)[] = [];

  raised(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  raise(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }
}
