import type { Request, Response } from 'express';
import { json } from 'express';
import { Problem } from './problem.ts';

const parseJson = json({ limit: '256kb', strict: false, type: () => true });

/** The JSON body; an absent one is `{}`, so that each field it lacks is named. Throws what `problemOf` understands. */
export const readJsonBody = async (request: Request, response: Response): Promise<unknown> => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return {};
  if (!request.is(['json', '+json'])) {
    const sent = request.headers['content-type'] ?? 'none';
    throw new Problem('unsupported-media-type', `Send JSON with \`Content-Type: application/json\`; it was ${sent}.`);
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error) => (error ? reject(error) : resolve()));
  });
  return request.body;
};
