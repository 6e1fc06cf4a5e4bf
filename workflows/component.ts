import { allHandlersFinished, CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import {
  type ComponentInput,
  type ComponentState,
  componentToken,
  componentView,
  refreshComponentToken,
} from '../messages/component.ts';
import { eventSignal } from '../messages/delivery.ts';
import { componentViewOf, newComponent, shownOfComponent, ticketArrived, tokenFetched } from './component-state.ts';
import { noTicket, refusalOf } from './credential-failures.ts';
import { componentCalls } from './credentials.ts';
import { type EntityState, isTimeToContinue, openState, shared } from './entity.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openKeyRotation } from './key-rotation.ts';
import { isUsable } from './token-life.ts';

/** How long a refresh waits for the first ticket, in milliseconds. */
const ticketPatience = 30_000;

/**
 * The entity of the platform itself: keeps its ticket and its token, and asks for tickets where none come. A cancellation
 * would lose both, so it is not heeded.
 */
export const component = async (input: ComponentInput): Promise<void> => {
  const state = openState(input.state ?? newComponent, shownOfComponent);

  const rotation = openKeyRotation(state);

  const renew = shared(async () => {
    if (!state.now().ticket) {
      await condition(() => state.now().ticket !== undefined, ticketPatience, { summary: 'Until the first ticket' });
    }
    const { ticket } = state.now();
    if (!ticket) throw refusalOf(noTicket);
    try {
      const call = componentCalls('Exchange the ticket for a component token');
      const token = await call.getComponentAccessToken({ ticket });
      state.change((now) => tokenFetched(now, token));
    } catch (error) {
      const failure = weChatFailureOf(error);
      state.change((now) => ({ ...now, tokenTrouble: `The token can't be fetched: ${wordsOf(failure)}` }));
      throw refusalOf(failure);
    }
  });

  setHandler(eventSignal('componentVerifyTicket'), (delivery) =>
    state.change((now) => ticketArrived(now, delivery, Date.now())),
  );
  setHandler(componentToken, () => state.now().token ?? null);
  setHandler(componentView, () => componentViewOf(state.now()));
  setHandler(refreshComponentToken, async ({ stale }) => {
    if (!isUsable(state.now().token, stale, Date.now())) await renew();
    const { token } = state.now();
    if (!token) throw refusalOf(noTicket);
    return token;
  });

  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);
  await CancellationScope.nonCancellable(async () => {
    while (!ending()) await watchTickets(state, input.ticketSilence, ending);
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof component>({ ...input, state: state.now() });
  });
};

/** Waits for the next ticket; where none comes in time, WeChat is asked to push again and ops to look. */
const watchTickets = async (
  { now, change }: EntityState<ComponentState>,
  silence: number,
  ending: () => boolean,
): Promise<void> => {
  const { ticketCreateTime, ticketAt } = now();
  const newer = () => now().ticketCreateTime !== ticketCreateTime;
  const summary = 'Ticket watchdog: until WeChat pushes the next ticket';
  if (await condition(() => newer() || ending(), silence, { summary })) return;
  const asked = await askForTickets();
  if (newer()) return;
  const last =
    ticketAt === undefined ? 'No ticket has arrived yet' : `No ticket since ${new Date(ticketAt).toISOString()}`;
  const ticketTrouble = `${last}: check that the authorization event URL (授权事件接收URL) reaches the gateway. ${asked}`;
  change((state) => ({ ...state, ticketTrouble }));
};

const askForTickets = async (): Promise<string> => {
  try {
    await componentCalls('Start the ticket push again').startPushTicket();
    return 'WeChat was asked to push again.';
  } catch (error) {
    return `Asking WeChat to push again failed: ${weChatFailureOf(error).hint}`;
  }
};
