import { proxyActivities } from '@temporalio/workflow';
import type { PlatformDomainActivities } from '../../activities/platform-domains.ts';
import type { DomainsStanding, NeededDomains } from '../../messages/platform-domains.ts';
import { waitForFact } from '../wait-for-fact.ts';
import type { Part } from './part.ts';

/** What is asked of the entity of the platform's domains: tried until it is taken. */
export const platformCalls = proxyActivities<PlatformDomainActivities>({
  summary: "Ask the entity of the platform's domains",
  startToCloseTimeout: '30s',
  retry: { maximumInterval: '30s' },
});

/** Has the platform register hosts, which it does together with what other accounts need; how they stand once all are decided. */
export const registerAtPlatform = async (part: Part<unknown>, domains: NeededDomains): Promise<DomainsStanding> => {
  const { process, name, timings } = part;
  const before = await platformCalls.askForDomains(domains);
  process.progress.note(name, before.counters);
  for (;;) {
    const standing = await waitForFact(process, {
      waitingFor: { what: 'The platform to register domains (第三方平台域名)', who: 'wechat' },
      until: Date.now() + timings.auditWindow,
      every: timings.domainPoll,
      ask: (facts, asking) => facts.awaitDomains({ ...asking, domains }),
    });
    if (standing) process.progress.note(name, standing.counters);
    if (standing && standing.pending.length === 0) return standing;
    const what = standing?.trouble ?? "The platform's domains take longer than they should.";
    const retried = process.woken();
    await process.pause(60_000, { what, who: 'ops' });
    // Whoever asks again has the entity try at once.
    if (retried()) await platformCalls.askForDomains(domains);
  }
};
