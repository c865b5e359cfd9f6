import { createHash } from 'node:crypto'

/** The group of a member in a campaign: the first 32 bits of SHA-256 of both ids, in ten thousandths. Chance to everybody, the same for ever. */
export const armOf = (o: { campaignId: string; memberId: string; holdoutBp: number }): 'target' | 'control' =>
  createHash('sha256').update(`${o.campaignId}:${o.memberId}`).digest().readUInt32BE(0) % 10_000 < o.holdoutBp ? 'control' : 'target'
