import type { EnterpriseRegistrationInput } from '../messages/enterprise-registration.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { RegistrationOutcome } from '../messages/registration.ts';
import { register } from './registration/register.ts';
import { enterpriseNumbers } from './registration/statuses.ts';
import { wxOnce } from './wechat.ts';

/** Registers an enterprise's mini program: create → the legal person's face within 24 h → exchange of the code. */
export async function enterpriseRegistration(
  input: EnterpriseRegistrationInput,
): Promise<ProcessResult<RegistrationOutcome>> {
  const { name, code, componentPhone } = input;
  return register(input, {
    title: `Registration of ${name} (快速注册企业小程序)`,
    what: 'Face verification by the legal person (法定代表人人脸核验)',
    linkTitle: 'For the legal person (法定代表人)',
    numbers: enterpriseNumbers,
    create: () => {
      const request = { name, code, component_phone: componentPhone, new_version: true } as const;
      return wxOnce('Create the registration task').fastRegisterEnterpriseWeappCreate(request);
    },
    ask: (facts, asking) => facts.awaitRegistration({ ...asking, route: 'enterprise' }),
    find: { route: 'enterprise', name },
  });
}
