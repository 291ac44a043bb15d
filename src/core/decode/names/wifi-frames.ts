/** IEEE 802.11-2020 table 9-1. */
const TYPE_NAMES = ['802.11 management', '802.11 control', '802.11 data', '802.11 extension'];
const MANAGEMENT_NAMES = new Map<number, string>([
  [0, 'Association request'],
  [1, 'Association response'],
  [2, 'Reassociation request'],
  [3, 'Reassociation response'],
  [4, 'Probe request'],
  [5, 'Probe response'],
  [8, 'Beacon'],
  [10, 'Disassociation'],
  [11, 'Authentication'],
  [12, 'Deauthentication'],
  [13, 'Action'],
]);
const CONTROL_NAMES = new Map<number, string>([
  [8, 'Block Ack request'],
  [9, 'Block Ack'],
  [10, 'PS-Poll'],
  [11, 'RTS'],
  [12, 'CTS'],
  [13, 'Ack'],
]);

/** `802.11 Beacon`; the type alone where the subtype has no name here. */
export function wifiFrameName(type: number, subtype: number): string {
  const names = type === 0 ? MANAGEMENT_NAMES : type === 1 ? CONTROL_NAMES : undefined;
  return names?.get(subtype) !== undefined ? `802.11 ${names.get(subtype)}` : TYPE_NAMES[type];
}
