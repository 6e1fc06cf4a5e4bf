import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { z } from 'zod';
import { describeVariable, variables } from './variables.ts';

/** The configuration of a process. */
export type Config = ReturnType<typeof readConfig>;

const minute = 60_000;

/** Reads the environment; an empty variable counts as missing. Throws one error with a line for each variable that is missing or wrong. */
export const readConfig = (env: NodeJS.ProcessEnv) => {
  const given = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const result = variables.safeParse(given);
  const issues = [...(result.error?.issues ?? []), ...secretMissing(given)];
  if (!result.success || issues.length > 0) throw new Error(complaint(issues, given));
  const v = result.data;
  return {
    production: v.NODE_ENV === 'production',
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL,
    dataFolder: v.WEFT_DATA,
    logLevel: v.LOG_LEVEL,
    // In cloud mode nothing asks for the secret.
    component: { appid: v.COMPONENT_APPID, secret: v.COMPONENT_SECRET ?? '' },
    ...(v.CLOUD_TOKEN_FILE ? { cloudTokenFile: v.CLOUD_TOKEN_FILE } : {}),
    cloudPushes: v.CLOUD_PUSHES === 'on',
    callRates: {
      component: { calls: v.CALLS_PER_MINUTE, interval: minute },
      account: { calls: v.CALLS_PER_MINUTE_AND_ACCOUNT, interval: minute },
    },
    callback: {
      token: v.CALLBACK_TOKEN,
      aesKey: v.CALLBACK_AES_KEY,
      ...(v.CALLBACK_AES_KEY_PREVIOUS ? { previousAesKey: v.CALLBACK_AES_KEY_PREVIOUS } : {}),
    },
    forwardingRules: v.FORWARDING_RULES ?? [],
    weChatApiUrl: v.WECHAT_API_URL,
    weChatPages: { mp: v.WECHAT_MP_URL, open: v.WECHAT_OPEN_URL },
    encryptionKeys: v.ENCRYPTION_KEYS,
    idKey: v.ID_KEY,
    apiKeys: v.API_KEYS,
    temporal: temporalOf(given, v.TEMPORAL_PORT),
    temporalPort: v.TEMPORAL_PORT,
    temporalUiPort: v.TEMPORAL_UI_PORT,
    temporalUiUrl: v.TEMPORAL_UI_URL ?? `http://localhost:${v.TEMPORAL_UI_PORT}`,
    credentialSlots: v.CREDENTIAL_SLOTS,
    cachedWorkflows: v.CACHED_WORKFLOWS,
    ...(v.WORKER_PORT ? { workerPort: v.WORKER_PORT } : {}),
    ...(v.WORKFLOW_BUNDLE ? { workflowBundle: v.WORKFLOW_BUNDLE } : {}),
    simulatorPort: v.SIMULATOR_PORT,
    simulatorHost: v.SIMULATOR_HOST,
    gatewayUrl: v.GATEWAY_URL ?? `http://127.0.0.1:${v.PORT}`,
    demo: v.DEMO === 'on',
  };
};

/**
 * Where Temporal is and how to reach it, with Temporal's own variables (`TEMPORAL_API_KEY`, `TEMPORAL_TLS_…`). Its file
 * is read only where `TEMPORAL_CONFIG_FILE` or `TEMPORAL_PROFILE` asks for it: a laptop's profile changes nothing.
 */
const temporalOf = (given: Record<string, string>, developmentPort: number) => {
  const { connectionOptions, namespace } = loadClientConnectConfig({
    disableFile: !given.TEMPORAL_CONFIG_FILE && !given.TEMPORAL_PROFILE,
    overrideEnvVars: given,
  });
  const { address, tls, apiKey } = connectionOptions;
  return {
    address: address ?? `127.0.0.1:${developmentPort}`,
    namespace: namespace ?? 'default',
    ...(tls === undefined ? {} : { tls }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
};

/** Only cloud mode does without the platform's secret. */
const secretMissing = ({ COMPONENT_SECRET, CLOUD_TOKEN_FILE }: Record<string, string>): Issue[] =>
  COMPONENT_SECRET || CLOUD_TOKEN_FILE ? [] : [{ code: 'invalid_type', path: ['COMPONENT_SECRET'], message: '' }];

type Issue = Pick<z.core.$ZodIssue, 'path' | 'code' | 'message'>;

/** All that is missing or wrong, a line each; never a value, it may be a secret. */
const complaint = (issues: readonly Issue[], given: Record<string, string>): string => {
  const lines = issues.map(({ path: [name], code, message }) => {
    const { description, example } = describeVariable(String(name));
    const wrong = String(name) in given ? 'wrong' : 'missing';
    const detail = code === 'custom' ? ` ${message}` : '';
    return `${String(name)} is ${wrong}: it must be ${description}.${detail} Example: ${String(name)}=${example}`;
  });
  return ['The configuration can not be used:', ...lines].join('\n  ');
};
