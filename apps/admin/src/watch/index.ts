export { RequestsPage } from './requests-page'
export { StaffDayPage } from './staff-day-page'
export { WatchPage } from './watch-page'
