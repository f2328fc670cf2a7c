/** What a caller sees of errors: a kind and whether to ask again. What went wrong goes to the log alone. */
import type { FastifyError, FastifyInstance } from 'fastify';

/** Fastify's own refusals by code. */
const kinds: Readonly<Record<string, string>> = {
  FST_ERR_VALIDATION: 'message-unreadable',
  FST_ERR_CTP_INVALID_JSON_BODY: 'message-unreadable',
  FST_ERR_JSON_TOO_DEEP: 'message-unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'message-unreadable',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported',
};

/** Error and not-found answers. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return reply.status(status).send({ kind: kinds[error.code] ?? 'refused', retry: 'never' });
    }
    request.log.error({ err: error }, 'the request failed');
    const busy = isDatabaseTrouble(error);
    return reply.status(busy ? 503 : 500).send({ kind: busy ? 'hub-busy' : 'hub-failed', retry: 'later' });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ kind: 'not-found', retry: 'never' }));
}

/** The database is away, full or short of connections: nothing is wrong with the request. */
function isDatabaseTrouble(error: Error & { code?: string }): boolean {
  const code = error.code ?? '';
  return (
    /^(ECONN|53|57|08)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  );
}
