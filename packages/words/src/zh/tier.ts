import type { Sentences } from '../facts.js'

export const tier: Sentences = {

}
