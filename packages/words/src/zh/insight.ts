import type { Sentences } from '../facts.js'

export const insight: Sentences = {

}
