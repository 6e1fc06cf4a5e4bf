import type * as section from '../../../wechat/endpoints/material.ts';
import { type Samples, same } from './sample.ts';

export const samples = {
  getMaterial: {
    call: 'POST /cgi-bin/material/get_material authorizer',
    errcodes: [40007],
    requests: [{ media_id: 'MEDIA_ID' }],
  },
  uploadTempMedia: {
    call: 'POST /cgi-bin/media/upload authorizer',
    errcodes: [40004, 40005, 40006, 40009, 41005],
    answers: [
      same({ type: 'image', media_id: 'MEDIA_ID', created_at: 1672500000 }),
      {
        answer: { type: 'TYPE', media_id: 'MEDIA_ID', created_at: 123456789 },
        read: { type: 'TYPE', media_id: 'MEDIA_ID', created_at: 123456789 },
      },
    ],
  },
} satisfies Samples<typeof section>;
