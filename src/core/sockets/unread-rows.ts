const V4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const V6 = String.raw`[0-9a-f]{0,4}:[0-9a-f]{0,4}:[0-9a-f:.]*(?:%[\w.-]{1,16})?`;
const END = String.raw`(?:${V4}[:.]\d{1,5}|\[${V6}\](?:%[\w.-]{1,16})?:\d{1,5})`;
const NAMED_END = String.raw`[\w.%-]{0,60}[a-z.][\w.%-]{0,60}:\d{1,5}`;
/** States whole or without their end, as a cut leaves them. */
const STATE = String.raw`(?:ESTAB|CLOSE|TIME[-_ ]?W|FIN[-_ ]?W|SYN[-_ ]?[RS]|LAST[-_ ]?A|LISTEN)[\w-]{0,12}`;
/** Beside a state or a protocol stands a row; a number there is what lists of packets have. */
const COLUMNS_END = String.raw`(?:$|[\s",;]+(?:tcp\b|[A-Z][A-Za-z_-]{2,}))`;

/** What two ends or an end beside a state look like, in whatever tool's order. */
const TWO_ENDS: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[\s"'])${END}(?:\s+|\s*->\s*)${END}(?=[\s"',()]|$)`, 'i'),
  new RegExp(String.raw`(?:^|\s)\d{1,10}\s+\d{1,10}\s+${NAMED_END}\s+${NAMED_END}(?=\s|$)`, 'i'),
  new RegExp(
    String.raw`(?:^|[\s",;])(?:${V4}|${V6})[\s",;]+\d{1,5}[\s",;]+(?:${V4}|${V6})[\s",;]+\d{1,5}"?${COLUMNS_END}`,
  ),
  /"id\.orig_h":.*"id\.resp_h":/,
];
const END_AND_STATE: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|\s)${END}\s+\(?${STATE}(?:\.{2,3}|…)?\)?(?:\s+(?:\d|-).*)?$`, 'i'),
  new RegExp(String.raw`(?:^|\s)${STATE}\s+\d{1,10}\s+\d{1,10}\s+${END}`, 'i'),
];
/** Rows that are not of TCP: their protocol, and ss' word for a socket of UDP. */
const OTHER_PROTOCOL =
  /(?:^|[\s",:])(?:udp\w{0,5}|unix|raw6?|sctp\d?|icmp\w{0,3}|dccp|nl|quic|UNCONN)(?=[\s",]|$)/i;
/** Solaris and Windows: a socket that has a port and no connection. */
const WITHOUT_CONNECTION = /\s(?:BOUND|IDLE)(?:\s|$)/;

/**
 * Whether a line that no reader took stands for a connection all the same: two addresses with their ports beside each other,
 * or one beside a state that may be cut. To be asked only of a text that holds a table.
 */
export const showsConnection = (text: string): boolean =>
  [...TWO_ENDS, ...END_AND_STATE].some((form) => form.test(text)) &&
  !OTHER_PROTOCOL.test(text) &&
  !WITHOUT_CONNECTION.test(text);

/** `Firewall timeouts (seconds):`: the numbers below are times, not counts. */
export const isTimeouts = (heading: string): boolean =>
  /(?:time-?outs?|超时(?:时间)?)\s*(?:[（(][^（）()]{1,20}[）)]|in seconds)?\s*[:：]?\s*$/i.test(heading);

export const STATE_AND_NUMBER = /^\s*[A-Za-z_][\w-]{3,40}\s*[:=]?\s+\d+\s*s?\s*$/;
