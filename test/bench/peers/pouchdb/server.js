/** express-pouchdb over PouchDB's memory adapter. */
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPeerServer, records, serve } from '../server-kit.js';

const require = createRequire(import.meta.url);
const express = require('express');
const Plain = require('pouchdb');
Plain.plugin(require('pouchdb-adapter-memory'));
const Pouch = Plain.defaults({ adapter: 'memory' });
const app = express();
const files = { configPath: join(tmpdir(), `${process.pid}.pouch`), logPath: join(tmpdir(), `${process.pid}.log`) };
app.use('/', require('express-pouchdb')(Pouch, { mode: 'minimumForPouchDB', ...files }));

const database = new Pouch('records');
for (let at = 0; at < records.length; at += 2_000) {
  await database.bulkDocs(records.slice(at, at + 2_000).map(({ id, ...rest }) => ({ _id: id, ...rest })));
}
await serve(createPeerServer(app), async (id, field) => (await database.get(id))[field]);
