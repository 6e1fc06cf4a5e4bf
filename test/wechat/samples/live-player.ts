import type * as section from '../../../wechat/endpoints/live-player.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  applyLiveInfo: {
    call: 'POST /wxa/business/applyliveinfo?action=apply authorizer',
    errcodes: [2, 268489001],
    requests: [{}],
    answers: [same({ action: 'apply' })],
  },
} satisfies Samples<typeof section>;
