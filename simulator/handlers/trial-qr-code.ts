/** A grey square of 8 pixels as a JPEG, where WeChat answers the QR code of the trial version. */
export const trialQrCode = {
  contentType: 'image/jpeg',
  bytes: Buffer.from(
    [
      'ffd8',
      `ffdb004300${'01'.repeat(64)}`,
      'ffc0000b080008000801011100',
      `ffc400140001${'00'.repeat(16)}`,
      `ffc400141001${'00'.repeat(16)}`,
      'ffda0008010100003f00',
      '3f',
      'ffd9',
    ].join(''),
    'hex',
  ),
};
