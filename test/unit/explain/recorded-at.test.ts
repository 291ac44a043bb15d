import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../findings/find';

const VANTAGE = join(__dirname, '../../fixtures/vantage');

/** All that the explanation of a connection says, and its line about the recording. */
async function told(file: string, connection: number, locale: 'en' | 'zh-cn' = 'en') {
  const session = await openCapture(new Uint8Array(readFileSync(join(VANTAGE, file))), locale);
  const { endpoints, quality } = session.client().explain({ connection });
  const causes = endpoints.flatMap((endpoint) =>
    endpoint.causes.map(({ title, text }) => `${title}. ${text}`),
  );
  return { causes: causes.join('\n'), quality: quality ?? '' };
}

// Connection 2 is the SYN to port 9000 that the server's own firewall drops; 1 is half-closed at the end.
describe('a SYN that is not answered', () => {
  it.each(['server-any.pcap', 'server-any.n.txt', 'server.pcap'])(
    '%s: made at the server, asks for no capture there, and blames no firewall on the way',
    async (file) => {
      const { causes, quality } = await told(file, 2);
      expect(causes).not.toContain('does the SYN reach a capture');
      expect(causes).not.toContain('A firewall drops the SYN');
      expect(causes).toContain('A firewall at the server drops the SYN');
      expect(quality).toContain('it was made at the server');
      expect((await told(file, 2, 'zh-cn')).quality).toContain('在服务端');
    },
  );

  it('does not call down the machine that recorded it', async () => {
    expect((await told('server-any.pcap', 2)).causes).not.toContain('The host is down');
    // A recorder on the server's network may be another machine.
    expect((await told('server.pcap', 2)).causes).toContain('The host is down');
  });

  it.each(['client-any.pcap', 'client.pcap', 'router-any.pcap'])(
    '%s: made elsewhere, asks whether it arrives',
    async (file) => {
      const { causes } = await told(file, 2);
      expect(causes).toContain('does the SYN reach a capture at the server?');
      expect(causes).not.toContain('A firewall at the server');
    },
  );
});

describe('a FIN that is waited for', () => {
  it('is not lost on the way where its sender was recorded', async () => {
    expect((await told('server-any.pcap', 1)).causes).not.toContain('shows its FIN leaving');
    expect((await told('client-any.pcap', 1)).causes).toContain('shows its FIN leaving');
  });
});
