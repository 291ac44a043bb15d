import type { Field, Layer, LayerSink } from './layer';

interface OpenField {
  name: string;
  value: string;
  start: number;
  end: number;
  problem?: string;
  children?: OpenField[];
}

/** Builds the layers of one frame, with ranges relative to the frame's first byte and never outside the frame. */
export class LayerCollector implements LayerSink {
  readonly layers: Layer[] = [];
  private target: OpenField[] = [];
  private readonly outer: OpenField[][] = [];

  /** The frame is [start, end) of its buffer. */
  constructor(
    private readonly start: number,
    private readonly end: number,
  ) {}

  layer(name: string, start: number, end: number): void {
    this.outer.length = 0;
    this.target = [];
    this.layers.push({
      name,
      start: this.relative(start),
      end: this.relative(end),
      fields: this.target as Field[],
    });
  }

  field(name: string, value: string, start: number, end: number, problem?: string): void {
    const field: OpenField = { name, value, start: this.relative(start), end: this.relative(end) };
    if (problem !== undefined) field.problem = problem;
    this.target.push(field);
  }

  open(): void {
    this.outer.push(this.target);
    const parent = this.target.at(-1);
    this.target = [];
    if (parent !== undefined) parent.children = this.target;
  }

  close(): void {
    this.target = this.outer.pop() ?? this.target;
  }

  private relative(position: number): number {
    return Math.min(Math.max(position, this.start), this.end) - this.start;
  }
}
