import { routes } from '../routing/routes.ts';
import { handlers } from '../simulator/handlers/index.ts';
import { allEndpoints } from '../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../wechat/endpoint.ts';
import type { ErrorRule } from '../wechat/error-class.ts';
import { commonErrors } from '../wechat/errors.ts';
import type { EventSpec } from '../wechat/event.ts';
import * as events from '../wechat/events/index.ts';
import { extKeys } from '../wechat/ext-json/keys.ts';
import { permissionSets } from '../wechat/permission-sets.ts';
import { callsAllowedBy } from '../wechat/permissions.ts';

/** By name: the order of a module's exports depends on who loads it. */
const sorted = <T>(declarations: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(declarations).sort(([a], [b]) => (a < b ? -1 : 1));
const endpoints = sorted<EndpointSpec>(allEndpoints);

const notSimulated = new Map(
  Object.entries<object>(handlers).flatMap(([name, handle]) =>
    'notSimulated' in handle ? [[name, `sample only: ${handle.notSimulated}`]] : [],
  ),
);
const goesTo: Readonly<Record<string, { readonly goes: string }>> = routes;

/** The pages made from the declarations, by file name; `npm run generate` writes them, a test compares them. */
export const weChatTables = (): Readonly<Record<string, string>> => ({
  'docs/wechat-endpoints.md': page(
    "Calls of WeChat's API",
    "Every declared call. One of the permission sets must be granted. *Once*: a lost answer is looked up before another try. The errcodes are the call's own, by [class](errors.md); those that any call may give and what each means are in [the table of errcodes](wechat-errcodes.md).",
    ['path', 'call', 'token', 'permission sets', 'repeated', 'errcodes', 'simulated'],
    endpoints
      .toSorted(([, a], [, b]) => (endpointKey(a) < endpointKey(b) ? -1 : 1))
      .map(([name, spec]) => [
        `${spec.method} ${code(endpointKey(spec))}`,
        code(name),
        spec.token,
        (spec.permission ?? []).join(', '),
        spec.repeatable ? 'freely' : 'once',
        codesByClass(spec),
        notSimulated.get(name) ?? 'yes',
      ]),
  ),
  'docs/wechat-events.md': page(
    "WeChat's pushes",
    'Every declared event and where it goes. Sealed fields hold a credential; two pushes that agree in the last column are one. What users cause by using an account, and what the console sends to try pushes out (`routing/chatter.ts`), is ignored unless a rule forwards it; an event that is not here is kept as an unrouted callback.',
    ['event', 'channel', "WeChat's name", 'goes to', 'sealed', 'same where equal'],
    sorted<EventSpec>(events).map(([name, spec]) => [
      code(name),
      spec.channel,
      code(spec.name),
      goesTo[name]?.goes ?? '',
      spec.secrets.join(', '),
      spec.dedupe.join(', '),
    ]),
  ),
  'docs/wechat-ext-json.md': page(
    'Keys of an ext.json',
    'What `/wxa/commit` takes, and how. *override*: each member takes the place of the same member (同级覆盖); *override-each*: so does each member of each page; *replace*: the whole takes the place of the whole (整体替换). How WeChat merges it into the template, and how our [layers](ext-json.md) are merged before.',
    ['key', 'also written', 'merged by WeChat', 'between layers', 'in a standard template', 'heeded by'],
    Object.entries(extKeys).map(([name, { alias, merge, layers = merge, standard, toolOnly }]) => [
      code(name),
      alias ? code(alias) : '',
      merge,
      layers,
      standard ? 'yes' : 'no (9402203)',
      toolOnly ? 'the upload tools' : 'WeChat',
    ]),
  ),
  'docs/wechat-permission-sets.md': page(
    "WeChat's permission sets (权限集)",
    'What a merchant can grant to a platform. An exclusive set (互斥) can be granted to one platform at a time; `?` where that is not known. The declared calls that a set allows; where a call stands at several sets, any one of them will do.',
    ['id', 'name', 'in English', 'of', 'exclusive', 'calls'],
    [...permissionSets.values()].map(({ id, name, nameEn, account, exclusive }) => [
      String(id),
      name,
      nameEn,
      account,
      exclusiveWords[String(exclusive)] ?? '',
      callsAllowedBy(id).map(code).join(', '),
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

const exclusiveWords: Readonly<Record<string, string>> = { true: 'yes', false: 'no', unknown: '?' };

const codesByClass = ({ errors = {} }: EndpointSpec): string => {
  const classes = [...new Set(Object.values(errors).map((rule) => rule.class))];
  const of = (wanted: string) => Object.keys(errors).filter((errcode) => errors[Number(errcode)]?.class === wanted);
  return classes.map((each) => `${each}: ${of(each).join(', ')}`).join('; ');
};

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
