import type * as section from '../../../wechat/endpoints/kf-message.ts';
import { nothing, type Samples } from './sample.ts';

export const samples = {
  sendCustomMessage: {
    call: 'POST /cgi-bin/message/custom/send authorizer',
    errcodes: [-1, 40001, 40003, 45015, 45047, 48001],
    requests: [
      { touser: 'OPENID', msgtype: 'text', text: { content: 'Hello World' } },
      { touser: 'OPENID', msgtype: 'image', image: { media_id: 'MEDIA_ID' } },
      {
        touser: 'OPENID',
        msgtype: 'link',
        link: {
          title: 'Happy Day',
          description: 'Is Really A Happy Day',
          url: 'URL',
          thumb_url: 'THUMB_URL',
        },
      },
      {
        touser: 'OPENID',
        msgtype: 'miniprogrampage',
        miniprogrampage: { title: 'title', pagepath: 'pagepath', thumb_media_id: 'thumb_media_id' },
      },
    ],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
