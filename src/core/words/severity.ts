/**
 * How grave a finding or a problem is. `error`: connections or data are being lost, or the rest cannot be read. `warning`:
 * a program, the network or the recording did not do its part. `info`: worth knowing, and normal in some places.
 */
export type Severity = 'error' | 'warning' | 'info';
