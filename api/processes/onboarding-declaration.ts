import { z } from 'zod';
import { settingsLimits } from '../../messages/account-settings.ts';
import type { AccountRoute, OnboardingDeclaration, PreparedStart } from '../../messages/merchant-onboarding.ts';
import { externalIds } from '../../messages/workflow-ids.ts';
import type { Words } from '../../wechat/missing-permission.ts';
import { refuseCustomised } from '../authorizers/customised.ts';
import { findAuthorizer } from '../authorizers/find.ts';
import { extLayer, tags, variables } from '../ext/fields.ts';
import { invalidInput } from '../http/invalid-input.ts';
import { checkMaterials } from '../materials/check.ts';
import type { Process, StartContext } from '../process.ts';
import { refuseRetiring } from '../templates/retiring.ts';
import { refuseUnknown } from './account-setup.ts';
import { authorizationLink, linkBody } from './authorization-link.ts';
import { releaseBody } from './code-release.ts';
import { conversionRoute } from './conversion-plan.ts';
import { enterpriseBody, enterpriseRegistration } from './enterprise-registration.ts';
import { appid } from './fields.ts';
import { filingBody } from './icp-filing.ts';
import { officialAccountBody, officialAccountRegistration } from './official-account-registration.ts';
import { personalBody, personalRegistration } from './personal-registration.ts';
import { declaration } from './setup-declaration.ts';
import { trialBody, trialRegistration } from './trial-registration.ts';
import { verificationBody } from './verification.ts';

const { variablesLength: longestVariables } = settingsLimits;
const { componentPhone, timings } = personalBody.shape;
const ofPerson = { componentPhone, timings };

const account = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('existing').describe('An account that has authorized the platform.'), appid }),
    linkBody
      .omit({ merchantId: true, single: true })
      .extend({ kind: z.literal('link').describe("The merchant's own account, which it authorizes by a link.") }),
    enterpriseBody
      .omit({ merchantId: true })
      .extend({ kind: z.literal('enterprise').describe('A new account of an enterprise (快速注册企业小程序).') }),
    z.strictObject({
      kind: z.literal('personal').describe("A person's new account (快速注册个人小程序)."),
      wxuser: personalBody.shape.wxuser.unwrap(),
      ...ofPerson,
    }),
    z.strictObject({
      kind: z.literal('personal-upgraded').describe("A person's new account, upgraded (个人升级版小程序)."),
      openid: personalBody.shape.openid.unwrap(),
      ...ofPerson,
    }),
    officialAccountBody.omit({ merchantId: true }).extend({
      kind: z
        .literal('official-account')
        .describe('A new account with the subject of an official account (复用公众号主体).'),
    }),
    trialBody
      .omit({ merchantId: true, conversion: true })
      .extend({ kind: z.literal('trial').describe('A trial (试用小程序), which `conversion` makes formal.') }),
  ])
  .describe('How the account comes to the platform.');

/** What a merchant should have in the end. */
export const declarationBody = z.strictObject({
  account,
  setup: declaration
    .refine((wanted) => Object.keys(wanted).length > 0, 'at least one thing that the account should have')
    .exactOptional()
    .describe('What the account should have, as `POST /v1/account-setups` takes it.'),
  settings: z
    .strictObject({ tags: tags.exactOptional(), variables: variables.exactOptional(), ext: extLayer.exactOptional() })
    .refine((wanted) => Object.keys(wanted).length > 0, 'tags, variables or ext')
    .refine(({ variables = {} }) => JSON.stringify(variables).length <= longestVariables, {
      path: ['variables'],
      error: `at most ${longestVariables} characters of JSON`,
    })
    .exactOptional()
    .describe(
      'Tags, variables and layer of ext.json, as `PUT /v1/authorizers/{appid}/settings` takes them: before anything is released.',
    ),
  conversion: conversionRoute
    .exactOptional()
    .describe('Of a trial: how it becomes formal, and whose it will be. It is named by `setup.name`.'),
  verification: verificationBody.shape.application.exactOptional(),
  filing: filingBody.shape.application.exactOptional(),
  release: releaseBody
    .pick({ userVersion: true, userDesc: true, ext: true, variables: true })
    .extend({ templateId: releaseBody.shape.templateId.unwrap() })
    .exactOptional()
    .describe('What is released first. It goes online by itself once all that is declared is there.'),
});

