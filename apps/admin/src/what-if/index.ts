export { WhatIf } from './what-if'
