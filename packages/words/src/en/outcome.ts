import type { Sentences } from '../facts.js'

export const outcome: Sentences = {
  malformed: 'Something is filled in wrongly; see the marked fields',
  'not-signed-in': 'Please sign in first',
  'token-expired': 'You were signed out; please sign in again',
  'not-allowed': 'You are not allowed to do this',
  'not-found': 'Not found',
  'key-conflict': 'This key was used for something else',
  'key-missing': 'The key of this act is missing',
  'too-often': 'Too often. Please wait a moment',
  'too-large': 'Too large',
  fault: 'A fault on our side. Nothing was changed; please try again',
  'service-away': 'The service cannot be reached right now; please try again soon',
}
