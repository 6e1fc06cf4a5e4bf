import type { AuthorizerState, Lease, LeaseClaim, LeaseName, LeaseNews } from '../messages/authorizer.ts';

type Leases = AuthorizerState['leases'];

/** Gives a free lease to the claim, or lets it wait; the holder who asks again is told again. */
export const leaseClaimed = (leases: Leases, name: LeaseName, claim: LeaseClaim): Leases => {
  const lease = leases[name];
  if (!lease) return { ...leases, [name]: heldBy(claim, []) };
  if (isSame(lease.holder, claim)) return { ...leases, [name]: tellHolder(lease, 'granted') };
  if (lease.waiting.some((waiting) => isSame(waiting, claim))) return leases;
  return { ...leases, [name]: { ...lease, waiting: [...lease.waiting, claim] } };
};

/** Takes a lease back from its holder and gives it to the next, or a claim out of the queue. */
export const leaseGivenBack = (leases: Leases, name: LeaseName, claim: LeaseClaim): Leases => {
  const lease = leases[name];
  if (!lease) return leases;
  if (!isSame(lease.holder, claim)) {
    return { ...leases, [name]: { ...lease, waiting: lease.waiting.filter((waiting) => !isSame(waiting, claim)) } };
  }
  const [next, ...rest] = lease.waiting;
  const { [name]: _returned, ...others } = leases;
  return next ? { ...others, [name]: heldBy(next, rest) } : others;
};

/** Notes that the holder of a lease was told something. */
export const holderTold = (leases: Leases, name: LeaseName, holder: LeaseClaim, news: LeaseNews): Leases => {
  const lease = leases[name];
  if (!lease || !isSame(lease.holder, holder)) return leases;
  return { ...leases, [name]: { ...lease, untold: lease.untold.filter((other) => other !== news) } };
};

/** All holders are to be told that the authorization changed. */
export const holdersToWake = (leases: Leases): Leases =>
  Object.fromEntries(Object.entries(leases).map(([name, lease]) => [name, tellHolder(lease, 'authorization-changed')]));

const heldBy = (holder: LeaseClaim, waiting: readonly LeaseClaim[]): Lease => ({
  holder,
  waiting,
  untold: ['granted'],
});

const tellHolder = (lease: Lease, news: LeaseNews): Lease =>
  lease.untold.includes(news) ? lease : { ...lease, untold: [...lease.untold, news] };

const isSame = (a: LeaseClaim, b: LeaseClaim): boolean => a.workflowId === b.workflowId && a.runId === b.runId;
