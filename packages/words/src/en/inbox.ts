import type { Sentences } from '../facts.js'

export const inbox: Sentences = {

}
