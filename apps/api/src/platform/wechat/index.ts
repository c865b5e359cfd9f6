export * from './wechat-answer.js'
export { WechatClient, TEXT_LIMIT, type SubscribeMessage, type TextScene, type TextVerdict, type WechatPhone, type WechatSession } from './wechat-client.js'
export { WechatDoor } from './wechat-door.js'
export { openIdOf, wechatSandbox, type WechatSandbox } from './wechat-sandbox.js'
