/** A PNG of one pixel, as a file to upload; with `size` it is filled up to so many bytes. */
export const picture = ({ name = 'picture.png', size = 0 } = {}): File => {
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  return new File([pixel, new Uint8Array(Math.max(0, size - pixel.length))], name, { type: 'image/png' });
};
