import { Context } from '@temporalio/activity';
import { allEndpoints, type Client, type Endpoints } from '../wechat/client.ts';
import type { Call, EndpointSpec } from '../wechat/endpoint.ts';
import { asApplicationFailure } from './failure.ts';

/** The calls that may be made from workflows: no credential in request or answer, and nothing but JSON. */
type Open = {
  [K in keyof Endpoints as Endpoints[K] extends { secret: true } | { answer: 'binary' } | { body: 'multipart' }
    ? never
    : K]: Endpoints[K];
};

/** Calls that may be made again after a lost answer. */
export type RepeatableActivities = {
  [K in keyof Open as Open[K]['repeatable'] extends true ? K : never]: Call<Open[K]>;
};
/** Calls that must be looked up after a lost answer: run with one attempt, inside `once`. */
export type OnceActivities = {
  [K in keyof Open as Open[K]['repeatable'] extends false ? K : never]: Call<Open[K]>;
};

/** The activity of each declared open call, under the call's name. */
export const createWeChatActivities = (client: Client): RepeatableActivities & OnceActivities => {
  const open = Object.entries<EndpointSpec>(allEndpoints).filter(
    ([, spec]) => !spec.secret && spec.answer !== 'binary' && spec.body !== 'multipart',
  );
  const activities = open.map(([name]) => [name, activityOf(client[name as keyof Client])]);
  // The one place where the mapped type meets the generic implementation.
  return Object.fromEntries(activities) as RepeatableActivities & OnceActivities;
};

const activityOf =
  (call: (...args: never[]) => Promise<unknown>) =>
  async (...args: never[]) =>
    calling(() => call(...args));

/** Runs calls of WeChat inside an activity: heartbeats meanwhile, and throws failures that workflows understand. */
export const calling = <T>(work: () => Promise<T>): Promise<T> =>
  beating(work).catch((error) => {
    throw asApplicationFailure(error);
  });

/** Heartbeats while the call is under way, so that a killed worker is noticed before the call's time is up. */
export const beating = async <T>(work: () => Promise<T>): Promise<T> => {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), 2_000);
  context.heartbeat();
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
};
