/** Automerge: automerge-repo with a document for each record, kept in IndexedDB. */
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import { initializeBase64Wasm, Repo } from '@automerge/automerge-repo/slim';
import { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import { IndexedDBStorageAdapter } from '@automerge/automerge-repo-storage-indexeddb';
import { offer, timeEach, until } from '../page-kit.js';

const handles = new Map();
let repo;
let adapter;
const find = async ([id, address]) => handles.set(id, await repo.find(address));

offer({
  async open() {
    await initializeBase64Wasm(automergeWasmBase64);
    repo = new Repo({ network: [], storage: new IndexedDBStorageAdapter('records') });
    await Promise.all(Object.entries(JSON.parse(localStorage.addresses ?? '{}')).map(find));
  },
  async sync(expected) {
    adapter = new WebSocketClientAdapter(location.origin.replace('http', 'ws'), 5_000);
    repo.networkSubsystem.addNetworkAdapter(adapter);
    await repo.networkSubsystem.whenReady();
    if (handles.size < expected) {
      localStorage.addresses = await (await fetch('/addresses')).text();
      await Promise.all(Object.entries(JSON.parse(localStorage.addresses)).map(find));
    }
    await until(() => handles.size >= expected);
    await repo.flush();
  },
  leave: async () => adapter.disconnect(),
  edit: (changes) =>
    timeEach(changes, async ({ id, field, value }) => {
      const handle = handles.get(id);
      handle.change((record) => {
        record[field] = value;
      });
      await repo.flush([handle.documentId]);
    }),
  async make(record) {
    const handle = repo.create(record);
    handles.set(record.id, handle);
    await repo.flush([handle.documentId]);
  },
  count: async () => handles.size,
  read: async (id, field) => handles.get(id)?.doc()?.[field],
});
