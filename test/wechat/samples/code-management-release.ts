import type * as section from '../../../wechat/endpoints/code-management-release.ts';
import { nothing, type Samples, same } from './sample.ts';

export const samples = {
  getGrayReleasePlan: {
    call: 'GET /wxa/getgrayreleaseplan authorizer',
    errcodes: [-1],
    answers: [
      same({
        gray_release_plan: {
          status: 1,
          create_timestamp: 1517553721,
          gray_percentage: 8,
          support_experiencer_first: true,
          support_debuger_first: true,
        },
      }),
      nothing,
    ],
  },
  getSupportVersion: {
    call: 'POST /cgi-bin/wxopen/getweappsupportversion authorizer',
    answers: [
      same({
        now_version: '1.0.0',
        uv_info: {
          items: [
            { percentage: 0, version: '1.0.0' },
            { percentage: 0, version: '1.0.1' },
            { percentage: 0, version: '1.1.0' },
          ],
        },
      }),
    ],
  },
  getVersionInfo: {
    call: 'POST /wxa/getversioninfo authorizer',
    answers: [
      same({
        exp_info: {
          exp_time: 1624000154,
          exp_version: 'V1.0',
          exp_desc: 'test',
        },
        release_info: {
          release_time: 1624000199,
          release_version: 'V0.9',
          release_desc: 'test',
        },
      }),
      nothing,
    ],
  },
  getVisitStatus: {
    call: 'POST /wxa/getvisitstatus authorizer',
    errcodes: [-1, 44002],
    answers: [same({ status: 1 })],
  },
  grayRelease: {
    call: 'POST /wxa/grayrelease authorizer',
    errcodes: [-1, 40001, 40097, 85079, 85080, 85081, 85082, 86002],
    requests: [{ gray_percentage: 1, support_experiencer_first: true, support_debuger_first: true }],
    answers: [nothing],
  },
  release: {
    call: 'POST /wxa/release authorizer',
    errcodes: [-1, 40001, 40014, 44002, 47001, 85019, 85020, 85052],
    answers: [nothing],
  },
  revertCodeRelease: {
    call: 'GET /wxa/revertcoderelease authorizer',
    errcodes: [-1, 40001, 40097, 87011, 87012],
    requests: [{ app_version: 123 }, {}],
    answers: [nothing],
  },
  revertCodeReleaseGetHistoryVersion: {
    call: 'GET /wxa/revertcoderelease?action=get_history_version authorizer',
    errcodes: [-1, 40001, 40097],
    answers: [
      same({
        version_list: [
          { commit_time: 1488965944, user_version: 'VVV', user_desc: 'AAS', app_version: 111 },
          { commit_time: 1504790906, user_version: '11', user_desc: '111111', app_version: 222 },
        ],
      }),
    ],
  },
  revertGrayRelease: {
    call: 'GET /wxa/revertgrayrelease authorizer',
    errcodes: [-1, 40001],
    answers: [nothing],
  },
  setSupportVersion: {
    call: 'POST /cgi-bin/wxopen/setweappsupportversion authorizer',
    errcodes: [-1, 40001, 85015, 89014],
    requests: [{ version: '1.0.0' }],
    answers: [nothing],
  },
  setVisitStatusClose: {
    call: 'POST /wxa/change_visitstatus?action=close authorizer',
    errcodes: [-1, 85021, 85022],
    answers: [nothing],
  },
  setVisitStatusOpen: {
    call: 'POST /wxa/change_visitstatus?action=open authorizer',
    errcodes: [-1, 85021, 85022],
    answers: [nothing],
  },
} satisfies Samples<typeof section>;
