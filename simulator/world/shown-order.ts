import { Refusal } from '../refusal.ts';
import type { Account } from './accounts.ts';
import { type Application, filingStatus } from './filing.ts';

const stars = (count: number) => '*'.repeat(Math.max(1, count));
/** All but the last character of a name. */
const maskedName = (name: string) => stars(name.length - 1) + name.slice(-1);
/** All but two characters at each end. */
const masked = (text: string) => text.slice(0, 2) + stars(text.length - 4) + text.slice(-2);

const shownPrincipal = (info: Application['icp_subject']['principal_info']) => ({
  name: maskedName(info.name),
  mobile: masked(info.mobile),
  email: masked(info.email),
  emergency_contact: masked(info.emergency_contact),
  certificate_type: info.certificate_type,
  certificate_number: masked(info.certificate_number),
  certificate_validity_date_start: info.certificate_validity_date_start,
  certificate_validity_date_end: info.certificate_validity_date_end,
});

/** The filing in force as WeChat shows it: masked and without files. Refuses: 86328 none. */
export const shownOrderOf = ({ appid, name, filing }: Account) => {
  const { application, recordNumber = '' } = filing;
  if (filing.status !== filingStatus.filed || !application) throw new Refusal(86328);
  const { icp_subject: subject, icp_applets: applets } = application;
  const { base_info, organize_info, principal_info, legal_person_info: legalPerson } = subject;
  return {
    icp_subject: {
      base_info: {
        ...base_info,
        name: maskedName(base_info.name),
        address: masked(base_info.address),
        record_number: recordNumber.replace(/-\w+$/, ''),
      },
      organize_info: {
        certificate_type: organize_info.certificate_type,
        certificate_number: masked(organize_info.certificate_number),
        certificate_address: masked(organize_info.certificate_address),
      },
      principal_info: shownPrincipal(principal_info),
      ...(legalPerson
        ? {
            legal_person_info: {
              name: maskedName(legalPerson.name),
              certificate_number: masked(legalPerson.certificate_number),
            },
          }
        : {}),
    },
    icp_applets: {
      base_info: {
        appid,
        name,
        service_content_types: applets.base_info.service_content_types,
        nrlx_details: applets.base_info.nrlx_details.map(({ type, code }) => ({ type, ...(code ? { code } : {}) })),
        comment: applets.base_info.comment,
        record_number: recordNumber,
      },
      principal_info: shownPrincipal(applets.principal_info),
    },
  };
};
