/** A binary heap: whose turn is next. Equal times leave in the order of arrival. */
export class TimeQueue {
  entries = [];
  added = 0;

  get size() {
    return this.entries.length;
  }

  get first() {
    return this.entries[0].item;
  }

  get firstTime() {
    return this.entries[0].time;
  }

  add(time, item) {
    this.entries.push({ time, item, order: this.added++ });
    this.rise(this.entries.length - 1);
  }

  /** The first item's turn comes again at `time`. */
  postpone(time) {
    this.entries[0].time = time;
    this.entries[0].order = this.added++;
    this.sink();
  }

  shift() {
    const last = this.entries.pop();
    if (this.entries.length === 0) return;
    this.entries[0] = last;
    this.sink();
  }

  rise(from) {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  sink() {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.entries.length) return;
      if (child + 1 < this.entries.length && this.before(child + 1, child)) child++;
      if (!this.before(child, at)) return;
      this.swap(at, child);
      at = child;
    }
  }

  before(a, b) {
    const x = this.entries[a];
    const y = this.entries[b];
    return x.time < y.time || (x.time === y.time && x.order < y.order);
  }

  swap(a, b) {
    const held = this.entries[a];
    this.entries[a] = this.entries[b];
    this.entries[b] = held;
  }
}
