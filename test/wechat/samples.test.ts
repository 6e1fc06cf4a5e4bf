import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { allEndpoints, type EndpointName } from '../../wechat/client.ts';
import { type EndpointSpec, endpointKey } from '../../wechat/endpoint.ts';
import { commonErrors } from '../../wechat/errors.ts';
import * as events from '../../wechat/events/index.ts';
import { parseXml } from '../../wechat/xml.ts';
import { answers, calls, errcodes, pushes, requests } from './samples.ts';

const endpoints: Readonly<Record<string, { readonly request: z.ZodObject; readonly response: z.ZodType }>> =
  allEndpoints;

describe('a declared call', () => {
  it('has a sample of its answer', () => {
    const withoutFile = Object.entries(allEndpoints).filter(([, spec]) => !('answer' in spec));
    expect(Object.keys(answers).sort()).toEqual(withoutFile.map(([name]) => name).sort());
  });

  it.each(Object.entries(answers).flatMap(([name, all]) => all.map((sample) => [name, sample] as const)))(
    '%s reads what WeChat answers: %j',
    (name, { answer, read }) => {
      expect(endpoints[name]?.response.parse(answer)).toEqual(read);
    },
  );

  it.each(Object.entries(requests))("%s takes the request of WeChat's page", (name, request) => {
    expect(endpoints[name]?.request.parse(request)).toEqual(request);
  });

  it.each(Object.entries(allEndpoints))('%s is made as its page says', (name, spec: EndpointSpec) => {
    expect(`${spec.method} ${endpointKey(spec)} ${spec.token}`).toBe(calls[name as EndpointName]);
  });

  it.each(Object.entries(errcodes))('%s has a class for every errcode of its page', (name, codes) => {
    const spec: EndpointSpec = allEndpoints[name as EndpointName];
    expect(codes.filter((code) => !spec.errors?.[code] && !commonErrors[code])).toEqual([]);
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
      const element = parseXml(xml);
      expect([element.InfoType, element.Event]).toContain(declared[name]?.name);
      expect(declared[name]?.channel).toBe(element.InfoType ? 'component' : 'authorizer');
      expect(declared[name]?.payload.parse(element)).toEqual(read);
    },
  );
});
