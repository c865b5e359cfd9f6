// What people read: code + facts -> sentence, for every refusal, reason, notice and explanation, in zh-CN and en.
export { listed } from './facts.js'
export { say, knows, type Facts, type Sentences, type SpeakIn } from './say.js'
export { zh } from './zh/index.js'
export { en } from './en/index.js'
export { openRefusal, type Detail } from './open-refusal.js'
