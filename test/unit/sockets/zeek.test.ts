import { describe, expect, it } from 'vitest';
import { SocketSession } from '../../../src/core/session/sockets';
import { formatSocketAddress, readSocketTable } from '../../../src/core/sockets';

/** The fields of conn.log, and what each conn_state means, by docs.zeek.org (logs/conn.html, base/protocols/conn/main.zeek). */
const FIELDS =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents';
const line = (port: number, state: string, proto = 'tcp') =>
  `1591367999.430166 C5bLoe2Mvxqhawz${port} 192.168.4.76 ${port} 31.3.245.133 80 ${proto} http 0.254115 77 295 ${state} - - 0 ShADadFf 6 397 4 511 -`.replaceAll(
    ' ',
    '\t',
  );
const TSV = `#separator \\x09
#set_separator\t,
#empty_field\t(empty)
#unset_field\t-
#path\tconn
#open\t2026-11-28-10-00-00
#fields\t${FIELDS.replaceAll(' ', '\t')}
#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring
${line(46378, 'SF')}
${line(46379, 'S2')}
${line(46380, 'S3')}
${line(46381, 'S0')}
${line(46382, 'SF', 'udp')}
#close\t2026-11-28-11-00-00
`;
const json = (port: number, state: string, proto = 'tcp') =>
  `{"ts":1591367999.430166,"uid":"C5bLoe2Mvxqhawzqqd","id.orig_h":"192.168.4.76","id.orig_p":${port},"id.resp_h":"31.3.245.133","id.resp_p":80,"proto":"${proto}","service":"http","duration":0.25411510467529297,"orig_bytes":77,"resp_bytes":295,"conn_state":"${state}","missed_bytes":0,"history":"ShADadFf","orig_pkts":6}\n`;

const EXPECTED = [
  'server 31.3.245.133:80 192.168.4.76:46378 CLOSED',
  'server 31.3.245.133:80 192.168.4.76:46379 CLOSE_WAIT',
  'client 192.168.4.76:46380 31.3.245.133:80 CLOSE_WAIT',
  'client 192.168.4.76:46381 31.3.245.133:80 SYN_SENT',
];
const said = (text: string) =>
  readSocketTable(text).rows.map(
    ({ side, local, peer, state }) =>
      `${side} ${local && formatSocketAddress(local)} ${peer && formatSocketAddress(peer)} ${state}`,
  );

describe("Zeek's conn.log", () => {
  it.each([
    ['TSV', TSV],
    ['TSV without its heading', TSV.replace(/^#.*\n/gm, '')],
    ['TSV, blanks for tabs', TSV.replaceAll('\t', ' ')],
    [
      'JSON',
      json(46378, 'SF') + json(46379, 'S2') + json(46380, 'S3') + json(46381, 'S0') + json(53, 'SF', 'udp'),
    ],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual(EXPECTED);
    expect(readSocketTable(text).problems).toEqual([]);
  });

  it('columns of choice, by the heading', () => {
    expect(
      said(
        '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\n1.5\tC1\t192.0.2.1\t40001\t192.0.2.2\t8000\ttcp\tS2\n',
      ),
    ).toEqual(['server 192.0.2.2:8000 192.0.2.1:40001 CLOSE_WAIT']);
  });

  it('is told as what a monitor saw', () => {
    const session = SocketSession.read(TSV, 'conn.log', 'en');
    expect(session?.findings().map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'listing-incomplete info',
      'close-wait warning',
      'close-wait warning',
      'no-answer warning',
    ]);
    const [, second, third] = session?.connections(0, 4) ?? [];
    expect([second.client, second.server, second.serverState.state]).toEqual([
      '192.168.4.76:46379',
      '31.3.245.133:80',
      'CLOSE_WAIT',
    ]);
    expect([third.clientState.state, third.stuck?.endpoint, third.stuck?.sureness]).toEqual([
      'CLOSE_WAIT',
      'client',
      'possible',
    ]);
  });

  it('other logs of Zeek are not connections', () => {
    expect(
      said(
        '#path\thttp\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\ttrans_depth\tmethod\n1591367999.512593\tC5bLoe2Mvxqhawzqqd\t192.168.4.76\t46378\t31.3.245.133\t80\t1\tGET\n',
      ),
    ).toEqual([]);
  });
});
