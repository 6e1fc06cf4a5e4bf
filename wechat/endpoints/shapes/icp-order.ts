import { z } from 'zod';
import { merchant, notYet, rejected, transient } from '../../error-class.ts';
import { wireList, wireNumber, wireText } from '../../wire.ts';

/** A day as `20330815`. */
const day = z.string().regex(/^\d{8}$/);

const principalInfoOf = (file: z.ZodString) =>
  z.strictObject({
    name: z.string().min(1),
    mobile: z.string().min(1),
    email: z.string().min(1),
    emergency_contact: z.string().min(1),
    certificate_type: z.number().int(),
    certificate_number: z.string().min(1),
    certificate_validity_date_start: day,
    certificate_validity_date_end: z.union([day, z.literal('长期')]),
    certificate_photo_front: file,
    /** Whether a certificate without a back may leave it out is unconfirmed. */
    certificate_photo_back: file.optional(),
    /** Needed where the principal is not the legal person. */
    authorization_letter: file.optional(),
  });

/** Everything an ICP filing (备案) is asked for with, with files named in one way or another. */
export const icpOrderOf = (file: z.ZodString) => {
  const files = (max: number) => z.array(file).max(max).optional();
  const principalInfo = principalInfoOf(file);
  return {
    icp_subject: z.strictObject({
      base_info: z.strictObject({
        /** A unit's kind (单位性质): 4 enterprise, 5 person, others by `query_icp_subject_types`. */
        type: z.number().int(),
        name: z.string().min(1),
        province: z.string().regex(/^\d{6}$/),
        city: z.string().regex(/^\d{6}$/),
        district: z.string().regex(/^\d{6}$/),
        /** Without province, city and district. */
        address: z.string().min(1),
        comment: z.string().optional(),
      }),
      personal_info: z.strictObject({ residence_permit: file.optional() }).optional(),
      organize_info: z.strictObject({
        certificate_type: z.number().int(),
        certificate_number: z.string().min(1),
        certificate_address: z.string().min(1),
        /** Needed unless the subject is a person. */
        certificate_photo: file.optional(),
      }),
      principal_info: principalInfo,
      /** Needed where the subject is no person and its principal is not the legal person. */
      legal_person_info: z.strictObject({ name: z.string().min(1), certificate_number: z.string().min(1) }).optional(),
    }),
    icp_applets: z.strictObject({
      base_info: z.strictObject({
        /** Leaves only. */
        service_content_types: z.array(z.number().int()).min(1).max(5),
        /** Who needs no approval names 24. */
        nrlx_details: z
          .array(z.strictObject({ type: z.number().int(), code: z.string().optional(), media: file.optional() }))
          .min(1),
        comment: z.string().min(20).max(200).optional(),
      }),
      principal_info: principalInfo.extend({
        /** A passed face check: 3 days old at most, 1 day along with a verification. */
        verify_task_id: z.string().min(1),
      }),
    }),
    icp_materials: z.strictObject({
      commitment_letter: files(1),
      business_name_change_letter: files(1),
      party_building_confirmation_letter: files(1),
      promise_video: files(1),
      authenticity_responsibility_letter: files(1),
      authenticity_commitment_letter: files(1),
      website_construction_proposal: files(1),
      subject_other_materials: files(10),
      applets_other_materials: files(10),
      holding_certificate_photo: files(1),
    }),
  };
};

/** The same as WeChat takes it: the files are media ids of `upload_icp_media`. */
export const icpOrder = icpOrderOf(z.string().min(1));

/** What is wrong with one field, such as `icp_subject.principal_info.certificate_photo_front`. */
export const icpHints = wireList(
  z.object({ errcode: wireNumber, errmsg: wireText.optional(), err_field: wireText.optional() }),
);

/** What WeChat says of an application; those of a field come in the hints too. */
export const icpErrors = {
  86202: rejected('The application was not accepted; the hints name each field.', '备案申请失败，详见各字段提示'),
  86301: transient('WeChat had an internal error; try later.', '系统错误，请稍后重试'),
  86302: merchant(
    'What was typed differs too much from the picture: correct it, or take a clearer picture.',
    '填写信息与图片识别结果差异过大，请修改信息或更换图片',
  ),
  86303: merchant(
    'The home area of the phone number was not found; give another number.',
    '无法查询手机号归属地，请更换手机号',
  ),
  86308: merchant('The certificate is not valid long enough; give a renewed one.', '证件有效期不足，请更换证件'),
  86324: notYet('An application of this account is under review; wait for its end.', '当前正在审核中，请勿重复提交'),
  86328: merchant(
    'A picture or the face check was not found: upload or make it again.',
    '无法找到资源，请重新上传材料或重新核验',
  ),
  86358: notYet('Another application of this account is not finished.', '存在未完成的订单'),
} as const;

/** Why a review rejected a filing: the field's Chinese name, the reason, what to change. */
export const icpAuditData = wireList(
  z.object({ key_name: wireText.optional(), error: wireText.optional(), suggest: wireText.optional() }),
);

const shownPrincipal = z.object({
  name: wireText.optional(),
  mobile: wireText.optional(),
  email: wireText.optional(),
  emergency_contact: wireText.optional(),
  certificate_type: wireNumber.optional(),
  certificate_number: wireText.optional(),
  certificate_validity_date_start: wireText.optional(),
  certificate_validity_date_end: wireText.optional(),
});

/** A filing in force, masked and without its files. */
export const shownOrder = z.object({
  icp_subject: z
    .object({
      base_info: z
        .object({
          type: wireNumber.optional(),
          name: wireText.optional(),
          province: wireText.optional(),
          city: wireText.optional(),
          district: wireText.optional(),
          address: wireText.optional(),
          comment: wireText.optional(),
          record_number: wireText.optional(),
        })
        .optional(),
      organize_info: z
        .object({
          certificate_type: wireNumber.optional(),
          certificate_number: wireText.optional(),
          certificate_address: wireText.optional(),
        })
        .optional(),
      principal_info: shownPrincipal.optional(),
      legal_person_info: z.object({ name: wireText.optional(), certificate_number: wireText.optional() }).optional(),
    })
    .optional(),
  // A list in the table of WeChat's page, one object in its example.
  icp_applets: wireList(
    z.object({
      base_info: z
        .object({
          appid: wireText.optional(),
          name: wireText.optional(),
          service_content_types: wireList(wireNumber),
          nrlx_details: wireList(z.object({ type: wireNumber, code: wireText.optional() })),
          comment: wireText.optional(),
          record_number: wireText.optional(),
        })
        .optional(),
      principal_info: shownPrincipal.optional(),
    }),
  ),
});
