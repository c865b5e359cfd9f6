export { CommunityModule } from './community.module.js'
export { Community } from './community.js'
export { oneTopic, openTopicList, type TopicRow } from './community.rows.js'
export { COMMUNITY_SETTINGS } from './community-settings.js'
