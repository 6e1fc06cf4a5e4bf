import type { ProblemKind } from '../http/problem-kinds.ts';

/** These kinds of problem, to read: what happened and what to do. */
export const ProblemsPage = ({ kinds, nonce }: { kinds: Readonly<Record<string, ProblemKind>>; nonce: string }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Problems</title>
      <style nonce={nonce}>{style}</style>
    </head>
    <body>
      <h1>Problems</h1>
      <p>
        What the API answers when it can't do what was asked (RFC 9457). Its <code>type</code> never changes.
      </p>
      {Object.entries(kinds).map(([name, { status, title, remedy }]) => (
        <section key={name} id={name}>
          <h2>
            {status} {title}
          </h2>
          <p>
            <code>/problems/{name}</code>
          </p>
          <p>{withCode(remedy)}</p>
        </section>
      ))}
    </body>
  </html>
);

const style = `body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
h2 { margin-bottom: .25rem; font-size: 1.125rem; } p { margin: .25rem 0; }`;

/** What stands between backticks is code. */
const withCode = (text: string) =>
  text.split('`').map((part, index) => (index % 2 ? <code key={part}>{part}</code> : part));
