import type { Sentences } from '../facts.js'

export const order: Sentences = {

}
