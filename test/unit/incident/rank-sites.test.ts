import { expect, test } from 'vitest';
import { type CodeSubject, rankSites } from '../../../src/core/incident';
import { SiteIndex } from '../../../src/core/lint/workspace';
import { loadParsers } from '../../../src/host/node';

const parsers = await loadParsers();

const server = (port: string) => `import http from 'node:http';\nhttp.createServer().listen(${port});\n`;
const C_SERVER = (port: number) => `#include <sys/socket.h>
int serve(void) {
  struct sockaddr_in a;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  a.sin_port = htons(${port});
  bind(fd, (struct sockaddr *)&a, sizeof a);
  return listen(fd, 5);
}
`;

/** The files with code on the port of the subject, the likeliest first, each with what said so. */
function ranked(files: Readonly<Record<string, string>>, subject: Partial<CodeSubject> = {}): string[] {
  const index = new SiteIndex(parsers);
  for (const [path, text] of Object.entries(files)) index.set(path, text);
  const whole = { port: 8000, role: 'listens', findings: [], ...subject } as const;
  return rankSites(index.sites(), whole, index.portHints()).map(({ site, hint }) =>
    hint === null ? site.file : `${site.file} by ${hint.file}:${hint.line}`,
  );
}

test('a number comes before a default, and code for other ports is left out', () => {
  const files = {
    'a/app.ts': server('process.env.PORT || 8000'),
    'b/app.ts': server('8000'),
    'c/app.ts': server('9000'),
    'd/app.ts': server('process.env.PORT'),
  };
  expect(ranked(files)).toEqual(['b/app.ts', 'a/app.ts']);
});

test('of several servers on the port the one of the program that the table names comes first', () => {
  const files = { 'api/main.c': C_SERVER(8000), 'echo/main.c': C_SERVER(8000), 'web/main.c': C_SERVER(8000) };
  expect(ranked(files)[0]).toBe('api/main.c');
  expect(ranked(files, { program: { name: 'web' } })[0]).toBe('web/main.c');
  expect(ranked(files, { program: { name: 'echo-server' } })[0]).toBe('echo/main.c');
  expect(ranked(files, { program: { name: 'node', container: 'shop_web_1' } })[0]).toBe('web/main.c');
  expect(ranked(files, { program: { name: 'node', folder: '/srv/shop/web' } })[0]).toBe('web/main.c');
});

test('a test that listens there comes last', () => {
  expect(ranked({ 'src/a.ts': server('8000'), 'a/test/a.ts': server('8000') })[0]).toBe('src/a.ts');
});

test('a setting of the port wins over everything', () => {
  const files = { 'api/main.c': C_SERVER(8000), 'web/app.ts': server('process.env.PORT') };
  expect(ranked(files, { folders: ['web'] })[0]).toBe('web/app.ts');
});

test.each([
  ['.env', 'web/.env', 'HOST=0.0.0.0\nPORT=8000\n', 2],
  ['a JSON configuration', 'web/config.json', '{\n  "server": { "port": 8000 }\n}\n', 2],
  ['YAML', 'web/config.yaml', 'server:\n  port: 8000\n', 2],
  ['a Dockerfile', 'web/Dockerfile', 'FROM node:24\nEXPOSE 8000\n', 2],
  ['a start script', 'web/package.json', '{ "scripts": {\n "start": "node app --port 8000" } }\n', 2],
])('code that leaves its port open is found by %s beside it', (_, hint, text, line) => {
  const files = {
    'api/app.ts': server('process.env.PORT'),
    'web/app.ts': server('process.env.PORT'),
    [hint]: text,
  };
  expect(ranked(files)[0]).toBe(`web/app.ts by ${hint}:${line}`);
  expect(ranked(files)).not.toContain('api/app.ts');
});

const COMPOSE = `services:
  api:
    build: ./services/api
    ports:
      - "9000:3000"
  web:
    build:
      context: ./services/web
    ports:
      - "127.0.0.1:8000:3000"
`;

test('what a compose file publishes leads to the code of that service, by the port inside', () => {
  const files = {
    'services/api/main.ts': server('3000'),
    'services/web/main.ts': server('3000'),
    'docker-compose.yml': COMPOSE,
  };
  expect(ranked(files)).toEqual(['services/web/main.ts by docker-compose.yml:10']);
  expect(ranked(files, { port: 9000 })).toEqual(['services/api/main.ts by docker-compose.yml:5']);
});

test('what another port is said to be elsewhere says nothing of this one', () => {
  const files = { 'web/app.ts': server('process.env.PORT'), 'api/.env': 'PORT=8000\n' };
  // It is still a guess: the only code that could be it.
  expect(ranked(files)).toEqual(['web/app.ts']);
});

test('what nginx hands on leads to the code behind it', () => {
  const files = {
    'shop/api/main.ts': server('3000'),
    'shop/web/main.ts': server('3001'),
    'shop/nginx/nginx.conf':
      'server {\n  listen 80;\n  location / { proxy_pass http://127.0.0.1:3000; }\n}\nserver {\n  listen 8000;\n  location / { proxy_pass http://127.0.0.1:3001; }\n}\n',
  };
  expect(ranked(files)).toEqual(['shop/web/main.ts by shop/nginx/nginx.conf:6']);
});

test('a folder of settings speaks of the code beside it, and a field that a package gives is left to them', () => {
  const main =
    "import http from 'node:http';\nimport config from 'config';\nhttp.createServer().listen(config.port);\n";
  const files = {
    'web/src/main.ts': main,
    'web/config/default.yaml': 'port: 8000\n',
    'other/app.ts': server('8001').replace('8001', '{ port: 8001 }'),
  };
  expect(ranked(files)).toEqual(['web/src/main.ts by web/config/default.yaml:1']);
  expect(ranked(files, { port: 8001 })).toEqual(['other/app.ts']);
});

test('options that a variable holds', () => {
  const files = {
    'a.ts':
      "import net from 'node:net';\nconst options = { host: '::', port: 8000 };\nnet.createServer().listen(options);\n",
  };
  expect(ranked(files)).toEqual(['a.ts']);
});

test('among thirty servers the named one comes first, also where the port is only its default', () => {
  const names = Array.from({ length: 30 }, (_, at) => `part${at}`);
  const files = Object.fromEntries(
    names.map((name, at) =>
      at % 2 === 0
        ? [`services/${name}/main.c`, C_SERVER(8000)]
        : [`services/${name}/server.ts`, server('process.env.PORT ?? 8000')],
    ),
  );
  for (const name of ['part7', 'part12', 'part29']) {
    const isFirst = (program: NonNullable<CodeSubject['program']>) =>
      expect(ranked(files, { program })[0]).toMatch(new RegExp(`^services/${name}/`));
    isFirst({ name });
    isFirst({ name: `${name}-server` });
    isFirst({ name: 'node', container: `shop-${name}-1` });
    isFirst({ name: 'node', folder: `/srv/${name}` });
  }
});
