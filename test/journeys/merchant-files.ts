import { z } from 'zod';
import { picture } from '../simulator/picture.ts';
import type { JourneyStack } from './stack.ts';

const kept = z.object({ material: z.string() });

/** Uploads a picture that is like no other; what stands for it. */
export const uploadPicture = async (stack: JourneyStack, purpose: string, size = 100): Promise<string> => {
  const bytes = Buffer.from(await picture({ size }).arrayBuffer());
  return kept.parse((await stack.upload(`/v1/materials?purpose=${purpose}`, bytes)).body).material;
};

/** What an enterprise files with; `more` wins. */
export const filingApplication = (licence: string, card: string, more: object = {}) => {
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
        certificate_number: '91110105MA01ABCD26',
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
      principal_info: principal,
    },
    icp_materials: { commitment_letter: [licence] },
    ...more,
  };
};

/** What an enterprise is verified with, at the provider's expense; `more` wins. */
export const verificationApplication = (licence: string, more: object = {}) => ({
  customer_type: 1,
  contact_info: { name: '张三', email: 'zhangsan@example.com' },
  qualification: licence,
  account_name: '备忘小程序',
  account_name_type: 1 as const,
  pay_type: 1 as const,
  third_party_phone: '13012344321',
  service_appid: 'wx00000000000service',
  ...more,
});
