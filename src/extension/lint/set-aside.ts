/**
 * Files, by the names that the worker knows them by, which the linter leaves alone because a worker ended or hung over
 * them. A file comes back when it changes.
 */
export class SetAside {
  private readonly names = new Set<string>();

  add(name: string): void {
    this.names.add(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The file has changed, or is gone. */
  release(name: string): void {
    this.names.delete(name);
  }

  get count(): number {
    return this.names.size;
  }
}
