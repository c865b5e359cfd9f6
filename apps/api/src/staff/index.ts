export { StaffModule } from './staff.module.js'
export { addStaff } from './staff.rows.js'
