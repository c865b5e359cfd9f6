export interface TierLook {
  name: string
  material: 'silver' | 'gold' | 'platinum' | 'black'
}

const letter = { silver: 'ka', gold: 'kb', platinum: 'kc', black: 'kd' } as const
export const tierGround = (m: TierLook['material']): string => `var(--ht-tier-${letter[m]}-bg)`
export const tierInk = (m: TierLook['material']): string => `var(--ht-tier-${letter[m]}-fg)`

export const TierBadge = ({ tier }: { tier: TierLook }) => (
  <span className="tier" style={{ background: tierGround(tier.material), color: tierInk(tier.material) }}>
    {tier.name}
  </span>
)
