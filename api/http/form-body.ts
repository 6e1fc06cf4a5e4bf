import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { raw } from 'express';
import { invalidInput } from './invalid-input.ts';
import { Problem } from './problem.ts';
import type { ReadBody } from './read-body.ts';

/** WeChat takes files of up to 10 MB. */
const readBytes = raw({ limit: '12mb', type: () => true });

/** The fields of a form: a `File` each or text. Throws what `problemOf` understands. */
export const readFormBody = async (request: Request, response: Response): Promise<ReadBody> => {
  const sentAs = request.headers['content-type'] ?? 'none';
  if (!request.is('multipart/form-data')) {
    throw new Problem('unsupported-media-type', `Send a form as \`multipart/form-data\`; it was ${sentAs}.`);
  }
  await new Promise<void>((resolve, reject) => {
    readBytes(request, response, (error) => (error ? reject(error) : resolve()));
  });
  const fields = await fieldsOf(request.body, sentAs);
  const told = fields.map(async ([name, value]) => [name, typeof value === 'string' ? value : await hashOf(value)]);
  return { body: Object.fromEntries(fields), sent: Object.fromEntries(await Promise.all(told)) };
};

const fieldsOf = async (bytes: Uint8Array<ArrayBuffer>, contentType: string) => {
  try {
    const form = await new globalThis.Response(bytes, { headers: { 'content-type': contentType } }).formData();
    return [...form.entries()];
  } catch {
    const detail = 'It can not be read: is it whole, and does the header name its boundary?';
    throw invalidInput([{ field: '(body)', expected: 'a form', detail }]);
  }
};

const hashOf = async (file: Blob) =>
  createHash('sha256')
    .update(Buffer.from(await file.arrayBuffer()))
    .digest('hex');
