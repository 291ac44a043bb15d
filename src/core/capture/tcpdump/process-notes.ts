import type { ProcessNote } from '../capture-reader';

const HEADER = 400;

/** macOS, `tcpdump -k`: `(en0, proc curl:905, svc BE, out, so)`; pid 0 is the kernel's own. */
const packetMetadata = /\((?:[^()]{1,40}, )?proc ([^():]{1,64}):(\d{1,10})[^()]{0,120}, (in|out)\b/;
const LEAD = '^ *(?:\\d+ +)?(?:\\d{4}-\\d\\d-\\d\\d )?(?:[\\d:.]*\\d )?';
/** ptcpdump: `eth0 curl.4242 Out IP`, and without a program `eth0 Out IP`. */
const behindInterface = new RegExp(`${LEAD}\\S{1,15} (.{1,64}?)\\.(\\d{1,10}) (In|Out) (?:IP|ARP|ethertype)`);
const direction = new RegExp(`${LEAD}\\S{1,15} +(In|Out) +(?:IP|ARP|ethertype)`);
/** ptcpdump behind the header: `, ParentProc [bash.4200], Container [web], Pod [web.default]`. */
const container = /, Container \[([^\][]{1,200})\]/;
const pod = /, Pod \[([^\][]{1,200})\]/;

/** The program that a packet's own line names, `header` beginning at the packet; null: it names none. */
export function readProcess(header: string): ProcessNote | null {
  const metadata = header.includes('proc ') ? packetMetadata.exec(header.slice(0, HEADER)) : null;
  const match = metadata ?? (showsDirection(header) ? behindInterface.exec(header.slice(0, HEADER)) : null);
  if (match === null) return null;
  return {
    name: match[1],
    pid: Number(match[2]),
    container: container.exec(header)?.[1] ?? null,
    pod: pod.exec(header)?.[1] ?? null,
    sends: match[3].toLowerCase() === 'out',
  };
}

const showsDirection = (header: string): boolean => header.includes(' In ') || header.includes(' Out ');

/** Whether the recording host sends the packet, of a line that names no program; null: it does not say. */
export function readDirection(header: string): boolean | null {
  const match = showsDirection(header) ? direction.exec(header.slice(0, HEADER)) : null;
  return match === null ? null : match[1] === 'Out';
}

const process = /^\s+Process \(pid (\d{1,10}), cmd (\S{1,200}?)(?:,|\))/;
const inContainer = /^\s+Container \(name ([^,()]{1,200})/;
const inPod = /^\s+Pod \(name ([^,()]{1,200}), namespace ([^,()]{1,200})/;

/** What a line below a packet of `ptcpdump -v` adds; null: nothing of the kind. */
export function readProcessLine(text: string): Partial<ProcessNote> | null {
  const program = process.exec(text);
  if (program !== null) {
    const path = program[2];
    return { pid: Number(program[1]), name: path.slice(path.lastIndexOf('/') + 1) };
  }
  const box = inContainer.exec(text);
  if (box !== null) return { container: box[1] };
  const unit = inPod.exec(text);
  return unit === null ? null : { pod: `${unit[1]}.${unit[2]}` };
}
