import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, inject } from 'vitest';
import { createIds } from '../../credentials/ids.ts';
import { createSealer } from '../../credentials/sealer.ts';
import type { Delivery } from '../../messages/delivery.ts';
import { searchAttributes } from '../../messages/search-attributes.ts';
import { externalIds, workflowIds } from '../../messages/workflow-ids.ts';
import { createRouter } from '../../routing/route.ts';
import { connect } from '../../temporal/connect.ts';
import { createPayloadCodec } from '../../temporal/payload-codec.ts';
import { claimNamespace } from '../namespace.ts';

/** What a workflow was started with or told; the name of a start is that of its type. */
export type Told = { readonly name: string; readonly about: unknown };

/**
 * A router on a real Temporal without any worker: what reaches a workflow is read from its history, and nothing else
 * happens to it.
 */
export const startRoutingStage = async () => {
  const namespace = await claimNamespace();
  const ring = [{ id: 'test', key: randomBytes(32) }];
  const idKey = randomBytes(32);
  const sealer = createSealer(ring, idKey);
  const ids = createIds(idKey);
  const target = { address: inject('temporalAddress'), namespace };
  const temporal = connect({ ...target, ring });
  const codec = createPayloadCodec(ring);

  const decoded = async (payloads: Payload[] | null | undefined): Promise<unknown> => {
    const [first] = await codec.decode(payloads ?? []);
    return first && defaultPayloadConverter.fromPayload(first);
  };
  /** Starts a workflow that nobody works on. */
  const open = async (
    workflowId: string,
    attributes: { readonly appid?: string; readonly externalIds?: readonly string[] } = {},
  ) => {
    await temporal.workflow.start(workflowId.replace(/:.*/, ''), {
      workflowId,
      taskQueue: 'nobody',
      typedSearchAttributes: [
        ...(attributes.appid ? [{ key: searchAttributes.AppId, value: attributes.appid }] : []),
        ...(attributes.externalIds ? [{ key: searchAttributes.ExternalIds, value: [...attributes.externalIds] }] : []),
      ],
    });
    return workflowId;
  };
  return {
    target,
    ring,
    idKey,
    temporal,
    sealer,
    ids,
    router: createRouter({ temporal, sealer, ids }),
    open,
    /** Makes an account known, with its user name. */
    openAccount: (appid: string, userName: string) =>
      open(workflowIds.authorizer(appid), { appid, externalIds: [externalIds.userName(userName)] }),
    close: (workflowId: string) => temporal.workflow.getHandle(workflowId).terminate(),
    /** Waits until a workflow is found by a search attribute. */
    isListed: (query: string) =>
      expect.poll(async () => (await temporal.workflow.count(query)).count, { timeout: 20_000 }).toBeGreaterThan(0),
    /** The signals a workflow got, in their order. */
    signalsOf: async (workflowId: string): Promise<Told[]> => {
      const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
      const signals = (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []);
      return Promise.all(
        signals.map(async ({ signalName, input }) => ({
          name: signalName ?? '',
          about: await decoded(input?.payloads),
        })),
      );
    },
    /** How a workflow was started. */
    startOf: async (workflowId: string): Promise<Told> => {
      const { events } = await temporal.workflow.getHandle(workflowId).fetchHistory();
      const start = events?.[0]?.workflowExecutionStartedEventAttributes;
      return { name: start?.workflowType?.name ?? '', about: await decoded(start?.input?.payloads) };
    },
    stop: () => temporal.connection.close(),
  };
};

/** The delivery in a signal, for tests that look into it. */
export const deliveryIn = (told: Told | undefined): Delivery => told?.about as Delivery;
