// What the segments carry: HTTP/1.1 in the clear, or TLS records that nobody can look into.

const POOL = Buffer.alloc(1 << 17);
const TLS_RECORD = 16384;
const TLS_HEADER = 5;

/** Fills the pool that all bodies are taken from. */
export function fillPool(random) {
  for (let at = 0; at < POOL.length; at += 4) POOL.writeUInt32LE(random.word(), at);
}

/** One message of a connection: `head` in the clear and then `bodyLength` bytes; or the same in TLS records. */
export class Message {
  constructor(head, bodyLength, encrypted) {
    this.head = Buffer.from(head, 'latin1');
    this.encrypted = encrypted;
    const plain = this.head.length + bodyLength;
    this.length = encrypted ? plain + Math.ceil(plain / TLS_RECORD) * TLS_HEADER : plain;
  }

  /** Writes bytes [offset, offset + length) of the message to `target` at `at`. */
  copy(target, at, offset, length) {
    const from = (offset * 7) % (POOL.length >> 1);
    POOL.copy(target, at, from, from + length);
    if (this.encrypted) this.copyRecordHeaders(target, at, offset, length);
    else if (offset < this.head.length) this.head.copy(target, at, offset, offset + length);
  }

  copyRecordHeaders(target, at, offset, length) {
    const step = TLS_RECORD + TLS_HEADER;
    for (let record = Math.floor(offset / step) * step; record < offset + length; record += step) {
      const size = Math.min(TLS_RECORD, this.length - record - TLS_HEADER);
      const header = [0x17, 0x03, 0x03, size >> 8, size & 0xff];
      for (let i = 0; i < TLS_HEADER; i++) {
        const place = record + i - offset;
        if (place >= 0 && place < length) target[at + place] = header[i];
      }
    }
  }
}

const PATHS = [
  '/',
  '/api/v1/orders',
  '/static/app.js',
  '/img/banner',
  '/search?q=tcp',
  '/feed',
  '/video/segment',
];

export function request(random, encrypted, bodyLength) {
  const method = bodyLength > 0 ? 'POST' : 'GET';
  const lines = [
    `${method} ${random.pick(PATHS)}${random.between(1, 99999)} HTTP/1.1`,
    'Host: www.example.com',
    'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
    'Accept: */*',
    `Cookie: session=${random.word().toString(16).repeat(random.between(2, 60))}`,
    ...(bodyLength > 0 ? ['Content-Type: application/octet-stream', `Content-Length: ${bodyLength}`] : []),
  ];
  return new Message(`${lines.join('\r\n')}\r\n\r\n`, bodyLength, encrypted);
}

export function response(random, encrypted, bodyLength, closes) {
  const lines = [
    'HTTP/1.1 200 OK',
    'Server: nginx',
    'Content-Type: application/octet-stream',
    `Content-Length: ${bodyLength}`,
    `Connection: ${closes ? 'close' : 'keep-alive'}`,
    `ETag: "${random.word().toString(16)}"`,
  ];
  return new Message(`${lines.join('\r\n')}\r\n\r\n`, bodyLength, encrypted);
}

/** A question for an A record, and with `answer` the reply to it (RFC 1035 section 4). */
export function dnsMessage(id, answer) {
  const name = [3, 97, 112, 105, 7, 101, 120, 97, 109, 112, 108, 101, 3, 99, 111, 109, 0];
  const header = [
    id >> 8,
    id & 0xff,
    answer ? 0x81 : 0x01,
    answer ? 0x80 : 0,
    0,
    1,
    0,
    answer ? 1 : 0,
    0,
    0,
    0,
    0,
  ];
  const question = [...name, 0, 1, 0, 1];
  const record = answer ? [0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 192, 0, 2, 80] : [];
  return Buffer.from([...header, ...question, ...record]);
}
