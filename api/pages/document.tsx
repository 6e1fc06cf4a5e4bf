import type { ComponentChildren } from 'preact';
import { style } from './style.ts';

type DocumentProps = {
  readonly title: string;
  /** Of the Content-Security-Policy: nothing else on the page runs. */
  readonly nonce: string;
  readonly script?: string;
  /** Without scripts the page reloads itself after so many seconds. */
  readonly refresh?: number;
  readonly children: ComponentChildren;
};

/** A page for a phone, in Chinese, that loads nothing from anywhere. */
export const Document = ({ title, nonce, script, refresh, children }: DocumentProps) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{title}</title>
      {refresh && (
        <noscript>
          <meta http-equiv="refresh" content={String(refresh)} />
        </noscript>
      )}
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      {children}
      {script && <script nonce={nonce} dangerouslySetInnerHTML={{ __html: script }} />}
    </body>
  </html>
);
