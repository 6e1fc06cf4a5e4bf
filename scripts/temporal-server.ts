import { Connection, type ConnectionOptions } from '@temporalio/client';
import { searchAttributes } from '../messages/search-attributes.ts';
import { type Child, startChild } from './child.ts';
import { waitFor } from './wait-for.ts';

/** A development server of Temporal; on loopback only, it has no authentication. */
export type TemporalServerOptions = {
  /** The `temporal` binary. */
  readonly cli: string;
  readonly port: number;
  /** Without it there is no UI. */
  readonly uiPort?: number;
  /** Where the UI has payloads decoded. */
  readonly codecEndpoint?: string;
  /** The SQLite file. */
  readonly database: string;
  readonly log: string;
  /** Made beside `default`, which always exists. */
  readonly namespaces?: readonly string[];
  /** Whether schedules run, as they do unless told: workers of Temporal do that in each namespace, which ask for work all the time. */
  readonly schedules?: boolean;
};

const host = '127.0.0.1';
/** Loaded cores start it in 10 s; a minute means that it hangs. */
const startLimit = 60_000;

/** Starts the server and waits until every namespace answers queries by our search attributes. */
export const startTemporalServer = async (
  options: TemporalServerOptions,
): Promise<Child & { readonly address: string }> => {
  const child = await startChild({
    name: 'temporal',
    command: options.cli,
    args: argumentsOf(options),
    log: options.log,
  });
  const address = `${host}:${options.port}`;
  try {
    await Promise.race([answersQueries({ address }, ['default', ...(options.namespaces ?? [])]), child.failed]);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { ...child, address };
};

const argumentsOf = (options: TemporalServerOptions): string[] => [
  ...['server', 'start-dev', '--ip', host, '--port', String(options.port), '--log-level', 'error'],
  ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort), '--ui-disable-news-fetch']),
  ...(options.codecEndpoint ? ['--ui-codec-endpoint', options.codecEndpoint] : []),
  ...['--db-filename', options.database],
  ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
  ...(options.namespaces ?? []).flatMap((name) => ['--namespace', name]),
  ...(options.schedules === false ? ['--dynamic-config-value', 'worker.perNamespaceWorkerCount=0'] : []),
  ...Object.values(searchAttributes).flatMap(({ name, type }) => ['--search-attribute', `${name}=${typeNames[type]}`]),
];

/** The CLI's names of the SDK's types. */
const typeNames = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
} as const;

/** Waits until the namespaces exist and know our search attributes, which comes some time after the server answers. */
export const answersQueries = async (temporal: ConnectionOptions, namespaces: readonly string[]): Promise<void> => {
  const query = Object.keys(searchAttributes)
    .map((name) => `${name} IS NULL`)
    .join(' AND ');
  await waitFor('An answer of Temporal', startLimit, async () => {
    const connection = await Connection.connect({ ...temporal, connectTimeout: 2_000 });
    try {
      for (const namespace of namespaces) {
        await connection.workflowService.countWorkflowExecutions({ namespace, query });
      }
    } finally {
      await connection.close();
    }
  });
};
