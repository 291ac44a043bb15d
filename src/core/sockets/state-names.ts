import type { TcpStateName } from '../tcp';

/** How tools spell the states, without case, hyphens and underscores. */
const SPELLINGS: Readonly<Record<string, TcpStateName>> = {
  ESTAB: 'ESTABLISHED',
  ESTABLISHED: 'ESTABLISHED',
  SYNSENT: 'SYN_SENT',
  SYNRECV: 'SYN_RECEIVED',
  SYNRCVD: 'SYN_RECEIVED',
  SYNRECEIVED: 'SYN_RECEIVED',
  NEWSYNRECV: 'SYN_RECEIVED',
  FINWAIT1: 'FIN_WAIT_1',
  FINWAIT2: 'FIN_WAIT_2',
  TIMEWAIT: 'TIME_WAIT',
  CLOSE: 'CLOSED',
  CLOSED: 'CLOSED',
  // Windows.
  DELETETCB: 'CLOSED',
  UNCONN: 'CLOSED',
  CLOSEWAIT: 'CLOSE_WAIT',
  LASTACK: 'LAST_ACK',
  LISTEN: 'LISTEN',
  LISTENING: 'LISTEN',
  CLOSING: 'CLOSING',
  // German Windows; its ABHÖREN is matched below. French, Spanish, Portuguese, Russian and Chinese ones print English states.
  HERGESTELLT: 'ESTABLISHED',
  SCHLIESSENWARTEN: 'CLOSE_WAIT',
  WARTEND: 'TIME_WAIT',
  SYNGESENDET: 'SYN_SENT',
  SYNEMPFANGEN: 'SYN_RECEIVED',
  FINWARTEN1: 'FIN_WAIT_1',
  FINWARTEN2: 'FIN_WAIT_2',
  LETZTESACK: 'LAST_ACK',
  LETZTEACK: 'LAST_ACK',
  SCHLIESSEND: 'CLOSING',
  // net-tools' catalogues (po/de.po, cs.po, pt_BR.po); the French, Japanese and Estonian ones keep English states.
  VERBUNDEN: 'ESTABLISHED',
  SPOJENO: 'ESTABLISHED',
  NASLOUCHÁ: 'LISTEN',
  ZAVŘEN: 'CLOSED',
  ZAVÍRÁ: 'CLOSING',
  POSLEDNÍACK: 'LAST_ACK',
  ESTABELECIDA: 'ESTABLISHED',
  SYNENVIADO: 'SYN_SENT',
  SYNRECEBIDO: 'SYN_RECEIVED',
  ESPERAFIN1: 'FIN_WAIT_1',
  ESPERAFIN2: 'FIN_WAIT_2',
  FECHAR: 'CLOSED',
  ESPERANDOFECHAR: 'CLOSE_WAIT',
  ÚLTIMOACK: 'LAST_ACK',
  OUÇA: 'LISTEN',
  FECHANDO: 'CLOSING',
  // Spanish Linux systems, as public pastes have it.
  ESCUCHAR: 'LISTEN',
  ESTABLECIDO: 'ESTABLISHED',
  // z/OS (Communications Server, IP System Administrator's Commands, "Netstat CONN/-c").
  ESTABLSH: 'ESTABLISHED',
  CLOSWAIT: 'CLOSE_WAIT',
  FINWT1: 'FIN_WAIT_1',
  FINWT2: 'FIN_WAIT_2',
};
/** The Ö of ABHÖREN as it is, and as consoles' code pages 437, 850 and 1252 leave it: `ABH™REN`, `ABH\u0099REN`, `ABHÔREN`, `ABH\ufffdREN`. */
const LISTENS_IN_GERMAN = /^ABH[^\sA-Z0-9]{0,3}(?:OE)?REN$/;

/** The state that a tool's word stands for (`CLOSE-WAIT`, `CloseWait`, `Close Wait`, `FIN_WAIT2`); null: not the name of one. */
export function stateNamed(word: string): TcpStateName | null {
  const key = word.normalize('NFC').toUpperCase().replace(/[-_ ]/g, '').replace(/ß/g, 'SS');
  if (LISTENS_IN_GERMAN.test(key)) return 'LISTEN';
  return Object.hasOwn(SPELLINGS, key) ? SPELLINGS[key] : null;
}
