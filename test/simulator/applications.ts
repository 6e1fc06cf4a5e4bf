import { picture } from './picture.ts';
import type { Stage, StageAccount } from './stage.ts';

/** Uploads a picture and says what an enterprise verifies with; `more` wins. */
export const authDataOf = async ({ client }: Stage, { appid }: StageAccount, more: object = {}) => {
  const { mediaid } = await client.secwxaapiUploadauthmaterial(appid, { media: picture() });
  return {
    customer_type: 1,
    contact_info: { name: '张三', email: 'zhangsan@example.com' },
    qualification: mediaid,
    account_name: '备忘小程序',
    account_name_type: 1 as const,
    pay_type: 1 as const,
    third_party_phone: '13012344321',
    service_appid: 'wx00000000000service',
    ...more,
  };
};

const licencePhoto = 'icp_subject.organize_info.certificate_photo';
const cardPhoto = 'icp_subject.principal_info.certificate_photo_front';

/** Uploads what an enterprise files with, after a face check that the admin passes at once. */
export const applicationOf = async (stage: Stage, { appid }: StageAccount, alongWithAuth = false) => {
  const { client } = stage;
  const upload = async (icp_order_field: string, certificate_type: number) => {
    const file = { type: 'image' as const, icp_order_field, certificate_type, media: picture() };
    return (await client.uploadIcpMedia(appid, file)).media_id;
  };
  const licence = await upload(licencePhoto, 1);
  const card = await upload(cardPhoto, 2);
  const { task_id } = await client.createIcpVerifyTask(appid, { along_with_auth: alongWithAuth });
  await stage.receiver.push('notify_icpfiling_verify_result', (payload) => payload.task_id === task_id);
  const principal = {
    name: '张三',
    mobile: '13012344321',
    email: 'zhangsan@example.com',
    emergency_contact: '17743211234',
    certificate_type: 2,
    certificate_number: '110105199001011234',
    certificate_validity_date_start: '20230815',
    certificate_validity_date_end: '20430815',
    certificate_photo_front: card,
    certificate_photo_back: card,
  };
  return {
    icp_subject: {
      base_info: {
        type: 4,
        name: '示例企业有限公司',
        province: '110000',
        city: '110100',
        district: '110105',
        address: '高碑店路181号1栋12345室',
      },
      organize_info: {
        certificate_type: 1,
        certificate_number: '91110105MA01ABCD2X',
        certificate_address: '北京市朝阳区高碑店路181号1栋12345室',
        certificate_photo: licence,
      },
      principal_info: principal,
    },
    icp_applets: {
      base_info: {
        service_content_types: [1, 2],
        nrlx_details: [{ type: 24 }],
        comment: '记录每一天要做的事，到时提醒，不涉及任何前置审批的内容',
      },
      principal_info: { ...principal, verify_task_id: task_id },
    },
    icp_materials: { commitment_letter: [licence] },
  };
};
