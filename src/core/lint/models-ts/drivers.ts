import type { Api } from './apis';

const connected: Api = { makes: 'driver' };
const promised: Api = { makes: 'driver', promised: true };
const idle: Api = { makes: 'idle-driver' };
const pool: Api = { makes: 'driver-pool' };

const mysql = { createConnection: connected, createPool: pool };
const browser = { launch: promised, connect: promised };

/**
 * Packages whose clients hold connections until they are told to close them, by module:
 * https://node-postgres.com, https://sidorares.github.io/node-mysql2, https://github.com/redis/ioredis,
 * https://github.com/redis/node-redis, https://github.com/mqttjs/MQTT.js, https://amqp-node.github.io/amqplib,
 * https://mongodb.github.io/node-mongodb-native, https://github.com/patrickjuchli/basic-ftp,
 * https://github.com/mscdex/ssh2, https://imapflow.com, https://pptr.dev
 */
export const DRIVERS: Readonly<Record<string, Readonly<Record<string, Api>>>> = {
  pg: { Client: idle, Pool: pool },
  mysql,
  mysql2: mysql,
  'mysql2/promise': { createConnection: promised, createPool: pool },
  mariadb: { createConnection: promised, createPool: pool },
  ioredis: { default: connected, Redis: connected, Cluster: connected },
  redis: { createClient: idle, createCluster: idle },
  mqtt: { connect: connected, connectAsync: promised },
  amqplib: { connect: promised },
  nats: { connect: promised },
  mongodb: { MongoClient: idle },
  'cassandra-driver': { Client: idle },
  'basic-ftp': { Client: idle },
  ssh2: { Client: idle },
  'ssh2-sftp-client': { default: idle },
  imapflow: { ImapFlow: idle },
  puppeteer: browser,
  'puppeteer-core': browser,
  'chrome-remote-interface': { default: promised },
  '@modelcontextprotocol/sdk/client/index.js': { Client: idle },
  '@modelcontextprotocol/sdk/client': { Client: idle },
};

/** Methods by which an idle driver connects. */
export const CONNECTS = /^(?:connect|access|connectAsync)$/;

const NAMED = new RegExp(
  `['"](?:${Object.keys(DRIVERS)
    .map((each) => each.replace(/[/.]/g, '\\$&'))
    .join('|')})['"]`,
);

/** Whether a text imports one of the packages. */
export const namesDriver = (text: string): boolean => NAMED.test(text);
