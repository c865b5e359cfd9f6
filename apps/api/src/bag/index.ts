export { BagModule } from './bag.module.js'
