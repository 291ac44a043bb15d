import { addressOf, type SocketAddress } from '../socket-address';

/** What tools call the properties of a connection, without case, blanks and underscores, by PowerShell's names. */
const PROPERTIES: Readonly<Record<string, string>> = {
  localaddress: 'LocalAddress',
  localip: 'LocalAddress',
  localport: 'LocalPort',
  remoteaddress: 'RemoteAddress',
  foreignaddress: 'RemoteAddress',
  remoteip: 'RemoteAddress',
  remoteport: 'RemotePort',
  foreignport: 'RemotePort',
  state: 'State',
  status: 'State',
  owningprocess: 'OwningProcess',
  pid: 'OwningProcess',
  processid: 'OwningProcess',
  processname: 'ProcessName',
  process: 'ProcessName',
  name: 'ProcessName',
  appliedsetting: 'AppliedSetting',
};

/** PowerShell's name of a property, whatever a tool or a person calls the column; its own where it is not known. */
export function propertyNamed(name: string): string {
  const key = name.toLowerCase().replace(/[ _]/g, '');
  return Object.hasOwn(PROPERTIES, key) ? PROPERTIES[key] : name;
}

/** The properties of columns, in their order; of two with one meaning the first has it. */
export function propertiesOf(names: readonly string[]): readonly string[] {
  const properties: string[] = [];
  for (const name of names) {
    const property = propertyNamed(name);
    properties.push(properties.includes(property) ? `${name} ` : property);
  }
  return properties;
}

const ENDS = ['LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort'];

/**
 * Whether columns are of connections: of the two ends and what else there is, enough to tell one from others. UDP's endpoints
 * have a local address, a port and a process, too, but no state.
 */
export function hasConnection(names: readonly string[]): boolean {
  const ends = ENDS.filter((name) => names.includes(name)).length;
  const hasRemote = names.includes('RemoteAddress') || names.includes('RemotePort');
  const withOther = names.includes('State') || (hasRemote && names.includes('OwningProcess'));
  return ends >= 3 || (ends === 2 && withOther) || (names.includes('LocalPort') && names.includes('State'));
}

interface Ends {
  readonly local: SocketAddress | null;
  readonly peer: SocketAddress | null;
}

/** The two ends by their properties; what was left out stands for any. null: no connection, or a value that is not one. */
export function connectionOf(values: ReadonlyMap<string, string>): Ends | null {
  const local = endOf(values.get('LocalAddress'), values.get('LocalPort'));
  const peer = endOf(values.get('RemoteAddress'), values.get('RemotePort'));
  return local === undefined || peer === undefined || (local === null && peer === null)
    ? null
    : { local, peer };
}

/** null: neither its address nor its port is there; undefined: they are not an address and a port. */
function endOf(host: string | undefined, port: string | undefined): SocketAddress | null | undefined {
  if (host === undefined && port === undefined) return null;
  if (host === '' || port === '') return undefined;
  return addressOf(host ?? '*', port ?? '*') ?? undefined;
}
