import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { parseBody } from '../../wechat/body.ts';
import { allEndpoints } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { commonErrors } from '../../wechat/errors.ts';
import * as events from '../../wechat/events/index.ts';

import { pushes } from './pushes/index.ts';
import { samples } from './samples/index.ts';
import type { Sample } from './samples/sample.ts';

const endpoints: Readonly<Record<string, EndpointSpec>> = allEndpoints;

const calls = Object.entries(samples);
/** One row for each sample of a kind, with the name of its call. */
const each = <T>(of: (sample: Sample) => readonly T[] | undefined) =>
  calls.flatMap(([name, sample]) => (of(sample) ?? []).map((one) => [name, one] as const));

describe('a declared call', () => {
  it('has a sample', () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(allEndpoints).sort());
  });

  it.each(each(({ answers }) => answers))('%s reads what WeChat answers: %j', (name, { answer, read }) => {
    expect(endpoints[name]?.response.parse(answer)).toEqual(read);
  });

  it.each(each(({ requests }) => requests))("%s takes the request of WeChat's page: %j", (name, request) => {
    expect(endpoints[name]?.request.parse(request)).toEqual(request);
  });

  it.each(calls)('%s is made as its page says', (name, { call }) => {
    const spec = endpoints[name];
    expect(spec && `${spec.method} ${endpointKey(spec)} ${spec.token}`).toBe(call);
  });

  it.each(calls)('%s has a class for every errcode of its page', (name, { errcodes = [] }) => {
    const declared = endpoints[name]?.errors;
    expect(errcodes.filter((code) => !declared?.[code] && !commonErrors[code])).toEqual([]);
  });
});

describe('a declared event', () => {
  it('has a sample', () => {
    expect(Object.keys(pushes).sort()).toEqual(Object.keys(events).sort());
  });

  it.each(Object.entries(pushes).flatMap(([name, all]) => all.map((sample) => [name, sample] as const)))(
    '%s reads what WeChat pushes: %j',
    (name, { xml, read }) => {
      const declared: Readonly<Record<string, { name: string; channel: string; payload: z.ZodObject }>> = events;
      const element = parseBody(xml);
      expect([element.InfoType, element.Event]).toContain(declared[name]?.name);
      expect(declared[name]?.channel).toBe(element.InfoType ? 'component' : 'authorizer');
      expect(declared[name]?.payload.parse(element)).toEqual(read);
    },
  );
});
