export { CAPTURE_VIEW, CaptureEditorProvider, LOG_VIEW } from './capture-editor-provider';
export { StateGuides } from './explain-state';
export { exportCapture } from './export';
export { goToPacket } from './go-to-packet';
export { OpenEditors } from './open-editors';
export { type CaptureServers, OpenServers } from './open-servers';
export { registerPageCommands } from './page-commands';
export { PreferenceStore } from './preference-store';
export { WorkerLink } from './worker-link';
