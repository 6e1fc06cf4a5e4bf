import { Document } from './document.tsx';

type NoticeProps = {
  readonly title: string;
  readonly text: string;
  readonly nonce: string;
  /** Seconds after which the page loads again, where that helps. */
  readonly refresh?: number;
};

/** A page that only says something: the link is dead, or the matter can't be read now. */
export const NoticePage = ({ title, text, nonce, refresh }: NoticeProps) => (
  <Document
    title={title}
    nonce={nonce}
    {...(refresh ? { refresh, script: `setTimeout(function () { location.reload(); }, ${refresh * 1000});` } : {})}
  >
    <main class="card">
      <h2>{title}</h2>
      <p>{text}</p>
    </main>
  </Document>
);
