import type { z } from 'zod';
import { type ProblemName, problemKinds } from '../http/problem-kinds.ts';
import { type AnswerDoc, none, type Route, why } from '../http/route.ts';
import { fixedPaths } from './fixed-paths.ts';
import { hoisted, schemaOf } from './json-schema.ts';
import { problemSchema } from './problem-schema.ts';

/** Problems that any route with a key may answer. */
const everywhere: readonly ProblemName[] = [
  'invalid-input',
  'unauthenticated',
  'forbidden',
  'internal-error',
  'temporal-unreachable',
];
/** Problems that any route with a body may answer. */
const withBody: readonly ProblemName[] = ['body-too-large', 'unsupported-media-type'];

/**
 * The OpenAPI 3.1 document of these routes and of what the server answers beside them.
 * @see https://spec.openapis.org/oas/v3.1.1
 */
export const openApiOf = (routes: readonly Route[], publicUrl: string) => {
  const operations = routes.map((route) => ({ route, ...hoisted(operationOf(route), camelCase(route.name)) }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Weft',
      version: '1',
      description:
        'Operates a fleet of WeChat mini programs. Every long process is a durable workflow: start it, read or watch it, act on it. Errors are problems (RFC 9457); /problems explains each.',
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }],
    tags: [...new Set([...routes.map(({ tag }) => tag), 'server'])].map((name) => ({ name })),
    paths: { ...pathsOf(operations), ...fixedPaths },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key; its SHA-256 stands in API_KEYS.' },
      },
      schemas: {
        Problem: schemaOf(problemSchema, 'output'),
        Why: schemaOf(why, 'input'),
        ...Object.fromEntries(operations.flatMap(({ schemas }) => Object.entries(schemas))),
      },
      parameters: { Why: whyHeader, IdempotencyKey: keyHeader },
      responses: Object.fromEntries(
        routes.flatMap(problemsOf).map((names) => [responseName(names), problemResponse(names)]),
      ),
    },
  };
};

const pathsOf = (operations: readonly { readonly route: Route; readonly part: object }[]) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { route, part } of operations) paths[route.path] = { ...paths[route.path], [route.method]: part };
  return paths;
};

const operationOf = (route: Route) => ({
  operationId: camelCase(route.name),
  tags: [route.tag],
  summary: route.summary,
  description: [route.description, roleText(route)].filter(Boolean).join('\n\n'),
  parameters: [
    ...parametersOf('path', route.params).filter(({ name }) => route.path.includes(`{${name}}`)),
    ...parametersOf('query', route.query),
    ...(route.method === 'get' ? [] : [{ $ref: '#/components/parameters/Why' }]),
    ...(route.method === 'post' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ],
  ...(route.method === 'get' ? {} : { requestBody: requestBodyOf(route) }),
  responses: {
    [route.answer.status]: {
      description: route.answer.description,
      content: answerOf(route.answer),
    },
    ...Object.fromEntries(
      problemsOf(route).map((names) => [
        problemKinds[names[0]].status,
        { $ref: `#/components/responses/${responseName(names)}` },
      ]),
    ),
  },
});

const roleText = ({ role }: Route) =>
  role === 'service' ? 'Role: `service` or `admin`.' : `Role: \`${role}\`${role === 'admin' ? '' : ' or higher'}.`;

const whyHeader = {
  name: 'Why',
  in: 'header',
  description: 'Why this is done, in UTF-8; the body field `why` does the same.',
  schema: { type: 'string', maxLength: 500 },
};

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Repeating a request with its key gives its first answer and does nothing twice, also after the process has ended, for as long as Temporal keeps closed workflows. Another request with the key is refused (422). A refusal changes nothing and is not kept: the same request may come again with its key, another one needs another key. A call of WeChat is made again: it is one that may be repeated.',
  schema: { type: 'string', minLength: 1 },
};

const answerOf = ({ schema, stream, file }: AnswerDoc) => {
  if (file) return binary;
  return { [stream ? 'text/event-stream' : 'application/json']: { schema: schemaOf(schema, 'output') } };
};

const binary = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

const requestBodyOf = ({ body, accepts }: Route) => {
  if (accepts === 'file') return { required: true, content: binary };
  const { properties, ...schema } = schemaOf(body, 'input');
  return {
    required: 'required' in schema && Array.isArray(schema.required) && schema.required.length > 0,
    content: {
      [accepts === 'multipart' ? 'multipart/form-data' : 'application/json']: {
        schema: { ...schema, properties: { ...properties, why: { $ref: '#/components/schemas/Why' } } },
      },
    },
  };
};

const parametersOf = (place: 'path' | 'query', schema: z.ZodType) => {
  if (schema === none) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof property === 'object' && property.description ? { description: property.description } : {}),
    schema: property,
  }));
};

type Problems = readonly [ProblemName, ...ProblemName[]];

/** The problems that a route may answer; those of one status share one answer. */
const problemsOf = ({ method, problems }: Route): readonly Problems[] => {
  const calling = problems.includes('wechat-refused') ? (['too-many-calls'] as const) : [];
  const all = new Set([...everywhere, ...(method === 'get' ? [] : withBody), ...calling, ...problems]);
  const byStatus = new Map<number, Problems>();
  for (const name of [...all].sort()) {
    const { status } = problemKinds[name];
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  return [...byStatus.values()];
};

const responseName = (names: Problems) => names.join('.');

const problemResponse = (names: Problems) => ({
  description: `${names.map((name) => `${problemKinds[name].title} (\`/problems/${name}\`)`).join('; or ')}.`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const camelCase = (words: string) => words.replace(/[ -]+(\w)/g, (_, letter: string) => letter.toUpperCase());
