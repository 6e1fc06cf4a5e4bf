import type * as section from '../../../wechat/endpoints/openplatform-management.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  bindOpenAccount: {
    call: 'POST /cgi-bin/open/bind authorizer',
    errcodes: [-1, 40001, 40013, 89000, 89001, 89003, 89004, 89036],
    requests: [{ appid: 'auth_appid_value', open_appid: 'open_appid_value' }],
    answers: [nothing],
  },
  createOpenAccount: {
    call: 'POST /cgi-bin/open/create authorizer',
    errcodes: [-1, 40001, 40013, 89000, 89001],
    requests: [{ appid: 'auth_appid_value' }, {}],
    answers: [same({ open_appid: 'appid_value' })],
  },
  getBindOpenAccount: {
    call: 'GET /cgi-bin/open/have authorizer',
    errcodes: [-1],
    answers: [same({ have_open: true })],
  },
  getBindOpenAccountEntity: {
    call: 'GET /cgi-bin/open/sameentity authorizer',
    errcodes: [-1],
    answers: [same({ same_entity: false })],
  },
  getOpenAccount: {
    call: 'POST /cgi-bin/open/get authorizer',
    errcodes: [40013, 89002],
    requests: [{ appid: 'auth_appid_value' }, {}],
    answers: [same({ open_appid: 'appid_value' })],
  },
  unbindOpenAccount: {
    call: 'POST /cgi-bin/open/unbind authorizer',
    errcodes: [40013, 89001, 89003],
    requests: [{ appid: 'auth_appid_value', open_appid: 'open_appid_value' }],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
