import { chinaDay } from '../china-time.ts';
import type { Instant } from '../clock.ts';
import type { Account } from './accounts.ts';
import { isGood } from './face-checks.ts';
import type { Application, Hint } from './filing.ts';
import { serviceContentTypes } from './icp-dictionaries.ts';

const person = 5;
const businessLicence = 1;
const identityCard = 2;
/** The characters and the length of a unified social credit code (统一社会信用代码). */
const socialCreditCode = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

type Principal = Application['icp_subject']['principal_info'];

/** What WeChat finds wrong with an application at once; `alongWithAuth`: the face check must have been made along with a verification. */
export const hintsOf = (
  account: Account,
  application: Application,
  now: Instant,
  alongWithAuth: boolean,
): readonly Hint[] => {
  const { icp_subject: subject, icp_applets: applets, icp_materials: materials } = application;
  const { base_info, organize_info: organization } = subject;
  const hints: Hint[] = [];
  const complain = (err_field: string, errcode: number, errmsg: string) => hints.push({ errcode, errmsg, err_field });
  const file = (field: string, mediaId: string | undefined, certificateType?: number) => {
    if (mediaId === undefined) return;
    const media = account.filing.media.get(mediaId);
    if (!media) complain(field, 86328, '无法找到资源');
    else if (certificateType !== undefined && media.certificateType !== certificateType) {
      complain(field, 86328, '无法读取图片识别内容，请尝试重新提交或重新上传图片');
    }
  };
  const missing = (field: string) => complain(field, 86328, '缺少材料');
  const principal = (field: string, info: Principal) => {
    if (!/^1\d{10}$/.test(info.mobile)) complain(`${field}.mobile`, 86303, '无法查询手机号归属地');
    const end = info.certificate_validity_date_end;
    if (end !== '长期' && end <= chinaDay(now).replaceAll('-', '')) {
      complain(`${field}.certificate_validity_date_end`, 86308, '证件有效期不足');
    }
    file(`${field}.certificate_photo_front`, info.certificate_photo_front, info.certificate_type);
    file(`${field}.certificate_photo_back`, info.certificate_photo_back, info.certificate_type);
    if (info.certificate_type === identityCard && !info.certificate_photo_back)
      missing(`${field}.certificate_photo_back`);
    file(`${field}.authorization_letter`, info.authorization_letter);
  };

  const organize = 'icp_subject.organize_info';
  if (base_info.type !== person) {
    const photo = organization.certificate_photo;
    if (!photo) missing(`${organize}.certificate_photo`);
    file(`${organize}.certificate_photo`, photo, organization.certificate_type);
  }
  if (organization.certificate_type === businessLicence && !socialCreditCode.test(organization.certificate_number)) {
    complain(`${organize}.certificate_number`, 86302, '填写信息与图片识别结果差异过大');
  }
  file('icp_subject.personal_info.residence_permit', subject.personal_info?.residence_permit);
  principal('icp_subject.principal_info', subject.principal_info);
  principal('icp_applets.principal_info', applets.principal_info);
  const check = account.filing.faceChecks.get(applets.principal_info.verify_task_id);
  if (!check || check.alongWithAuth !== alongWithAuth || !isGood(check, now)) {
    complain('icp_applets.principal_info.verify_task_id', 86328, '人脸核身任务不存在、未通过或已过期');
  }
  const leaves = new Set(serviceContentTypes.flatMap(({ type, parent_type }) => (parent_type ? [type] : [])));
  if (!applets.base_info.service_content_types.every((type) => leaves.has(type))) {
    complain('icp_applets.base_info.service_content_types', 40097, '服务内容类型须为二级类型');
  }
  for (const { media } of applets.base_info.nrlx_details) file('icp_applets.base_info.nrlx_details', media);
  for (const [name, mediaIds = []] of Object.entries(materials)) {
    for (const mediaId of mediaIds) file(`icp_materials.${name}`, mediaId);
  }
  return hints;
};
