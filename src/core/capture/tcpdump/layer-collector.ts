import type { Field, Layer, LayerSink } from '../../decode';

interface OpenLayer {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly fields: Field[];
}

/** Gathers what the scanners trace; places count in the joined text of a packet's header. */
export class LayerCollector implements LayerSink {
  private layers: OpenLayer[] = [];

  restart(): void {
    this.layers = [];
  }

  layer(name: string, start: number, end: number): void {
    this.layers.push({ name, start, end, fields: [] });
  }

  field(name: string, value: string, start: number, end: number, problem?: string): void {
    if (this.layers.length === 0) this.layer('Frame', start, start);
    const field = { name, value, start, end, ...(problem === undefined ? {} : { problem }) };
    this.layers[this.layers.length - 1].fields.push(field);
  }

  /** A text's fields have no children. */
  open(): void {}
  close(): void {}

  /** The layers with their places moved into the lines as they are. */
  placed(place: (at: number) => number): Layer[] {
    const endOf = (from: number, to: number) => (to > from ? place(to - 1) + 1 : place(from));
    return this.layers.map((layer) => {
      const fields = layer.fields.map((f) => ({ ...f, start: place(f.start), end: endOf(f.start, f.end) }));
      const end = fields.reduce((most, field) => Math.max(most, field.end), endOf(layer.start, layer.end));
      return { name: layer.name, start: place(layer.start), end, fields };
    });
  }
}
