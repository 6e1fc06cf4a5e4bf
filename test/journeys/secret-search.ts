import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a secret was found, and as what. The secret itself stays out of the report. */
export type Finding = { readonly where: string; readonly kind: string; readonly form: string };

/** A credential to look for. */
export type Secret = { readonly kind: string; readonly value: string };

/** A secret as it may lie in a file: plain, in hex, and in base64 at each of its three alignments. */
const formsOf = (value: string): [form: string, needle: Buffer][] => {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  return [
    ['plain', bytes],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ...[0, 1, 2].flatMap((alignment) => {
      const aligned = base64At(bytes, alignment);
      const url = aligned.replaceAll('+', '-').replaceAll('/', '_');
      const forms: [string, Buffer][] = [[`base64 at ${alignment}`, Buffer.from(aligned)]];
      if (url !== aligned) forms.push([`base64url at ${alignment}`, Buffer.from(url)]);
      return forms;
    }),
  ];
};

/** The characters of base64 that these bytes alone decide, when `alignment` bytes of a group stand before them. */
const base64At = (bytes: Buffer, alignment: number): string => {
  const text = Buffer.concat([Buffer.alloc(alignment), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const from = alignment === 0 ? 0 : alignment + 1;
  const whole = (bytes.length + alignment) % 3 === 0;
  return text.slice(from, whole ? undefined : -1);
};

/** Looks for secrets in named bytes. */
export const searchIn = (where: string, haystack: Buffer, secrets: readonly Secret[]): Finding[] =>
  secrets.flatMap(({ kind, value }) =>
    formsOf(value).flatMap(([form, needle]) => (haystack.includes(needle) ? [{ where, kind, form }] : [])),
  );

/** Looks for secrets in every file of a folder, but for those that are `skipped` by name. */
export const searchFolder = async (
  folder: string,
  secrets: readonly Secret[],
  skipped: readonly string[] = [],
): Promise<{ files: string[]; findings: Finding[] }> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !skipped.includes(entry.name));
  const findings: Finding[] = [];
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    findings.push(...searchIn(path, await readFile(path), secrets));
  }
  return { files: files.map(({ name }) => name), findings };
};
