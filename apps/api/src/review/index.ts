export { ReviewModule } from './review.module.js'
export { REVIEW_SETTINGS } from './review-settings.js'
export { bookReview } from './on-shown.js'
export { writeReviews, type Review } from './shelf.rows.js'
