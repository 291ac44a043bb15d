import type { Around } from './scene';

type Asked = Map<string, string | undefined>;

/** Types as they are, with a note of what was asked for: a function that asked for the same need not be lowered again. */
export class Noted implements Around {
  private readonly askedClasses: Asked = new Map();
  private readonly askedAliases: Asked = new Map();
  private readonly askedReferences: Asked = new Map();

  constructor(private readonly types: Around) {}

  readonly classes: Around['classes'] = {
    get: (name) => {
      const facts = this.types.classes.get(name);
      this.askedClasses.set(name, facts?.key);
      return facts;
    },
  };

  readonly aliases: Around['aliases'] = {
    get: (name) => {
      const type = this.types.aliases.get(name);
      this.askedAliases.set(name, type);
      return type;
    },
  };

  readonly references: Around['references'] = {
    get: (name) => {
      const places = this.types.references.get(name);
      this.askedReferences.set(name, places?.join());
      return places;
    },
  };

  /** Whether the same questions have the same answers. */
  isStill({ classes, aliases, references }: Around): boolean {
    for (const [name, key] of this.askedClasses) if (classes.get(name)?.key !== key) return false;
    for (const [name, type] of this.askedAliases) if (aliases.get(name) !== type) return false;
    for (const [name, places] of this.askedReferences)
      if (references.get(name)?.join() !== places) return false;
    return true;
  }
}
