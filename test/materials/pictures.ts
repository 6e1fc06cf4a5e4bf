/** What looks like a picture of so many bytes. */
export const png = (size: number): Buffer => {
  const bytes = Buffer.alloc(size, size % 251);
  bytes.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  return bytes;
};
