export { BEAT_MS, watchedThread } from './watched-thread';
export { type Supervised, type Trouble, WorkerSupervisor } from './worker-supervisor';
