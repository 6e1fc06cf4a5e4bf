/** The types of file that WeChat takes somewhere, by the ending of their names. */
export const materialTypes = ['png', 'jpg', 'gif', 'bmp', 'mp4'] as const;
export type MaterialType = (typeof materialTypes)[number];

/** So many bytes tell the type. */
export const signatureLength = 12;

/** The type of a file by its first bytes; its name proves nothing. */
export const typeOf = (head: Buffer): MaterialType | undefined => {
  if (head.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return 'png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpg';
  if (/^GIF8[79]a/.test(head.toString('latin1'))) return 'gif';
  if (head.subarray(0, 2).toString('latin1') === 'BM') return 'bmp';
  return head.subarray(4, 8).toString('latin1') === 'ftyp' ? 'mp4' : undefined;
};
