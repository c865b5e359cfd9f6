import { t, type Sentences } from '../facts.js'

export const campaign: Sentences = {
  'campaign-title': (f) => t(f, 'titleEn') || t(f, 'titleZh') || 'Campaign',
  'audience-too-slow': 'Too wide: not counted within 8 seconds. Add a condition',
  'campaign-not-draft': 'It is scheduled and cannot be changed',
  'campaign-in-the-past': 'That time has passed',
  'campaign-says-nothing': 'Write the title that members read first',
  'campaign-not-under-way': 'This campaign is not under way',
  'campaign-not-launched': 'Not launched: there is no effect yet',
  'campaign-stopped': 'Stopped before their turn',
  'campaign-member-left': 'Left or merged before it was sent',
  'consent-withdrawn': 'Took their consent back before it was sent',
}
