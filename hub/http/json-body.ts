/** JSON bodies: as deep as any of ours is and no deeper. Depth is counted before anything is built. */
import type { FastifyInstance } from 'fastify';

export const jsonDepth = 16;

/** Whether a text opens more brackets within each other than that; brackets in strings do not count. */
export function isTooDeep(text: string, most = jsonDepth): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (inString) {
      if (sign === 92 /* \ */) at += 1;
      else if (sign === 34 /* " */) inString = false;
    } else if (sign === 34) inString = true;
    else if (sign === 91 /* [ */ || sign === 123 /* { */) {
      depth += 1;
      if (depth > most) return true;
    } else if (sign === 93 /* ] */ || sign === 125 /* } */) depth -= 1;
  }
  return false;
}

/** Reads JSON as Fastify does, once its depth was counted. */
export function limitJsonDepth(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(body))
      done(Object.assign(new Error('The JSON is too deep.'), { statusCode: 400, code: 'FST_ERR_JSON_TOO_DEEP' }));
    else parse(request, body, done);
  });
}