type Asked = z.output<typeof declarationBody>;

/** A declaration as the workflow takes it, with the process that brings the account made ready to start. */
export const prepareDeclaration = async (
  { account: asked, conversion, ...rest }: Asked,
  merchantId: string,
  context: StartContext,
): Promise<{ readonly declaration: OnboardingDeclaration; readonly warning?: Words }> => {
  const { setup, verification, filing } = rest;
  const { materials, ids, temporal } = context;
  const sameAs = 'setup.openAccount.sameAs';
  await refuseRetiring(temporal, rest.release?.templateId, 'release.templateId');
  if (asked.kind === 'existing' && setup?.openAccount?.sameAs === asked.appid) {
    const expected = 'another account than this one';
    throw invalidInput([{ field: sameAs, expected, detail: `${asked.appid} is the account of this onboarding.` }]);
  }
  if (setup) await refuseUnknown(temporal, setup, sameAs);
  await checkMaterials(materials, setup, { purpose: 'setup', within: 'setup' });
  await checkMaterials(materials, verification, { purpose: 'verification', within: 'verification' });
  await checkMaterials(materials, filing, { purpose: 'filing', within: 'filing' });
  const { account, warning } = await prepareAccount(asked, {
    merchantId,
    converts: conversion !== undefined,
    context,
  });
  const pointer =
    conversion?.kind === 'enterprise'
      ? { pointer: externalIds.enterprise(ids.hmac('enterprise-code', conversion.code)) }
      : {};
  return {
    declaration: { account, ...(conversion ? { conversion: { route: conversion, ...pointer } } : {}), ...rest },
    ...(warning ? { warning } : {}),
  };
};

const prepareAccount = async (
  asked: Asked['account'],
  { merchantId, converts, context }: { merchantId: string; converts: boolean; context: StartContext },
): Promise<{ readonly account: AccountRoute; readonly warning?: Words }> => {
  if (asked.kind === 'existing') {
    await findAuthorizer(context.temporal, asked.appid);
    await refuseCustomised(context.temporal, asked.appid, 'an onboarding');
    return { account: asked };
  }
  const { kind, ...body } = asked;
  const { process, more = {} } = bringers(converts)[kind];
  const { warning, ...start } = await prepareStart(process, { ...body, merchantId, ...more }, context);
  return { account: { kind, wish: JSON.stringify(asked), start }, ...(warning ? { warning } : {}) };
};

type Bringer = { readonly process: Process; readonly more?: object };

/** The process that brings an account, by each way, and what its body says beside what is declared. */
const bringers = (converts: boolean): Readonly<Record<Exclude<AccountRoute['kind'], 'existing'>, Bringer>> => ({
  link: { process: authorizationLink, more: { single: true } },
  enterprise: { process: enterpriseRegistration },
  personal: { process: personalRegistration },
  'personal-upgraded': { process: personalRegistration },
  'official-account': { process: officialAccountRegistration },
  // A conversion that is declared is a part of its own.
  trial: { process: trialRegistration, ...(converts ? { more: { conversion: false } } : {}) },
});

/** The start of another process, just as its own resource would make it. */
const prepareStart = async (
  process: Process,
  body: object,
  context: StartContext,
): Promise<PreparedStart & { readonly warning?: Words }> => {
  if (!process.start) throw new TypeError(`Nobody starts a ${process.title} by hand.`);
  const asked = await process.start.body.parseAsync(body);
  const workflowId = asked.id(context.ids);
  const prepared = await asked.prepare(context.of(process, workflowId));
  const { input, summary, externalIds, links, subject, warning } = prepared;
  return {
    workflow: process.workflow,
    workflowId,
    input: { ...input },
    summary,
    ...(externalIds ? { externalIds } : {}),
    ...(links ? { links } : {}),
    ...(subject ? { subject } : {}),
    ...(warning ? { warning } : {}),
  };
};
