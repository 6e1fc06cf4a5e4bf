import express from 'express';
import { renderToString } from 'preact-render-to-string';

/** Something to choose on a page; what is ticked comes back in the form under its name. */
export type PersonInput = {
  readonly name: string;
  readonly label: string;
  /** One of the options, or any of them; the first, or all, are ticked. */
  readonly kind: 'radio' | 'checkbox';
  readonly options: readonly (readonly [value: string, text: string])[];
};

/** What a page shows to the person it is for, as of now. */
export type PersonView = {
  readonly title: string;
  /** What it is about, line by line: a name and its value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly inputs?: readonly PersonInput[];
  /** What may be done now: what it is called, by the act's name. */
  readonly choices: Readonly<Record<string, string>>;
  /** Something is under way: the page looks again by itself. */
  readonly busy?: boolean;
  /** The link leads nowhere: 404. */
  readonly missing?: true;
};

/** A matter that waits for somebody at a browser. */
export type PersonPage = {
  view(): PersonView;
  /** Does one of the choices; where it leads to another page, its address. */
  act(choice: string, form: Readonly<Record<string, unknown>>): string | undefined;
};

/** Behind a link that leads nowhere. */
export const noPage: PersonPage = {
  view: () => ({ title: '链接无效', facts: [], choices: {}, missing: true }),
  act: () => undefined,
};

/**
 * Finds the page behind a link: `undefined` where this path or query has none. `headers` are the request's, for pages
 * that look at where the visitor comes from.
 */
export type FindPage = (url: URL, headers: Readonly<Record<string, unknown>>) => PersonPage | undefined;

/** Makes the pages of WeChat on which people act, each found by one of `finders`, in Chinese. */
export const createPersonPages = (finders: readonly FindPage[]): express.RequestHandler => {
  const router = express.Router();
  const find = ({ protocol, host, originalUrl, headers }: express.Request): PersonPage | undefined => {
    const url = new URL(originalUrl, `${protocol}://${host}`);
    for (const finder of finders) {
      const page = finder(url, headers);
      if (page) return page;
    }
    return undefined;
  };
  router.get(/^\/(?!_sim)/, (request, response, next) => {
    const page = find(request);
    if (!page) return next();
    const view = page.view();
    response
      .status(view.missing ? 404 : 200)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(`<!doctype html>${renderToString(<Page view={view} action={request.originalUrl} />)}`);
  });
  // A call's body is left alone: many clients say of their JSON, too, that it is a form.
  const form = express.urlencoded({ extended: true });
  router.post(/^\/(?!_sim)/, (request, response, next) =>
    find(request) ? form(request, response, next) : next('route'),
  );
  router.post(/^\/(?!_sim)/, (request, response, next) => {
    const page = find(request);
    if (!page) return next();
    const { does, ...form } = request.body ?? {};
    const allowed = typeof does === 'string' && does in page.view().choices;
    // The page shows what follows; nobody waits here for the pushes.
    const elsewhere = allowed ? page.act(does, form) : undefined;
    response.redirect(303, elsewhere ?? request.originalUrl);
  });
  return router;
};

const Page = ({ view, action }: { view: PersonView; action: string }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {view.busy && <meta http-equiv="refresh" content="1" />}
      <title>{view.title}</title>
    </head>
    <body>
      <h1>{view.title}</h1>
      {view.facts.map(([name, value]) => (
        <p key={name}>
          {name}：{value}
        </p>
      ))}
      <form method="post" action={action}>
        {view.inputs?.map((input) => (
          <Choices key={input.name} input={input} />
        ))}
        {Object.entries(view.choices).map(([act, text]) => (
          <button key={act} type="submit" name="does" value={act}>
            {text}
          </button>
        ))}
      </form>
    </body>
  </html>
);

const Choices = ({ input: { name, label, kind, options } }: { input: PersonInput }) => (
  <fieldset>
    <legend>{label}</legend>
    {options.map(([value, text], index) => (
      <label key={value}>
        <input type={kind} name={name} value={value} checked={kind === 'checkbox' || index === 0} />
        {text}
      </label>
    ))}
  </fieldset>
);
