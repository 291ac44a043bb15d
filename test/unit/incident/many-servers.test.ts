import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rankSites } from '../../../src/core/incident';
import { filesOf, SiteIndex } from '../../../src/core/lint/workspace';
import { loadParsers } from '../../../src/host/node';

/** Repositories with many servers: of each port the code that really listens on it, or lies behind it, comes first. */

const parsers = await loadParsers();
const FIXTURES = 'test/fixtures/many-servers';

function indexOf(repository: string): SiteIndex {
  const index = new SiteIndex(parsers);
  const root = join(FIXTURES, repository);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    index.set(path.slice(root.length + 1), readFileSync(path, 'utf8'));
  }
  return index;
}

test.each([
  // One wrapper listens for all of them; the caller tells which server it is.
  ['c', 7001, 'auth/main.c'],
  ['c', 7002, 'echo/main.c'],
  ['c', 7004, 'gateway/main.c'],
  ['c', 7009, 'agent/main.c'],
  ['cplusplus', 8201, 'orders/src/main.cpp'],
  ['cplusplus', 8202, 'stock/src/stock.cpp'],
  ['cplusplus', 8203, 'billing/src/listener.cpp'],
  ['cplusplus', 8204, 'mail/src/mailer.cpp'],
  ['cplusplus', 8205, 'uvd/main.c'],
  ['cplusplus', 8206, 'evd/main.c'],
  ['cplusplus', 8207, 'evd/main.c'],
  ['typescript', 4101, 'services/cart/src/main.ts'],
  ['typescript', 4102, 'services/search/src/main.ts'],
  ['typescript', 4103, 'services/mailer/src/main.ts'],
  ['typescript', 14103, 'services/mailer/src/main.ts'],
  ['javascript', 3100, 'api/index.js'],
  ['javascript', 3101, 'chat/index.js'],
  ['javascript', 3102, 'admin/index.js'],
  ['javascript', 3103, 'jobs/server.js'],
  ['javascript', 80, 'api/index.js'],
  ['javascript', 8443, 'chat/index.js'],
  ['javascript', 8090, 'board/index.js'],
  ['javascript', 3201, 'chat/index.js'],
  ['mixed', 9000, 'ingest/src/ingest.c'],
  ['mixed', 9100, 'ingest/src/ingest.c'],
  ['mixed', 19100, 'ingest/src/ingest.c'],
  ['mixed', 8080, 'front/server.js'],
  ['mixed', 9080, 'front/server.js'],
  ['mixed', 9200, 'relay/src/relay.ts'],
])('%s, port %i: %s', (repository, port, file) => {
  const index = indexOf(repository);
  const subject = { port, role: 'listens', findings: [] } as const;
  const [first] = rankSites(index.sites(), subject, index.portHints(), (name) => index.filesNaming(name));
  expect(first).toBeDefined();
  expect(filesOf(first.site)).toContain(file);
  expect(first.site.sureness === 'open' && first.hint === null).toBe(false);
});

test('what a variable sets for another server is not taken for the port of this one', () => {
  const index = new SiteIndex(parsers);
  index.set('a/.env', 'DB_PORT=5432\nREDIS_PORT=6379\n');
  index.set('a/app.js', "require('http').createServer().listen(process.env.PORT || 3000);\n");
  expect(index.portHints()).toEqual([]);
});
