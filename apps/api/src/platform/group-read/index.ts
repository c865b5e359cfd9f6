export * from './group-read.js'
