import type * as section from '../../../wechat/endpoints/cloudbase.ts';
import { nothing, type Samples, same } from './sample.ts';

const errcodes = [-1, -1000, 40014, 40097, 40101, 41001, 42001, 43002, 44002, 47001, 85088];
const asked = { requests: [{ env: 'myttest-8gu57so0bd9f9e8a' }], errcodes } as const;
const set = {
  requests: [{ open: true, env: 'myttest-8gu57so0bd9f9e8a', api_whitelist: ['/*'], version: 6 }],
  errcodes,
} as const;
const current = same({ open: true, api_whitelist: ['/*'], version: 2 });

export const samples = {
  setBatchCloudAccessTokenGet: {
    call: 'POST /componenttcb/usecloudaccesstoken?action=get component',
    ...asked,
    answers: [current],
  },
  setCloudAccessTokenGet: {
    call: 'POST /tcb/usecloudaccesstoken?action=get authorizer',
    ...asked,
    answers: [current],
  },
  setBatchCloudAccessTokenSet: {
    call: 'POST /componenttcb/usecloudaccesstoken?action=set component',
    ...set,
    answers: [nothing],
  },
  setCloudAccessTokenSet: {
    call: 'POST /tcb/usecloudaccesstoken?action=set authorizer',
    ...set,
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
