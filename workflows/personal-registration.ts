import type { PersonalRegistrationInput } from '../messages/personal-registration.ts';
import type { ProcessResult } from '../messages/progress.ts';
import type { RegistrationOutcome } from '../messages/registration.ts';
import { type RegistrationWay, register } from './registration/register.ts';
import { personNumbers } from './registration/statuses.ts';
import { wxOnce } from './wechat.ts';

/** Registers a person's mini program, plain or upgraded: create → the person's face within 24 h → exchange of the code. */
export async function personalRegistration(
  input: PersonalRegistrationInput,
): Promise<ProcessResult<RegistrationOutcome>> {
  return register(input, wayOf(input));
}

const wayOf = ({ person, componentPhone }: PersonalRegistrationInput): RegistrationWay => {
  const common = {
    what: 'Face verification by the person (本人人脸核验)',
    linkTitle: 'For the person who registers (注册人)',
    numbers: personNumbers,
  } as const;
  const asked = { component_phone: componentPhone, new_version: true } as const;
  if ('wxuser' in person) {
    return {
      ...common,
      title: 'Registration of a personal mini program (快速注册个人小程序)',
      create: () =>
        wxOnce('Create the registration task').fastRegisterPersonalMpCreate({ wxuser: person.wxuser, ...asked }),
      ask: (facts, asking) => facts.awaitRegistration({ ...asking, route: 'personal' }),
      find: { route: 'personal' },
    };
  }
  return {
    ...common,
    title: 'Registration of an upgraded personal mini program (快速注册个人升级版小程序)',
    create: () =>
      wxOnce('Create the registration task').fastRegisterTransactionWeappCreate({ openid: person.openid, ...asked }),
    ask: (facts, asking) => facts.awaitRegistration({ ...asking, route: 'transaction' }),
    find: { route: 'transaction' },
  };
};
