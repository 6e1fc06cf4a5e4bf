import { z } from 'zod';
import { event } from '../event.ts';
import { wireElement, wireNumber, wireText } from '../wire.ts';

const info = wireElement({
  name: z.string().optional(),
  code: z.string().optional(),
  code_type: wireText.optional(),
  taskid: wireText.optional(),
  wxuser: z.string().optional(),
  idname: z.string().optional(),
  component_phone: z.string().optional(),
});

/**
 * The end of a fast registration (sic: fasteregister): 0 with appid and code, else the reason. A person's tells itself
 * from an enterprise's by `info.wxuser`. In the flow since 2026-04-30 every child of `info` may be empty or absent, and
 * `code` may be the task's id.
 * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Register_Mini_Programs/Fast_Registration_Interface_document.html
 */
export const notifyThirdFasteregister = event({
  channel: 'component',
  name: 'notify_third_fasteregister',
  payload: z.object({
    AppId: z.string(),
    CreateTime: wireNumber,
    appid: z.string().optional(),
    status: wireNumber,
    auth_code: z.string().optional(),
    msg: z.string().optional(),
    taskid: wireText.optional(),
    info: info.optional(),
  }),
  secrets: ['auth_code'],
  code: 'auth_code',
  dedupe: ['status', 'appid', 'auth_code', 'taskid', 'info', 'CreateTime'],
});
