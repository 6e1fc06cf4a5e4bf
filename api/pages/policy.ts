/** The Content-Security-Policy of all pages for merchants: they load nothing and send nothing anywhere. */
export const pagePolicy = (nonce: string): readonly string[] => [
  "default-src 'none'",
  `style-src 'nonce-${nonce}'`,
  `script-src 'nonce-${nonce}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
