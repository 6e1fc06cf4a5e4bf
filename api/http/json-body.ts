import type { Request, Response } from 'express';
import { json } from 'express';
import { invalidInput } from './invalid-input.ts';
import { Problem } from './problem.ts';

/** More levels than anything of WeChat's has; what reads JSON after us goes down by calling itself. */
const deepest = 64;
const parseJson = json({ limit: '256kb', strict: false, type: () => true });

/** The JSON body of a request that has one. Throws what `problemOf` understands. */
export const readJsonBody = async (request: Request, response: Response): Promise<unknown> => {
  if (!request.is(['json', '+json'])) {
    const sent = request.headers['content-type'] ?? 'none';
    throw new Problem('unsupported-media-type', `Send JSON with \`Content-Type: application/json\`; it was ${sent}.`);
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error) => (error ? reject(error) : resolve()));
  });
  if (isDeeper(request.body, deepest)) {
    throw invalidInput([
      { field: '(body)', expected: `at most ${deepest} levels`, detail: 'Its objects and arrays nest too deep.' },
    ]);
  }
  return request.body;
};

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
