// In place of polyfills that every browser of our list has built in.
