import type { Observation, Slot, Span } from '../ir';
import type { Kind } from './kinds';

/** An object that a file makes, is given by a listener, or only uses. */
export interface ObservedObject {
  /** The variable that holds it; empty where there is none. */
  readonly name: string;
  readonly kind: Kind;
  readonly origin: 'created' | 'accepted' | 'borrowed';
  /** The call or event that it comes from. */
  readonly from: string;
  readonly at: Span;
}

interface OfObject extends Observation {
  readonly object: ObservedObject;
}

/** How a byte stream is read, if at all. */
export interface ReadingObserved extends OfObject {
  readonly what: 'reading';
  /** It is made or accepted in a function, not where the file is run. */
  readonly inFunction: boolean;
  /** Something reads it to its end, closes it or takes it over, other than a 'readable' listener. */
  readonly consumed: boolean;
  /** `read()` is called. */
  readonly readByHand: boolean;
  /** Nothing is ever done with it that matters, and the paths that lose it are followed. */
  readonly followed: boolean;
  /** It is connected, and no `onread` buffer reads it. */
  readonly connected: boolean;
  /** A call of `pause()`. */
  readonly pause: Span | null;
  /** What it does besides its 'data' listeners and `resume()` goes on when it is paused. */
  readonly flowsOn: boolean;
  readonly resumed: 'never' | 'on-success' | 'always';
  /** What to mark where it is never read. */
  readonly head: Span;
  /** Where `resume()` can be called at once. */
  readonly atOnce: Slot | null;
}

/** The option `allowHalfOpen`, and the sockets that it holds for: the object itself, or what a server accepts. */
export interface HalfOpenObserved extends OfObject {
  readonly what: 'half-open';
  readonly option: Span;
  readonly sockets: readonly {
    readonly name: string;
    /** Ended, destroyed, passed on or iterated over, other than when it is closed anyway. */
    readonly ended: boolean;
    /** Where a listener can be added. */
    readonly atOnce: Slot | null;
  }[];
}

/** Two streams that are piped into each other. */
export interface PipePairObserved extends OfObject {
  readonly what: 'pipe-pair';
  /** Both as the source names them. */
  readonly names: readonly [string, string];
  /** The calls of `pipe()`, in the order of the source. */
  readonly pipes: readonly [Span, Span];
  readonly at: Span;
  /** Other code has one of them, and may look after it. */
  readonly passedOn: boolean;
  /** An error or close of either closes the other. */
  readonly closeEachOther: boolean;
  /** The data of one is written to the other, without `pipe()`. */
  readonly byHand: boolean;
  /** The pipes as statements that can be replaced; null where they are not. */
  readonly statements: readonly { readonly at: Span; readonly from: string; readonly to: string }[] | null;
  /** How `pipeline` can be named here: it is imported, has to be, or cannot be as the name is taken. */
  readonly pipeline: 'imported' | 'taken' | { readonly as: 'import' | 'require'; readonly at: Span };
}

/** A server that is made in a function and listens. */
export interface ListeningObserved extends OfObject {
  readonly what: 'listening';
  readonly at: Span;
  /** Closed, or passed on. */
  readonly lookedAfter: boolean;
  readonly inTest: boolean;
  /** It asks for any free port, and tells its caller which it is. */
  readonly tellsPort: boolean;
}

/** A call of `end()`, and its method's name where `destroy` can stand in its place. */
export interface EndCall {
  readonly at: Span;
  readonly method: Span | null;
}

/** A listener of 'timeout'. */
export interface TimeoutListenerObserved extends OfObject {
  readonly what: 'timeout-listener';
  readonly at: Span;
  /** It may end the connection, it reports a failure, it emits an event that nothing here answers, or it only looks. */
  readonly does: 'acts' | 'settles' | 'emits' | 'nothing';
  /** The object is an argument of other code, or stored. */
  readonly kept: boolean;
  /** Other code takes it over in any other way than being told of the failure. */
  readonly takenOver: boolean;
  /** What follows the report closes it. */
  readonly closedAfterReport: boolean;
  /** Something in the file could end it, or what a class inherits: who hears of an event can ask for that. */
  readonly canBeEnded: boolean;
  /** All that ends the connection is `end()`, here; null where something else may. */
  readonly endedBy: EndCall | null;
  /** What the listener can name the object by, and where it can destroy it. */
  readonly receiver: string | null;
  readonly within: Slot | null;
}

/** A timeout that is set without a listener. */
export interface TimeoutSetObserved extends OfObject {
  readonly what: 'timeout-set';
  readonly by: 'method' | 'option';
  readonly at: Span;
  readonly listened: boolean;
  /** Other code looks after it, or something ends it by itself. */
  readonly lookedAfter: boolean;
}

/** An object that a class makes and keeps in a field, and a method by which the class can be ended. */
export interface FieldKeptObserved extends OfObject {
  readonly what: 'field-kept';
  readonly at: Span;
  readonly method: string;
  /** Closed or passed on by the class, or perhaps by what it inherits or calls. */
  readonly lookedAfter: boolean;
  readonly listens: boolean;
}

/** A field that is set to nothing after its object's listeners were removed. */
export interface FieldDroppedObserved extends OfObject {
  readonly what: 'field-dropped';
  /** As the source names it. */
  readonly field: string;
  readonly at: Span;
  readonly closed: boolean;
  readonly ahead: Slot | null;
}

