/** The page's side of log-server.js. */

/** Sends changed records, resolves with what is new there and the number to ask from next time. */
export async function exchange(since, changed) {
  const lines = changed.map((record) => JSON.stringify(record)).join('\n');
  const body = changed.length === 0 ? undefined : await gzip(lines);
  const answer = await fetch('/exchange', { method: 'POST', headers: { 'x-since': String(since) }, body });
  const text = await answer.text();
  const records = text === '' ? [] : text.split('\n').map(JSON.parse);
  return { seq: Number(answer.headers.get('x-seq')), records };
}

function gzip(text) {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}
