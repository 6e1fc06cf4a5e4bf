import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type AuthorizerView, authorizerView } from '../messages/authorizer.ts';
import { type FleetView, fleetView } from '../messages/fleet.ts';
import { type TemplateDescription, templateLibraryView } from '../messages/template-library.ts';
import { workflowIds } from '../messages/workflow-ids.ts';

/** Where the layers and variables of an ext.json are read. */
export type ExtSources = {
  /** Nothing where nothing was ever declared for all. */
  fleet(): Promise<FleetView | undefined>;
  template(templateId: number): Promise<TemplateDescription | undefined>;
  account(appid: string): Promise<AuthorizerView>;
  /** Whether WeChat lists it as a standard template (标准模板); absent where WeChat is not asked. */
  isStandard?(templateId: number): Promise<boolean>;
};

/** Reads from the entities; what all accounts share is asked for once, so that many can be rendered with the same sources. */
export const createExtSources = (temporal: Client): ExtSources => {
  const fleet = once(() => unlessUnknown(temporal.workflow.getHandle(workflowIds.fleet()).query(fleetView)));
  const library = once(() =>
    unlessUnknown(temporal.workflow.getHandle(workflowIds.templateLibrary()).query(templateLibraryView)),
  );
  return {
    fleet,
    template: async (templateId) => (await library())?.templates[templateId],
    account: (appid) => temporal.workflow.getHandle(workflowIds.authorizer(appid)).query(authorizerView),
  };
};

/** Asks once, whoever wants the answer. */
export const once = <Answer>(read: () => Promise<Answer>): (() => Promise<Answer>) => {
  let reading: Promise<Answer> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
};

const unlessUnknown = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};
