import { otherSide, type PacketIndex, type Side } from '../tcp';
import type { ResetStory } from './reset-story';
import { SideStory } from './side-story';
import { Subject } from './subject';

/** One connection as the findings read it: its facts, and what one walk over its packets adds. */
export class Story extends Subject {
  readonly client = new SideStory('client');
  readonly server = new SideStory('server');
  reset: ResetStory | null = null;

  override get clientSyn(): PacketIndex {
    return this.client.syn.first;
  }

  /** The handshake was captured, so that "no data" means none at all. */
  get fromTheStart(): boolean {
    return this.connection.roleBy === 'syn' || this.connection.roleBy === 'syn-ack';
  }

  /** The end of which nothing was recorded, though the other's acknowledgments show that it is there; null: none. */
  get unrecorded(): Side | null {
    const unseen: Side = this.server.packets === 0 ? 'server' : 'client';
    const seen = this[otherSide(unseen)];
    if (this[unseen].packets > 0 || seen.packets < 2) return null;
    return seen.firstAck >= 0 || seen.synAck.count > 0 ? unseen : null;
  }

  /** The recording held all of it, as far as it shows: what is absent from it did not happen. */
  get isComplete(): boolean {
    const { loss, flagsOnly } = this.circumstances.completeness;
    const { client, server } = this.connection;
    const isWhole = loss !== 'heavy' && !flagsOnly && client.unseen === 0 && server.unseen === 0;
    return isWhole && this.unrecorded === null;
  }

  /** Payload bytes that an end sent; null where lengths are not all known. */
  bytes(side: Side): number | null {
    return this.connection.lengthsKnown ? this.connection[side].bytes : null;
  }
}
