import { describe, expect, it } from 'vitest';
import { insteadOf } from '../../api/calls/instead.ts';
import { refusalOf } from '../../api/calls/refused.ts';
import { problemOf } from '../../api/http/problem-of.ts';
import { processes } from '../../api/processes/index.ts';
import { allEndpoints, type EndpointName } from '../../wechat/client.ts';
import type { EndpointSpec } from '../../wechat/endpoint.ts';
import { WeChatError } from '../../wechat/wechat-error.ts';

const specs: Readonly<Record<EndpointName, EndpointSpec>> = allEndpoints;
const calls = Object.entries(specs)
  .filter(([, spec]) => !spec.secret)
  .map(([name, spec]) => ({ name: name as EndpointName, spec }));
const refusal = (call: (typeof calls)[number]) => refusalOf(call, processes, 'http://weft.example');

describe('what may be called by hand', () => {
  it('is nothing that is not repeatable', () => {
    const once = calls.filter(({ spec }) => !spec.repeatable);
    expect(once.filter((call) => !refusal(call))).toEqual([]);
  });

  it('is everything else, but for what a process owns', () => {
    const owned = processes.flatMap(({ owns = [] }) => owns);
    const refused = calls.filter((call) => call.spec.repeatable && refusal(call)).map(({ name }) => name);
    expect(refused.sort()).toEqual([...new Set(owned)].sort());
  });

  it('is called planned for a process only until a process makes it', () => {
    const made = new Set(processes.flatMap((process) => process.calls));
    const lines = calls.filter(({ name, spec }) => made.has(name) && insteadOf(name, spec).includes('planned'));
    expect(lines.map(({ name }) => `remove ${name} from api/calls/instead.ts`)).toEqual([]);
  });
});

describe('what a process owns beside what is not repeatable', () => {
  it.each(processes)('is among the calls of $workflow, and repeatable', ({ calls: made, owns = [] }) => {
    expect(made).toEqual(expect.arrayContaining([...owns]));
    expect(owns.filter((name) => !specs[name].repeatable)).toEqual([]);
  });
});

describe("a problem for a refusal of WeChat's", () => {
  it('keeps its numbers and words, and what it said beside', () => {
    const said = {
      endpoint: '/wxa/icp/apply_icp_filing',
      errcode: 86351,
      errmsg: 'invalid',
      rid: '69faf79c-1-2',
      details: { hints: [{ err_field: 'subject_base_info.name' }] },
      hintZh: '资料有误',
    };
    const failure = { ...said, kind: 'refused', class: 'rejected', effect: 'none', hint: 'Wrong.' } as const;
    expect(problemOf(new WeChatError(failure)).toJSON()).toMatchObject({ type: '/problems/wechat-refused', ...said });
  });
});