/** A field that a 'timeout' listener gives a new object. */
export interface FieldOverwrittenObserved extends OfObject {
  readonly what: 'field-overwritten';
  readonly field: string;
  readonly at: Span;
  readonly by: Span;
  readonly closed: boolean;
  readonly ahead: Slot | null;
}

/** A list that holds connections loses one, or all of them, without closing it. */
export interface EvictedObserved extends OfObject {
  readonly what: 'evicted';
  readonly at: Span;
  /** Where a connection that it holds is made. */
  readonly kept: Span;
  readonly all: boolean;
}

/** A method that gets a connection back for a list keeps it only while there is room, and does not close it otherwise. */
export interface RefusedObserved extends OfObject {
  readonly what: 'refused';
  readonly list: string;
  /** Where it is let go of. */
  readonly at: Span;
  /** Where it would be kept. */
  readonly kept: Span;
}

/** A loop that reads a body is left before the body's end, and nothing cancels the reader. */
export interface ReaderLeftObserved extends OfObject {
  readonly what: 'reader-left';
  /** The statement that leaves. */
  readonly at: Span;
  /** Where the reader is made. */
  readonly made: Span;
  readonly ahead: Slot | null;
  /** `await` may stand there. */
  readonly waits: boolean;
}

/** A class comes to a connection after the method that ends it may have been called. */
export interface LateConnectionObserved extends OfObject {
  readonly what: 'late-connection';
  /** It waits first, or a listener of the connection's end makes another one. */
  readonly how: 'waited' | 'again' | 'timer';
  /** Where the field gets it. */
  readonly at: Span;
  /** The wait, or the listener. */
  readonly by: Span;
  readonly method: string;
  /** What the method sets, by which one could know. */
  readonly flag: string | null;
}

/** What a class does with a client that it closes in the end, of whatever package: its kind is not known. */
export interface AttemptObserved extends OfObject {
  readonly what: 'attempt';
  /** It may come after the end, takes the place of another, or stays where the attempt to connect fails. */
  readonly how: 'late' | 'replaced' | 'failed';
  readonly at: Span;
  /** The wait; what makes another one; or where the one that stays was made. */
  readonly by: Span;
  /** The method that ends the class. */
  readonly method: string;
}

/** What a class opens and keeps, which has no method by which it could be ended. */
export interface NoCloserObserved extends OfObject {
  readonly what: 'no-closer';
  readonly at: Span;
  readonly klass: string;
}

/** Something that a callback or promise waits for while nothing limits how long. */
export interface UnlimitedObserved extends OfObject {
  readonly what: 'unlimited';
  readonly at: Span;
}

/** An `end()` by which alone a connection ends, after its time limit was taken off or where a timer tells of a failure. */
export interface OnlyEndedObserved extends OfObject {
  readonly what: 'only-ended';
  readonly when: 'limit-off' | 'timer' | 'closing' | 'ping';
  readonly end: EndCall;
  /** Where the limit is taken off, or the timer is set. */
  readonly by: Span;
}

/** A promise that is about something else fails, and its failure is handed on while the object is open. */
export interface FailureToldObserved extends OfObject {
  readonly what: 'failure-told';
  readonly at: Span;
}

/** A server that is closed, while the sockets that it accepted are kept in a list that nothing closes, or by itself. */
export interface ServerWaitsObserved extends OfObject {
  readonly what: 'server-waits';
  readonly at: Span;
  /** As the source names it; null where the server keeps them itself. */
  readonly list: string | null;
  /** Where a socket is put into it, or the server is made. */
  readonly kept: Span;
  /** Where they can be ended. */
  readonly ahead: Slot | null;
}

/** A request of which only 'upgrade' is heard, and the connection that waits for it. */
export interface UpgradeOnlyObserved extends OfObject {
  readonly what: 'upgrade-only';
  readonly at: Span;
  readonly client: string;
}

/** A response of another server, piped to a handler's client of whose end the handler does not hear. */
export interface UpstreamPipedObserved extends OfObject {
  readonly what: 'upstream-piped';
  /** The answer by `pipe()`, or a piece at a time; or what the client sends. */
  readonly how: 'piped' | 'written' | 'upload';
  readonly at: Span;
  /** The handler's response as the source names it. */
  readonly client: string;
  readonly request: Span;
  /** The variable that holds the request, and where the handler can use it. */
  readonly holder: { readonly name: string; readonly behind: Slot } | null;
}

/** A failing path that leaves open what others of its function end. */
export interface SiblingLeftObserved extends OfObject {
  readonly what: 'sibling-left';
  readonly at: Span;
  /** Where another path ends it, and how. */
  readonly beside: Span;
  readonly call: string;
  readonly ahead: Slot | null;
}

/** All that the front-end tells of objects. */
export type NodeObservation =
  | ReadingObserved
  | HalfOpenObserved
  | PipePairObserved
  | ListeningObserved
  | TimeoutListenerObserved
  | TimeoutSetObserved
  | FieldKeptObserved
  | FieldDroppedObserved
  | FieldOverwrittenObserved
  | LateConnectionObserved
  | EvictedObserved
  | RefusedObserved
  | AttemptObserved
  | UnlimitedObserved
  | NoCloserObserved
  | ReaderLeftObserved
  | OnlyEndedObserved
  | FailureToldObserved
  | ServerWaitsObserved
  | UpgradeOnlyObserved
  | UpstreamPipedObserved
  | SiblingLeftObserved;
