export { landing, type LandingFacts } from './landing.js'
