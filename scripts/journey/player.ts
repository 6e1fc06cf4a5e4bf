import { z } from 'zod';
import type { Role } from '../../config/api-keys.ts';
import { createCallJson } from './call-json.ts';
import { type Followed, follow } from './follow.ts';

/** Where the journey is played, and a key of the API for each role. */
export type JourneyOptions = {
  readonly api: string;
  readonly simulator: string;
  readonly apiKeys: Readonly<Record<Role, string>>;
  /** Told of each thing once it has happened. */
  readonly say: (line: string) => void;
};

/** What the parts of the journey are played with. */
export type Player = {
  readonly say: (line: string) => void;
  /** A call of the API with the key of a role; the path begins with `/v1`. */
  readonly call: (role: Role, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<unknown>;
  /** Tells a person of the simulated WeChat what to do. */
  readonly people: (rule: { person: string; does: string; afterMs: number }) => Promise<unknown>;
  /** Has the simulated WeChat show an account as filed (备案), without which it may not go online. */
  readonly filed: (appid: string) => Promise<unknown>;
  /** Starts a process; its address. */
  readonly start: (path: string, body: object) => Promise<string>;
  /** Follows a process, saying its steps, until `enough` or its end. */
  readonly followTo: (url: string, enough?: (seen: Followed) => boolean) => Promise<Followed>;
};

const started = z.object({ url: z.url() });

/** Makes the player of one journey. */
export const createPlayer = ({ api, simulator, apiKeys, say }: JourneyOptions): Player => {
  const call: Player['call'] = (role, method, path, body) => createCallJson(apiKeys[role])(method, api + path, body);
  const told = new Set<string>();
  return {
    say,
    call,
    people: (rule) => createCallJson()('POST', `${simulator}/_sim/people`, rule),
    filed: (appid) => createCallJson()('POST', `${simulator}/_sim/verifying`, { appid, filed: true }),
    start: async (path, body) => started.parse(await call('operator', 'POST', path, body)).url,
    followTo: (url, enough = () => false) =>
      follow({
        call: createCallJson(apiKeys.operator),
        url,
        enough,
        onStep: ({ name, state, note }) => {
          const line = `  ${name} ${state}${note ? `: ${note}` : ''}`;
          if (!told.has(url + line)) say(line);
          told.add(url + line);
        },
      }),
  };
};
