import { filingApplication, verificationApplication } from '../journeys/merchant-files.ts';
import { picture } from './picture.ts';
import type { Stage, StageAccount } from './stage.ts';

/** Uploads a picture and says what an enterprise verifies with; `more` wins. */
export const authDataOf = async ({ client }: Stage, { appid }: StageAccount, more: object = {}) => {
  const { mediaid } = await client.secwxaapiUploadauthmaterial(appid, { media: picture() });
  return verificationApplication(mediaid, more);
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
  const application = filingApplication(licence, card);
  const { principal_info } = application.icp_applets;
  return {
    ...application,
    icp_applets: { ...application.icp_applets, principal_info: { ...principal_info, verify_task_id: task_id } },
  };
};
