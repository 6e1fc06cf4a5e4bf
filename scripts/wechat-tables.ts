import { allEndpoints } from '../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../wechat/endpoint.ts';
import type { ErrorRule } from '../wechat/error-class.ts';
import { commonErrors } from '../wechat/errors.ts';
import type { EventSpec } from '../wechat/event.ts';
import * as events from '../wechat/events/index.ts';

/** By name: the order of a module's exports depends on who loads it. */
const sorted = <T>(declarations: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(declarations).sort(([a], [b]) => (a < b ? -1 : 1));
const endpoints = sorted<EndpointSpec>(allEndpoints);

/** The pages made from the declarations, by file name; `npm run generate` writes them, a test compares them. */
export const weChatTables = (): Readonly<Record<string, string>> => ({
  'docs/wechat-endpoints.md': page(
    "Calls of WeChat's API",
    'Every declared call. *Once*: a lost answer is looked up before another try.',
    ['call', 'path', 'token', 'permission sets', 'repeated'],
    endpoints.map(([name, spec]) => [
      code(name),
      `${spec.method} ${code(endpointKey(spec))}`,
      spec.token,
      (spec.permission ?? []).join(', '),
      spec.repeatable ? 'freely' : 'once',
    ]),
  ),
  'docs/wechat-events.md': page(
    "WeChat's pushes",
    'Every declared event. Sealed fields hold a credential; two pushes that agree in the last column are one.',
    ['event', 'channel', "WeChat's name", 'sealed', 'same where equal'],
    sorted<EventSpec>(events).map(([name, spec]) => [
      code(name),
      spec.channel,
      code(spec.name),
      spec.secrets.join(', '),
      spec.dedupe.join(', '),
    ]),
  ),
  'docs/wechat-errcodes.md': page(
    "WeChat's errcodes",
    "Every declared errcode and its [class](errors.md). A call's own meaning wins over the common one; an errcode that is not here is never sent again by itself.",
    ['errcode', 'call', 'class', 'meaning', '含义'],
    [
      ...errorRows('any', commonErrors),
      ...endpoints.flatMap(([name, spec]) => errorRows(code(name), spec.errors ?? {})),
    ],
  ),
});

const errorRows = (call: string, errors: Readonly<Record<number, ErrorRule>>): string[][] =>
  Object.entries(errors)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([errcode, rule]) => [
      errcode,
      call,
      rule.scope ? `${rule.class} (${rule.scope})` : rule.class,
      rule.en,
      rule.zh,
    ]);

const code = (text: string) => `\`${text}\``;

const page = (title: string, text: string, head: string[], rows: string[][]): string =>
  `${[
    `# ${title}`,
    '',
    `${text} Made from the declarations by \`npm run generate\`.`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.map(row),
  ].join('\n')}\n`;

const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
