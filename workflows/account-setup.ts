import { patched, setHandler } from '@temporalio/workflow';
import type { AccountSetupInput, PartResult, SetupDeclaration, SetupOutcome } from '../messages/account-setup.ts';
import { authorizationChanged } from '../messages/authorizer.ts';
import { accountDeclared } from '../messages/inspection.ts';
import type { ProcessResult } from '../messages/progress.ts';
import { setUpAvatar } from './account-setup/avatar.ts';
import { setUpBusinessDomains } from './account-setup/business-domains.ts';
import { setUpCategories } from './account-setup/categories.ts';
import { declarationOf } from './account-setup/declaration.ts';
import { setUpName } from './account-setup/name.ts';
import { setUpOpenAccount } from './account-setup/open-account.ts';
import { type Bring, type Part, runPart } from './account-setup/part.ts';
import { setUpPrefetchDomains } from './account-setup/prefetch-domains.ts';
import { setUpPrivacyGuide } from './account-setup/privacy-guide.ts';
import { setUpPrivacyInterfaces } from './account-setup/privacy-interfaces.ts';
import { setUpServerDomains } from './account-setup/server-domains.ts';
import { setUpSignature } from './account-setup/signature.ts';
import { setUpTesters } from './account-setup/testers.ts';
import { listenFor } from './hints.ts';
import { openLease } from './lease.ts';
import { openMaterials } from './materials.ts';
import { openProcess } from './process.ts';
import { record } from './record.ts';

/** Every part, in the order of the progress. */
const partNames = [
  'name',
  'signature',
  'avatar',
  'categories',
  'testers',
  'serverDomains',
  'businessDomains',
  'prefetchDomains',
  'privacyGuide',
  'privacyInterfaces',
  'openAccount',
] as const satisfies (keyof SetupDeclaration)[];

/**
 * Brings an account to a declaration of what it should have. Its parts run at the same time: each reads first, changes
 * only what differs, and waits without holding the others up.
 */
export async function accountSetup({
  appid,
  wanted,
  publicUrl,
  timings,
}: AccountSetupInput): Promise<ProcessResult<SetupOutcome>> {
  const declared = partNames.filter((name) => wanted[name] !== undefined);
  const process = openProcess(`Setup of ${appid}`, declared);
  const nameAudits = listenFor('wxaNicknameAudit');
  const categoryAudits = listenFor('wxaCategoryAudit');
  const interfaceReviews = listenFor('wxaPrivacyApply');
  const lease = openLease(process, appid, 'name');
  const materials = openMaterials(process, appid, timings.copyLife);
  setHandler(authorizationChanged, () => process.wake());
  const parts: Record<string, PartResult> = {};
  const categoriesOpen = () => wanted.categories !== undefined && parts.categories === undefined;

  const bring: Bring = async (declared, anew) => {
    if (anew) materials.forget(declared);
    const brought = await materials.bring(declared, 'setup');
    if ('ready' in brought) return brought;
    const note = brought.wrong.map(({ field, problem }) => `${field}: ${problem}.`).join(' ');
    return { refused: { kind: 'refused', note } };
  };

  /** The work on a part, where it is declared. */
  const part = <Name extends keyof SetupDeclaration>(
    name: Name,
    work: (part: Part<NonNullable<SetupDeclaration[Name]>>) => Promise<PartResult>,
  ): (() => Promise<void>)[] => {
    const wish = wanted[name];
    if (wish === undefined) return [];
    const own = { process: process.track(name), name, appid, timings, wish, bring };
    return [
      async () => {
        parts[name] = await runPart(own, () => work(own));
      },
    ];
  };

  const keepDeclaration = async () => {
    const declaration = declarationOf(wanted, parts);
    if (declaration) await record(appid, accountDeclared, declaration);
  };

  return process.run<SetupOutcome>(
    async () => {
      // Held to the end: its holder is told when the merchant grants what a part lacked.
      await lease.take();
      // Parts may wait for weeks before they need a file; one that is gone is told by its part.
      await materials.hold(wanted);
      await process.together([
        ...part('name', (own) => setUpName(own, nameAudits)),
        ...part('signature', setUpSignature),
        ...part('avatar', setUpAvatar),
        ...part('categories', (own) => setUpCategories(own, categoryAudits)),
        ...part('testers', setUpTesters),
        ...part('serverDomains', setUpServerDomains),
        ...part('businessDomains', (own) => setUpBusinessDomains({ ...own, publicUrl })),
        ...part('prefetchDomains', setUpPrefetchDomains),
        ...part('privacyGuide', setUpPrivacyGuide),
        ...part('privacyInterfaces', (own) =>
          setUpPrivacyInterfaces({ ...own, categoriesOpen, pushes: interfaceReviews }),
        ),
        ...part('openAccount', setUpOpenAccount),
      ]);
      const refused = Object.values(parts).some(({ kind }) => kind === 'refused');
      return { kind: refused ? 'incomplete' : 'complete', parts };
    },
    {
      cancelled: (by) => ({ ...by, parts, unfinished: declared.filter((name) => !parts[name]) }),
      end: async () => {
        // Setups that were begun before this was kept end as they did.
        if (patched('declaration-kept')) await keepDeclaration();
        await materials.letGo();
        await lease.giveBack();
      },
    },
  );
}
