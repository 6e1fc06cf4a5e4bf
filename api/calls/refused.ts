import type { EndpointName } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { Problem } from '../http/problem.ts';
import type { Process } from '../process.ts';
import { insteadOf } from './instead.ts';

/** A declared call by its name. */
export type NamedCall = { readonly name: EndpointName; readonly spec: EndpointSpec };

/** Why nobody may make a call by hand; nothing where anybody may. */
export const refusalOf = (
  { name, spec }: NamedCall,
  processes: readonly Process[],
  publicUrl: string,
): Problem | undefined => {
  const endpoint = endpointKey(spec);
  const owners = processes.filter((process) => owns(process, name, spec));
  if (owners.length > 0) {
    return new Problem(
      'process-owns',
      `${name} (${endpoint}) is not made by hand: ${owners.map(wayTo).join(', ')}, at the right time, and looks up what became of it.`,
      { endpoint, processes: owners.map(({ title, path }) => ({ title, url: `${publicUrl}/v1${path}` })) },
    );
  }
  if (spec.repeatable) return undefined;
  return new Problem(
    'not-repeatable',
    `${name} (${endpoint}) is not made by hand: an answer that got lost could not be told from a failure, and a second call would do harm. ${insteadOf(name, spec)}`,
    { endpoint },
  );
};

const owns = ({ calls, owns: named = [] }: Process, name: EndpointName, { repeatable }: EndpointSpec): boolean =>
  named.includes(name) || (!repeatable && calls.includes(name));

const wayTo = ({ title, path, start }: Process) =>
  `the process "${title}" makes it ${start ? `(POST /v1${path}, and its actions)` : 'by itself'}`;
