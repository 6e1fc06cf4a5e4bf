import { readFileSync } from 'node:fs';
import { z } from 'zod';

const values = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  z.array(z.string().min(1)).min(1),
]);

/** Whether an address holds a user or a password, which `fetch` refuses with an error that repeats them. */
const isNamed = (address: string): boolean => {
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
};

/** A notice of processes. */
const noticeKind = z.enum(['attention', 'reminder', 'drift']);

const rule = z
  .strictObject({
    name: z.string().regex(/^[\w-]{1,64}$/, 'up to 64 letters, digits, - and _'),
    match: z
      .strictObject({
        infoType: values.exactOptional(),
        msgType: values.exactOptional(),
        event: values.exactOptional(),
        appid: values.exactOptional(),
        notice: z.union([noticeKind.transform((one) => [one]), z.array(noticeKind).min(1)]).exactOptional(),
      })
      .refine((match) => Object.keys(match).length > 0, 'at least one of infoType, msgType, event, appid, notice')
      .refine(
        ({ notice, infoType, msgType, event }) => !notice || !(infoType || msgType || event),
        'a notice of a process is no callback: beside notice only appid',
      ),
    to: z
      .url({ protocol: /^https?$/, abort: true })
      .refine((to) => !isNamed(to), 'no user and password: the service knows us by the signature'),
    format: z.enum(['json', 'xml']),
    secret: z.string().min(16, 'a shared secret of 16 characters or more'),
    replies: z.boolean().default(false),
  })
  .refine(({ replies, match }) => !replies || (match.msgType && !match.msgType.includes('event') && !match.infoType), {
    path: ['replies'],
    message: 'only messages can be answered: match.msgType must name their types, not `event`',
  });

const rules = z
  .array(rule)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two rules have the same name');

/** Reads the rules of a JSON file. Throws a sentence that says which rule is wrong and where, without its values. */
export const readForwardingRules = (file: string): z.output<typeof rules> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error('The file can not be read.');
  }
  const parsed = rules.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`);
  throw new Error(`In it ${wrong.join('; ')}.`);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('It is not JSON.');
  }
};
