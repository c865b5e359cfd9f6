import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Art } from './art'
import black from './art/tier-black.webp'
import gold from './art/tier-gold.webp'
import platinum from './art/tier-platinum.webp'
import silver from './art/tier-silver.webp'

export type Material = 'silver' | 'gold' | 'platinum' | 'black'
export interface TierShown { readonly name: string; readonly material: Material }

export const materialArt: Record<Material, string> = { silver, gold, platinum, black }
const outlined: Record<Material, string> = { silver: '银卡', gold: '金卡', platinum: '铂金卡', black: '黑卡' }
const english: Record<string, string> = { 银卡: 'Silver', 金卡: 'Gold', 铂金卡: 'Platinum', 黑卡: 'Black' }

/** The four classic tiers have English names; a tier a merchant named keeps its name. */
export const tierName = (name: string, language: string): string => (language === 'en' ? (english[name] ?? name) : name)

/** The tier's name as it is struck into the card: outlines for the four classic words, the system's serif for others. */
export function TierWord({ tier, size = '', language = 'zh-CN' }: { tier: TierShown; size?: '' | 'small' | 'middle'; language?: string }) {
  if (language !== 'en' && outlined[tier.material] === tier.name) {
    return <View className='emb'><View className={`tier-word tier-word-${tier.material} ${size ? `tier-word-${size}` : ''}`} role='img' aria-label={tier.name} /></View>
  }
  return <View className={`emb serif el ${size === 'small' ? 'h1' : 'tier-text'}`}>{tierName(tier.name, language)}</View>
}

/** 358 x 226, of the material of the tier. What stands on it is given by the screen. */
export function TierCard({ tier, className = '', children }: PropsWithChildren<{ tier: TierShown; className?: string }>) {
  return (
    <View className={`card on-${tier.material} ${className}`}>
      <Art src={materialArt[tier.material]} className='card-art' />
      <View className='card-in'>{children}</View>
    </View>
  )
}

/** 18 high, same art: beside a name in the community, on the till. */
export function TierBadge({ tier, language = 'zh-CN' }: { tier: TierShown; language?: string }) {
  return <View className={`badge on-${tier.material}`}><Art src={materialArt[tier.material]} className='badge-art' /><View className='badge-in el'>{tierName(tier.name, language)}</View></View>
}

/** 64 x 44: on the till, before and after. */
export function TierThumb({ tier }: { tier: TierShown }) {
  return <View className={`tier-thumb on-${tier.material}`} role='img' aria-label={tier.name}><Art src={materialArt[tier.material]} className='tier-thumb-art' /></View>
}
